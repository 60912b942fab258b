"""A feedgen generator with our extensions: the one place that knows how feedgen wants to be called."""

from typing import Any

from feedgen.feed import FeedGenerator

from feedpub.formats.namespaces.extension import FeedExtension, ItemExtension
from feedpub.model.feed import Feed, Item

Extensions = dict[str, tuple[type[FeedExtension], type[ItemExtension]]]

GENERATOR = "feedpub"
"""Without a version: a new one would touch every feed though nothing in it changed."""


def new_generator(feed: Feed, extensions: Extensions) -> Any:  # feedgen has no types
    """A feedgen generator with the extensions (in the order of their elements) told of the feed."""
    generator = FeedGenerator()
    for name, (of_feed, of_item) in extensions.items():
        generator.register_extension(name, of_feed, of_item)
        getattr(generator, name).feed = feed
    generator.generator(GENERATOR)
    generator.title(feed.channel.title)
    generator.updated(feed.updated)
    return generator


def add_entry(generator: Any, item: Item, feed: Feed, extensions: Extensions) -> Any:  # feedgen has no types
    """A new feedgen entry after the others, with the extensions told of the item."""
    entry = generator.add_entry(order="append")
    for name in extensions:
        extension = getattr(entry, name)
        extension.item, extension.channel = item, feed.channel
    entry.title(item.title)
    entry.updated(item.updated)
    entry.published(item.published)
    return entry
