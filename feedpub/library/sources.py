"""The texts that feeds and archive documents were made of, in the file of an index: the last good version of each."""

import sqlite3
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from feedpub.library import rows
from feedpub.library.rows import Beside, Version
from feedpub.library.statements import AT_PATH
from feedpub.library.tables import Tables, parent_of, whole
from feedpub.model.registries import ARCHIVE_FOLDER


class Source(NamedTuple):
    """Where the text of an article is: the path of its file from the newsroom's folder, its digest, and it, if kept.

    `beside` are the files that were looked at for it.
    """

    path: bytes
    digest: str
    content: bytes | None
    beside: tuple[Beside, ...] = ()


class Sources(Tables):
    """The texts, and what documents were like. All methods raise sqlite3.Error if the file cannot be used."""

    def last_version(self, station: str, path: bytes) -> Version | None:
        """The version of an article that was carried last; None if it is not kept."""
        query = f"SELECT sources.source, content, sources.beside FROM sources JOIN articles USING (key) WHERE {AT_PATH}"
        found = self._rows(f"{query} ORDER BY sources.rowid DESC LIMIT 1", station, parent_of(path), path)
        return next((_version(*values) for values in found), None)

    def source_of(self, key: int) -> Source | None:
        """Where the text of a candidate is; None if its file is gone."""
        text = "SELECT content FROM sources WHERE sources.key = articles.key AND sources.source = articles.source"
        found = self._rows(f"SELECT path, source, ({text} LIMIT 1), beside FROM articles WHERE key = ?", key)
        for path, digest, content, beside in found:
            with whole():
                return Source(path, digest, _unpacked(content), rows.to_beside(beside))
        return None

    def keep_sources(self, target: str, station: str, carried: Mapping[int, Version], *, forget: bool = True) -> None:
        """Keep the versions of the articles that feeds of a station carry; `forget` those of others.

        `target` is the place of the feeds, or of one archive document: others may carry other articles.
        """
        query = "SELECT key, sources.source, sources.beside FROM sources JOIN articles USING (key)"
        found = self._rows(f"{query} WHERE target = ? AND station = ?", target, station)
        kept = {key: tuple(of) for key, *of in found}
        wanted = {key: (one.digest, rows.beside_to_text(one.beside)) for key, one in carried.items()}
        new = [
            (target, key, digest, zlib.compress(carried[key].content, _QUICKLY), beside)
            for key, (digest, beside) in wanted.items()
            if kept.get(key) != (digest, beside)
        ]
        gone = [(target, key) for key in kept if forget and key not in carried]
        if new or gone:
            drop = "DELETE FROM sources WHERE target = ? AND key = ?"
            self._write([("REPLACE INTO sources VALUES (?, ?, ?, ?, ?)", new), (drop, gone)])

    def archives(self, target: str, channel: str) -> dict[str, str]:
        """What tells the archive documents of a channel from others, as they were put in their places (their stamps),
        by their paths; `target` is the place that they were made for."""
        query = "SELECT path, stamp FROM archives WHERE target = ? AND path >= ? AND path < ?"
        return dict(
            self._rows(query, target, f"{channel}/{ARCHIVE_FOLDER}/", f"{channel}/{ARCHIVE_FOLDER}0")
        )  # 0 follows / in ASCII

    def keep_archive(self, target: str, path: str, stamp: str | None) -> None:
        """Keep the stamp of an archive document that is in its place; None: it is no more."""
        if stamp is None:
            self._write([("DELETE FROM archives WHERE target = ? AND path = ?", [(target, path)])])
        else:
            self._write([("REPLACE INTO archives VALUES (?, ?, ?)", [(target, path, stamp)])])


def _version(digest: str, content: bytes, beside: str | None) -> Version:
    with whole():
        return Version(digest, _unpacked(content) or b"", rows.to_beside(beside))


def _unpacked(content: bytes | None) -> bytes | None:
    """A text that was kept; None if none was. Raises sqlite3.Error if it is damaged."""
    try:
        return None if content is None else zlib.decompress(content)
    except (zlib.error, TypeError) as error:
        raise sqlite3.DatabaseError("A text is damaged") from error


_QUICKLY = 1
"""The level of compression: half of the size for a hundredth of a millisecond."""
