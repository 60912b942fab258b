"""Shows and episodes in RSS: Apple's elements, the podcast namespace and Podlove's simple chapters.

podcasters.apple.com ("A Podcaster's Guide to RSS"), podcastindex.org/namespace/1.0, podlove.org/simple-chapters.
"""

import re
from uuid import UUID

from tests.specifications.schema import Element
from tests.specifications.values import (
    is_email,
    is_http,
    is_language,
    is_media_type,
    is_rfc822,
    is_rfc3339,
    is_size,
    is_text,
    one_of,
)


def _is_uuid5(text: str) -> bool:
    return UUID(text).version == 5 and str(UUID(text)) == text


_NUMBER = re.compile(r"[1-9][0-9]*").fullmatch
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]+)?").fullmatch
_TEXT = Element(text=is_text)
_YES = Element(text=one_of("Yes"))
_SAID = Element(text=one_of("yes", "no"))
_TRUE = Element(text=one_of("true", "false"))
_PICTURE = Element(attributes={"href!": lambda text: is_http(text) and re.search(r"\.(?:jpe?g|png)$", text)})
_INNER = Element(attributes={"text!": is_text})
_PERSON = Element(text=is_text, attributes={"role": is_text, "group": is_text, "img": is_http, "href": is_http})
_LOCATION = Element(
    text=is_text,
    attributes={
        "geo": re.compile(r"geo:-?[0-9.]+,-?[0-9.]+").fullmatch,
        "osm": re.compile(r"[NWR][0-9]+").fullmatch,
        "country": re.compile(r"[A-Z]{2}").fullmatch,
    },
)
_REMOTE = Element(
    attributes={"feedGuid!": _is_uuid5, "feedUrl": is_http, "title": is_text, "medium": one_of("publisher")}
)
_RECIPIENT = Element(
    attributes={
        "name": is_text,
        "customKey": is_text,
        "customValue": is_text,
        "type!": one_of("node"),
        "address!": re.compile(r"0[23][0-9a-f]{64}").fullmatch,
        "split!": _NUMBER,
        "fee": one_of("true"),
    }
)
_STREAM = Element(attributes={"url!": is_http, "length!": _NUMBER, "type!": is_media_type})
_LIVE = Element(
    attributes={"status!": one_of("pending", "live", "ended"), "start!": is_rfc3339, "end": is_rfc3339},
    children={
        "1 title": _TEXT,
        "1 link": Element(text=is_http),
        "? description": _TEXT,
        "1 guid": Element(text=is_text, attributes={"isPermaLink!": one_of("false")}),
        "1 enclosure": _STREAM,
        "? itunes:image": _PICTURE,
        "* podcast:person": _PERSON,
        "+ podcast:contentLink": Element(text=is_text, attributes={"href!": is_http}),
    },
)
CHANNEL = {
    "? itunes:image": _PICTURE,
    "* itunes:category": Element(attributes={"text!": is_text}, children={"* itunes:category": _INNER}),
    "? itunes:explicit": _TRUE,
    "? itunes:author": _TEXT,
    "? itunes:owner": Element(children={"1 itunes:name": _TEXT, "? itunes:email": Element(text=is_email)}),
    "? itunes:type": Element(text=one_of("episodic", "serial")),
    "? itunes:new-feed-url": Element(text=is_http),
    "? itunes:block": _YES,
    "? itunes:complete": _YES,
    "? podcast:locked": Element(text=one_of("yes", "no"), attributes={"owner": is_email}),
    "* podcast:funding": Element(text=is_text, attributes={"url!": is_http}),
    "* podcast:person": _PERSON,
    "? podcast:location": _LOCATION,
    "* podcast:trailer": Element(
        text=is_text,
        attributes={
            "pubdate!": is_rfc822,
            "url!": is_http,
            "length": is_size,
            "type": is_media_type,
            "season": _NUMBER,
        },
    ),
    "? podcast:license": Element(text=is_text, attributes={"url": is_http}),
    "? podcast:guid": Element(text=_is_uuid5),
    "? podcast:value": Element(
        attributes={"type!": is_text, "method!": is_text, "suggested": _SECONDS},
        children={"+ podcast:valueRecipient": _RECIPIENT},
    ),
    "? podcast:medium": Element(text=one_of("podcast", "music", "audiobook")),
    "* podcast:liveItem": _LIVE,
    "? podcast:block": _SAID,
    "* podcast:txt": Element(text=is_text, attributes={"purpose": is_text}),
    "? podcast:podroll": Element(children={"+ podcast:remoteItem": _REMOTE}),
    "? podcast:updateFrequency": Element(
        text=is_text,
        attributes={"complete": one_of("true"), "dtstart": is_rfc3339, "rrule": re.compile("FREQ=.+").fullmatch},
    ),
    "? podcast:publisher": Element(children={"1 podcast:remoteItem": _REMOTE}),
}
"""What stands in the channel of a show; of these, other feeds may have itunes:block alone."""
ITEM = {
    "? itunes:duration": Element(text=_NUMBER),
    "? itunes:image": _PICTURE,
    "? itunes:explicit": _TRUE,
    "? itunes:episode": Element(text=_NUMBER),
    "? itunes:season": Element(text=_NUMBER),
    "? itunes:episodeType": Element(text=one_of("full", "trailer", "bonus")),
    "* podcast:transcript": Element(
        attributes={"url!": is_http, "type!": is_media_type, "language": is_language, "rel": one_of("captions")}
    ),
    "? podcast:chapters": Element(attributes={"url!": is_http, "type!": one_of("application/json+chapters")}),
    "* podcast:soundbite": Element(text=lambda _: True, attributes={"startTime!": _SECONDS, "duration!": _SECONDS}),
    "* podcast:person": _PERSON,
    "? podcast:location": _LOCATION,
    "? podcast:season": Element(text=_NUMBER, attributes={"name": is_text}),
    "? podcast:episode": Element(text=_NUMBER),
    "* podcast:alternateEnclosure": Element(
        attributes={
            "type!": is_media_type,
            "length": is_size,
            "bitrate": _NUMBER,
            "height": _NUMBER,
            "lang": is_language,
            "title": is_text,
            "default": one_of("true"),
        },
        children={
            "+ podcast:source": Element(attributes={"uri!": is_http}),
            "? podcast:integrity": Element(
                attributes={"type!": one_of("sri"), "value!": re.compile("sha256-[A-Za-z0-9+/]{43}=").fullmatch}
            ),
        },
    ),
    "* podcast:socialInteract": Element(
        attributes={
            "protocol!": is_text,
            "uri": is_http,
            "accountId": is_text,
            "accountUrl": is_http,
            "priority": _NUMBER,
        }
    ),
    "? psc:chapters": Element(
        attributes={"version!": one_of("1.2")},
        children={
            "+ psc:chapter": Element(
                attributes={
                    "start!": re.compile(r"[0-9]{2}:[0-5][0-9]:[0-5][0-9]\.[0-9]{3}").fullmatch,
                    "title!": is_text,
                    "href": is_http,
                    "image": is_http,
                }
            )
        },
    ),
}
"""What stands in an episode in the feed of its show."""
