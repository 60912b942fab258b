"""What each format's file in a feed's folder is called, and served as."""

from typing import NamedTuple

from feedpub.model.feed import Channel


class FormatFile(NamedTuple):
    """One format's file: its name in the feed's folder, its media type, and what people call the format."""

    name: str
    media_type: str
    called: str

    def url(self, channel: Channel) -> str:
        """Where a channel's file in this format is served."""
        return f"{channel.url}{self.name}"


RSS = FormatFile("rss.xml", "application/rss+xml", "RSS")
ATOM = FormatFile("atom.xml", "application/atom+xml", "Atom")
JSON = FormatFile("feed.json", "application/feed+json", "JSON Feed")
ALL_FILES = (RSS, ATOM, JSON)
