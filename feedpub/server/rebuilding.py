"""Build, watch the articles, build again: each time with the very command, in a process of its own.

So a build has all of its process (feedgen switches the locale, and stations are rendered in forks), and what the
command prints is what is printed.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from watchfiles import watch

_LOOK = 100
"""Milliseconds between two looks at the clock, for what falls due."""


class Built(NamedTuple):
    """What a build told: what was wrong, in words, and the second of the clock at which a feed changes by itself."""

    problems: list[str]
    due: float


def builds(articles: Path, options: Sequence[str]) -> Iterator[Built]:
    """Build with these options of `feedpub build`, and again whenever articles change or something falls due.

    Raises KeyboardInterrupt.
    """
    with TemporaryDirectory(prefix="feedpub-") as folder:
        report = Path(folder, "report.json")
        changes = watch(
            articles, yield_on_timeout=True, rust_timeout=_LOOK, debounce=300, step=50, raise_interrupt=True
        )
        next(changes)  # it watches from here on, so that nothing that is saved during the first build is missed
        due = 0.0
        while True:
            if due <= time.time():
                built = _build(options, report)
                due = built.due
                yield built
            if next(changes):
                due = 0.0


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
        told: dict[str, Any] = json.loads(report.read_bytes())
    except (OSError, ValueError):
        return Built(["The build did not end; the terminal says why."], float("inf"))
    errors = [*told["errors"], *(error for station in told["stations"] for error in station["errors"])]
    problems = [*told["failures"], *(_in_words(error) for error in errors)]
    return Built(problems, datetime.fromisoformat(told["due"]).timestamp() if told["due"] else float("inf"))


def _in_words(error: dict[str, Any]) -> str:
    place = ":".join(str(part) for part in (error["file"], error["line"], error["column"]) if part)
    return f"{place}: {error['message']}"
