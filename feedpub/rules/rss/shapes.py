"""The elements of RSS 2.0, and what each may hold."""

from feedpub.problem import Severity
from feedpub.rules.grammar import (
    ANY_TEXT,
    OPTIONAL_TEXT,
    Attribute,
    Blank,
    Shape,
    Text,
    Verdict,
    many,
    once,
    optional,
    some,
    text,
)
from feedpub.rules.html import OPTIONAL_HTML
from feedpub.rules.names import NO_NAMESPACE
from feedpub.rules.podcasts import is_podcast
from feedpub.rules.rule import Fault, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import URL, WEB_URL
from feedpub.rules.values.dates import RFC822
from feedpub.rules.values.identities import GUID as GUID_TEXT
from feedpub.rules.values.languages import LANGUAGE
from feedpub.rules.values.media_types import MEDIA_TYPE
from feedpub.rules.values.numbers import POSITIVE, ascii_digits, one_of, positive, unpadded, whole, whole_number
from feedpub.rules.values.people import CONTACT
from feedpub.rules.values.plain import NAME, NO_MARKUP, OPTIONAL_PLAIN, PLAIN, TITLE

_SPEC = "RSS 2.0"
_VERSIONS = ("0.91", "0.92", "0.93", "0.94")


def _leaf(content: Text, **attributes: Attribute) -> Shape:
    """An element that holds a text and no elements."""
    return Shape(content, attributes)


# --- values of RSS's own -------------------------------------------------------------------------------------


@value_rule("r-version", Severity.ERROR, f"{_SPEC}, rss", 'Write version="2.0".')
def _version(value: str) -> Fault | None:
    """The version of RSS is 2.0, or an older one of the same family."""
    if value in {"2.0", *_VERSIONS}:
        return None
    return Fault(f"There is no RSS {value[:20]}." if value.strip() else "The version is empty.")


@value_rule("r-version-old", Severity.WARNING, f"{_SPEC}, rss", 'Write version="2.0"; no reader needs an older one.')
def _old_version(value: str) -> Fault | None:
    """The version of RSS is the newest, 2.0."""
    return Fault(f"RSS {value} was replaced by RSS 2.0 in 2002.") if value in _VERSIONS else None


@value_rule("r-image-width", Severity.ERROR, f"{_SPEC}, image", "Leave the size out, or show the image smaller.")
def _width(value: str) -> Fault | None:
    """The image of a channel is at most 144 pixels wide."""
    return Fault("The width is more than 144 pixels.") if (whole_number(value) or 0) > 144 else None


@value_rule("r-image-height", Severity.ERROR, f"{_SPEC}, image", "Leave the size out, or show the image smaller.")
def _height(value: str) -> Fault | None:
    """The image of a channel is at most 400 pixels high."""
    return Fault("The height is more than 400 pixels.") if (whole_number(value) or 0) > 400 else None


@value_rule("r-hour", Severity.ERROR, f"{_SPEC}, skipHours", "Write an hour from 0 to 23.")
def _hour(value: str) -> Fault | None:
    """An hour to skip is an hour of the day, in UTC."""
    number = whole_number(value)
    if number is not None and number <= 24:
        return None
    return Fault(f"There is no hour {value.strip()[:20]}." if value.strip() else "There is no hour here.")


@value_rule("r-hour-24", Severity.WARNING, "RSS Profile, skipHours", "Write 0 for midnight.")
def _midnight(value: str) -> Fault | None:
    """Midnight is written as hour 0."""
    return Fault("Most readers do not accept hour 24.") if whole_number(value) == 24 else None


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = one_of(_DAYS, code="r-day", source=f"{_SPEC}, skipDays", demand="A day to skip is a day of the week in English.")
TRUE_OR_FALSE = one_of(
    ("true", "false"), code="r-boolean", source=f"{_SPEC}, guid", demand="isPermaLink is true or false."
)

# --- shapes --------------------------------------------------------------------------------------------------

LINK = _leaf(URL)
CATEGORY = _leaf(NAME, domain=Attribute(Text(None, Blank.WARNING)))
MISSPELT_PERMALINK = ("ispermalink", "isPermalink", "IsPermaLink")
"""Attributes of a guid that r-guid-case tells, so that the grammar need not."""
GUID = Shape(
    GUID_TEXT,
    {
        "isPermaLink": Attribute(unpadded(TRUE_OR_FALSE)),
        **dict.fromkeys(MISSPELT_PERMALINK, Attribute(OPTIONAL_TEXT)),
    },
    source="RSS 2.0, guid",
)
ENCLOSURE = Shape(
    None,
    {
        "url": Attribute(WEB_URL, required=True),
        "length": Attribute(text(blank=Blank.ALLOWED), required=True),
        "type": Attribute(MEDIA_TYPE, required=True),
    },
    source="RSS 2.0, enclosure",
)
SOURCE = Shape(OPTIONAL_PLAIN, {"url": Attribute(URL, required=True)}, source="RSS 2.0, source")


def _of_channel(description: Element) -> Verdict:
    """What is wrong with the description of a channel: plain text, but HTML in podcasts (Apple, description)."""
    value, channel = description.text, description.parent
    if not value.strip() or NO_MARKUP.fullmatch(value):
        return ()
    judged = OPTIONAL_HTML if channel is not None and is_podcast(channel) else PLAIN
    if judged.judge is None:
        return ()
    return tuple((rule, fault._replace(snippet=fault.snippet or value.strip())) for rule, fault in judged.judge(value))


DESCRIPTION = _leaf(OPTIONAL_HTML)
CHANNEL_DESCRIPTION = Shape(OPTIONAL_TEXT, judge=_of_channel)
PUB_DATE = _leaf(RFC822.if_blank(Blank.JUDGED))
ITEM_TITLE = _leaf(TITLE)
ITEM = Shape(
    children={
        "title": optional(ITEM_TITLE),
        "link": optional(LINK),
        "description": optional(DESCRIPTION),
        "author": optional(_leaf(CONTACT)),
        "category": many(CATEGORY),
        "comments": optional(_leaf(URL)),
        "enclosure": many(ENCLOSURE),
        "guid": optional(GUID),
        "pubDate": optional(PUB_DATE),
        "source": optional(SOURCE),
    },
    source="RSS 2.0, item",
)
IMAGE = Shape(
    children={
        "url": once(_leaf(URL)),
        "title": once(_leaf(NAME)),
        "link": once(_leaf(URL)),
        "width": optional(_leaf(text(ascii_digits, whole, positive, _width, blank=Blank.JUDGED))),
        "height": optional(_leaf(text(ascii_digits, whole, positive, _height, blank=Blank.JUDGED))),
        "description": optional(_leaf(PLAIN)),
    },
    source="RSS 2.0, image",
)
TEXT_INPUT = Shape(
    children={
        "title": once(_leaf(NAME)),
        "description": once(_leaf(PLAIN)),
        "name": once(_leaf(NAME)),
        "link": once(_leaf(URL)),
    },
    source="RSS 2.0, textInput",
)
CLOUD = Shape(
    None,
    {
        "domain": Attribute(ANY_TEXT, required=True),
        "port": Attribute(ANY_TEXT, required=True),
        "path": Attribute(ANY_TEXT, required=True),
        "registerProcedure": Attribute(OPTIONAL_TEXT, required=True),
        "protocol": Attribute(ANY_TEXT, required=True),
    },
    source="RSS 2.0, cloud",
    value="domain",
)
SKIP_HOURS = Shape(
    children={"hour": some(_leaf(text(_hour, _midnight, blank=Blank.JUDGED)))}, source="RSS 2.0, skipHours"
)
SKIP_DAYS = Shape(children={"day": some(_leaf(DAY))}, source="RSS 2.0, skipDays")
CHANNEL = Shape(
    children={
        "title": once(_leaf(TITLE)),
        "link": once(LINK),
        "description": once(CHANNEL_DESCRIPTION),
        "language": optional(_leaf(LANGUAGE)),
        "copyright": optional(_leaf(PLAIN)),
        "managingEditor": optional(_leaf(CONTACT)),
        "webMaster": optional(_leaf(CONTACT)),
        "pubDate": optional(PUB_DATE),
        "lastBuildDate": optional(PUB_DATE),
        "category": many(_leaf(NAME.if_blank(Blank.ALLOWED), domain=Attribute())),
        "generator": optional(_leaf(PLAIN)),
        "docs": optional(_leaf(URL)),
        "cloud": optional(CLOUD),
        "ttl": optional(_leaf(POSITIVE)),
        "image": optional(IMAGE),
        "rating": optional(_leaf(PLAIN)),
        "textInput": optional(TEXT_INPUT),
        "skipHours": optional(SKIP_HOURS),
        "skipDays": optional(SKIP_DAYS),
        "item": many(ITEM),
    },
    source="RSS 2.0, channel",
)
RSS = Shape(
    None,
    {"version": Attribute(text(_version, _old_version, blank=Blank.JUDGED), required=True, usual="2.0")},
    {"channel": once(CHANNEL)},
    source="RSS 2.0, rss",
)
for _shape in (RSS, CHANNEL, ITEM, IMAGE, TEXT_INPUT, SKIP_HOURS, SKIP_DAYS):
    _shape.admit(NO_NAMESPACE, dict(_shape.children))
for _shape in (IMAGE, TEXT_INPUT, SKIP_HOURS, SKIP_DAYS):
    _shape.guests = True  # RSS Profile, Namespace Elements: the specification restricts none of these
