"""Live streams: podcast:liveItem, which is an item with a time, and podcast:contentLink."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import OPTIONAL_TEXT, Attribute, Shape, rule
from feedpub.rules.podcast.elements import DOCS, named
from feedpub.rules.podcast.values import POST_TO_OPEN, iso8601
from feedpub.rules.rss.shapes import ITEM
from feedpub.rules.rule import Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.plain import PLAIN

_SOURCE = f"{DOCS}, liveItem"
_FIX = "Write it as 2026-05-02T13:30:00Z or 2026-05-02T09:30:00-04:00."
_STATES = ("pending", "live", "ended")

CONTENT_LINK = Shape(PLAIN, {"href": Attribute(POST_TO_OPEN, required=True)}, source="podcast namespace, contentLink")
LIVE_ITEM = Shape(
    None,
    {name: Attribute(OPTIONAL_TEXT) for name in ("status", "start", "end")},
    ITEM.children,
    source="podcast namespace, liveItem",
)
"""All that may stand in an item may stand in it, also what namespaces add later: the two share their children."""
_OF_EPISODES = {"r-no-pubdate", "e-missing"}
"""Rules that are not for streams, which have a start instead of a date, and a rule of their own for enclosures."""
LIVE_ITEM.checks += [check for check in ITEM.checks if check.rule.code not in _OF_EPISODES]


@rule("p-live-status", Severity.ERROR, _SOURCE, f"Write one of {', '.join(_STATES)}.", on=LIVE_ITEM)
def _says_if_live(item: Element) -> Iterator[Finding]:
    """The status of a live item is pending, live or ended."""
    status = item.attributes.get("status")
    if status is None:
        yield Finding(item, "Nothing says whether the stream is on: there is no status.")
    elif status.strip() not in _STATES:
        yield Finding(item, f"There is no status “{status.strip()[:40]}”.", attribute="status")


@rule("p-live-start", Severity.ERROR, f"{_SOURCE}; ISO 8601", _FIX, on=LIVE_ITEM)
def _says_when(item: Element) -> Iterator[Finding]:
    """The start of a live item is a date and time in the form of ISO 8601."""
    start = item.attributes.get("start")
    if start is None:
        yield Finding(item, "Nothing says when the stream starts: there is no start.")
    elif not _is_instant(start):
        yield Finding(
            item, f"“{start.strip()[:40]}” is not a date and time in the form of ISO 8601.", attribute="start"
        )


@rule("p-live-end", Severity.ERROR, f"{_SOURCE}; ISO 8601", _FIX, on=LIVE_ITEM)
def _ends_after_it_starts(item: Element) -> Iterator[Finding]:
    """The end of a live item is a date and time in the form of ISO 8601, later than its start."""
    end = item.attributes.get("end")
    if end is None:
        return
    if not _is_instant(end):
        yield Finding(item, f"“{end.strip()[:40]}” is not a date and time in the form of ISO 8601.", attribute="end")
        return
    first, last = iso8601(item.attributes.get("start", "")), iso8601(end)
    if first and last and (first.tzinfo is None) == (last.tzinfo is None) and last <= first:
        yield Finding(item, "The stream ends before it starts.", "Check both times and their zones.", "end")


@rule("p-live-zone", Severity.WARNING, f"{_SOURCE}; ISO 8601", _FIX, on=LIVE_ITEM)
def _says_in_which_zone(item: Element) -> Iterator[Finding]:
    """The times of a live item have a time zone; without one, every listener takes them for local time."""
    for name in ("start", "end"):
        value = item.attributes.get(name, "")
        instant = iso8601(value) if _is_instant(value) else None
        if instant is not None and instant.tzinfo is None:
            yield Finding(item, f"“{value.strip()[:40]}” has no zone.", attribute=name)


@rule("p-live-link", Severity.ERROR, _SOURCE, 'Add <podcast:contentLink href="https://…">.', on=LIVE_ITEM)
def _can_be_heard_elsewhere(item: Element) -> Iterator[Finding]:
    """A live item has a podcast:contentLink, for those whose app cannot play the stream."""
    if not named(item, "contentLink"):
        yield Finding(item, "There is no podcast:contentLink, so listeners whose app cannot play it cannot listen.")


@rule("p-live-enclosure", Severity.WARNING, _SOURCE, "Add an enclosure with the stream's address.", on=LIVE_ITEM)
def _has_stream(item: Element) -> Iterator[Finding]:
    """A live item has an enclosure with its stream."""
    if item.child("enclosure") is None:
        yield Finding(item, "The live item has no enclosure, so most apps have nothing to play.")


@rule("p-live-title", Severity.WARNING, _SOURCE, "Give it a title.", on=LIVE_ITEM)
def _has_title(item: Element) -> Iterator[Finding]:
    """A live item has a title."""
    if item.child("title") is None and item.child("description") is not None:
        yield Finding(item, "The live item has no title, so apps have nothing to list it under.")


def _is_instant(value: str) -> bool:
    """Whether a text names a date with a time."""
    return "T" in value and iso8601(value) is not None
