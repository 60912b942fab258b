"""The last run at a glance, from the report that it left (`feedpub build --report`): pure functions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from feedpub.monitoring import VERSION
from feedpub.report import ExitCode, problem_from_json
from feedpub.report import as_text as as_text_of_problem


class NotAReportError(ValueError):
    """What was read is no report of this version's, as the message says."""


@dataclass(frozen=True)
class Station:
    """One station: `items` are those of its own feed, `newest` is of all its feeds. Both are None if it is held."""

    name: str
    state: str
    articles: int
    items: int | None
    newest: datetime | None
    due: datetime | None
    errors: int
    warnings: int


@dataclass(frozen=True)
class LastRun:
    """What a report tells. `errors` are all that there are, each as `feedpub build` prints it.

    `due` is when the next run has something to do, `changed`: this one has changed files.
    """

    started: datetime
    seconds: float
    exit_code: int
    check: bool
    failures: tuple[str, ...]
    errors: tuple[str, ...]
    stations: tuple[Station, ...]
    due: datetime | None
    changed: bool
    document: dict[str, Any]


def read(written: bytes) -> LastRun:
    """What a report's file tells. Raises NotAReportError."""
    try:
        document = json.loads(written)
        version = document["version"]
        told = _told(document) if version == VERSION else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAReportError("It is not a report made by feedpub.") from error
    if told is None:
        message = f"It is of version {version}, and this feedpub reads version {VERSION}."
        raise NotAReportError(message)
    return told


def _told(document: dict[str, Any]) -> LastRun:
    stations = document["stations"]
    errors = [error for part in (document, *stations) for error in part["errors"]]
    return LastRun(
        started=datetime.fromisoformat(document["started"]).astimezone(UTC),
        seconds=float(document["seconds"]),
        exit_code=int(document["exit_code"]),
        check=bool(document["check"]),
        failures=tuple(map(str, document["failures"])),
        errors=tuple(as_text_of_problem(problem_from_json(error)) for error in errors),
        stations=tuple(_station(station) for station in stations),
        due=datetime.fromisoformat(document["due"]) if document["due"] else None,
        changed=bool(document["changed"]),
        document=document,
    )


def _station(told: dict[str, Any]) -> Station:
    feeds = told["feeds"]
    own = [int(feed["items"]) for feed in feeds if feed["path"] == told["name"]]
    return Station(
        name=str(told["name"]),
        state="held" if told["held"] else "failed" if told["failed"] else "ok",
        articles=int(told["articles"]),
        items=own[0] if own else None,
        newest=max((datetime.fromisoformat(feed["newest"]) for feed in feeds if feed["newest"]), default=None),
        due=datetime.fromisoformat(told["due"]) if told["due"] else None,
        errors=int(told["problems"]["error"]),
        warnings=int(told["problems"]["warning"]),
    )


def complaints(told: LastRun, now: datetime, max_age: timedelta | None = None) -> list[str]:
    """What is not as it should be: how the run ended, and how long ago it was if that is more than `max_age`."""
    age = now - told.started
    found = []
    if max_age is not None and age > max_age:
        found.append(f"Too old: it should be no older than {_duration(max_age)}, so feedpub may not be running.")
    if age < -_CLOCKS_DIFFER:
        found.append("The last run began in the future, so a clock is or was wrong.")
    if told.exit_code != ExitCode.WELL:
        found.append(f"Exit code {told.exit_code}: {_exit_code_in_words(told)}")
    return found


_CLOCKS_DIFFER = timedelta(minutes=1)


def _exit_code_in_words(told: LastRun) -> str:
    if told.exit_code == ExitCode.PROBLEMS:
        if told.check and not told.errors:
            return "a feed would change, or there were warnings in a run with --strict."
        return "problems were found, and what could be published was."
    return "something could not be put in place, or no station could be built at all."


def as_json(told: LastRun, now: datetime, max_age: timedelta | None = None) -> str:
    """The verdict, with the whole report, as one JSON object."""
    found = complaints(told, now, max_age)
    age = round((now - told.started).total_seconds())
    document = {"well": not found, "complaints": found, "age_seconds": age, "report": told.document}
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_text(told: LastRun, now: datetime, max_age: timedelta | None = None) -> str:
    """The verdict in the first line, which is all that some monitors show; then a table, and what is wrong."""
    found = complaints(told, now, max_age)
    run = "a run with --check" if told.check else "the last run"
    when = f"{_began(now - told.started)}, at {told.started:%Y-%m-%d %H:%M:%S} UTC"
    lines = [f"{'Not well' if found else 'All well'}: {run} {when}, and took {told.seconds:.1f} s.", *found]
    if told.stations:
        lines += ["", *_table(told.stations, now)]
    if told.failures or told.errors:
        lines += ["", *(f"feedpub: {failure}" for failure in told.failures), *told.errors]
    return "\n".join(lines)


def _table(stations: tuple[Station, ...], now: datetime) -> Iterator[str]:
    """One line a station, in columns; figures stand at the right."""
    head = ("Station", "State", "Articles", "Items", "Newest", "Next due", "Errors", "Warnings")
    rows = [head, *(_row(station, now) for station in stations)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    figures = {2, 3, 6, 7}
    for row in rows:
        cells = [
            text.rjust(width) if column in figures else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _row(station: Station, now: datetime) -> tuple[str, ...]:
    return (
        station.name,
        station.state,
        str(station.articles),
        "–" if station.items is None else str(station.items),
        _when(station.newest, now) if station.newest else "–",
        _when(station.due, now) if station.due else "–",
        str(station.errors),
        str(station.warnings),
    )


def _when(instant: datetime, now: datetime) -> str:
    """How long ago, or in how long, in the largest unit that tells two of it, or seconds."""
    passed = now - instant
    return f"{_duration(passed)} ago" if passed >= timedelta(0) else f"in {_duration(-passed)}"


def _began(passed: timedelta) -> str:
    return f"began {_duration(-passed)} in the future" if passed < timedelta(0) else f"was {_duration(passed)} ago"


def _duration(span: timedelta) -> str:
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if span.total_seconds() >= 2 * length:
            return f"{int(span.total_seconds() // length)} {unit}s"
    seconds = int(span.total_seconds())
    return f"{seconds} second{'' if seconds == 1 else 's'}"
