"""A newsroom whose articles are edited between builds that remember them."""

import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedpub.build import build
from feedpub.job import Job
from feedpub.problem import Problem
from feedpub.report import Report, as_text
from tests.newsroom import NOW, PUBLISHER, STATION, tree

FEEDS = "feeds:\n  sea: {title: The sea, sections: [Sea]}\n  gulls: {title: Gulls, tags: [gulls]}\n"


def article(number: int, **fields: str) -> str:
    """An article of one day in spring, the n-th from the first of March."""
    written = {
        "title": f"Story {number}",
        "link": f"https://ckls.example.com/{number}",
        "published": f"{datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=number):%Y-%m-%dT%H:%MZ}",
        "body": f"Text {number}.",
        **fields,
    }
    return "".join(f"{name}: {value}\n" for name, value in written.items())


class Newsroom:
    """A newsroom in a folder of its own, with a cache; `read` are the files that were read since it was last asked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.articles = folder, folder / "articles"
        self.cache = folder / "cache"
        self._read: list[str] = []
        self.write("publisher.yaml", PUBLISHER)
        self.write("ckls/station.yaml", STATION)

    def write(self, name: str, text: str, age: float = 60) -> Path:
        """Write a file some seconds ago."""
        path = self.articles / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        then = time.time() - age
        os.utime(path, (then, then))
        return path

    def build(self, *, cache: bool = True, now: datetime = NOW) -> tuple[dict[str, bytes], Report]:
        """The files of the feeds, and the report."""
        out = self.folder / ("feeds" if cache else "feeds-without-cache")
        report = build(Job(self.articles, out, now, cache=self.cache if cache else None))
        assert not report.failures
        return tree(out), report

    def assert_as_new(self, now: datetime = NOW) -> None:
        """What comes out is what comes out without a cache, where nobody has anything yet."""
        shutil.rmtree(self.folder / "feeds", ignore_errors=True)
        shutil.rmtree(self.folder / "feeds-without-cache", ignore_errors=True)
        warm, cold = self.build(now=now), self.build(cache=False, now=now)
        assert warm[0] == cold[0]
        assert told(warm[1]) == told(cold[1])

    @property
    def index(self) -> Path:
        """The file of the index."""
        (path,) = self.cache.glob("articles-*.sqlite3")
        return path


def told(report: Report) -> set[str]:
    kept = (problem for problem in report.problems if problem.code != "no-cache")
    return {as_text(problem).replace("feeds-without-cache", "feeds") for problem in kept}


def problems(report: Report, name: str) -> list[Problem]:
    return [problem for problem in report.problems if problem.place.file == f"articles/ckls/{name}"]
