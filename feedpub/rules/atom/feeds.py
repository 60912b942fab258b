"""How the entries of a feed go together: their ids, dates and authors."""

from collections import Counter
from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom.shapes import ENTRY, FEED
from feedpub.rules.grammar import rule
from feedpub.rules.names import ATOM, namespace_of
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.instants import rfc3339_instant

_ENTRY, _ID, _UPDATED, _AUTHOR, _SOURCE = (ATOM(name) for name in ("entry", "id", "updated", "author", "source"))


@rule(
    "a-no-author",
    Severity.ERROR,
    "RFC 4287 sections 4.1.1 and 4.1.2",
    "Add <author><name>…</name></author> to the feed.",
    on=(FEED, ENTRY),
)
def _somebody_wrote_it(element: Element) -> Iterator[Finding]:
    """Every entry has an author: its own, that of its source, or that of the feed."""
    if element.child(_AUTHOR) is not None:
        return
    if element.tag == _ENTRY:
        if element.parent is None and not _has_author(element):
            yield Finding(element, "Nobody is named as the author of the entry.")
        return
    without = [entry for entry in element.all(_ENTRY) if not _has_author(entry)]
    if without:
        others = f", and of {len(without) - 1} more" if len(without) > 1 else ""
        yield Finding(
            without[0], f"Nobody is named as the author of this entry{others}, and the feed has no author either."
        )


def _has_author(entry: Element) -> bool:
    if entry.child(_AUTHOR) is not None:
        return True
    source = entry.child(_SOURCE)
    return source is not None and source.child(_AUTHOR) is not None


@rule("a-entries-last", Severity.ERROR, "RFC 4287 section 4.1.1", "Put it before the first entry.", on=FEED)
def _entries_come_last(feed: Element) -> Iterator[Finding]:
    """A feed's own elements come before its entries, because some readers stop at the first entry."""
    seen = False
    for child in feed.children:
        if child.tag == _ENTRY:
            seen = True
        elif seen and namespace_of(child.tag) == ATOM.uri:
            yield Finding(child, f"<{child.name}> comes after an entry.")
            return


@rule(
    "a-dup-id",
    Severity.WARNING,
    "RFC 4287 section 4.1.1",
    "Give each entry its own id, or leave out the older of the two.",
    on=FEED,
)
def _told_once(feed: Element) -> Iterator[Finding]:
    """No two entries have both the same id and the same updated."""
    seen: set[tuple[str, str]] = set()
    for entry in feed.all(_ENTRY):
        element = entry.child(_ID)
        key = (entry.value(_ID), entry.value(_UPDATED))
        if element is not None and key[0] and key in seen:
            yield Finding(
                element, "Another entry has the same id and date, so readers show one of them.", snippet=key[0]
            )
        seen.add(key)


@rule(
    "a-one-id",
    Severity.ERROR,
    "RFC 4287 section 4.2.6",
    "Give each entry an id of its own that never changes, such as tag:example.org,2026-05-02:ferry",
    on=FEED,
)
def _ids_differ(feed: Element) -> Iterator[Finding]:
    """The entries of a feed do not all have the same id."""
    entries = feed.all(_ENTRY)
    ids = {entry.value(_ID) for entry in entries}
    if len(entries) > 2 and len(ids) == 1 and (element := entries[1].child(_ID)) is not None and ids != {""}:
        message = f"All {len(entries)} entries have this one id, so readers show only one of them."
        yield Finding(element, message, snippet=element.text.strip())


@rule("a-feed-id", Severity.WARNING, "RFC 4287 section 4.2.6", "Give the entry an id of its own.", on=FEED)
def _feed_is_no_entry(feed: Element) -> Iterator[Finding]:
    """No entry has the same id as its feed."""
    own = feed.value(_ID)
    for entry in feed.all(_ENTRY) if own else ():
        element = entry.child(_ID)
        if element is not None and element.text.strip() == own:
            yield Finding(element, "The entry has the same id as the feed.", snippet=own)


@rule(
    "a-same-updated",
    Severity.WARNING,
    "RFC 4287 section 4.2.15",
    "Write when each entry was last changed, not when the feed was made.",
    on=FEED,
    basis=Basis.POLICY,
)
def _dates_differ(feed: Element) -> Iterator[Finding]:
    """The entries of a feed were not all updated at the same instant."""
    entries = feed.all(_ENTRY)
    if len(entries) < 2:
        return
    instants = Counter(entry.value(_UPDATED) for entry in entries)
    element = entries[1].child(_UPDATED)
    if len(instants) == 1 and element is not None and len({entry.value(_ID) for entry in entries}) == len(entries):
        message = f"All {len(entries)} entries have this one date, so readers cannot put them in order."
        yield Finding(element, message, snippet=element.text.strip())


@rule(
    "a-feed-updated",
    Severity.WARNING,
    "RFC 4287 section 4.2.15",
    "Write the updated of the newest entry, or a later one.",
    on=FEED,
)
def _as_new_as_its_entries(feed: Element) -> Iterator[Finding]:
    """A feed's updated is not earlier than that of its newest entry."""
    element = feed.child(_UPDATED)
    updated = rfc3339_instant(element.text) if element is not None else None
    if updated is None or element is None:
        return
    dates = [date for entry in feed.all(_ENTRY) if (date := rfc3339_instant(entry.value(_UPDATED)))]
    if dates and updated < max(dates):
        yield Finding(element, f"The newest entry is of {max(dates):%Y-%m-%d %H:%M} UTC, after the feed was updated.")
