"""What subscribers have: the feeds that are in place are the memory of it."""

import json
from pathlib import Path

from feedpub.formats import files
from feedpub.model.feed import Feed


def vanished(feed: Feed, out: Path, known: frozenset[str]) -> list[str]:
    """Titles of the items that subscribers have and the new feed lacks for no reason that is known.

    `known` are the ids of all articles that could be read: one of these left the feed because it was withdrawn, has
    expired or grew old. Raises OSError if the feed in place cannot be read.
    """
    staying = {item.id for item in feed.items} | known
    return [
        title for identity, title in _in_place(out / feed.channel.path / files.JSON.name) if identity not in staying
    ]


def _in_place(path: Path) -> list[tuple[str, str]]:
    """Id and title of each item of a feed that is in place; nothing if there is none that can be understood."""
    try:
        items = json.loads(path.read_bytes())["items"]
        return [(str(item["id"]), str(item["title"])) for item in items]
    except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        return []
