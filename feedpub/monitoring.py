"""A run as those see it who watch over it: a report in JSON, and metrics for Prometheus.

The forms are pure functions; `record` writes them. docs/running.md tells what stands in them.
"""

import errno
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from feedpub import __version__
from feedpub.problem import Problem, Severity
from feedpub.report import (
    ExitCode,
    Report,
    StationReport,
    feed_as_json,
    instant_as_json,
    problem_as_json,
    select,
)
from feedpub.writer import TEMPORARY

VERSION = 1
"""Of the report's form: another number is given when a field goes away or means something else."""


@dataclass(frozen=True)
class Run:
    """A run that is over: when it began, the instant as of which it built, how many seconds it took, what it did."""

    report: Report
    started: datetime
    as_of: datetime
    seconds: float
    strict: bool = False

    @property
    def exit_code(self) -> ExitCode:
        """What the command tells cron."""
        return self.report.exit_code(strict=self.strict)


Form = Callable[[Run], str]


def record(run: Run, files: Mapping[Path, Form]) -> Report:
    """Write the run in these forms; return its report, with what the disk says against writing as failures.

    A run that left because another was at work writes nothing: the other one does when it is over.
    """
    if run.report.busy:
        return run.report
    failures = {path: failure for path, form in files.items() if (failure := _put(path, form(run)))}
    if not failures:
        return run.report
    failed = replace(run, report=replace(run.report, failures=(*run.report.failures, *failures.values())))
    return record(failed, {path: form for path, form in files.items() if path not in failures})


def _put(path: Path, text: str) -> str:
    """Write a file whole or not at all; return what the disk says against it, in words, or nothing.

    The temporary name is this process's own, for runs of several newsrooms may share a folder, and quiet ones no lock.
    """
    new = path.parent / f".{path.name}.{os.getpid()}{TEMPORARY}"
    try:
        _expect_file(path)
        with new.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        return f"The run was not recorded: {path}: {error.strerror}"
    return ""


def _expect_file(path: Path) -> None:
    """Raise OSError for a folder, and for what a rename would replace to the harm of all, such as /dev/null."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "It is not a file")


# --- JSON ------------------------------------------------------------------------------------------------------


def as_json(run: Run) -> str:
    """The run as one JSON object. `errors` of the whole are those that belong to no station that was built."""
    report = run.report
    document = {
        "version": VERSION,
        "feedpub": __version__,
        "started": instant_as_json(run.started),
        "as_of": instant_as_json(run.as_of),
        "seconds": round(run.seconds, 3),
        "exit_code": run.exit_code,
        "check": report.check,
        "due": instant_as_json(report.due),
        "changed": report.changed,
        "failures": list(report.failures),
        "problems": _counts(report.problems),
        "errors": _errors(report.own_problems),
        "stations": [_station(station) for station in report.stations],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _station(station: StationReport) -> dict[str, object]:
    return {
        "name": station.name,
        "title": station.title,
        "articles": station.articles,
        "held": station.held,
        "failed": station.failed,
        "seconds": round(station.seconds, 3),
        "due": instant_as_json(station.due),
        "problems": _counts(station.problems),
        "errors": _errors(station.problems),
        "feeds": [feed_as_json(feed) for feed in station.feeds],
    }


def _counts(problems: Iterable[Problem]) -> dict[str, int]:
    """How many problems there are of each severity."""
    found = Counter(problem.severity for problem in set(problems))
    return {severity.value: found[severity] for severity in Severity}


def _errors(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [problem_as_json(problem) for problem in select(problems, {Severity.ERROR})]


# --- Prometheus ------------------------------------------------------------------------------------------------

Sample = tuple[dict[str, str], float]
Family = tuple[str, str, list[Sample]]
"""A metric: its name, what it tells, and its values with their labels. All are gauges: nothing is counted over runs."""


def as_metrics(run: Run) -> str:
    """The run in the text format of Prometheus, version 0.0.4, as node_exporter's textfile collector reads it.

    https://prometheus.io/docs/instrumenting/exposition_formats/
    """
    families = (*_of_run(run), *_of_stations(run.report.stations), *_of_feeds(run.report.stations))
    return "".join(line for family in families if family[2] for line in _lines(*family))


def _lines(name: str, told: str, samples: list[Sample]) -> Iterator[str]:
    yield f"# HELP {name} {told}\n# TYPE {name} gauge\n"
    for labels, value in samples:
        written = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        yield f"{name}{{{written}}} {value!r}\n" if written else f"{name} {value!r}\n"


def _escaped(text: str) -> str:
    """A label's value; a byte of a folder's name that is not UTF-8 is shown as a question mark."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def _seconds(instant: datetime | None) -> list[float]:
    return [instant.timestamp()] if instant else []


def _of_run(run: Run) -> list[Family]:
    report = run.report
    problems = _counts(report.problems)
    return [
        ("feedpub_info", "The version of feedpub.", [({"version": __version__}, 1)]),
        ("feedpub_last_run_timestamp_seconds", "When the last run began.", [({}, run.started.timestamp())]),
        ("feedpub_run_duration_seconds", "How long the last run took.", [({}, round(run.seconds, 3))]),
        ("feedpub_exit_code", "The exit code of the last run; 0 if all was well.", [({}, int(run.exit_code))]),
        (
            "feedpub_failures",
            "What could not be put in place or written in the last run.",
            [({}, len(report.failures))],
        ),
        (
            "feedpub_problems",
            "Problems found in the last run, of all stations and of none.",
            [({"severity": severity}, count) for severity, count in problems.items()],
        ),
        (
            "feedpub_next_due_timestamp_seconds",
            "When the next run has something to do: a dated change, or a retry.",
            [({}, due) for due in _seconds(report.due)],
        ),
    ]


def _of_stations(stations: tuple[StationReport, ...]) -> Iterator[Family]:
    def samples(value: Callable[[StationReport], float]) -> list[Sample]:
        return [({"station": station.name}, value(station)) for station in stations]

    yield "feedpub_station_articles", "Files of articles of a station.", samples(lambda one: one.articles)
    yield "feedpub_station_held", "1 if the feeds of a station were held back.", samples(lambda one: int(one.held))
    told = "1 if the feeds of a station could not be put in place."
    yield "feedpub_station_failed", told, samples(lambda one: int(one.failed))
    told = "How long a station's step took in the last run; 0 if it had not changed."
    yield "feedpub_station_duration_seconds", told, samples(lambda one: round(one.seconds, 3))
    problems = [
        ({"station": station.name, "severity": severity}, count)
        for station in stations
        for severity, count in _counts(station.problems).items()
    ]
    yield "feedpub_station_problems", "Problems with the articles and feeds of a station.", list(problems)
    due = [({"station": station.name}, due) for station in stations for due in _seconds(station.due)]
    told = "When the next run has something to do for a station: a dated change, or a retry."
    yield "feedpub_station_next_due_timestamp_seconds", told, due


def _of_feeds(stations: tuple[StationReport, ...]) -> list[Family]:
    feeds = [feed for station in stations for feed in station.feeds]
    items: list[Sample] = [({"feed": feed.path}, feed.items) for feed in feeds]
    newest = [({"feed": feed.path}, when) for feed in feeds for when in _seconds(feed.newest)]
    return [
        ("feedpub_feed_items", "Items in a feed.", items),
        ("feedpub_feed_newest_timestamp_seconds", "When the newest item of a feed was published.", newest),
    ]
