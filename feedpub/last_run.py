"""A run that has nothing to do, does nothing: cron calls every minute, and hardly ever has anything changed.

What the last run saw (the names, sizes, times and inodes of all files below articles/ and feeds/), what it said, and
when something falls due next, stand in a small file of the user's cache. While all of that holds, the answer is the
same, and no article is opened; where it holds for some stations, only the others are built. The file may be deleted at
any time.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from feedpub import report as reports
from feedpub.digests import digest
from feedpub.job import Job
from feedpub.program import program
from feedpub.report import Report, StationReport
from feedpub.settled import is_settled
from feedpub.sights import FolderSight, Sight, sights_of


def build_if_needed(job: Job, run: Callable[[Job], Report]) -> Report:
    """The report of `run`, or what it said last, if everything is as it was then.

    If only some stations are as they were, the job that `run` gets remembers these.
    """
    if job.cache is None:
        return run(job)
    begun = time.time_ns()
    memory = RunMemory(job, job.cache / f"run-{_key(job)}.json", begun, sights_of(job.articles))
    if last := memory.last:
        there = _digests(sights_of(job.out))
        if last.holds(_digests(memory.seen), there, job.now.timestamp()):
            return replace(last.report, check=job.check)
    return run(replace(job, memory=memory))


class RunMemory:
    """What this run saw of the articles, and what the last one saw and said."""

    def __init__(self, job: Job, path: Path, begun: int, seen: dict[str, Sight]) -> None:
        self.job, self.path, self.begun, self.seen = job, path, begun, seen
        self.last = _LastRun.of(path)

    def unchanged(self) -> dict[str, StationReport]:
        """The stations that would be built as they are; what is in place of them is looked at now."""
        if self.last is None or self._is_all_in_doubt(self.last):
            return {}
        there = _digests(sights_of(self.job.out))
        return {one.name: one for one in self.last.report.stations if self._is_unchanged(one, self.last, there)}

    def _is_all_in_doubt(self, last: "_LastRun") -> bool:
        """Whether something is not as it was that all stations share."""
        stations = {station.name for station in last.report.stations}
        shared = (last.articles.keys() | self.seen.keys()) - stations
        return (
            any(name not in self.seen or last.articles.get(name) != self.seen[name].digest for name in shared)
            or self._may_hold_links("")
            or last.complained_of(f"{self._articles}publisher.yaml")
        )

    def _is_unchanged(self, station: StationReport, last: "_LastRun", there: Mapping[str, str]) -> bool:
        """Whether building a station would make what is there, and say what was said."""
        seen = self.seen.get(station.name)
        return (
            seen is not None
            and last.articles.get(station.name) == seen.digest
            and last.out.get(station.name) == there.get(station.name)
            and last.is_before(station.due, self.job.now.timestamp())
            and not station.uses_other_stations
            and not self._may_hold_links(station.name)
            and not last.complained_of(f"{self._articles}{station.name}/", ("/station.yaml", "/show.yaml"))
        )

    def _may_hold_links(self, name: str) -> bool:
        """Whether a link leads out of a folder, so that what it holds may change unseen."""
        return name in self.seen and self.seen[name].linked

    @property
    def _articles(self) -> str:
        """What the names of files in problems begin with."""
        return f"{self.job.articles.as_posix()}/"

    def sights(self) -> dict[str, FolderSight]:
        """What the folders looked like that a change since would show in."""
        seen = ((path, one) for sight in self.seen.values() for path, one in sight.folders.items())
        return {path: one for path, one in seen if is_settled(one.changed, self.begun)}

    def keep(self, report: Report) -> None:
        """Keep what the run said and what it saw, but for what may have changed since without its times telling."""
        seen = {
            name: sight.digest if is_settled(sight.changed, self.begun) else _LOOK_AGAIN
            for name, sight in self.seen.items()
        }
        there = _digests(sights_of(self.job.out))
        _LastRun(seen, there, self.job.now.timestamp(), report).keep(self.path)


_LOOK_AGAIN = ""
"""Stands for what was seen of a folder that is to be looked into again, and no other sight is like it."""


def _digests(sights: dict[str, Sight]) -> dict[str, str]:
    return {name: sight.digest for name, sight in sights.items()}


def _key(job: Job) -> str:
    """What tells runs apart that do not answer for each other: other folders, stations, or another feedpub."""
    words = [
        os.path.realpath(job.articles),
        str(job.articles),
        os.path.realpath(job.out),
        str(job.out),
        *job.stations,
        "",
        *job.allowed,
        *(["", "precompress"] if job.precompress else []),
    ]
    return digest(*words, program())


_KEPT = 30 * 24 * 3600
"""Seconds after which the memory of a run that is never made any more is deleted."""


class _LastRun(NamedTuple):
    """What the last run saw of articles/ and feeds/, as of when it was, and what it said."""

    articles: dict[str, str]
    out: dict[str, str]
    now: float
    report: Report

    @staticmethod
    def of(path: Path) -> "_LastRun | None":
        """What a file says, if that can be used."""
        try:
            told = json.loads(path.read_bytes())
            return _LastRun(told["articles"], told["out"], told["now"], reports.from_json(told["report"]))
        except (OSError, ValueError, KeyError, TypeError):  # not there, of another version, or damaged
            return None

    def keep(self, path: Path) -> None:
        """Write it to a file."""
        told = {**self._asdict(), "report": reports.to_json(self.report)}
        with suppress(OSError):  # a cache that cannot be written costs time, and nothing else
            path.parent.mkdir(parents=True, exist_ok=True)
            _put(path, json.dumps(told))
            for old in path.parent.glob("run-*.json"):
                if old.stat().st_mtime < time.time() - _KEPT:
                    old.unlink()

    def holds(self, articles: dict[str, str], out: dict[str, str], now: float) -> bool:
        """Whether a run that sees this, at this instant, would say the same."""
        return self.articles == articles and self.out == out and self.is_before(self.report.due, now)

    def complained_of(self, beginning: str, endings: tuple[str, ...] = ("",)) -> bool:
        """Whether something was wrong with a file of such a name that is the publisher's, a station's or a show's.

        What it wants, such as a picture, may lie elsewhere, and be there by now.
        """
        told = [problem.place.file for problem in self.report.own_problems]
        return any(file.startswith(beginning) and file.endswith(endings) for file in told)

    def is_before(self, due: datetime | None, now: float) -> bool:
        """Whether the clock has gone on, and not as far as to what was due."""
        return self.now <= now < (due.timestamp() if due else float("inf"))


def _put(path: Path, text: str) -> None:
    """Replace a file whole, and delete what a run that was killed while it did so has left. Raises OSError."""
    new = path.with_suffix(f".{os.getpid()}")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    finally:
        for leftover in path.parent.glob(f"{path.stem}.*"):
            if leftover.suffix != path.suffix:
                leftover.unlink(missing_ok=True)
