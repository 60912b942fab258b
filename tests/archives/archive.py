"""A newsroom with an archive, and what a reader makes of it who follows the feed back."""

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser

from feedpub import validate
from feedpub.build import build
from feedpub.job import Job
from feedpub.problem import Problem
from feedpub.report import Report
from tests.newsroom import tree, write

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
BROKEN = "title: Half a sto"
EVERYTHING = [f"Story {number}" for number in range(40, 0, -3)]
TODAY = datetime(2026, 6, 1, 12, tzinfo=UTC)


def story(number: int, **fields: str) -> str:
    """An article of the n-th day of the year."""
    day = f"{FIRST + timedelta(days=number - 1):%Y-%m-%d}"
    written = {"title": f"Story {number}", "published": day, "link": f"https://ckls.example.com/{number}", **fields}
    return "".join(f"{name}: {value}\n" for name, value in written.items()) + "body: Text.\n"


def run(now: datetime = TODAY, out: str = "feeds", *, check: bool = False) -> list[str]:
    """Build, and say which files have changed."""
    report = build(Job(Path("articles"), Path(out), now, check=check, cache=Path("cache")))
    assert not report.failures
    assert [problem for problem in report.problems if problem.severity == "error"] == []
    return report.changed


def built() -> Report:
    return build(Job(Path("articles"), Path("feeds"), TODAY, cache=Path("cache")))


def followed(name: str) -> list[str]:
    """The titles that a reader sees who follows a feed back to its first document, each document once."""
    titles: list[str] = []
    address: str | None = f"https://feeds.example.com/ckls/{name}"
    while address:
        content = Path("feeds", address.removeprefix("https://feeds.example.com/")).read_bytes()
        assert [problem for problem in validate(content) if problem.severity == "error"] == []
        feed = feedparser.parse(content)
        titles += [entry.title for entry in feed.entries]
        address = next((link.href for link in feed.feed.links if link.rel == "prev-archive"), None)
    return titles


def links_to_nothing() -> set[str]:
    """The archive documents that feeds lead to, over whichever others, and that are not there."""
    waiting = {path for path in tree(Path("feeds")) if re.fullmatch(r"ckls/(sea/|talk/)?[a-z]+\.(xml|json)", path)}
    seen: set[str] = set()
    while waiting:
        seen.add(name := waiting.pop())
        content = tree(Path("feeds")).get(name, b"").decode()
        waiting |= set(re.findall(r"https://feeds.example.com/(ckls/[a-z/]*archive/[^\s\"]+)", content)) - seen
    return seen - tree(Path("feeds")).keys()


def told(report: Report) -> list[tuple[str, str, str]]:
    return [(problem.place.file, problem.code, problem.message) for problem in report.problems]


def outside_of_archives() -> dict[str, bytes]:
    return {name: content for name, content in tree(Path("feeds")).items() if "/archive/" not in name}


def documents(month: str = "") -> dict[str, bytes]:
    """The files of archive documents, of one month or of all, by their names."""
    return {name: content for name, content in tree(Path("feeds")).items() if f"/archive/{month}" in name}


def held(report: Report) -> list[Problem]:
    assert not report.failures
    return [problem for problem in report.problems if problem.code.endswith("held")]


def distinct(name: str = "rss.xml") -> list[str]:
    """The titles that a reader sees who follows a feed back, each once."""
    return list(dict.fromkeys(followed(name)))


def without(articles: Path, number: int) -> None:
    """An article is away that nothing is known of, for another is broken and the cache is gone."""
    (articles / f"ckls/{number}.yaml").unlink()
    write(articles, {"ckls/new.yaml": BROKEN})
    shutil.rmtree("cache")
