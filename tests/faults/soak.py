"""Thousands of builds in one process, which must not grow: python -m tests.faults.soak BUILDS

Prints figures as JSON at the end, and some on the way. Each build finds one article changed; some start processes,
before some comes one that finds an article broken, and after some one that has nothing to do.
"""

import json
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from feedpub import build as building
from feedpub import indexing, last_run
from feedpub.job import Job
from feedpub.last_run import build_if_needed
from feedpub.library import filing
from feedpub.program import program
from feedpub.settled import RACY
from tests.faults.editor import Editor
from tests.newsroom import NOW

WARM = 10
"""Builds after which a process has imported what it will; of many, the first tenth fills its caches, too."""


class Figures(NamedTuple):
    """What a process holds; `peak` and `resident` are KiB."""

    resident: int
    peak: int
    descriptors: int
    threads: int
    children: int
    files_in_feeds: int
    files_in_cache: int

    @staticmethod
    def of_now(folder: Path) -> "Figures":
        """Those of this process, and of the newsroom in a folder."""
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return Figures(
            resident=pages * resource.getpagesize() // 1024,
            peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            descriptors=len(os.listdir("/proc/self/fd")),  # noqa: PTH208 - Path opens one more
            threads=threading.active_count(),
            children=sum(len(task.read_text().split()) for task in Path("/proc/self/task").glob("*/children")),
            files_in_feeds=sum(path.is_file() for path in (folder / "out").rglob("*")),
            files_in_cache=sum(path.is_file() for path in (folder / "cache").rglob("*")),
        )


def soak(builds: int, folder: Path) -> Iterator[Figures]:
    """The figures after the first builds, and then after each."""
    real = time.time_ns
    time.time_ns = lambda: real() + 2 * RACY  # else nothing is ever settled enough to be left alone
    of_now = program()
    vars(last_run)["program"] = vars(indexing)["program"] = lambda: of_now  # whatever becomes of its files meanwhile
    editor = Editor(folder / "articles")
    many = filing.MANY_FILES
    warm = max(WARM, builds // 10)
    for number in range(warm + builds):
        path = editor.paths[number % len(editor.paths)]
        if number % 7 == 3:
            path.write_text("title: Half a sto")
            _build(folder, 1)
        path.write_text(editor.text(path))
        filing.MANY_FILES = 1 if number % 10 == 5 else many
        _build(folder, 0)
        if number % 3 == 0:
            _build_nothing(folder)
        if number >= warm:
            yield Figures.of_now(folder)
    time.time_ns = real


def _build(folder: Path, code: int) -> None:
    """What the command does, without what it does once for its process: the collector is told what is to stay."""
    job = Job(folder / "articles", folder / "out", NOW, cache=folder / "cache")
    report = build_if_needed(job, building.build)
    assert report.exit_code() == code, report


def _build_nothing(folder: Path) -> None:
    """A run that need not build: what would is gone meanwhile."""
    really, vars(building)["build"] = building.build, None
    try:
        _build(folder, 0)
    finally:
        vars(building)["build"] = really


def _main(builds: int) -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures = []
        for number, now in enumerate(soak(builds, Path(folder))):
            figures.append(now)
            if number % 500 == 499:
                sys.stderr.write(f"{number + 1} builds: {now}\n")
    told: dict[str, object] = {
        "builds": builds,
        "seconds": round(time.monotonic() - started, 1),
        "first": figures[0]._asdict(),
        "last": figures[-1]._asdict(),
        "most": {name: max(getattr(one, name) for one in figures) for name in Figures._fields},
    }
    sys.stdout.write(json.dumps(told, indent=2) + "\n")


if __name__ == "__main__":
    _main(int(sys.argv[1]))
