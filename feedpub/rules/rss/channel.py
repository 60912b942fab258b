"""What a channel of RSS says of itself, and how its items go together."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import rule
from feedpub.rules.names import PODCAST, PODCAST_ON_GITHUB
from feedpub.rules.rss.shapes import CHANNEL
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.instants import rfc822_instant

_SPEC = "RSS 2.0"
_CARRIED = {"item"} | {space(name) for space in (PODCAST, PODCAST_ON_GITHUB) for name in ("liveItem", "remoteItem")}


@rule(
    "r-blank-description",
    Severity.WARNING,
    f"{_SPEC}, channel",
    "Say in a sentence what the channel is about.",
    on=CHANNEL,
)
def _channel_is_described(channel: Element) -> Iterator[Finding]:
    """A channel's description is not empty."""
    description = channel.child("description")
    if description is not None and not description.text.strip():
        yield Finding(description, "The feed says nothing about itself.")


@rule(
    "r-blank-category",
    Severity.WARNING,
    f"{_SPEC}, channel",
    "Name it, or take it out.",
    on=CHANNEL,
    basis=Basis.POLICY,
)
def _categories_are_named(channel: Element) -> Iterator[Finding]:
    """A channel's category is not empty."""
    for category in channel.all("category"):
        if not category.text.strip():
            yield Finding(category, "The category has no name.")


@rule("r-no-items", Severity.WARNING, "data sanity", "Publish something in it.", on=CHANNEL, basis=Basis.POLICY)
def _has_items(channel: Element) -> Iterator[Finding]:
    """A published feed has items, or lists those of other feeds (podcast:remoteItem)."""
    if not any(child.tag in _CARRIED for child in channel.children):
        yield Finding(channel, "The feed is empty.")


@rule("r-item-last", Severity.WARNING, "RSS Profile, channel", "Put it before the first item.", on=CHANNEL)
def _items_come_last(channel: Element) -> Iterator[Finding]:
    """Items come after all other elements of a channel, because some readers stop at the first item."""
    seen = False
    for child in channel.children:
        seen = seen or child.tag == "item"
        if seen and child.tag != "item":
            yield Finding(child, f"<{child.name}> comes after an item.")
            return


@rule(
    "r-channel-date",
    Severity.WARNING,
    f"{_SPEC}, lastBuildDate",
    "Write the date of the newest item, or a later one.",
    on=CHANNEL,
    basis=Basis.POLICY,
)
def _built_after_its_items(channel: Element) -> Iterator[Finding]:
    """lastBuildDate is not earlier than the newest item."""
    built = rfc822_instant(channel.value("lastBuildDate"))
    dates = [date for element in channel.below("item", "pubDate") if (date := rfc822_instant(element.text.strip()))]
    element = channel.child("lastBuildDate")
    if built and element is not None and dates and built < max(dates):
        yield Finding(element, f"The newest item is of {max(dates):%Y-%m-%d %H:%M} UTC, after the feed was built.")


@rule("r-order", Severity.INFO, "convention", "Sort the items by pubDate.", on=CHANNEL, basis=Basis.POLICY)
def _newest_first(channel: Element) -> Iterator[Finding]:
    """Items are in order, newest first."""
    last = None
    for element in channel.below("item", "pubDate"):
        date = rfc822_instant(element.text.strip())
        if date and last and date > last:
            yield Finding(element.parent or element, "The item is newer than the one before it.")
            return
        last = date or last


@rule("r-dup-link", Severity.WARNING, "data sanity", "Give each item its own page.", on=CHANNEL, basis=Basis.POLICY)
def _links_differ(channel: Element) -> Iterator[Finding]:
    """No two items have the same link."""
    yield from _repeated(channel, "link")


@rule("r-dup-guid", Severity.ERROR, f"{_SPEC}, guid", "Give each item a guid of its own.", on=CHANNEL)
def _guids_differ(channel: Element) -> Iterator[Finding]:
    """No two items have the same guid."""
    yield from _repeated(channel, "guid")


@rule("r-dup-title-date", Severity.WARNING, "data sanity", "Take one of them out.", on=CHANNEL, basis=Basis.POLICY)
def _not_told_twice(channel: Element) -> Iterator[Finding]:
    """No two items have the same title and date."""
    seen: set[tuple[str, str]] = set()
    for item in channel.all("item"):
        key = (item.value("title"), item.value("pubDate"))
        if all(key) and key in seen:
            yield Finding(item, "Another item has the same title and date.")
        seen.add(key)


def _repeated(channel: Element, what: str) -> Iterator[Finding]:
    """The items whose element `what` has a text that an item before them has."""
    seen: set[str] = set()
    for element in channel.below("item", what):
        value = element.text.strip()
        if value and value in seen:
            yield Finding(element, f"Another item has the same {what}.", snippet=value)
        seen.add(value)
