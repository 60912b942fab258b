"""What leads from a document of a feed to the others, and what says that it is an archive (RFC 5005 section 4)."""

from collections.abc import Iterator

from lxml import etree
from typing_extensions import override

from feedpub.formats.files import FormatFile
from feedpub.formats.namespaces.extension import FeedExtension, ItemExtension
from feedpub.model.feed import Feed, History

NAMESPACE = "http://purl.org/syndication/history/1.0"


def history_links(history: History, file: FormatFile) -> Iterator[tuple[str, str]]:
    """The relations and addresses of a feed's other documents in one format."""
    folders = {"current": history.current, "prev-archive": history.previous, "next-archive": history.next}
    yield from ((relation, f"{folder}{file.name}") for relation, folder in folders.items() if folder)


def is_archive(feed: Feed) -> bool:
    """Whether the document is one of those behind a feed."""
    return feed.history.current is not None


class HistoryFeed(FeedExtension):
    """Writes `fh:archive` into archive documents; the links are written with the others."""

    prefix, namespace = "fh", NAMESPACE

    @override
    def extend_ns(self) -> dict[str, str]:
        return super().extend_ns() if is_archive(self.feed) else {}

    @override
    def extend_rss(self, element: etree._Element) -> None:
        self.extend_atom(element[0])

    @override
    def extend_atom(self, element: etree._Element) -> None:
        if is_archive(self.feed):
            self.add(element, "archive")


class HistoryItem(ItemExtension):
    """An item has no history of its own."""
