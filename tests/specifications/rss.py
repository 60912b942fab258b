"""RSS 2.0 with the RSS Advisory Board's profile, and what the W3C's validator warns of.

https://www.rssboard.org/rss-specification, https://www.rssboard.org/rss-profile, content, Dublin Core, Media RSS.
"""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.specifications import html, media, podcast
from tests.specifications.media import is_plain
from tests.specifications.schema import NAMESPACES, Element, check, check_document, check_plain_text, name_of, parse
from tests.specifications.values import (
    is_email,
    is_http,
    is_language,
    is_length,
    is_media_type,
    is_public_http,
    is_rfc822,
    is_rfc3339,
    is_text,
    one_of,
)

_PLAIN_ELEMENTS = "title|copyright|category|source|managingEditor|dc:rights|media:title|media:description"
_IMAGE_NAME = re.compile(r"\.(?:jpe?g|gif|png)$|\.\w*\W[^.]*$", re.IGNORECASE)


def _is_mailbox(text: str) -> bool:
    """`address (Real Name)`, as the profile wants it."""
    found = re.fullmatch(r"(\S+) \((.+)\)", text)
    return bool(found) and is_email(text.partition(" ")[0]) and not html.closes_an_element(text)


def _is_size_up_to(largest: int) -> "re.Pattern[str]":
    return re.compile("|".join(str(size) for size in range(1, largest + 1)))


_PLAIN = Element(text=is_plain)
_ADDRESS = Element(text=is_http)
_DATE = Element(text=is_rfc822)
_LANGUAGE = Element(text=is_language)
_TEXT = Element(text=is_text)
_GUID = Element(
    text=lambda text: bool(text) and not re.search(r"\s", text), attributes={"isPermaLink": one_of("false")}
)
_ENCLOSURE = Element(attributes={"url!": is_public_http, "length!": is_length, "type!": is_media_type})
_CHANNEL_LINK = Element(
    attributes={"rel!": one_of("self", "alternate", "hub"), "href!": is_http, "type": is_media_type, "title": is_plain}
)
_ITEM_LINK = Element(attributes={"rel!": one_of("related", "via"), "href!": is_http, "title": is_plain})
_IMAGE = Element(
    children={
        "1 url": Element(text=lambda text: is_http(text) and _IMAGE_NAME.search(text)),
        "1 title": _PLAIN,
        "1 link": _ADDRESS,
        "? width": Element(text=_is_size_up_to(144).fullmatch),
        "? height": Element(text=_is_size_up_to(400).fullmatch),
    }
)
_ITEM = Element(
    children={
        "1 title": _PLAIN,
        "1 link": _ADDRESS,
        "1 description": _TEXT,
        "? content:encoded": _TEXT,
        "1 guid": _GUID,
        "* category": _PLAIN,
        "? enclosure": _ENCLOSURE,
        "1 pubDate": _DATE,
        "? source": Element(text=is_plain, attributes={"url!": is_http}),
        "+ dc:creator": _TEXT,
        "? dc:language": _LANGUAGE,
        "? dc:rights": _PLAIN,
        "? atom:updated": Element(text=is_rfc3339),
        "* atom:link": _ITEM_LINK,
        "* media:content": media.CONTENT,
        **podcast.ITEM,
    }
)
_CHANNEL = Element(
    children={
        "+ atom:link": _CHANNEL_LINK,
        "1 title": _PLAIN,
        "1 link": _ADDRESS,
        "1 description": _PLAIN,
        "1 language": _LANGUAGE,
        "? copyright": _PLAIN,
        "? docs": _ADDRESS,
        "? generator": _PLAIN,
        "? image": _IMAGE,
        "? lastBuildDate": _DATE,
        "? managingEditor": Element(text=_is_mailbox),
        "* item": _ITEM,
        **podcast.CHANNEL,
    }
)
_RSS = Element(attributes={"version!": one_of("2.0")}, children={"1 channel": _CHANNEL})


def violations(document: bytes) -> list[str]:
    """What is wrong with a feed, in words for whoever mends feedpub."""
    try:
        root = parse(document)
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"]
    return list(_violations(document, root))


def _violations(document: bytes, root: etree._Element) -> Iterator[str]:
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        yield "no rss with a channel"
        return
    yield from check_document(document, root, {"atom", "content", "dc", "itunes", "media", "podcast", "psc"})
    yield from check_plain_text(document, _PLAIN_ELEMENTS, "title")
    yield from _check_description(document)
    yield from check(root, _RSS)
    yield from _check_channel(channel)
    for item in channel.findall("item"):
        yield from _check_item(item)
    for guid, count in Counter(item.findtext("guid") for item in channel.findall("item")).items():
        if count > 1:
            yield f"{count} items have the guid {guid}"


def _check_description(document: bytes) -> Iterator[str]:
    """The channel's description is plain text; an item's is HTML, where any reference will do."""
    yield from check_plain_text(document.partition(b"<item>")[0], "description", "title")


def _check_channel(channel: etree._Element) -> Iterator[str]:
    names = [name_of(child.tag) for child in channel]
    if "item" in names and set(names[names.index("item") :]) != {"item"}:
        yield "something of the channel's stands after an item"
    links = channel.findall("atom:link", NAMESPACES)
    if [link.get("type") for link in links if link.get("rel") == "self"] != ["application/rss+xml"]:
        yield "there is not one self link, of type application/rss+xml"
    if "atom:link" in names[names.index("link") :] if "link" in names else False:
        yield "atom:link stands after link: one reader takes the last of all links for the site"
    for name in ("title", "link"):
        if channel.find("image") is not None and channel.findtext(f"image/{name}") != channel.findtext(name):
            yield f"the image's {name} is not the channel's"


def _check_item(item: etree._Element) -> Iterator[str]:
    names = [name_of(child.tag) for child in item]
    if "content:encoded" in names and names.index("content:encoded") < names.index("description"):
        yield "content:encoded before description"
    for name in ("description", "content:encoded"):
        text = item.findtext(name, "", NAMESPACES)
        yield from (f"{name}: {found}" for found in html.violations(text))
