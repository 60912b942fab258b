"""What was made of a station, put in place: its media, its archives, its feeds.

Only here, and for archives in archive/placing.py, are feeds written. An error of the disk's is a failure, in words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from feedpub.archive.placing import clear_archives, place_archive
from feedpub.holding import (
    Holes,
    changes_of,
    held_archives,
    held_shows,
    hole_to_hold,
    postponed,
    reasons_to_hold,
    released,
    shows_with_holes,
)
from feedpub.library.index import Index
from feedpub.making import MadeStation, RenderedFeed, with_pages
from feedpub.problem import Problem, os_error_in_words
from feedpub.records import Records
from feedpub.report import FeedReport, StationReport
from feedpub.subscribers import KnownArticles
from feedpub.target import Target
from feedpub.task import Task


@dataclass(frozen=True)
class Placed:
    """What became of one station, or of the list of them: what to report."""

    report: StationReport | None = None
    failures: tuple[str, ...] = ()
    other_changes: tuple[str, ...] = ()


def place_station(made: MadeStation, task: Task, index: Index, target: Target) -> Placed:
    """Put one station's files in place, unless that would take something away for no known reason.

    What a feed names goes before it, and what it names no more goes after it, so that it never leads to nothing.
    """
    report = _report_of(made, target)
    if made.failure:
        return _failed(report, made.failure)
    try:
        found, known = changes_of(made, target.out), KnownArticles(index, made.name, task.now)
        held = reasons_to_hold(made, target.out, found, known, task.allowed)
        if held or any(archive.held for archive in made.archives):
            report = _until_released(report, made, target.out, task.now)
        if held:
            return Placed(_held(report, *held))
        report = replace(report, problems=(*report.problems, *postponed(found, target.out, known)))
        return _put(made, report, Records(index, task, target.check), target)
    except OSError as error:
        return _failed(report, os_error_in_words(error))


def _report_of(made: MadeStation, target: Target) -> StationReport:
    """What there is to report of a station before anything is put in place."""
    return StationReport(
        name=made.name,
        title=made.title,
        articles=made.articles,
        feeds=(),
        problems=(
            *made.problems,
            *_below(target.out, made.verdict),
            *held_shows(made, target.out),
            *held_archives(made, target.out),
        ),
        due=made.due,
        uses_other_stations=made.uses_other_stations,
        seconds=made.seconds,
    )


def _until_released(report: StationReport, made: MadeStation, out: Path, now: datetime) -> StationReport:
    """The report of a station of which something is held: it is looked at again when the clock lets go of that."""
    due = [when for when in (report.due, released(made, out, now)) if when]
    return replace(report, due=min(due, default=None))


def _put(made: MadeStation, report: StationReport, records: Records, target: Target) -> Placed:
    """Put the files of a station in place, the archives first: where one would have a hole, the feed stays as it is."""
    archives = [place_archive(archive, records, target) for archive in made.archives]
    changed = [file for one in archives for file in one.changed]
    said = [problem for one in archives for problem in _below(target.out, one.verdict)]
    report = replace(report, problems=(*report.problems, *said))
    holes = {one.archive.path: one.wrong for one in archives if one.has_hole}
    if held := hole_to_hold(made, target.out, holes):
        return Placed(_held(report, held), other_changes=tuple(changed))
    changed += target.put_media(made.name, made.media)
    feeds = tuple(_place_feed(one, target) for one in _without(holes, made, records.task))
    records.keep_feeds(made.sources)
    changed += clear_archives([one.archive for one in archives if not one.wrong], records, target)
    problems = (*report.problems, *shows_with_holes(made, target.out, holes))
    return Placed(replace(report, feeds=feeds, problems=problems), other_changes=tuple(changed))


def _held(report: StationReport, *why: Problem) -> StationReport:
    return replace(report, held=True, problems=(*report.problems, *why))


def _without(holes: Holes, made: MadeStation, task: Task) -> tuple[RenderedFeed, ...]:
    """The feeds of a station but those whose archives have holes."""
    kept = [one for one in made.feeds if one.feed.channel.path not in holes]
    return with_pages(task, kept) if holes else made.feeds


def _failed(report: StationReport, why: str) -> Placed:
    return Placed(replace(report, failed=True), failures=(f"{report.name} was not put in place: {why}",))


def _below(out: Path, verdict: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a verdict, with the names that their files would have."""
    for problem in verdict:
        yield replace(problem, place=replace(problem.place, file=(out / problem.place.file).as_posix()))


def _place_feed(rendered: RenderedFeed, target: Target) -> FeedReport:
    feed, files = rendered
    folder = target.out / feed.channel.path
    changed = target.put({folder / name: content for name, content in files.items()})
    newest = max((item.published for item in feed.items), default=None)
    return FeedReport(feed.channel.path, len(feed.items), tuple(path.name for path in changed), newest)
