"""The elements of the itunes namespace, and what each may hold."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom import ENTRY, FEED
from feedpub.rules.grammar import (
    ANY_TEXT,
    OPTIONAL_TEXT,
    Attribute,
    Blank,
    Check,
    Child,
    Shape,
    Text,
    many,
    optional,
    rule,
    text,
)
from feedpub.rules.itunes.categories import Judgement, Standing, category, subcategory
from feedpub.rules.itunes.values import (
    APPLE,
    BLOCK,
    COMPLETE,
    DURATION,
    EPISODE_TYPE,
    EXPLICIT,
    KEYWORDS,
    NAME,
    SHOW_TYPE,
    SUBTITLE,
    SUMMARY,
    YES_OR_NO,
)
from feedpub.rules.names import ITUNES
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.structure import MISSING_ELEMENT
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import EVERYDAY_URL, WEB_URL
from feedpub.rules.values.dates import RFC822
from feedpub.rules.values.numbers import POSITIVE
from feedpub.rules.values.people import EMAIL
from feedpub.rules.values.plain import TITLE


def _leaf(content: Text) -> Shape:
    """An element that holds a text and no elements."""
    return Shape(content, source=APPLE)


_ARTWORK = text(
    *(asked for asked in WEB_URL.rules if asked.rule.code not in {"u-relative", "u-web", "u-nohost"}),
    blank=Blank.ALLOWED,
    plain=EVERYDAY_URL,
)
"""An address, but for what i-image-relative says of it."""
IMAGE = Shape(None, {"href": Attribute(_ARTWORK, required=True)}, source=f"{APPLE}, itunes:image")
CATEGORY = Shape(None, {"text": Attribute(OPTIONAL_TEXT, required=True)}, source=f"{APPLE}, itunes:category")
SUBCATEGORY = Shape(None, {"text": Attribute(OPTIONAL_TEXT, required=True)}, source=f"{APPLE}, itunes:category")
OWNER = Shape(source=f"{APPLE}, itunes:owner")
DURATION_ELEMENT = _leaf(DURATION)

_BOTH: dict[str, Child] = {
    "author": optional(_leaf(NAME)),
    "block": optional(_leaf(BLOCK)),
    "explicit": optional(_leaf(EXPLICIT)),
    "image": optional(IMAGE),
    "keywords": optional(_leaf(KEYWORDS)),
    "subtitle": optional(_leaf(SUBTITLE)),
    "summary": optional(_leaf(SUMMARY)),
    "title": optional(_leaf(TITLE)),
}
CHANNEL_ELEMENTS: dict[str, Child] = {
    **_BOTH,
    "applepodcastsverify": optional(_leaf(ANY_TEXT)),
    "category": many(CATEGORY),
    "complete": optional(_leaf(COMPLETE)),
    "new-feed-url": optional(_leaf(WEB_URL)),
    "owner": optional(OWNER),
    "pubDate": optional(_leaf(RFC822)),
    "type": optional(_leaf(SHOW_TYPE)),
}
"""What may stand in a channel or feed."""
ITEM_ELEMENTS: dict[str, Child] = {
    **_BOTH,
    "duration": optional(DURATION_ELEMENT),
    "episode": optional(_leaf(POSITIVE)),
    "episodeType": optional(_leaf(EPISODE_TYPE)),
    "isClosedCaptioned": optional(_leaf(YES_OR_NO)),
    "order": optional(_leaf(POSITIVE)),
    "season": optional(_leaf(POSITIVE)),
}
"""What may stand in an item or entry."""
for _shape in (CHANNEL, FEED):
    _shape.admit(ITUNES, CHANNEL_ELEMENTS)
for _shape in (ITEM, ENTRY):
    _shape.admit(ITUNES, ITEM_ELEMENTS)
CATEGORY.admit(ITUNES, {"category": many(SUBCATEGORY)})


def _owner_is_told(owner: Element) -> Iterator[Finding]:
    """An owner has a name or an address."""
    if not owner.children:
        yield Finding(owner, f"<{owner.name}> has neither a name nor an e-mail address.", "Take it out.")


OWNER.checks.append(Check(MISSING_ELEMENT, _owner_is_told))
OWNER.admit(ITUNES, {"name": optional(_leaf(NAME)), "email": optional(_leaf(EMAIL))})


# --- categories ----------------------------------------------------------------------------------------------


def _judged(element: Element) -> Judgement:
    """How a category or subcategory stands to Apple's list."""
    value = element.attributes.get("text")
    if value is None:
        return Judgement(Standing.LISTED)
    parent = element.parent
    if parent is not None and parent.tag == element.tag:
        return subcategory(parent.attributes.get("text", ""), value)
    return category(value)


@rule(
    "i-category",
    Severity.ERROR,
    f"{APPLE}, category; Apple Podcasts categories",
    "Choose one from podcasters.apple.com/support/1691.",
    on=(CATEGORY, SUBCATEGORY),
)
def _category_is_known(element: Element) -> Iterator[Finding]:
    """A category is on Apple's list, and a subcategory belongs to its category."""
    standing, fix = _judged(element)
    if standing is Standing.UNKNOWN:
        name = element.attributes["text"].strip()[:40]
        message = f"Apple Podcasts has no category “{name}” here." if name else "The category is empty."
        yield Finding(element, message, fix, "text")


@rule(
    "i-category-case",
    Severity.ERROR,
    f"{APPLE}, category; Apple Podcasts categories",
    "Write it as podcasters.apple.com/support/1691 does.",
    on=(CATEGORY, SUBCATEGORY),
    basis=Basis.PLATFORM,
)
def _category_is_spelled(element: Element) -> Iterator[Finding]:
    """A category is written exactly as Apple lists it, including capitals and &."""
    standing, fix = _judged(element)
    if standing is Standing.MISSPELT:
        message = f"“{element.attributes['text'][:40]}” is not how Apple's list writes it, so apps ignore the category."
        yield Finding(element, message, fix, "text")


@rule(
    "i-category-old",
    Severity.WARNING,
    "Apple Podcasts categories, 2019",
    "Choose one from podcasters.apple.com/support/1691.",
    on=(CATEGORY, SUBCATEGORY),
    basis=Basis.PLATFORM,
)
def _category_is_in_use(element: Element) -> Iterator[Finding]:
    """A category is not one that Apple has retired."""
    standing, fix = _judged(element)
    if standing is Standing.RETIRED:
        yield Finding(element, f"Apple has retired the category “{element.attributes['text']}”.", fix, "text")
