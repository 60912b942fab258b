"""What was made, put in place: a station's media and feeds, then the list of all stations.

Only here, and for archives in placing_archives.py, are feeds written. An error of the disk's is a failure, in words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from feedpub.formats import files, opml
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
from feedpub.in_place import feeds_in_place, is_ours
from feedpub.library.channels import channels
from feedpub.library.index import Index
from feedpub.library.originals import BadMediaError, Originals
from feedpub.library.shelf import MEDIA_FOLDER, Shelf
from feedpub.library.shows import bare_channel
from feedpub.library.stations import Newsroom
from feedpub.making import Made, Rendered, with_pages
from feedpub.model.feed import Channel, Feed
from feedpub.model.show import UnreadShow
from feedpub.pages import FILE, PublisherPage, render_publisher
from feedpub.placing_archives import clear_archives, place_archive
from feedpub.problem import Place, Problem, Severity, os_error_in_words
from feedpub.report import FeedReport, StationReport
from feedpub.subscribers import Known
from feedpub.target import Target
from feedpub.task import Task


@dataclass(frozen=True)
class Placed:
    """What became of one station, or of the list of them: what to report."""

    report: StationReport | None = None
    failures: tuple[str, ...] = ()
    other_changes: tuple[str, ...] = ()


def place_station(made: Made, task: Task, index: Index, target: Target) -> Placed:
    """Put one station's files in place, unless that would take something away for no known reason.

    What a feed names goes before it, and what it names no more goes after it, so that it never leads to nothing.
    """
    report = _report_of(made, target)
    if made.failure:
        return _failed(report, made.failure)
    try:
        found, known = changes_of(made, target.out), Known(index, made.name, task.now)
        held = reasons_to_hold(made, target.out, found, known, task.allowed)
        if held or any(archive.held for archive in made.archives):
            report = _until_released(report, made, target.out, task.now)
        if held:
            return Placed(_held(report, *held))
        report = replace(report, problems=(*report.problems, *postponed(found, target.out, known)))
        return _put(made, report, task, index, target)
    except OSError as error:
        return _failed(report, os_error_in_words(error))


def _report_of(made: Made, target: Target) -> StationReport:
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


def _until_released(report: StationReport, made: Made, out: Path, now: datetime) -> StationReport:
    """The report of a station of which something is held: it is looked at again when the clock lets go of that."""
    due = [when for when in (report.due, released(made, out, now)) if when]
    return replace(report, due=min(due, default=None))


def _put(made: Made, report: StationReport, task: Task, index: Index, target: Target) -> Placed:
    """Put the files of a station in place, the archives first: where one would have a hole, the feed stays as it is."""
    archives = [place_archive(archive, task, index, target) for archive in made.archives]
    changed = [file for one in archives for file in one.changed]
    said = [problem for one in archives for problem in _below(target.out, one.verdict)]
    report = replace(report, problems=(*report.problems, *said))
    holes = {one.archive.path: one.wrong for one in archives if one.has_hole}
    if held := hole_to_hold(made, target.out, holes):
        return Placed(_held(report, held), other_changes=tuple(changed))
    changed += target.put_media(made.name, made.media)
    feeds = tuple(_place_feed(feed, rendered, target) for feed, rendered in _without(holes, made, task))
    if not target.check:
        index.keep_sources(task.out_key, made.name, made.sources)
    changed += clear_archives([one.archive for one in archives if not one.wrong], task, index, target)
    problems = (*report.problems, *shows_with_holes(made, target.out, holes))
    return Placed(replace(report, feeds=feeds, problems=problems), other_changes=tuple(changed))


def _held(report: StationReport, *why: Problem) -> StationReport:
    return replace(report, held=True, problems=(*report.problems, *why))


def _without(holes: Holes, made: Made, task: Task) -> tuple[Rendered, ...]:
    """The feeds of a station but those whose archives have holes."""
    kept = [(feed, rendered) for feed, rendered in made.feeds if feed.channel.path not in holes]
    return with_pages(task, kept) if holes else made.feeds


def _failed(report: StationReport, why: str) -> Placed:
    return Placed(replace(report, failed=True), failures=(f"{report.name} was not put in place: {why}",))


def _below(out: Path, verdict: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a verdict, with the names that their files would have."""
    for problem in verdict:
        yield replace(problem, place=replace(problem.place, file=(out / problem.place.file).as_posix()))


def _place_feed(feed: Feed, rendered: dict[str, bytes], target: Target) -> FeedReport:
    folder = target.out / feed.channel.path
    changed = target.put({folder / name: content for name, content in rendered.items()})
    newest = max((item.published for item in feed.items), default=None)
    return FeedReport(feed.channel.path, len(feed.items), tuple(path.name for path in changed), newest)


# --- all stations together -----------------------------------------------------------------------------------


def place_list(newsroom: Newsroom, stations: Iterable[StationReport], target: Target) -> Placed:
    """Put stations.opml and the publisher's page in place: they list every feed that is in place itself, of
    stations that were not built now too.

    They stay as they are while it cannot be known what is in place.
    """
    reports = list(stations)
    if newsroom.publisher is None or any(report.failed for report in reports) or _unreadable(newsroom, target.out):
        return Placed()
    now_there = {feed.path for report in reports for feed in report.feeds}
    listed = [
        [c for c in of_station if c.path in now_there or (target.out / c.path / files.RSS.name).is_file()]
        for of_station in _channels(newsroom)
    ]
    known = tuple(tuple(of_station) for of_station in listed if of_station)
    if not known:
        return Placed()
    shown = tuple((_with_icon(main, newsroom, target.out), *others) for main, *others in known)
    page = render_publisher(PublisherPage.of(newsroom.publisher, shown, opml.FILE))
    contents = {opml.FILE: opml.render(newsroom.publisher.name, known), FILE: page}
    try:
        changed = target.put({target.out / name: content for name, content in contents.items()})
    except OSError as error:
        return Placed(failures=(f"The list of all stations was not put in place: {os_error_in_words(error)}",))
    return Placed(other_changes=tuple(target.shown(path) for path in changed))


def _channels(newsroom: Newsroom) -> list[list[Channel]]:
    """The channels of every station, without their pictures: reading these is not worth while for a list of names."""
    listed = []
    for name, station in newsroom.stations.items():
        main, *others = channels(station, name)
        listed.append([main, *others, *(bare_channel(station, slug, main) for slug in station.shows)])
    return listed


def _with_icon(main: Channel, newsroom: Newsroom, out: Path) -> Channel:
    """A station's channel with its icon, if that is elsewhere, or in place with its feeds."""
    station = newsroom.stations[main.path]
    shelf = Shelf(Originals(newsroom.folder), station.feeds_url)
    try:
        icon = shelf.picture(station.icon) if station.icon else None
    except BadMediaError:
        return main
    if icon is None or (icon.url in shelf.files and not _is_there(out / main.path / MEDIA_FOLDER, shelf, icon.url)):
        return main
    return replace(main, icon=icon)


def _is_there(folder: Path, shelf: Shelf, url: str) -> bool:
    return (folder / shelf.files[url].name).is_file()


def _unreadable(newsroom: Newsroom, out: Path) -> set[str]:
    """Stations with feeds in place of which it cannot be told what is built: they or a show cannot be understood."""
    names = {path.partition("/")[0] for path in feeds_in_place(out)} - newsroom.stations.keys()
    return {name for name in names if (newsroom.folder.root / name).is_dir()} | {
        name
        for name, station in newsroom.stations.items()
        if any(isinstance(show, UnreadShow) for show in station.shows.values())
    }


def no_longer_built(newsroom: Newsroom, out: Path) -> list[Problem]:
    """Warnings for feeds in place that belong to no station and no section any more; none while nobody is known to
    publish them, for then a disk may be missing."""
    if newsroom.publisher is None:
        return []
    built = {channel.path for of_station in _channels(newsroom) for channel in of_station}
    unclear = _unreadable(newsroom, out)
    over = [path for path in feeds_in_place(out) if path not in built and path.partition("/")[0] not in unclear]
    message = "This feed is no longer built, so its subscribers hear nothing new."
    fix = "Put back what it was made of; a folder under a new name has new ids, so readers show all again."
    fix += " If it has ended, delete this folder when nobody fetches it any more."
    return [
        Problem(Place((out / path).as_posix()), "no-longer-built", message, fix, Severity.WARNING)
        for path in over
        if path.rpartition("/")[0] not in over and is_ours(out, path)
    ]
