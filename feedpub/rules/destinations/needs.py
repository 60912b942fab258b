"""What more than one destination asks of every item, beyond what RSS does."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import rule
from feedpub.rules.names import CONTENT, DC, MEDIA
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.media_types import essence

APPLE_NEWS = "Apple, RSS guidelines for Apple News"
FLIPBOARD = "Flipboard, RSS guidelines"
SMARTNEWS = "SmartNews, SmartFormat 2.1"
MSN = "Microsoft, MSN feed item metadata requirements"
_CREATOR, _ENCODED = DC("creator"), CONTENT("encoded")
_MEDIA_CONTENT, _THUMBNAIL, _GROUP = MEDIA("content"), MEDIA("thumbnail"), MEDIA("group")


@rule(
    "n-language",
    Severity.ERROR,
    f"{APPLE_NEWS}; {FLIPBOARD}; {SMARTNEWS}",
    "Add language, such as en-US.",
    on=CHANNEL,
    basis=Basis.DESTINATION,
)
def _language_is_told(channel: Element) -> Iterator[Finding]:
    """The channel names the language of its items."""
    if not channel.value("language"):
        yield Finding(channel, "The channel does not say which language it is in.")


@rule(
    "n-title",
    Severity.ERROR,
    f"{APPLE_NEWS}; {FLIPBOARD}; {SMARTNEWS}; {MSN}",
    "Give it a title.",
    on=ITEM,
    basis=Basis.DESTINATION,
)
def _has_title(item: Element) -> Iterator[Finding]:
    """An item has a title, which RSS alone does not ask for."""
    if not item.value("title"):
        yield Finding(item, "The item has no title, so there is nothing to list it under.")


@rule(
    "n-link",
    Severity.ERROR,
    f"{APPLE_NEWS}; {FLIPBOARD}; {SMARTNEWS}; {MSN}",
    "Add link with the address of its page.",
    on=ITEM,
    basis=Basis.DESTINATION,
)
def _has_page(item: Element) -> Iterator[Finding]:
    """An item links to its page."""
    if not item.value("link"):
        yield Finding(item, "The item has no link to its page.")


@rule(
    "n-description",
    Severity.ERROR,
    f"{APPLE_NEWS}; {FLIPBOARD}",
    "Add a description: a summary, or the full text.",
    on=ITEM,
    basis=Basis.DESTINATION,
)
def _has_excerpt(item: Element) -> Iterator[Finding]:
    """An item has a description, from which the excerpt is made."""
    if not item.value("description"):
        yield Finding(item, "The item has no description, so there is no excerpt to show.")


@rule(
    "n-full-text",
    Severity.ERROR,
    f"{SMARTNEWS}; {FLIPBOARD}; {MSN}",
    "Put the full text as HTML into content:encoded.",
    on=ITEM,
    basis=Basis.DESTINATION,
)
def _has_body(item: Element) -> Iterator[Finding]:
    """An item has its full text in content:encoded."""
    if not item.value(_ENCODED):
        yield Finding(item, "The item has no content:encoded, so its text cannot be shown.")


@rule(
    "n-author",
    Severity.WARNING,
    f"{FLIPBOARD}; {SMARTNEWS}",
    "Add dc:creator with the author's name.",
    on=ITEM,
    basis=Basis.DESTINATION,
)
def _names_its_author(item: Element) -> Iterator[Finding]:
    """An item names its author."""
    if item.child(_CREATOR) is None and item.child("author") is None:
        yield Finding(item, "The item does not say who wrote it.")


@rule(
    "n-image",
    Severity.WARNING,
    f"{FLIPBOARD}; {SMARTNEWS}; {MSN}",
    "Add media:content or media:thumbnail with the address of a picture.",
    on=ITEM,
    basis=Basis.DESTINATION,
)
def _has_picture(item: Element) -> Iterator[Finding]:
    """An item has a picture."""
    if next(pictures(item), None) is None and "<img" not in item.value(_ENCODED) + item.value("description"):
        yield Finding(item, "The item has no picture.")


def pictures(item: Element) -> Iterator[Element]:
    """The pictures, and the films that show one, that an item comes with as elements of their own."""
    for child in item.children:
        if child.tag == _THUMBNAIL or (child.tag in {_MEDIA_CONTENT, "enclosure"} and _is_seen(child)):
            yield child
        elif child.tag == _GROUP:
            yield from pictures(child)


def _is_seen(element: Element) -> bool:
    kind = element.attributes.get("medium") or essence(element.attributes.get("type", "image/"))
    return kind.partition("/")[0] in {"image", "video"}
