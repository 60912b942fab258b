"""A run that has nothing to do, does nothing: cron calls every minute, and hardly ever has anything changed.

What the last run saw (the names, sizes, times and inodes of all files below articles/ and feeds/), what it said, and
when something falls due next, stand in a small file of the user's cache. While all of that holds, the answer is the
same, and no article is opened; where it holds for some stations, only the others are built. The file may be deleted at
any time.
"""

import json
import os
import time
from collections.abc import Callable
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
    watch = _Watch(job, job.cache / f"run-{_key(job)}.json", begun, sights_of(job.articles))
    if last := watch.last:
        there = _digests(sights_of(job.out))
        if last.holds(_digests(watch.seen), there, job.now.timestamp()):
            return replace(last.report, check=job.check)
    return run(replace(job, memory=watch))


class _Watch:
    """What this run saw of the articles, and what the last one saw and said."""

    def __init__(self, job: Job, path: Path, begun: int, seen: dict[str, Sight]) -> None:
        self.job, self.path, self.begun, self.seen = job, path, begun, seen
        self.last = _Memory.of(path)

    def unchanged(self) -> dict[str, StationReport]:
        """The stations that would be built as they are; what is in place of them is looked at now."""
        if self.last is None:
            return {}
        linked = {name for name, sight in self.seen.items() if sight.linked}
        if "" in linked or self._complained_of("publisher.yaml"):
            return {}
        there = _digests(sights_of(self.job.out))
        found = self.last.unchanged(_digests(self.seen), there, self.job.now.timestamp())
        return {
            name: station
            for name, station in found.items()
            if name not in linked and not self._complained_of(f"{name}/", ("/station.yaml", "/show.yaml"))
        }

    def sights(self) -> dict[str, FolderSight]:
        """What the folders looked like that a change since would show in."""
        seen = ((path, one) for sight in self.seen.values() for path, one in sight.folders.items())
        return {path: one for path, one in seen if is_settled(one.changed, self.begun)}

    def _complained_of(self, beginning: str, endings: tuple[str, ...] = ("",)) -> bool:
        """Whether the last run found something wrong with the publisher's file, or those of a station and its shows.

        What they want, such as a picture, may lie elsewhere, and be there by now.
        """
        told = [problem.place.file for problem in self.last.report.own_problems] if self.last else []
        path = f"{self.job.articles.as_posix()}/{beginning}"
        return any(file.startswith(path) and file.endswith(endings) for file in told)

    def keep(self, report: Report) -> None:
        """Keep what the run said and what it saw, but for what may have changed since without its times telling."""
        seen = {
            name: sight.digest if is_settled(sight.changed, self.begun) else _LOOK_AGAIN
            for name, sight in self.seen.items()
        }
        there = _digests(sights_of(self.job.out))
        _Memory(seen, there, self.job.now.timestamp(), report).keep(self.path)


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


class _Memory(NamedTuple):
    """What the last run saw of articles/ and feeds/, as of when it was, and what it said."""

    articles: dict[str, str]
    out: dict[str, str]
    now: float
    report: Report

    @staticmethod
    def of(path: Path) -> "_Memory | None":
        """What a file says, if that can be used."""
        try:
            told = json.loads(path.read_bytes())
            return _Memory(told["articles"], told["out"], told["now"], reports.from_json(told["report"]))
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
        return self.articles == articles and self.out == out and self._is_before(self.report.due, now)

    def unchanged(self, articles: dict[str, str], out: dict[str, str], now: float) -> dict[str, StationReport]:
        """The stations of which a run that sees this would say the same, and what that was."""
        stations = {station.name for station in self.report.stations}
        shared = (self.articles.keys() | articles.keys()) - stations
        if any(name not in articles or self.articles.get(name) != articles[name] for name in shared):
            return {}
        return {
            station.name: station
            for station in self.report.stations
            if station.name in articles
            and self.articles.get(station.name) == articles[station.name]
            and self.out.get(station.name) == out.get(station.name)
            and self._is_before(station.due, now)
            and not station.uses_other_stations
        }

    def _is_before(self, due: datetime | None, now: float) -> bool:
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


def default_cache() -> Path:
    """The folder for what feedpub remembers: in the user's cache (XDG Base Directory Specification 0.8)."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if Path(given).is_absolute():
        return Path(given) / "feedpub"
    try:
        return Path.home() / ".cache" / "feedpub"
    except RuntimeError:  # a user without a home: nothing is found or written below what is no folder
        return Path(os.devnull) / "feedpub"
