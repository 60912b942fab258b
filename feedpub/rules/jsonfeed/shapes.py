"""The objects of JSON Feed 1.1 and their members (https://www.jsonfeed.org/version/1.1/)."""

from feedpub.problem import Severity
from feedpub.rules import html, rss
from feedpub.rules.grammar import Blank, text
from feedpub.rules.jsonfeed.grammar import BOOLEAN, NUMBER, Member, Shape, list_of, object_of, string
from feedpub.rules.rule import RULES, Basis, Fault, Rule, ValueRule, enter, value_rule
from feedpub.rules.values import addresses, dates, identities, plain
from feedpub.rules.values.languages import LANGUAGE
from feedpub.rules.values.media_types import MEDIA_TYPE

__all__ = ["ALL", "ATTACHMENT", "AUTHOR", "FEED", "HUB", "ITEM", "SPEC", "rss"]

SPEC = "JSON Feed 1.1"
VERSIONS = ("https://jsonfeed.org/version/1.1", "https://jsonfeed.org/version/1")


def _missing(code: str, where: str, advice: str, demand: str) -> Rule:
    """A rule that a member is there, of the right type."""
    return enter(code, Severity.ERROR, f"{SPEC}, {where}", advice, Basis.SPEC, demand)


# --- addresses -----------------------------------------------------------------------------------------------


@value_rule("j-ascii", Severity.WARNING, "RFC 3986 section 2", "Encode it: é becomes %C3%A9.", Basis.POLICY)
def _ascii(value: str) -> Fault | None:
    """An address is in ASCII, because some readers open no other."""
    if value.isascii():
        return None
    found = next(character for character in value if not character.isascii())
    return Fault(f"“{found}” is not a character that a URL may contain unencoded.", snippet=found)


@value_rule(
    "j-feed-url", Severity.WARNING, f"{SPEC}, Top-level", 'Write the full address, such as "https://…/feed.json".'
)
def _whole_feed_url(value: str) -> Fault | None:
    """The feed gives its own full address."""
    return None if addresses.is_web(value) else Fault(f"“{value[:40]}” is not a full http or https address.")


def _fetched_safely(value: str) -> Fault | None:
    scheme = addresses.parts_of(value).scheme
    return Fault("The address begins with http://.") if scheme == "http" else None


_IN_RSS_ONLY = {"u-ascii"}
_ABSOLUTE = {"u-relative", "u-web"}
_URL_RULES = [rule for rule in addresses.URL.rules if rule.rule.code not in _IN_RSS_ONLY]
_WEB_RULES = [rule for rule in addresses.WEB_URL.rules if rule.rule.code not in _IN_RSS_ONLY]
_URL = text(*_URL_RULES, _ascii, plain=addresses.EVERYDAY_URL)
_WEB_URL = text(*_WEB_RULES, _ascii, plain=addresses.EVERYDAY_URL)
_MEDIA_URL = text(
    *_WEB_RULES, _ascii, ValueRule(RULES["u-https-media"], _fetched_safely), plain=addresses.EVERYDAY_HTTPS
)
_FEED_URL = text(_whole_feed_url, *(rule for rule in _URL_RULES if rule.rule.code not in _ABSOLUTE), _ascii)

# --- texts ---------------------------------------------------------------------------------------------------


@value_rule("j-version", Severity.ERROR, f"{SPEC}, Top-level", f'Write "{VERSIONS[0]}".')
def _version(value: str) -> Fault | None:
    """The version is the URL of JSON Feed 1.1, or of 1."""
    return None if value in VERSIONS else Fault(f"“{value[:60]}” is not the URL of a version of JSON Feed.")


@value_rule("j-version-old", Severity.INFO, f"{SPEC}, Changes", f'Write "{VERSIONS[0]}", and authors for author.')
def _old_version(value: str) -> Fault | None:
    """A feed has the current version, 1.1; everything in version 1 is valid in it."""
    return Fault("The feed has version 1, of 2017.") if value == VERSIONS[1] else None


@value_rule("j-date", Severity.ERROR, f"{SPEC}, Items; RFC 3339", "Write it as 2026-05-02T13:30:00Z.")
def _date(value: str) -> Fault | None:
    """A date has the form of RFC 3339: date, T, time with seconds, and Z or an offset."""
    judge = dates.RFC3339.judge
    return next((fault for rule, fault in judge(value) if rule.severity is Severity.ERROR), None) if judge else None


_PLAIN = text(plain.no_tags, plain.not_escaped_twice, plain=plain.NO_MARKUP)
_NAME = text(plain.no_space_around, plain.no_tags, plain.not_escaped_twice, plain=plain.EVERYDAY)
_TITLE = text(
    *(plain.no_space_around, plain.not_too_long, plain.nothing_unseen, plain.no_tags, plain.not_escaped_twice),
    plain=plain.EVERYDAY,
)
_CONTENT_TEXT = text(plain.no_tags)
_DATE = text(
    _date,
    *(rule for rule in dates.RFC3339.rules if rule.rule.severity is Severity.WARNING),
    blank=Blank.JUDGED,
    plain=dates.RFC3339.plain,
)
_VERSION = text(_version, _old_version, blank=Blank.JUDGED)
_ID = text(plain.no_space_around, *identities.GUID.rules, blank=Blank.ALLOWED, plain=identities.GUID.plain)

# --- objects -------------------------------------------------------------------------------------------------

AUTHOR = Shape("author", {"name": string(_NAME), "url": string(_URL), "avatar": string(_MEDIA_URL)})

NO_HUB = _missing(
    "j-hub", "Top-level", 'For example: {"type": "WebSub", "url": "https://…"}', "A hub has type and url."
)
HUB = Shape("hub", {"type": string(), "url": string(_WEB_URL)}, {"type": NO_HUB, "url": NO_HUB})

NO_ATTACHMENT = _missing(
    "j-attachment",
    "Attachments",
    'For example: {"url": "https://…/ferry.mp3", "mime_type": "audio/mpeg"}',
    "An attachment has url and mime_type.",
)
ATTACHMENT = Shape(
    "attachment",
    {
        "url": string(_MEDIA_URL),
        "mime_type": string(MEDIA_TYPE),
        "title": string(_NAME),
        "size_in_bytes": NUMBER,
        "duration_in_seconds": NUMBER,
    },
    {"url": NO_ATTACHMENT, "mime_type": NO_ATTACHMENT},
)

NO_ID = _missing(
    "j-id",
    "Items",
    "Give it an id that never changes, such as its URL.",
    "An item has an id, a text that is not blank.",
)
_AUTHORS = list_of(object_of(AUTHOR))
ITEM = Shape(
    "item",
    {
        "id": Member(frozenset({str, int, float}), "a text in quotation marks", _ID, rule=NO_ID),
        "url": string(_URL),
        "external_url": string(_URL),
        "title": string(_TITLE),
        "content_html": string(html.HTML),
        "content_text": string(_CONTENT_TEXT),
        "summary": string(_PLAIN),
        "image": string(_MEDIA_URL),
        "banner_image": string(_MEDIA_URL),
        "date_published": string(_DATE),
        "date_modified": string(_DATE),
        "authors": _AUTHORS,
        "author": object_of(AUTHOR),
        "tags": list_of(string(_NAME)),
        "language": string(LANGUAGE),
        "attachments": list_of(object_of(ATTACHMENT)),
    },
    {"id": NO_ID},
)

NO_TITLE = _missing("j-title", "Top-level", 'For example: "title": "Quay Radio"', "A feed has a title.")
NO_ITEMS = _missing("j-items", "Top-level", 'Write "items": [ … ].', "A feed has items, a list.")
FEED = Shape(
    "feed",
    {
        "version": string(_VERSION, rule=_version.rule),
        "title": string(_TITLE),
        "home_page_url": string(_WEB_URL),
        "feed_url": string(_FEED_URL),
        "description": string(_PLAIN),
        "user_comment": string(),
        "next_url": string(_WEB_URL),
        "icon": string(_MEDIA_URL),
        "favicon": string(_MEDIA_URL),
        "authors": _AUTHORS,
        "author": object_of(AUTHOR),
        "language": string(LANGUAGE),
        "expired": BOOLEAN,
        "hubs": list_of(object_of(HUB)),
        "items": list_of(object_of(ITEM), NO_ITEMS),
    },
    {"version": _version.rule, "title": NO_TITLE, "items": NO_ITEMS},
)
ALL = (FEED, ITEM, AUTHOR, ATTACHMENT, HUB)
