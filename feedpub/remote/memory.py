"""What servers have told of files, remembered for later runs in one disposable file.

Without it, or with a damaged one, servers are asked again.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple, TypeVar

from feedpub.database import is_damage
from feedpub.remote.facts import Cause, RemoteFacts, UnreachableError

FAILED = timedelta(minutes=10)
"""What went wrong is not tried again as long as this."""


class Remembered(NamedTuple):
    """Facts that are remembered, and when they were asked for, in seconds since 1970."""

    facts: RemoteFacts
    asked: int


def _as_known(length: int, kind: str | None, etag: str | None, asked: int) -> Remembered:
    return Remembered(RemoteFacts(length, kind, etag), asked)


def _as_failure(message: str, fix: str, cause: str) -> UnreachableError:
    return UnreachableError(message, fix, Cause(cause))


_VERSION = 1
"""To be raised when the tables change."""
_TABLES = {
    "facts": "address TEXT PRIMARY KEY, length INTEGER, type TEXT, etag TEXT, asked INTEGER",
    "failures": "about TEXT PRIMARY KEY, message TEXT, fix TEXT, cause TEXT, asked INTEGER",
}
_BUSY_SECONDS = 3.0
"""Seconds for which other processes are waited for."""

_T = TypeVar("_T")
_Statement = tuple[str, tuple[str | int | None, ...]]


class Memory(NamedTuple):
    """The file of what is remembered; no trouble with it is ever told, and None remembers nothing.

    It is opened for each question, which takes 0.2 ms, so that processes can be forked at any time.
    """

    path: Path | None

    def known(self, url: str) -> Remembered | None:
        """What was told of a file, however long ago."""
        return self._row(_as_known, "SELECT length, type, etag, asked FROM facts WHERE address = ?", url)

    def failure(self, url: str, now: int) -> UnreachableError | None:
        """What went wrong with the file or its server of late."""
        window = now - int(FAILED.total_seconds()), now + int(FAILED.total_seconds())
        query = "SELECT message, fix, cause FROM failures WHERE about IN (?, ?) AND asked > ? AND asked < ?"
        return self._row(_as_failure, query, url, _server(url), *window)

    def keep(self, url: str, facts: RemoteFacts, now: int) -> None:
        """Keep what a server told of a file."""
        values = (url, *facts, now)
        forget = "DELETE FROM failures WHERE about IN (?, ?)"
        self._write(("REPLACE INTO facts VALUES (?, ?, ?, ?, ?)", values), (forget, (url, _server(url))))

    def keep_failure(self, url: str, error: UnreachableError, now: int) -> None:
        """Keep what went wrong with a file, or with its server."""
        about = _server(url) if error.cause is Cause.SERVER else url
        values = (about, error.message, error.fix, error.cause.value, now)
        self._write(("REPLACE INTO failures VALUES (?, ?, ?, ?, ?)", values))

    def _row(self, make: Callable[..., _T], query: str, *values: str | int) -> _T | None:
        """What is made of the values in the first row, if there is one that makes sense."""
        if self.path is None:
            return None
        with suppress(sqlite3.Error, ValueError), closing(_open(self.path, "rw")) as database:
            row = database.execute(query, values).fetchone() if _version(database) == _VERSION else None
            return make(*row) if row else None
        return None

    def _write(self, *statements: _Statement) -> None:
        if self.path is None:
            return
        with suppress(sqlite3.Error, ValueError, OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                _execute(self.path, statements)
            except (sqlite3.Error, ValueError) as error:
                if not is_damage(error):
                    raise
                self.path.unlink(missing_ok=True)
                _execute(self.path, statements)


def _server(url: str) -> str:
    """What failures of the server of an address are remembered under; no address looks like that."""
    return f"server {'/'.join(url.split('/', 3)[:3])}"


def _open(path: Path, mode: str) -> sqlite3.Connection:
    """Open the file, which is made if the mode is rwc. Each statement is a transaction unless BEGIN is said."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, timeout=_BUSY_SECONDS, isolation_level=None, uri=True)


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _execute(path: Path, statements: tuple[_Statement, ...]) -> None:
    """Execute all of these or none, in tables that are made if they are missing. Raises sqlite3.Error."""
    with closing(_open(path, "rwc")) as database:
        database.execute("PRAGMA synchronous = OFF")  # others wait less, and a power cut may take it all
        database.execute("BEGIN IMMEDIATE")
        if _version(database) != _VERSION:
            for name, columns in _TABLES.items():
                database.execute(f"CREATE TABLE {name} ({columns})")
            database.execute(f"PRAGMA user_version = {_VERSION}")
        for statement, values in statements:
            database.execute(statement, values)
        database.execute("COMMIT")
