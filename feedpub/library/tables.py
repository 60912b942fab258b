"""The file of an index: opened, made anew when it is of another version, and written whole or not at all."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from feedpub.library.statements import TABLES, VERSION

_BUSY_SECONDS = 10.0
"""Seconds for which other processes are waited for: the stations of one run, which write for moments."""


class IndexFile(NamedTuple):
    """Where an index is, and the program that reads the articles: rows that another one has made are not trusted."""

    path: Path
    program: str


class Tables:
    """The tables of an index. All methods raise sqlite3.Error if the file cannot be used."""

    def __init__(self, file: IndexFile | None = None) -> None:
        """Open a file, which is made if it is missing or of another version.

        None keeps all in memory, which other processes cannot share.
        """
        self.file = file
        self._database = sqlite3.connect(file.path if file else ":memory:", timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            self._prepare(file.program if file else "")
        except sqlite3.Error:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _prepare(self, program: str) -> None:
        self._rows("PRAGMA synchronous = NORMAL")  # after a power cut some rows may be missing, but nothing is damaged
        if self._version() != VERSION or self._rows("SELECT digest FROM program") != [(program,)]:
            self._write(self._fresh(program))

    def _version(self) -> int:
        return int(self._rows("PRAGMA user_version")[0][0])

    def _fresh(self, program: str) -> Iterator[tuple[str, Sequence[tuple[object, ...]]]]:
        """What makes the tables those of this version, and the rows to be read again by this program."""
        if self._version() != VERSION:
            for (name,) in self._rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
                yield f'DROP TABLE "{name}"', [()]
            yield from ((statement, [()]) for statement in TABLES.split(";"))
            yield f"PRAGMA user_version = {VERSION}", [()]
        yield "DELETE FROM program", [()]
        yield "INSERT INTO program VALUES (?)", [(program,)]
        yield "UPDATE articles SET circumstances = NULL", [()]
        yield "UPDATE folders SET sight = NULL", [()]
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
        except OverflowError as error:
            self._database.execute("ROLLBACK")
            raise sqlite3.DataError("A number is too large to be kept") from error
        except BaseException:
            with suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            raise


def parent_of(path: bytes) -> bytes:
    """The folder that a file is in."""
    return path.rpartition(b"/")[0]


@contextmanager
def whole() -> Iterator[None]:
    """Values that make no sense are damage of the file, as what SQLite itself finds is."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise sqlite3.DatabaseError("A row is damaged") from error
