"""Atom 1.0 (RFC 4287)."""

from typing import Any

from feedpub.formats import files
from feedpub.formats.escaping import with_hex_references
from feedpub.formats.generator import Extensions, add_entry, new_generator
from feedpub.formats.namespaces.atom_repairs import AtomEntryRepairs, AtomFeedRepairs
from feedpub.formats.namespaces.history import HistoryFeed, HistoryItem
from feedpub.formats.namespaces.media_rss import MediaFeed, MediaItem
from feedpub.formats.namespaces.tombstones import TombstonesFeed, TombstonesItem
from feedpub.model.feed import Author, Feed, Item

_EXTENSIONS: Extensions = {
    "repairs": (AtomFeedRepairs, AtomEntryRepairs),
    "history": (HistoryFeed, HistoryItem),
    "media_rss": (MediaFeed, MediaItem),
    "tombstones": (TombstonesFeed, TombstonesItem),
}


def render(feed: Feed) -> bytes:
    """The feed as an Atom document in UTF-8."""
    channel = feed.channel
    generator = new_generator(feed, _EXTENSIONS)
    # All documents of a feed have its id (RFC 5005 section 4, examples): they are one feed.
    generator.id(f"{feed.history.current or channel.url}{files.ATOM.name}")
    generator.language(channel.language)
    generator.subtitle(channel.description)
    generator.author(_author(channel.author))
    if channel.copyright:
        generator.rights(channel.copyright)
    if channel.icon:
        generator.icon(channel.icon.url)
    if channel.logo:
        generator.logo(channel.logo.url)
    for item in feed.items:
        _add_entry(generator, item, feed)
    return with_hex_references(generator.atom_str(pretty=True))


def _author(author: Author) -> dict[str, str]:
    written = {"name": author.name, "email": author.email, "uri": author.url}
    return {name: value for name, value in written.items() if value}


def _add_entry(generator: Any, item: Item, feed: Feed) -> None:
    entry = add_entry(generator, item, feed, _EXTENSIONS)
    entry.id(item.id)
    entry.link(href=item.link, rel="alternate")
    entry.summary(item.summary)
    if item.html is not None:
        entry.content(item.html, type="html")
    if item.authors:
        entry.author([_author(author) for author in item.authors])
    entry.category([{"term": category} for category in item.categories])
    if item.rights:
        entry.rights(item.rights)
