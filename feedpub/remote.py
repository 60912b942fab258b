"""How large media on other servers are, and of what type: asked of the server once, and remembered for later runs.

What is remembered is disposable: without the file, or with a damaged one, servers are asked again.
"""

import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import urljoin

from typing_extensions import override

from feedpub.database import is_damage

if TYPE_CHECKING:
    import urllib3

MEMORY = "media.sqlite3"
"""The name of the file in the folder for what feedpub remembers."""
FRESH = timedelta(days=30)
"""What is remembered is not asked for again as long as this."""
FAILED = timedelta(minutes=10)
"""What went wrong is not tried again as long as this."""
MAX_REDIRECTS = 5
CONNECT_SECONDS, READ_SECONDS = 5.0, 10.0
MAX_RETRIES = 2
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "feedpub"}
_LENGTH = re.compile(r"[0-9]{1,15}")
_RANGE = re.compile(r"bytes (?:[0-9]+-[0-9]+|\*)/([0-9]{1,15})")
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_PAGES = {"text/html", "application/xhtml+xml"}
_ITSELF = "Copy the address of the audio file itself."
_BY_HAND = "or write `length:` and `type:` yourself."


class RemoteFacts(NamedTuple):
    """A file on the web: its bytes, its media type in small letters without parameters, and its server's mark of it."""

    length: int
    type: str | None
    etag: str | None


class Cause(Enum):
    """What a failure lies at, and so for what it holds and how long."""

    MACHINE = "machine"
    """Ours, which cannot ask at all: until it can."""
    SERVER = "server"
    """A server that does not answer: for all its files, for a while."""
    ANSWER = "answer"
    """An answer that tells nothing about the file: for this file, for a while."""
    FILE = "file"
    """There is no audio at the address, and what was known of it is no longer true."""


class UnreachableError(Exception):
    """Nothing can be told of a file: `message` says what is wrong, `fix` what an editor can do."""

    def __init__(self, message: str, fix: str, cause: Cause = Cause.ANSWER) -> None:
        self.message, self.fix, self.cause = message, fix, cause
        super().__init__(message, fix, cause)

    @override
    def __str__(self) -> str:
        return self.message


def ask(url: str, known: RemoteFacts | None = None) -> RemoteFacts:
    """Ask the server of a file for its facts; `known` if it says that they still hold. Raises UnreachableError."""
    try:
        import urllib3  # noqa: PLC0415 - an extra, needed for files on the web only
    except ModuleNotFoundError as error:
        message = "To ask a server how large a file is, feedpub needs its extra."
        raise UnreachableError(message, f"pip install 'feedpub[web]', {_BY_HAND}", Cause.MACHINE) from error
    headers = _HEADERS | ({"If-None-Match": known.etag} if known and known.etag else {})
    with _pool() as pool:
        try:
            answer = _answer(pool, "HEAD", url, headers)
            if answer.is_vague():
                answer = _answer(pool, "GET", url, {**headers, "Range": "bytes=0-0"})
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise _unanswered(url, error) from error
    return known if known and answer.status == 304 else answer.facts()


def _pool() -> "urllib3.PoolManager":
    import urllib3  # noqa: PLC0415 - an extra, needed for files on the web only

    retries = urllib3.Retry(
        total=MAX_RETRIES,
        backoff_factor=0.2,
        status_forcelist=(502, 503, 504),
        raise_on_status=False,
        respect_retry_after_header=False,  # it may name an hour
    )
    return urllib3.PoolManager(timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS), retries=retries)


class _Answer(NamedTuple):
    """What the server says of a file."""

    status: int
    length: int | None
    type: str | None
    etag: str | None

    def is_vague(self) -> bool:
        """Whether HEAD tells too little. Some servers refuse it, others answer it with a length of 0."""
        return self.status in {403, 405, 501} or (self.status == 200 and not self.length and self.type not in _PAGES)

    def facts(self) -> RemoteFacts:
        """The facts that are in it. Raises UnreachableError."""
        if self.status in {404, 410}:
            raise UnreachableError(f"There is nothing at that address ({self.status}).", _ITSELF, Cause.FILE)
        if self.status in {401, 403}:
            message = f"The server does not let feedpub see the file ({self.status})."
            raise UnreachableError(message, f"Check the address, {_BY_HAND}")
        if self.status not in {200, 206, 416}:
            message = f"The server answers {self.status} instead of giving the file."
            raise UnreachableError(message, f"Build again later, {_BY_HAND}")
        if self.type in _PAGES and self.status != 416:
            raise UnreachableError("That is a page, not audio.", _ITSELF, Cause.FILE)
        if self.length is None:
            raise UnreachableError("The server does not say how large the file is.", "Write `length:`, in bytes.")
        if self.length == 0:
            raise UnreachableError("The file at that address is empty.", "Upload it again.", Cause.FILE)
        return RemoteFacts(self.length, self.type, self.etag)


def _answer(pool: "urllib3.PoolManager", method: str, url: str, headers: Mapping[str, str]) -> _Answer:
    """What is said at the end of all redirects, without the body. Raises UnreachableError and what urllib3 raises."""
    for _ in range(MAX_REDIRECTS + 1):
        if not url.lower().startswith(("https://", "http://")):
            raise UnreachableError(f"The address leads to {url}, which is not on the web.", _ITSELF)
        response = pool.request(method, url, headers=headers, preload_content=False, redirect=False)
        response.close()
        target = response.get_redirect_location()
        if not target:
            return _read(response.status, response.headers)
        url = urljoin(url, target)
    raise UnreachableError(f"The address is redirected more than {MAX_REDIRECTS} times.", _ITSELF)


def _read(status: int, headers: Mapping[str, str]) -> _Answer:
    if status in {206, 416}:  # RFC 9110 section 14.4
        size = _RANGE.fullmatch(headers.get("Content-Range", ""))
    else:
        size = _LENGTH.fullmatch(headers.get("Content-Length", ""))
    kind = _TYPE.match(headers.get("Content-Type", "").lower())
    return _Answer(status, int(size[size.re.groups]) if size else None, kind[0] if kind else None, headers.get("ETag"))


def _unanswered(url: str, error: Exception) -> UnreachableError:
    """What no server answered, as a failure of the first server if it is that one."""
    import urllib3  # noqa: PLC0415 - an extra, needed for files on the web only

    who, cause, reason = url, Cause.ANSWER, error
    if isinstance(error, urllib3.exceptions.MaxRetryError):
        who, reason = str(error.pool.host), error.reason or error
        if isinstance(error.pool, urllib3.HTTPConnectionPool) and error.pool.is_same_host(url):
            cause = Cause.SERVER
    message = f"{who} cannot be asked for the file: {fetch_error_in_words(reason)}."
    return UnreachableError(message, f"Check the address, {_BY_HAND}", cause)


def fetch_error_in_words(error: Exception) -> str:
    """Why nothing could be fetched, without the words of urllib3, which raised the error."""
    from urllib3 import exceptions as raised  # noqa: PLC0415 - an extra, needed for files on the web only

    reasons: tuple[tuple[type[Exception], str], ...] = (
        (raised.NameResolutionError, "there is no server of that name"),
        (raised.TimeoutError, "the server did not answer in time"),
        (raised.NewConnectionError, "the server cannot be reached"),
        (raised.SSLError, "the server has no certificate that can be trusted, or speaks no TLS"),
        (raised.DecodeError, "the answer says that it is compressed, but cannot be unpacked"),
        (raised.ProtocolError, "the server closed the connection"),
        (OSError, "the connection failed"),
        (ValueError, "that is not an address"),
    )
    if isinstance(error.__cause__, ConnectionRefusedError):
        return "the server refuses the connection"
    return next((words for kind, words in reasons if isinstance(error, kind)), "the connection failed")


class _Remembered(NamedTuple):
    """Facts that are remembered, and when they were asked for, in seconds since 1970."""

    facts: RemoteFacts
    asked: int


def _as_known(length: int, kind: str | None, etag: str | None, asked: int) -> _Remembered:
    return _Remembered(RemoteFacts(length, kind, etag), asked)


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


class _Memory(NamedTuple):
    """The file of what is remembered; no trouble with it is ever told, and None remembers nothing.

    It is opened for each question, which takes 0.2 ms, so that processes can be forked at any time.
    """

    path: Path | None

    def known(self, url: str) -> _Remembered | None:
        return self._row(_as_known, "SELECT length, type, etag, asked FROM facts WHERE address = ?", url)

    def failure(self, url: str, now: int) -> UnreachableError | None:
        """What went wrong with the file or its server of late."""
        window = now - int(FAILED.total_seconds()), now + int(FAILED.total_seconds())
        query = "SELECT message, fix, cause FROM failures WHERE about IN (?, ?) AND asked > ? AND asked < ?"
        return self._row(_as_failure, query, url, _server(url), *window)

    def keep(self, url: str, facts: RemoteFacts, now: int) -> None:
        values = (url, *facts, now)
        forget = "DELETE FROM failures WHERE about IN (?, ?)"
        self._write(("REPLACE INTO facts VALUES (?, ?, ?, ?, ?)", values), (forget, (url, _server(url))))

    def keep_failure(self, url: str, error: UnreachableError, now: int) -> None:
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


@dataclass(frozen=True)
class Remote:
    """Facts about files on the web, remembered in one disposable file that several processes may use at once.

    `memory` is that file, None to remember nothing; `now` the time of the run, aware; `fetch` asks a server, as `ask`.
    """

    memory: Path | None
    now: datetime
    fetch: Callable[[str, RemoteFacts | None], RemoteFacts] = ask

    def facts(self, url: str) -> RemoteFacts:
        """The facts of the file at an http or https address: remembered, or asked for. Raises UnreachableError."""
        known = _Memory(self.memory).known(url)
        now = self._seconds()
        if known and now - FRESH.total_seconds() < known.asked <= now:  # what a wrong clock has asked is asked again
            return known.facts
        try:
            return self._asked(url, known.facts if known else None)
        except UnreachableError as error:
            if known and error.cause is not Cause.FILE:
                return known.facts
            raise

    def _asked(self, url: str, known: RemoteFacts | None) -> RemoteFacts:
        memory, now = _Memory(self.memory), self._seconds()
        if failure := memory.failure(url, now):
            raise failure
        try:
            facts = self.fetch(url, known)
        except UnreachableError as error:
            if error.cause is not Cause.MACHINE:
                memory.keep_failure(url, error, now)
            raise
        memory.keep(url, facts, now)
        return facts

    def _seconds(self) -> int:
        return int(self.now.timestamp())
