"""What is known of a newsroom's articles, in one disposable SQLite file, so that a run reads only what has changed.

Every article has a row: what its file was like when it was read (size, times, inode), what was wrong with it, and what
ordering and choosing need. An article that feeds carry has its source there too: the last version of it that was good.
Without the file, or with a damaged one, all articles are read again.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from feedpub.library import rows
from feedpub.library.rows import CANDIDATE, KEPT, KNOWN, Known, Row
from feedpub.model.feed import Candidate
from feedpub.problem import Place, Problem

_VERSION = 3
"""To be raised when the tables change."""
_PATIENCE = 10.0
"""Seconds for which other processes are waited for: the stations of one run, which write for moments."""
_PAGE = 200
"""Rows that are fetched at once: a query that is left open would keep others from writing."""
_LATER_THAN_ALL = 2**62

_TABLES = f"""
CREATE TABLE program (digest TEXT NOT NULL);
CREATE TABLE archives (target TEXT, path TEXT, digest TEXT NOT NULL, PRIMARY KEY (target, path));
CREATE TABLE articles (
    key INTEGER PRIMARY KEY, station TEXT NOT NULL, left_out INTEGER NOT NULL DEFAULT 0, last, {", ".join(KEPT)}
);
CREATE UNIQUE INDEX by_path ON articles (station, path);
CREATE INDEX by_age ON articles (station, published DESC, id) WHERE id IS NOT NULL;
CREATE INDEX by_latest ON articles (station, latest) WHERE id IS NOT NULL;
CREATE INDEX by_id ON articles (id, station) WHERE id IS NOT NULL;
CREATE INDEX by_link ON articles (station, link) WHERE id IS NOT NULL;
CREATE INDEX by_draft ON articles (draft) WHERE draft IS NOT NULL;
CREATE INDEX by_number ON articles (station, show, season, episode) WHERE episode IS NOT NULL;
CREATE INDEX by_problems ON articles (station, path) WHERE problems IS NOT NULL
"""
_PUT = (
    f"INSERT INTO articles (station, {', '.join(KEPT)}) VALUES (?{', ?' * len(KEPT)})"
    f" ON CONFLICT (station, path) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in KEPT)},"
    " last = CASE WHEN excluded.id IS NOT NULL THEN coalesce(source, last) END"
)
"""Until its source is kept, `last` is that of the version before: the run may be killed, or find the file broken."""
_CANDIDATES = f"SELECT {', '.join(CANDIDATE)} FROM articles WHERE station = ? AND id IS NOT NULL"


class Source(NamedTuple):
    """Where the text of an article is: the path of its file from the newsroom's folder, and its bytes, if kept."""

    path: bytes
    content: bytes | None


class Index:
    """The rows of all stations of one newsroom. All methods raise sqlite3.Error if the file cannot be used."""

    def __init__(self, path: Path | None = None, program: str = "") -> None:
        """Open the file, which is made if it is missing or of another version; None keeps all in memory.

        `program` tells what reads articles: rows that another one has made are not trusted.
        """
        self._database = sqlite3.connect(path or ":memory:", timeout=_PATIENCE, isolation_level=None)
        try:
            self._prepare(program)
        except sqlite3.Error:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _prepare(self, program: str) -> None:
        self._rows("PRAGMA synchronous = NORMAL")  # after a power cut some rows may be missing, but nothing is damaged
        if self._version() != _VERSION or self._rows("SELECT digest FROM program") != [(program,)]:
            self._write(self._fresh(program))

    def _version(self) -> int:
        return int(self._rows("PRAGMA user_version")[0][0])

    def _fresh(self, program: str) -> Iterator[tuple[str, Sequence[tuple[object, ...]]]]:
        """What makes the tables those of this version, and the rows to be read again by this program."""
        if self._version() != _VERSION:
            for (name,) in self._rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
                yield f'DROP TABLE "{name}"', [()]
            yield from ((statement, [()]) for statement in _TABLES.split(";"))
            yield f"PRAGMA user_version = {_VERSION}", [()]
        yield "DELETE FROM program", [()]
        yield "INSERT INTO program VALUES (?)", [(program,)]
        yield "UPDATE articles SET circumstances = NULL", [()]
        yield "DELETE FROM archives", [()]

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._database.execute(query, values).fetchall()

    def _write(self, statements: Iterable[tuple[str, Sequence[tuple[object, ...]]]]) -> None:
        """Execute statements, each once for all its values, together or not at all."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            for statement, values in statements:
                if len(values) == 1:
                    self._database.execute(statement, values[0])
                else:
                    self._database.executemany(statement, values)
            self._database.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            raise

    # --- what is kept ------------------------------------------------------------------------------------------------

    def has(self, station: str) -> bool:
        """Whether anything is known of a station's articles."""
        return bool(self._rows("SELECT 1 FROM articles WHERE station = ? LIMIT 1", station))

    def known(self, station: str) -> dict[bytes, Known]:
        """What the rows of a station are good for, by the paths of the articles."""
        found = self._rows(f"SELECT {', '.join(KNOWN)} FROM articles WHERE station = ?", station)
        with _whole():
            return dict(map(rows.to_known, found))

    def put(self, station: str, read: Iterable[Row]) -> None:
        """Keep rows, in place of those of the same files."""
        values = [(station, *rows.to_values(row)) for row in read]
        if values:
            self._write([(_PUT, values)])

    def drop(self, keys: Iterable[int]) -> None:
        """Forget articles whose files are gone."""
        values = [(key,) for key in keys]
        if values:
            self._write([("DELETE FROM articles WHERE key = ?", values)])

    def distrust(self, key: int) -> None:
        """Have an article read again, whatever its file is like."""
        self._write([("UPDATE articles SET circumstances = NULL WHERE key = ?", [(key,)])])

    def leave_out(self, station: str, keys: Iterable[int]) -> None:
        """Say which candidates of a station stand back behind others, so that no feed carries them."""
        wanted = set(keys)
        before = {key for (key,) in self._rows("SELECT key FROM articles WHERE station = ? AND left_out", station)}
        if wanted != before:
            values = [(key in wanted, key) for key in wanted ^ before]
            self._write([("UPDATE articles SET left_out = ? WHERE key = ?", values)])

    def source_at(self, station: str, path: bytes) -> bytes | None:
        """The last good source of the article in a file; None if it is not kept."""
        query = "SELECT coalesce(source, last) FROM articles WHERE station = ? AND path = ?"
        found = self._rows(query, station, path)
        return found[0][0] if found else None

    def source_of(self, key: int) -> Source:
        """Where the text of a candidate is."""
        return Source(*self._rows("SELECT path, source FROM articles WHERE key = ?", key)[0])

    def keep_sources(self, station: str, carried: Mapping[int, bytes]) -> None:
        """Keep the sources of the articles that feeds of a station carry, and of no others."""
        kept = dict(self._rows("SELECT key, source FROM articles WHERE station = ? AND source IS NOT NULL", station))
        new = [(content, key) for key, content in carried.items() if kept.get(key) != content]
        values = [*new, *((None, key) for key in kept if key not in carried)]
        over = self._rows("SELECT key FROM articles WHERE station = ? AND last IS NOT NULL", station)
        if values or over:
            forget = "UPDATE articles SET last = NULL WHERE key = ?"
            self._write([("UPDATE articles SET source = ? WHERE key = ?", values), (forget, over)])

    def archives(self, target: str, channel: str) -> dict[str, str]:
        """The digests of what the archive documents of a channel were made of, by their paths; `target` is the place
        that they were made for."""
        query = "SELECT path, digest FROM archives WHERE target = ? AND path >= ? AND path < ?"
        return dict(self._rows(query, target, f"{channel}/archive/", f"{channel}/archive0"))  # 0 follows / in ASCII

    def keep_archive(self, target: str, path: str, digest: str | None) -> None:
        """Keep the digest of an archive document that is in its place; None: it is no more."""
        if digest is None:
            self._write([("DELETE FROM archives WHERE target = ? AND path = ?", [(target, path)])])
        else:
            self._write([("REPLACE INTO archives VALUES (?, ?, ?)", [(target, path, digest)])])

    # --- what is asked -----------------------------------------------------------------------------------------------

    def problems(self, station: str) -> list[Problem]:
        """What is wrong with the articles of a station, in order of their paths."""
        query = "SELECT problems FROM articles WHERE station = ? AND problems IS NOT NULL ORDER BY path"
        found = self._rows(query, station)
        with _whole():
            return [problem for (problems,) in found for problem in rows.to_problems(problems)]

    def newest(self, station: str, until: datetime | None = None) -> Iterator[Candidate]:
        """The candidates of a station that came out by an instant (None: all), in the total order: newest first."""
        last = _LATER_THAN_ALL if until is None else rows.microseconds(until) + 1
        query = (
            f"{_CANDIDATES} AND NOT left_out AND published <= ? AND (published < ? OR id > ?)"
            f" ORDER BY published DESC, id LIMIT {_PAGE}"
        )
        page = self._found(query, station, last, last, "")
        while page:
            yield from page
            last = rows.microseconds(page[-1].published)
            page = self._found(query, station, last, last, page[-1].id)

    def oldest(self, station: str) -> Iterator[tuple[Candidate, str]]:
        """All candidates of a station, oldest first, then by id, with the digests of what their items are made of."""
        query = (
            f"SELECT {', '.join(CANDIDATE)}, digest FROM articles WHERE station = ? AND id IS NOT NULL AND NOT left_out"
            f" AND published >= ? AND (published > ? OR id > ?) ORDER BY published, id LIMIT {_PAGE}"
        )
        first, last = 0, ""
        while found := self._rows(query, station, first, first, last):
            with _whole():
                page = [(rows.to_candidate(values[:-1]), str(values[-1])) for values in found]
            yield from page
            first, last = rows.microseconds(page[-1][0].published), page[-1][0].id

    def over(self, station: str, now: datetime) -> list[Candidate]:
        """The candidates of a station that have expired."""
        return self._found(f"{_CANDIDATES} AND NOT left_out AND expires <= ?", station, rows.microseconds(now))

    def unsettled(self, station: str, now: datetime) -> list[Candidate]:
        """The candidates of a station of which something lies after an instant, and all that are withdrawn."""
        query = f"{_CANDIDATES} AND NOT left_out AND (latest > ? OR withdrawn) ORDER BY path"
        return self._found(query, station, rows.microseconds(now))

    def alike(self, station: str) -> list[Candidate]:
        """The candidates of a station that have an id or a link that another one has too."""
        shared = " OR ".join(
            f"{name} IN (SELECT {name} FROM articles WHERE station = ? AND id IS NOT NULL"
            f" GROUP BY {name} HAVING count(*) > 1)"
            for name in ("id", "link")
        )
        return self._found(f"{_CANDIDATES} AND ({shared}) ORDER BY path", station, station, station)

    def same_numbers(self, station: str) -> list[Candidate]:
        """The episodes of a station whose number in their season another one has too."""
        groups = (
            "SELECT show, season, episode FROM articles WHERE station = ? AND episode IS NOT NULL"
            " GROUP BY show, season, episode HAVING count(*) > 1"
        )
        query = f"{_CANDIDATES} AND NOT left_out AND show IS ? AND season IS ? AND episode IS ? ORDER BY path"
        return [one for group in self._rows(groups, station) for one in self._found(query, station, *group)]

    def _found(self, query: str, *values: object) -> list[Candidate]:
        found = self._rows(query, *values)
        with _whole():
            return list(map(rows.to_candidate, found))

    def knows(self, station: str, identity: str) -> bool:
        """Whether an article of a station has this id, a draft too."""
        query = "SELECT 1 FROM articles WHERE {} = ? AND station = ? AND NOT left_out LIMIT 1"
        return any(self._rows(query.format(column), identity, station) for column in ("id", "draft"))

    def shared_ids(self, stations: Sequence[str]) -> Iterator[tuple[Place, Place]]:
        """The places of ids that an article of a station before, in this order, has too; and where it has them."""
        several = "SELECT id FROM articles WHERE id IS NOT NULL GROUP BY id HAVING count(DISTINCT station) > 1"
        query = f"SELECT id, station, places FROM articles WHERE id IN ({several}) AND NOT left_out"
        order = {station: number for number, station in enumerate(stations)}
        found = sorted((order[row[1]], row) for row in self._rows(query) if row[1] in order)
        first: dict[object, Place] = {}
        for _, (identity, _station, places) in found:
            with _whole():
                place = rows.to_places(places).id
            if (other := first.setdefault(identity, place)) is not place:
                yield place, other


@contextmanager
def _whole() -> Iterator[None]:
    """Values that make no sense are damage of the file, as what SQLite itself finds is."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise sqlite3.DatabaseError("A row is damaged") from error
