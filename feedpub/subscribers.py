"""What subscribers have: the feeds that are in place are the memory of it."""

import json
from pathlib import Path
from typing import Any

from feedpub.formats import files, jsonfeed
from feedpub.model.feed import Feed


def vanished(feed: Feed, out: Path, known: frozenset[str]) -> list[str]:
    """Titles of the items that subscribers have and the new feed lacks for no reason that is known.

    `known` are the ids of all articles that could be read: one of these left the feed because it was withdrawn, has
    expired or grew old. Raises OSError if the feed in place cannot be read.
    """
    staying = {item.id for item in feed.items} | known
    try:
        had = [(str(item["id"]), str(item["title"])) for item in _read(out, feed.channel.path)["items"]]
    except (KeyError, TypeError):
        return []
    return [title for identity, title in had if identity not in staying]


def feeds_in_place(out: Path) -> list[str]:
    """The folders below `out` that hold a feed, of stations and of their sections, in order."""
    found = [*out.glob(f"*/{files.JSON.name}"), *out.glob(f"*/*/{files.JSON.name}")]
    return sorted(path.parent.relative_to(out).as_posix() for path in found)


def is_ours(out: Path, path: str) -> bool:
    """Whether feedpub made the feed in this folder, as far as that can be told."""
    try:
        return jsonfeed.EXTENSION in _read(out, path)
    except OSError:
        return False


def _read(out: Path, path: str) -> dict[str, Any]:
    """A feed that is in place; nothing if there is none that can be understood."""
    try:
        document = json.loads((out / path / files.JSON.name).read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
