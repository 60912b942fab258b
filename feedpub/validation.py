"""Feeds judged wherever they are: files, folders, standard input, addresses on the web."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from feedpub.files import stands_there
from feedpub.problem import Problem, Severity, printable
from feedpub.rules import Files, Profile, validate
from feedpub.rules.profiles import SPEC
from feedpub.rules.reading import MAX_BYTES
from feedpub.rules.serving import judge_served

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_ENDINGS = {".xml", ".rss", ".atom", ".json"}
_JSON_FEED = b"jsonfeed.org/version/"
_HEAD = 2048
"""Bytes in which a JSON Feed has said what it is."""


class SourceError(Exception):
    """Something that was to be judged cannot be read, in words."""


class Unreadable(NamedTuple):
    """What was to be judged by its name, and in words, which can be printed, why it cannot be read."""

    name: str
    message: str


class Judged(NamedTuple):
    """A feed by its name, and what is wrong with it."""

    name: str
    problems: tuple[Problem, ...]

    def number_of(self, severity: Severity) -> int:
        """How many of its problems are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


class Standard(NamedTuple):
    """What feeds are judged by.

    `base_url` is where a folder or file is served from. `previous` is the feed that subscribers have, or the folder of
    those, under the names of the feeds that are judged. `now` is the instant in UTC as of which they are.
    """

    profile: Profile = SPEC
    base_url: str | None = None
    previous: Path | None = None
    now: datetime | None = None


def judge(sources: Iterable[str], by: Standard) -> Iterator[Judged | Unreadable]:
    """Judge feeds in order, and go on after what cannot be read. A folder stands for all feeds in it."""
    for source in sources:
        try:
            if source.lower().startswith(("http://", "https://")):
                yield _judge_address(source, by)
            elif _ADDRESS.match(source):
                reason = "only http and https addresses can be fetched"
                yield Unreadable(source, f"{printable(source)} cannot be fetched: {reason}.")
            elif source == STANDARD_INPUT:
                yield _judge_input(by)
            else:
                yield from _judge_path(Path(source), by)
        except SourceError as error:
            yield Unreadable(source, printable(str(error)))
        except OSError as error:
            yield _unreadable(source, error)


def _unreadable(name: str, error: OSError) -> Unreadable:
    return Unreadable(name, f"{printable(str(error.filename or name))} cannot be read: {error.strerror}.")


def _judge_input(by: Standard) -> Judged:
    content, name = sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"
    before = _before(by.previous, "")
    return Judged(
        name, tuple(validate(content, name, profile=by.profile, url=by.base_url, previous=before, now=by.now))
    )


def _judge_path(path: Path, by: Standard) -> Iterator[Judged | Unreadable]:
    folder = path if path.is_dir() else path.parent
    base_url = by.base_url
    files = Files(folder, base_url) if base_url else None
    feeds = _feeds_in(path) if path.is_dir() else [path]
    if not feeds:
        raise SourceError(f"{path} does not contain a feed.")
    for found in feeds:
        name = found.relative_to(folder).as_posix()
        url = f"{base_url.rstrip('/')}/{quote(os.fsencode(name))}" if base_url else None
        try:
            content, before = _read(found), _before(by.previous, name)
        except OSError as error:
            yield _unreadable(str(found), error)
            continue
        problems = validate(content, str(found), profile=by.profile, url=url, files=files, previous=before, now=by.now)
        yield Judged(str(found), tuple(problems))


def _before(previous: Path | None, name: str) -> bytes | None:
    """The feed that subscribers have of this name; None if it is new."""
    if previous is not None and previous.is_dir():
        previous = previous / name
        return _read(previous) if previous.is_file() else None
    return _read(previous) if previous is not None else None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _feeds_in(folder: Path) -> list[Path]:
    """The files of a folder and the folders in it that are feeds by their names, in order.

    So are files that may be feeds, and folders, that may not be looked at: whoever reads them is told why.
    """
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: found.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(path for name in names if not name.startswith(".") and _is_feed(path := Path(parent, name)))
    return sorted(found)


def _is_feed(path: Path) -> bool:
    """Whether a file is a feed by its name, and a JSON file by its beginning; one that may not be read may be one."""
    if path.suffix not in _ENDINGS:
        return False
    try:
        return stands_there(path) and (path.suffix != ".json" or _is_json_feed(path))
    except OSError:
        return True


def _is_json_feed(path: Path) -> bool:
    with path.open("rb") as file:
        return _JSON_FEED in file.read(_HEAD)


def _judge_address(url: str, by: Standard) -> Judged:
    try:
        from feedpub.fetching import FetchError, fetch  # noqa: PLC0415 - an extra, needed for addresses only
    except ModuleNotFoundError as error:
        message = "To judge feeds on the web, install feedpub with its extra: pip install 'feedpub[web]'"
        raise SourceError(message) from error
    try:
        fetched = fetch(url)
    except FetchError as error:
        raise SourceError(str(error)) from error
    problems = judge_served(fetched.served, fetched.content, by.profile)
    if fetched.served.status == 200:
        before = _before(by.previous, unquote(url.partition("?")[0].rpartition("/")[2]))
        where = fetched.served.url
        problems += validate(fetched.content, url, profile=by.profile, url=where, previous=before, now=by.now)
    return Judged(url, tuple(problems))
