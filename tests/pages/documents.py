"""A page of a feed that is made for a test, and a page that was parsed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lxml import html

from feedpub.model.feed import Author, Channel, Feed, Item
from feedpub.pages import FeedPage, render_feed

INSTANT = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)


class Document:
    """A page as it was parsed."""

    def __init__(self, content: bytes) -> None:
        self._root = html.document_fromstring(content)

    def all(self, path: str) -> list[Any]:
        """What is at an XPath, as text or elements."""
        found = self._root.xpath(path)
        assert isinstance(found, list)
        return list(found)


CHANNEL = Channel(
    path="quay",
    url="https://feeds.example.org/quay/",
    title="Quay Radio",
    description="The sound of the sea",
    link="https://quay.example/",
    language="en-US",
    author=Author("Quay Radio"),
    limit=50,
    full=50,
)


def item(number: int, **fields: object) -> Item:
    return replace(
        Item(
            id=f"tag:quay.example,2026:{number}",
            link=f"https://quay.example/{number}",
            title=f"Story {number}",
            published=INSTANT,
            updated=INSTANT,
            summary="Told.",
            html=None,
            language="en-US",
        ),
        **fields,  # type: ignore[arg-type]  # a field and its value
    )


def page_of(*items: Item, channel: Channel = CHANNEL) -> str:
    feed = Feed(channel, items, (), INSTANT)
    return render_feed(FeedPage(feed, ZoneInfo("America/New_York"), (channel,))).decode()
