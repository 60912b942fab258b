"""Newsrooms for tests: a folder of articles, built in a temporary place."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from feedpub.build import build
from feedpub.job import Job
from feedpub.report import Report
from tests.specifications import atom, jsonfeed, rss

REPOSITORY = Path(__file__).parent.parent
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)

PUBLISHER = """\
name: Lakeside Public Media
feeds_url: https://feeds.example.com/
language: en-CA
timezone: America/Toronto
"""
STATION = "title: CKLS\nlink: https://ckls.example.com/\n"
ARTICLE = """\
title: The ferry returns
link: https://ckls.example.com/ferry
published: 2026-05-02T09:30
body: It sails at noon.
"""

CHECKERS = {"rss.xml": rss.violations, "atom.xml": atom.violations, "feed.json": jsonfeed.violations}


class Built(NamedTuple):
    """What a build left: the folder of the feeds, and the report."""

    out: Path
    report: Report

    @property
    def codes(self) -> set[str]:
        """The codes of all problems."""
        return {problem.code for problem in self.report.problems}

    def violations(self) -> dict[str, list[str]]:
        """What the checkers find wrong, by file; empty if every feed is right."""
        found = {path: CHECKERS[path.name](path.read_bytes()) for path in feed_files(self.out)}
        return {path.relative_to(self.out).as_posix(): wrong for path, wrong in found.items() if wrong}


def feed_files(out: Path) -> Iterator[Path]:
    """Every feed below a folder, in order of names."""
    return (path for path in sorted(out.rglob("*")) if path.name in CHECKERS)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, by their names in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def newsroom(folder: Path, articles: Mapping[str, str | bytes], station: str = STATION) -> Path:
    """A newsroom with one station, `ckls`, and these articles by the names of their files."""
    files = {f"ckls/{name}": content for name, content in articles.items()}
    return write(folder, {"publisher.yaml": PUBLISHER, "ckls/station.yaml": station, **files})


def build_articles(
    folder: Path, articles: Mapping[str, str | bytes], station: str = STATION, now: datetime = NOW
) -> Built:
    """Build a newsroom of these articles in `folder`."""
    return build_newsroom(newsroom(folder / "articles", articles, station), folder / "feeds", now)


def build_newsroom(articles: Path, out: Path, now: datetime = NOW) -> Built:
    """Build a newsroom that is there."""
    return Built(out, build(Job(articles, out, now)))


def own_articles(folder: Path) -> Path:
    """A copy of the repository's own articles/."""
    return Path(shutil.copytree(REPOSITORY / "articles", folder / "articles"))


def quoted(text: str, *, escape: bool = False) -> str:
    """`text` in YAML's double quotes, in which anything can be written; `escape` writes it in ASCII alone."""
    return '"' + "".join(_escaped(character, escape=escape) for character in text) + '"'


def _escaped(character: str, *, escape: bool) -> str:
    code = ord(character)
    if character in '"\\':
        return f"\\{character}"
    if " " <= character <= "~" or (not escape and character.isprintable() and not 0xD800 <= code <= 0xDFFF):
        return character
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
