"""RSS 2.0 (https://www.rssboard.org/rss-specification) as the RSS Advisory Board's profile recommends it."""

import re
from typing import Any

from feedpub.formats import files
from feedpub.formats.escaping import with_hex_references
from feedpub.formats.generator import Extensions, add_entry, new_generator
from feedpub.formats.namespaces.atom_in_rss import AtomInRssItem, AtomLinksInRss
from feedpub.formats.namespaces.dublin_core import DublinCoreFeed, DublinCoreItem
from feedpub.formats.namespaces.history import HistoryFeed, HistoryItem
from feedpub.formats.namespaces.itunes import ItunesFeed, ItunesItem
from feedpub.formats.namespaces.media_rss import MediaFeedInRss, MediaItemInRss
from feedpub.formats.namespaces.podcast import PodcastFeed, PodcastItem
from feedpub.formats.namespaces.simple_chapters import SimpleChaptersFeed, SimpleChaptersItem
from feedpub.model.feed import Channel, Feed, Item, Picture
from feedpub.text import to_html

_EXTENSIONS: Extensions = {
    "history": (HistoryFeed, HistoryItem),
    "dublin_core": (DublinCoreFeed, DublinCoreItem),
    "atom_in_rss": (AtomLinksInRss, AtomInRssItem),
    "itunes": (ItunesFeed, ItunesItem),
    "podcasting": (PodcastFeed, PodcastItem),
    "media_rss": (MediaFeedInRss, MediaItemInRss),
    "simple_chapters": (SimpleChaptersFeed, SimpleChaptersItem),
}
_DOCS = "https://www.rssboard.org/rss-specification"
_IMAGE_TYPES = {"image/gif", "image/jpeg", "image/png"}
_IMAGE_NAME = re.compile(r"\.(?:gif|jpe?g|png)(?:\?[^.]*)?$", re.IGNORECASE)
"""Validators go by the address, not by what the server says of it."""
_MAX_IMAGE = (144, 400)


def render(feed: Feed) -> bytes:
    """The feed as an RSS 2.0 document in UTF-8."""
    channel = feed.channel
    generator = new_generator(feed, _EXTENSIONS)
    generator.link(href=files.RSS.url(channel), rel="self")
    generator.link(href=channel.link, rel="alternate")  # feedgen takes the last link for the channel's
    generator.description(channel.description)
    generator.docs(_DOCS)
    generator.language(channel.language)
    generator.lastBuildDate(feed.updated)
    if channel.copyright:
        generator.copyright(channel.copyright)
    if channel.author.email:
        generator.managingEditor(f"{channel.author.email} ({channel.author.name})")
    _add_image(generator, channel)
    for item in feed.items:
        _add_item(generator, item, feed)
    return with_hex_references(generator.rss_str(pretty=True))


def _add_image(generator: Any, channel: Channel) -> None:
    """The channel's image: the first that is GIF, JPEG or PNG, with title and link as the channel's.

    Its size is said only up to 144 by 400 pixels; larger is not allowed (specification, "image").
    """
    for image in (channel.logo, channel.icon):
        if image and image.type in _IMAGE_TYPES and _IMAGE_NAME.search(image.url):
            size = {"width": str(image.width), "height": str(image.height)} if _fits(image) else {}
            generator.image(image.url, title=channel.title, link=channel.link, **size)
            return


def _fits(image: Picture) -> bool:
    if image.width is None or image.height is None:
        return False
    return image.width <= _MAX_IMAGE[0] and image.height <= _MAX_IMAGE[1]


def _add_item(generator: Any, item: Item, feed: Feed) -> None:
    entry = add_entry(generator, item, feed, _EXTENSIONS)
    entry.guid(item.id, permalink=False)
    entry.link(href=item.link)
    # A description is HTML (profile, "description"), so plain text is escaped as HTML before XML escapes it.
    entry.description(to_html(item.summary))
    if item.html is not None:
        entry.content(item.html)
    entry.pubDate(item.published)
    entry.category([{"term": category} for category in item.categories])
    if item.enclosure:
        entry.enclosure(item.enclosure.url, str(item.enclosure.length), item.enclosure.type)
    if item.source:
        entry.source(url=item.source.url, title=item.source.title)
