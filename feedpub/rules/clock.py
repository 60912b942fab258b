"""The dates of a feed held against the clock: the instant as of which it is judged, where one is given."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from feedpub.problem import Severity
from feedpub.rules.names import ATOM, DC
from feedpub.rules.rule import Basis, Finding, document_rule
from feedpub.rules.tree import Document, Element
from feedpub.rules.values.instants import rfc822_instant, rfc3339_instant

_DATES: Mapping[str, Callable[[str], datetime | None]] = {
    "pubDate": rfc822_instant,
    "lastBuildDate": rfc822_instant,
    ATOM("published"): rfc3339_instant,
    ATOM("updated"): rfc3339_instant,
    DC("date"): rfc3339_instant,
}
_DATED = {"channel", "item", ATOM("feed"), ATOM("entry")}
"""What these dates are of: streams to come (podcast:liveItem) may be later."""
_AHEAD = timedelta(days=1)
"""By how much the clocks and zones of two machines may differ, rightly or not."""


@document_rule(
    "x-future",
    Severity.WARNING,
    "RSS 2.0, pubDate; RFC 4287 section 3.3",
    "Publish it when the time has come, or correct the date, or the clock or time zone that it came from.",
    Basis.POLICY,
)
def _nothing_is_ahead(document: Document) -> Iterator[Finding]:
    """No date is more than a day ahead of the clock."""
    for parent in _dated(document.root) if document.now is not None else ():
        for child in parent.children:
            read = _DATES.get(child.tag)
            instant = read(child.text.strip()) if read is not None else None
            if message := ahead(instant, document.now):
                yield Finding(child, message, snippet=child.text.strip())


def ahead(instant: datetime | None, now: datetime | None) -> str:
    """What is wrong with an instant at another one, `now`; empty if it is not ahead, or one of them is not known."""
    if instant is None or now is None or instant <= now + _AHEAD:
        return ""
    return (
        f"{instant:%Y-%m-%d %H:%M} UTC has not come yet; until then, some readers show it first, and others not at all."
    )


def _dated(root: Element) -> Iterator[Element]:
    """The feed and its items, or the one entry of a document."""
    holder = root.child("channel") or root
    yield from (one for one in (holder, *holder.children) if one.tag in _DATED)
