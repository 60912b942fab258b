"""What a run did and found, its exit code, and its forms as text, JSON and GitHub annotations: pure functions."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from feedpub.problem import NO_SUBJECT, Place, Problem, Severity, Subject, printable


class ExitCode(IntEnum):
    """What the command tells cron. 2 is click's, for a wrong call."""

    WELL = 0
    PROBLEMS = 1
    FAILED = 3
    BUSY = 4


@dataclass(frozen=True, slots=True)
class FeedReport:
    """One feed: its folder below feeds/, how many items it carries, and which of its files have (or would) change.

    `newest` is when the newest of the items was published.
    """

    path: str
    items: int
    changed: tuple[str, ...] = ()
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class StationReport:
    """One station: how many articles' files it has, its feeds, and whether they were held back or could not be written.

    A station that is held or has failed reports no feeds: those that were there are still there. `due` is when the next
    run has something to do for it: a dated change, or a retry. `uses_other_stations`: it names files in the folders of
    other stations. `seconds` is how long its step took; 0 if nothing of it had changed, so that it was not built.
    """

    name: str
    title: str
    articles: int
    feeds: tuple[FeedReport, ...]
    held: bool = False
    failed: bool = False
    problems: tuple[Problem, ...] = ()
    due: datetime | None = None
    uses_other_stations: bool = False
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True)
class Report:
    """A whole run. `failures` are what the disk said against it, in words; `check`: nothing was to be written.

    `own_problems` are those that are no station's. `busy`: another run was at work for too long, so there was none.
    `retry_at` is when another run may find its own problems gone.
    """

    stations: tuple[StationReport, ...] = ()
    own_problems: tuple[Problem, ...] = ()
    failures: tuple[str, ...] = ()
    other_changes: tuple[str, ...] = ()
    check: bool = False
    busy: bool = False
    retry_at: datetime | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, of stations too."""
        return (*self.own_problems, *(problem for station in self.stations for problem in station.problems))

    @property
    def due(self) -> datetime | None:
        """When the next run has something to do: a dated change, or a retry; None if nothing is due."""
        of_stations = [station.due for station in self.stations if station.due]
        return min([*of_stations, *([self.retry_at] if self.retry_at else [])], default=None)

    @property
    def changed(self) -> list[str]:
        """The files that were put in place, or would be, below feeds/."""
        of_feeds = [f"{feed.path}/{name}" for s in self.stations for feed in s.feeds for name in feed.changed]
        return sorted([*of_feeds, *self.other_changes])

    def exit_code(self, *, strict: bool = False) -> ExitCode:
        """0: all well. 1: problems, or with `check` a change to come. 3: a failure, or no station can be built.

        4: another run was at work.
        """
        if self.busy:
            return ExitCode.BUSY
        if self.failures or (not self.stations and self._has_errors(strict=False)):
            return ExitCode.FAILED
        if self._has_errors(strict=strict) or (self.check and self.changed):
            return ExitCode.PROBLEMS
        return ExitCode.WELL

    def _has_errors(self, *, strict: bool) -> bool:
        bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(problem.severity in bad for problem in self.problems)


def select(problems: Iterable[Problem], severities: set[Severity]) -> list[Problem]:
    """The problems of these severities, each once, in order of place."""
    return sorted({problem for problem in problems if problem.severity in severities})


Style = Callable[[str, str], str]
"""Makes a text look like what it is: a place, a severity (by its own name), a fix."""


def as_text(problem: Problem, style: Style = lambda _what, text: text) -> str:
    """`file:line:column: severity: message [code]`, and in lines below it the fix and what of a feed is meant."""
    place, severity = style("place", str(problem.place)), style(problem.severity, problem.severity)
    line = f"{place}: {severity}: {problem.message} [{problem.code}]"
    fix = style("fix", problem.fix) if problem.fix else ""
    return "\n    ".join(part for part in (line, fix, _subject_as_text(problem.subject)) if part)


def _subject_as_text(subject: Subject) -> str:
    return f"{subject.path}, in “{subject.item}”" if subject.item else subject.path


def as_github(problem: Problem) -> str:
    """A workflow command that GitHub shows beside the line of the file."""
    level = "notice" if problem.severity is Severity.INFO else problem.severity
    place = problem.place
    where = f",line={place.line},col={place.column}" if place.line else ""
    words = f"{problem.message} {problem.fix}".strip()
    title = _escaped(problem.code, ":,")
    return f"::{level} file={_escaped(printable(place.file), ':,')}{where},title={title}::{_escaped(words)}"


def failure_as_text(failure: str) -> str:
    """What the disk said against the run, as a line of its own."""
    return f"feedpub: {failure}"


def failure_as_github(failure: str) -> str:
    """The same as an error of the whole workflow."""
    return f"::error title=failure::{_escaped(failure)}"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_json(report: Report, problems: Iterable[Problem], *, strict: bool = False) -> str:
    """The run as one JSON object."""
    document = {
        "exit_code": report.exit_code(strict=strict),
        "check": report.check,
        "due": instant_as_json(report.due),
        "changed": report.changed,
        "failures": list(report.failures),
        "stations": [_station_as_json(station) for station in report.stations],
        "problems": [problem_as_json(problem) for problem in problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _station_as_json(station: StationReport) -> dict[str, object]:
    return {
        "name": station.name,
        "title": station.title,
        "articles": station.articles,
        "feeds": [feed_as_json(feed) for feed in station.feeds],
        "held": station.held,
        "failed": station.failed,
    }


def feed_as_json(feed: FeedReport) -> dict[str, object]:
    """A feed as a JSON object."""
    return {**asdict(feed), "newest": instant_as_json(feed.newest)}


def instant_as_json(instant: datetime | None) -> str | None:
    """An instant in UTC, as RFC 3339 has it."""
    return instant.astimezone(UTC).isoformat() if instant else None


def problem_as_json(problem: Problem) -> dict[str, object]:
    """A problem as a JSON object; of a feed, with the path of the element, the title of its item, and the value."""
    subject = problem.subject
    about = {"path": subject.path, "item": subject.item or None, "value": subject.value or None} if subject.path else {}
    return {
        "file": printable(problem.place.file),
        "line": problem.place.line or None,
        "column": problem.place.column or None,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "fix": problem.fix or None,
        **about,
    }


def problem_from_json(told: Mapping[str, Any]) -> Problem:
    """The problem of which `problem_as_json` tells. Raises KeyError, or ValueError if it has no such severity."""
    place = Place(told["file"], told["line"] or 0, told["column"] or 0)
    subject = Subject(told["path"], told["item"] or "", told["value"] or "") if "path" in told else NO_SUBJECT
    return Problem(place, told["code"], told["message"], told["fix"] or "", Severity(told["severity"]), subject)


# --- a report that is kept for the next run --------------------------------------------------------------------


def to_json(report: Report) -> dict[str, Any]:
    """What of a report still holds if nothing has changed, for `from_json`."""
    stations = [_kept_station(station) for station in report.stations]
    own = [asdict(problem) for problem in report.own_problems]
    return {"stations": stations, "problems": own, "retry_at": instant_as_json(report.retry_at)}


def _kept_station(station: StationReport) -> dict[str, Any]:
    kept = asdict(station)
    del kept["seconds"]
    feeds = [feed_as_json(feed) for feed in station.feeds]
    return kept | {"due": instant_as_json(station.due), "feeds": feeds}


def from_json(kept: dict[str, Any]) -> Report:
    """The report, without what was changed then, and how long that took.

    Raises KeyError, TypeError or ValueError if it is none.
    """
    return Report(
        stations=tuple(_station(**station) for station in kept["stations"]),
        own_problems=tuple(_problem(**problem) for problem in kept["problems"]),
        retry_at=_instant(kept["retry_at"]),
    )


def _station(
    feeds: list[dict[str, Any]], problems: list[dict[str, Any]], due: str | None, **fields: Any
) -> StationReport:
    return StationReport(
        feeds=tuple(FeedReport(feed["path"], feed["items"], (), _instant(feed["newest"])) for feed in feeds),
        problems=tuple(_problem(**problem) for problem in problems),
        due=_instant(due),
        **fields,
    )


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _problem(place: dict[str, Any], subject: dict[str, Any], severity: str, **fields: Any) -> Problem:
    return Problem(place=Place(**place), subject=Subject(**subject), severity=Severity(severity), **fields)
