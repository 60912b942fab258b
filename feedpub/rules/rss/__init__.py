"""RSS 2.0 (https://www.rssboard.org/rss-specification) with the RSS Advisory Board's profile."""

from feedpub.rules.rss import channel, enclosures, images, items
from feedpub.rules.rss.shapes import CHANNEL, ITEM, RSS

__all__ = ["CHANNEL", "ITEM", "RSS", "channel", "enclosures", "images", "items"]
