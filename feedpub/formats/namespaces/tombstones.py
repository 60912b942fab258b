"""Deleted entries in Atom (RFC 6721): what was withdrawn, and when."""

from lxml import etree
from typing_extensions import override

from feedpub.formats.instants import rfc3339
from feedpub.formats.namespaces.extension import FeedExtension, ItemExtension

NAMESPACE = "http://purl.org/atompub/tombstones/1.0"


class TombstonesFeed(FeedExtension):
    """Writes an `at:deleted-entry` for each tombstone (RFC 6721 section 3)."""

    prefix, namespace = "at", NAMESPACE

    @override
    def extend_ns(self) -> dict[str, str]:
        return super().extend_ns() if self.feed.tombstones else {}

    @override
    def extend_atom(self, element: etree._Element) -> None:
        for stone in self.feed.tombstones:
            self.add(element, "deleted-entry", ref=stone.id, when=rfc3339(stone.when))


class TombstonesItem(ItemExtension):
    """An entry that is there has nothing to say here."""
