"""Feeds judged wherever they are: files, folders, standard input, addresses on the web."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from feedpub.problem import Problem, Severity
from feedpub.rules import Profile, validate
from feedpub.rules.profiles import SPEC
from feedpub.rules.reading import MAX_BYTES
from feedpub.rules.serving import judge_served

STANDARD_INPUT = "-"
_XML_ENDINGS = {".xml", ".rss", ".atom"}
_JSON_FEED = b"jsonfeed.org/version/"
_HEAD = 2048
"""Bytes in which a JSON Feed has said what it is."""


class SourceError(Exception):
    """Something that was to be judged cannot be read, in words."""


class Judged(NamedTuple):
    """A feed by its name, and what is wrong with it."""

    name: str
    problems: tuple[Problem, ...]

    def number_of(self, severity: Severity) -> int:
        """How many of its problems are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


def judge(sources: Iterable[str], profile: Profile = SPEC, base_url: str | None = None) -> Iterator[Judged]:
    """Judge feeds in order. A folder stands for all feeds in it; `base_url` is where a folder or file is served from.

    Raises SourceError for the first that cannot be read, after those before it were judged.
    """
    for source in sources:
        if source.startswith(("http://", "https://")):
            yield _judge_address(source, profile)
        elif source == STANDARD_INPUT:
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
            yield Judged("standard input", tuple(validate(content, "standard input", profile=profile, url=base_url)))
        else:
            yield from _judge_path(Path(source), profile, base_url)


def _judge_path(path: Path, profile: Profile, base_url: str | None) -> Iterator[Judged]:
    try:
        for found in _feeds_in(path) if path.is_dir() else [path]:
            name = found.relative_to(path).as_posix() if path.is_dir() else found.name
            url = f"{base_url.rstrip('/')}/{quote(name)}" if base_url else None
            with found.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
            yield Judged(str(found), tuple(validate(content, str(found), profile=profile, url=url)))
    except OSError as error:
        raise SourceError(f"{error.filename or path} cannot be read: {error.strerror}.") from error


def _feeds_in(folder: Path) -> Iterator[Path]:
    """The files of a folder and the folders in it that are feeds by their names, in order."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or not path.is_file():
            continue
        if path.suffix in _XML_ENDINGS or (path.suffix == ".json" and _is_json_feed(path)):
            yield path


def _is_json_feed(path: Path) -> bool:
    with path.open("rb") as file:
        return _JSON_FEED in file.read(_HEAD)


def _judge_address(url: str, profile: Profile) -> Judged:
    try:
        from feedpub.fetching import FetchError, fetch  # noqa: PLC0415 - an extra, needed for addresses only
    except ModuleNotFoundError as error:
        message = "To judge feeds on the web, install feedpub with its extra: pip install 'feedpub[web]'"
        raise SourceError(message) from error
    try:
        fetched = fetch(url)
    except FetchError as error:
        raise SourceError(str(error)) from error
    problems = judge_served(fetched.served, fetched.content, profile)
    if fetched.served.status == 200:
        problems += validate(fetched.content, url, profile=profile, url=fetched.served.url)
    return Judged(url, tuple(problems))
