"""The feeds that are in place, as their JSON documents tell of them: the memory of what subscribers have."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from feedpub.archives import FOLDER, month_of
from feedpub.formats import files, jsonfeed
from feedpub.formats.instants import rfc3339
from feedpub.library.clashes import Carried
from feedpub.model.feed import Candidate

Items = dict[str, dict[str, Any]]
"""Items of a JSON Feed by their ids."""


def feeds_in_place(out: Path) -> list[str]:
    """The folders below `out` that hold a feed, of stations and of their sections, in order."""
    found = [*out.glob(f"*/{files.JSON.name}"), *out.glob(f"*/*/{files.JSON.name}")]
    return sorted(path.parent.relative_to(out).as_posix() for path in found)


_DOCUMENT = re.compile(r"\d{4,}-\d\d-\d+", re.ASCII)


def archive_in_place(out: Path, path: str) -> list[str]:
    """The names of the archive documents behind the feed in the folder `path`, in any order. Raises OSError."""
    try:
        return [one.name for one in (out / path / FOLDER).iterdir() if _DOCUMENT.fullmatch(one.name)]
    except (FileNotFoundError, NotADirectoryError):
        return []


def content_in_place(out: Path, path: str) -> bytes:
    """The JSON Feed in a folder below `out`; nothing if there is none. Raises OSError."""
    try:
        return (out / path / files.JSON.name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""


def items_in_place(out: Path, paths: Iterable[str]) -> Items:
    """The items of all feeds in these folders together. Raises OSError."""
    return {identity: item for path in paths for identity, item in items_of(content_in_place(out, path)).items()}


def carried_in_place(out: Path, station: str, candidates: Iterable[Candidate]) -> dict[str, Carried]:
    """What the feeds of a station, and the archive documents of the months of some articles, carry, by ids.

    Raises OSError.
    """
    feeds = [path for path in feeds_in_place(out) if path.partition("/")[0] == station]
    months = {f"{candidate.published:%Y-%m}" for candidate in candidates}
    documents = [
        f"{feed}/{FOLDER}/{name}" for feed in feeds for name in archive_in_place(out, feed) if month_of(name) in months
    ]
    items = items_in_place(out, [*documents, *feeds])
    return {
        identity: Carried(_text(item, "url"), _text(item, "title"), _when(item)) for identity, item in items.items()
    }


def _text(item: Mapping[str, Any], name: str) -> str:
    return str(item.get(name, ""))


def _when(item: Mapping[str, Any]) -> datetime | None:
    """When an item came out; None if it does not say so in a way that can be understood."""
    try:
        return datetime.fromisoformat(_text(item, "date_published"))
    except ValueError:
        return None


def newest_in_place(out: Path, path: str) -> datetime | None:
    """When the newest item of a feed came out; None if it has none that says so. Raises OSError."""
    found = [when for item in items_in_place(out, [path]).values() if (when := _when(item)) and when.tzinfo]
    return max(found, default=None)


def items_of(content: bytes) -> Items:
    """The items of a JSON Feed; none if it cannot be understood."""
    items = _parsed(content).get("items")
    listed = items if isinstance(items, list) else []
    return {str(item["id"]): item for item in listed if isinstance(item, dict) and "id" in item}


def is_early(item: Mapping[str, Any], now: datetime) -> bool:
    """Whether an item is in place that should be out only later: then the clock is wrong, or was."""
    return str(item.get("date_published", "")) > rfc3339(now)


def is_ours(out: Path, path: str) -> bool:
    """Whether feedpub made the feed in this folder, as far as that can be told."""
    try:
        return jsonfeed.EXTENSION in _parsed(content_in_place(out, path))
    except OSError:
        return False


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
