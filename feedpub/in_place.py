"""The feeds that are in place, as their JSON documents tell of them: the memory of what subscribers have."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from feedpub.archive.documents import month_of, place_in_chain
from feedpub.formats import files, jsonfeed
from feedpub.formats.instants import rfc3339
from feedpub.library.clashes import CarriedItem
from feedpub.model.feed import Candidate
from feedpub.model.registries import ARCHIVE_FOLDER


class Item(NamedTuple):
    """An item in place, by what readers tell it by; `whole` is all that the feed has of it.

    `published` and `modified` are instants in UTC as RFC 3339 has them, which stand in the order of time; or empty.
    """

    id: str
    title: str
    link: str
    published: str
    modified: str
    whole: Mapping[str, object]

    def is_early(self, now: datetime) -> bool:
        """Whether it is in place, and should be out only later: then the clock is wrong, or was."""
        return self.published > rfc3339(now)

    @property
    def out_since(self) -> datetime | None:
        """When it came out; None if it does not say so in a way that can be understood."""
        try:
            return datetime.fromisoformat(self.published)
        except ValueError:
            return None


Items = dict[str, Item]
"""Items of a feed by their ids."""


def feeds_in_place(out: Path) -> list[str]:
    """The folders below `out` that hold a feed, of stations and of their sections, in order."""
    found = [*out.glob(f"*/{files.JSON.name}"), *out.glob(f"*/*/{files.JSON.name}")]
    return sorted(path.parent.relative_to(out).as_posix() for path in found)


_DOCUMENT = re.compile(r"\d{4,}-\d\d-\d+", re.ASCII)


def _documents(out: Path, path: str) -> list[str]:
    """The names of the folders of archive documents behind the feed in the folder `path`. Raises OSError."""
    try:
        found = [one.name for one in (out / path / ARCHIVE_FOLDER).iterdir() if _DOCUMENT.fullmatch(one.name)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(found, key=place_in_chain)


class ArchiveInPlace:
    """The archive documents behind the feed in the folder `path`: the names of those that are there in all formats, in
    the order of their chain, and of what is there of others; their items are read when they are asked for.

    Raises OSError.
    """

    def __init__(self, out: Path, path: str) -> None:
        self._out, self._path = out, path
        found = _documents(out, path)
        self.names = [
            name for name in found if all((out / self.path_of(name) / one.name).is_file() for one in files.ALL_FILES)
        ]
        whole = set(self.names)
        self.incomplete = [name for name in found if name not in whole]
        self._items: dict[str, Items] = {}
        self._by_month = {month: [*names] for month, names in groupby(self.names, key=month_of)}

    def path_of(self, name: str) -> str:
        """The folder of a document below the one of all feeds."""
        return f"{self._path}/{ARCHIVE_FOLDER}/{name}"

    def of_month(self, month: str) -> list[str]:
        """The names of the documents of one month."""
        return self._by_month.get(month, [])

    def items(self, names: Iterable[str]) -> Items:
        """The items of documents by their ids. Raises OSError."""
        return {identity: item for name in names for identity, item in self._of(name).items()}

    def _of(self, name: str) -> Items:
        if name not in self._items:
            self._items[name] = items_of(content_in_place(self._out, self.path_of(name)))
        return self._items[name]


def content_in_place(out: Path, path: str) -> bytes:
    """The JSON Feed in a folder below `out`; nothing if there is none. Raises OSError."""
    try:
        return (out / path / files.JSON.name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""


def items_in_place(out: Path, paths: Iterable[str]) -> Items:
    """The items of all feeds in these folders together. Raises OSError."""
    return {identity: item for path in paths for identity, item in items_of(content_in_place(out, path)).items()}


def carried_in_place(out: Path, station: str, candidates: Iterable[Candidate]) -> dict[str, CarriedItem]:
    """What the feeds of a station, and the archive documents that have the id of one of some articles, carry, by ids.

    Raises OSError.
    """
    feeds = [path for path in feeds_in_place(out) if path.partition("/")[0] == station]
    documents = [f"{feed}/{ARCHIVE_FOLDER}/{name}" for feed in feeds for name in _documents(out, feed)]
    written = {
        json.dumps(one.id, ensure_ascii=ascii_only).encode() for one in candidates for ascii_only in (True, False)
    }
    items: Items = {}
    for path in (*documents, *feeds):
        content = content_in_place(out, path)
        if any(identity in content for identity in written):
            items |= items_of(content)
    return {identity: CarriedItem(item.link, item.title, item.out_since) for identity, item in items.items()}


def items_of(content: bytes) -> Items:
    """The items of a JSON Feed; none if it cannot be understood."""
    items = _parsed(content).get("items")
    listed = items if isinstance(items, list) else []
    return {str(item["id"]): _item(item) for item in listed if isinstance(item, dict) and "id" in item}


def _item(whole: Mapping[str, object]) -> Item:
    def text(name: str) -> str:
        return str(whole.get(name, ""))

    return Item(text("id"), text("title"), text("url"), text("date_published"), text("date_modified"), whole)


def is_ours(out: Path, path: str) -> bool:
    """Whether feedpub made the feed in this folder, as far as that can be told."""
    try:
        return jsonfeed.EXTENSION in _parsed(content_in_place(out, path))
    except OSError:
        return False


def _parsed(content: bytes) -> dict[str, object]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
