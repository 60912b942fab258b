"""The pipeline: read → edition → render → compare with what subscribers have → put in place → report.

Start reading at `build`. A station is one step without effects, `make_station`; what it made is put in place after.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from feedpub import writer
from feedpub.edition import edition, untimely
from feedpub.formats import FORMATS, opml
from feedpub.library.channels import channels
from feedpub.library.folders import Folder
from feedpub.library.reading import read_articles
from feedpub.library.shelf import MEDIA_FOLDER, Shelf
from feedpub.library.stations import Newsroom, read_newsroom, stand_in
from feedpub.model.feed import Feed
from feedpub.model.newsroom import Station
from feedpub.problem import Place, Problem, Severity, suggestion
from feedpub.report import FeedReport, Report, StationReport
from feedpub.subscribers import vanished


class UnknownStationError(ValueError):
    """A station was asked for that does not exist."""


@dataclass(frozen=True)
class Job:
    """What to build: `stations` by folder (none: all), as of the instant `now`; `check` writes nothing."""

    articles: Path
    out: Path
    now: datetime
    stations: tuple[str, ...] = ()
    check: bool = False


@dataclass(frozen=True)
class Made:
    """What a station's step made: its feeds with the bytes of their files, the media they name, and all problems."""

    name: str
    title: str
    articles: int
    feeds: tuple[tuple[Feed, dict[str, bytes]], ...]
    media: dict[str, Path]
    problems: tuple[Problem, ...]
    known: frozenset[str]


Progress = Callable[[str], None]
"""Called with a station's folder when it is done."""


def build(job: Job, progress: Progress = lambda _name: None) -> Report:
    """Build the feeds and put them in place. Raises UnknownStationError; OSError if `articles` cannot be listed."""
    newsroom = read_newsroom(Folder(job.articles, job.articles.as_posix()))
    report = Report(problems=(*newsroom.problems, *_problems_of_broken(newsroom)), check=job.check)
    for made in _make_all(newsroom, _chosen(newsroom, job.stations), job):
        report = _put_in_place(made, job, report)
        progress(made.name)
    return _put_list_in_place(newsroom, job, report)


def _problems_of_broken(newsroom: Newsroom) -> Iterator[Problem]:
    """What is wrong with the articles of stations that cannot be built."""
    for name in newsroom.broken:
        yield from read_articles(newsroom.folder, name, stand_in(newsroom, name)).problems


def _chosen(newsroom: Newsroom, names: tuple[str, ...]) -> list[str]:
    for name in names:
        if name not in newsroom.stations and name not in newsroom.broken:
            near = suggestion(name, newsroom.stations) or ", ".join(newsroom.stations)
            raise UnknownStationError(f"There is no station “{name}”." + (f" Did you mean {near}?" if near else ""))
    return [name for name in newsroom.stations if not names or name in names]


# --- one station, without effects ----------------------------------------------------------------------------


def make_station(folder: Folder, name: str, station: Station, now: datetime) -> Made:
    """Read a station's articles, choose each feed's edition and render every format."""
    articles = read_articles(folder, name, station)
    problems = [*articles.problems, *untimely(articles.candidates, now)]
    feeds = [edition(channel, articles.candidates, now) for channel in channels(station, name, articles.shelf)]
    return Made(
        name=name,
        title=station.title,
        articles=articles.files,
        feeds=tuple((feed, _rendered(feed)) for feed in feeds),
        media=_media_of(feeds, articles.shelf),
        problems=tuple(problems),
        known=articles.known,
    )


def _rendered(feed: Feed) -> dict[str, bytes]:
    return {written.file.name: written.render(feed) for written in FORMATS}


def _media_of(feeds: list[Feed], shelf: Shelf) -> dict[str, Path]:
    """The local files that the feeds name, by their names in the station's media folder."""
    urls: set[str] = set()
    for feed in feeds:
        urls.update(picture.url for picture in (feed.channel.logo, feed.channel.icon) if picture)
        urls.update(item.image.url for item in feed.items if item.image)
        urls.update(item.enclosure.url for item in feed.items if item.enclosure)
    return {shelf.files[url].name: shelf.files[url].path for url in sorted(urls & shelf.files.keys())}


MANY_FILES = 400
"""Files from which it pays to start processes; feedgen switches the locale of the whole process, so no threads."""


def _make_all(newsroom: Newsroom, names: list[str], job: Job) -> Iterator[Made]:
    """Every station's step, in order; side by side where there is enough to do."""
    calls = [(newsroom.folder, name, newsroom.stations[name], job.now) for name in names]
    workers = min(len(calls), os.cpu_count() or 1)
    if workers < 2 or not _has_many_files(newsroom.folder.root):
        yield from (make_station(*call) for call in calls)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(make_station, *zip(*calls, strict=True))


def _has_many_files(root: Path) -> bool:
    count = 0
    for _folder, _folders, names in os.walk(root):
        count += len(names)
        if count > MANY_FILES:
            return True
    return False


# --- effects -------------------------------------------------------------------------------------------------


def _put_in_place(made: Made, job: Job, report: Report) -> Report:
    """Put one station's files in place, unless that would take something away for no known reason."""
    station = StationReport(made.name, made.title, made.articles, ())
    try:
        if held := _reason_to_hold(made, job.out):
            problems = (*report.problems, *made.problems, held)
            return replace(report, stations=(*report.stations, replace(station, held=True)), problems=problems)
        media = _put_media(made, job)
        feeds = tuple(_put_feed(feed, rendered, job) for feed, rendered in made.feeds)
    except OSError as error:
        failures = (*report.failures, f"{made.name}: {_in_words(error, job.out / made.name)}")
        return replace(report, failures=failures, problems=(*report.problems, *made.problems))
    return replace(
        report,
        stations=(*report.stations, replace(station, feeds=feeds)),
        problems=(*report.problems, *made.problems),
        other_changes=(*report.other_changes, *media),
    )


def _reason_to_hold(made: Made, out: Path) -> Problem | None:
    """Broken articles are left out, but what subscribers have must not vanish with them."""
    if all(problem.severity is not Severity.ERROR for problem in made.problems):
        return None
    titles = sorted({title for feed, _ in made.feeds for title in vanished(feed, out, made.known)})
    if not titles:
        return None
    shown = ", ".join(f"“{title}”" for title in titles[:3]) + (
        f" and {len(titles) - 3} more" if len(titles) > 3 else ""
    )
    message = f"{made.title} is held: {shown} would vanish from its feeds because of the errors in its articles."
    return Problem(
        Place((out / made.name).as_posix()),
        "station-held",
        message,
        "Correct them; the feeds stay until then.",
    )


def _in_words(error: OSError, path: Path) -> str:
    """What could not be written, and why; a full disk names no file."""
    return f"{error.filename or path}: {error.strerror}"


def _put_feed(feed: Feed, rendered: dict[str, bytes], job: Job) -> FeedReport:
    folder = job.out / feed.channel.path
    files = {folder / name: content for name, content in rendered.items()}
    changed = writer.differing(files) if job.check else writer.put_in_place(files)
    return FeedReport(feed.channel.path, len(feed.items), tuple(path.name for path in changed))


def _put_media(made: Made, job: Job) -> list[str]:
    """Media go out before the feeds that name them; their names change with their bytes, so they are written once."""
    changed: list[str] = []
    for name, source in made.media.items():
        target = job.out / made.name / MEDIA_FOLDER / name
        if not target.exists():
            changed.append(target.relative_to(job.out).as_posix())
            if not job.check:
                writer.put_in_place({target: source.read_bytes()})
    return changed


def _put_list_in_place(newsroom: Newsroom, job: Job, report: Report) -> Report:
    """Put stations.opml in place; with a broken station.yaml it stays as it is, so that no station drops out of it."""
    publisher = newsroom.publisher
    if publisher is None or newsroom.broken or not newsroom.stations:
        return report
    stations = [
        channels(station, name, Shelf(newsroom.folder, station.feeds_url))
        for name, station in newsroom.stations.items()
    ]
    files = {job.out / opml.FILE: opml.render(publisher.name, stations)}
    try:
        changed = writer.differing(files) if job.check else writer.put_in_place(files)
    except OSError as error:
        return replace(report, failures=(*report.failures, _in_words(error, job.out / opml.FILE)))
    return replace(report, other_changes=(*report.other_changes, *(path.name for path in changed)))
