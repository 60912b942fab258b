"""What stands in the feed of a show in RSS."""

from textwrap import dedent, indent

from feedpub.formats import rss
from feedpub.model.feed import Feed


def written(feed: Feed, start: str, end: str) -> str:
    """What stands in the feed in RSS from one text up to another that follows it."""
    document = rss.render(feed).decode()
    return document[document.index(start) : document.index(end, document.index(start))].rstrip()


def lines(text: str, spaces: int) -> str:
    """A text as it stands in a document, without white space around it."""
    return indent(dedent(text), " " * spaces).strip()


def head(feed: Feed) -> str:
    """The channel up to its first item."""
    return written(feed, "<channel>", "<item>")


def item(feed: Feed) -> str:
    """The only item."""
    return written(feed, "<item>", "</channel>")
