"""Build, watch the articles, build again: each time with the very command, in a process of its own.

So a build has all of its process (feedgen switches the locale, and stations are rendered in forks), and what the
command prints is what is printed.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from watchfiles import Change, watch
from watchfiles.main import FileChange

from feedpub import status
from feedpub.status import NotAReportError

_LOOK = 100
"""Milliseconds between two looks at the clock, for what falls due."""


class Built(NamedTuple):
    """What a build told: what was wrong, in words, the second of the clock at which a feed changes by itself, and
    whether anything that is served may have changed."""

    problems: list[str]
    due: float
    changed: bool = True


def builds(articles: Path, options: Sequence[str]) -> Iterator[Built]:
    """Build with these options of `feedpub build`, and again whenever articles change or something falls due.

    Raises KeyboardInterrupt.
    """
    with TemporaryDirectory(prefix="feedpub-") as folder:
        report = Path(folder, "report.json")
        changes = _changes(articles)
        next(changes)  # it watches from here on, so that nothing that is saved during the first build is missed
        due = 0.0
        while True:
            if due <= time.time():
                built = _build(options, report)
                due = built.due
                yield built
            if next(changes):
                due = 0.0


def _changes(articles: Path) -> Iterator[bool]:
    """Whether anything has changed since the last look, again and again. Raises KeyboardInterrupt.

    A folder is watched, not its name: one that takes its place, out of a repository or a backup, is watched again, and
    counts as a change once it is watched.
    """
    while True:
        is_new = True
        for changes in _looks(articles):
            yield is_new or bool(changes)
            is_new = False


def _looks(articles: Path) -> Iterator[set[FileChange]]:
    """What has changed at each look, until there is another folder of that name."""
    while not (watched := _identity(articles)):
        time.sleep(_LOOK / 1000)
    end, is_gone = (Change.deleted, str(articles.absolute())), False
    for changes in watch(
        articles, yield_on_timeout=True, rust_timeout=_LOOK, debounce=300, step=50, raise_interrupt=True
    ):
        yield changes
        there = _identity(articles)
        is_gone = is_gone or not there or end in changes  # the next may have its number
        if there and (is_gone or there != watched):
            return


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another one of the same name; None if there is none."""
    try:
        about = folder.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _build(options: Sequence[str], report: Path) -> Built:
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "feedpub", "build", *options, "--report", str(report)]
    # Ctrl-C is for this process, which ends the other in its own way.
    with subprocess.Popen(command, process_group=0) as process:  # noqa: S603 - this very program
        try:
            process.wait()
        except BaseException:
            with suppress(ProcessLookupError):  # it may just have ended
                os.killpg(process.pid, signal.SIGTERM)
            raise
    return _told(report)


def _told(report: Path) -> Built:
    try:
        told = status.read(report.read_bytes())
    except (OSError, NotAReportError):
        return Built(["The build ended without a report; see the terminal."], float("inf"))
    due = told.due.timestamp() if told.due else float("inf")
    return Built([*told.failures, *told.errors], due, told.changed)
