"""Entries that were taken back (RFC 6721)."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom.shapes import COMMON, FEED, LINK, PERSON, SOURCE, TEXT
from feedpub.rules.grammar import Attribute, Shape, many, optional, rule
from feedpub.rules.names import ATOM, TOMBSTONES
from feedpub.rules.rule import Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.dates import RFC3339
from feedpub.rules.values.identities import IDENTITY
from feedpub.rules.values.instants import rfc3339_instant

_SPEC = "RFC 6721 section 3"
DELETED = Shape(
    None,
    COMMON | {"ref": Attribute(IDENTITY, required=True), "when": Attribute(RFC3339, required=True)},
    source=_SPEC,
)
DELETED.admit(TOMBSTONES, {"by": optional(PERSON), "comment": optional(TEXT)})
DELETED.admit(ATOM, {"link": many(LINK), "source": optional(SOURCE)})
FEED.admit(TOMBSTONES, {"deleted-entry": many(DELETED)})
_DELETED = TOMBSTONES("deleted-entry")


@rule("a-deleted-twice", Severity.ERROR, _SPEC, "Keep one of them.", on=FEED)
def _deleted_once(feed: Element) -> Iterator[Finding]:
    """No two at:deleted-entry of a feed have both the same ref and the same when."""
    seen: set[tuple[str, str]] = set()
    for deleted in feed.all(_DELETED):
        key = (deleted.attributes.get("ref", ""), deleted.attributes.get("when", ""))
        if key in seen:
            yield Finding(deleted, "The entry is taken back twice at the same instant.", attribute="ref")
        seen.add(key)


@rule("a-deleted-here", Severity.WARNING, _SPEC, "Take the entry out of the feed.", on=FEED)
def _stays_deleted(feed: Element) -> Iterator[Finding]:
    """A deleted entry is no longer in the feed, unless it was updated afterwards."""
    deleted = feed.all(_DELETED)
    if not deleted:
        return
    updated = {entry.value(ATOM("id")): entry.value(ATOM("updated")) for entry in feed.all(ATOM("entry"))}
    for tombstone in deleted:
        last = rfc3339_instant(updated.get(tombstone.attributes.get("ref", ""), ""))
        when = rfc3339_instant(tombstone.attributes.get("when", ""))
        if last and when and last <= when:
            yield Finding(tombstone, "The entry is still in the feed, and readers will drop it.", attribute="ref")
