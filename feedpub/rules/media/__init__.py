"""Media RSS 1.5.1 (https://www.rssboard.org/media-rss): pictures, audio and video in RSS and Atom."""

from feedpub.rules.media import contents
from feedpub.rules.media.shapes import CONTENT, GROUP, LOCATION

__all__ = ["CONTENT", "GROUP", "LOCATION", "contents"]
