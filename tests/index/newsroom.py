"""A newsroom whose articles are edited between builds that remember them."""

import os
import shutil
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedpub.build import build
from feedpub.job import Job, Memory
from feedpub.last_run import RunMemory
from feedpub.problem import Problem
from feedpub.report import Report, StationReport, as_text
from feedpub.sights import FolderSight, sights_of
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


class Seen:
    """The memory of a run that looked at the folders, and remembers of the run before no more than its index does."""

    def __init__(self, articles: Path) -> None:
        self.watch = RunMemory(Job(articles, Path(), NOW), Path(), time.time_ns(), sights_of(articles))

    def unchanged(self) -> Mapping[str, StationReport]:
        return {}

    def sights(self) -> Mapping[str, FolderSight]:
        return self.watch.sights()

    def keep(self, report: Report) -> None:
        """Nothing is kept."""


class Newsroom:
    """A newsroom in a folder of its own, with a cache; `looks`: runs look at its folders before they begin."""

    def __init__(self, folder: Path, *, looks: bool = False) -> None:
        self.folder, self.articles, self.looks = folder, folder / "articles", looks
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

    def build(
        self, *, cache: bool = True, now: datetime = NOW, memory: Memory | None = None
    ) -> tuple[dict[str, bytes], Report]:
        """The files of the feeds, and the report."""
        out = self.folder / ("feeds" if cache else "feeds-without-cache")
        memory = memory or (Seen(self.articles) if cache and self.looks else None)
        report = build(Job(self.articles, out, now, cache=self.cache if cache else None, memory=memory))
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
