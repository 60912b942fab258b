"""What was made, put in place: a station's media and feeds, then the list of all stations.

Only here does a build write. What the disk says against it is a failure, in words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from feedpub import compressing, writer
from feedpub.formats import files, opml
from feedpub.holding import held_shows, reason_to_hold
from feedpub.library.channels import channels
from feedpub.library.shelf import MEDIA_FOLDER, Shelf
from feedpub.library.shows import bare_channel
from feedpub.library.stations import Newsroom
from feedpub.making import Made
from feedpub.media import Published
from feedpub.model.feed import Channel, Feed
from feedpub.model.show import UnreadShow
from feedpub.problem import Place, Problem, Severity
from feedpub.report import FeedReport, StationReport
from feedpub.subscribers import Known, feeds_in_place, is_ours


@dataclass(frozen=True)
class Target:
    """Where feeds go: the folder of all feeds; with `check` nothing is written, only compared.

    `allowed` are the brakes that are let go (see subscribers.py). With `precompress`, compressed copies belong beside
    the files; without it, they do not.
    """

    out: Path
    check: bool = False
    allowed: tuple[str, ...] = ()
    precompress: bool = False

    def put(self, contents: dict[Path, bytes]) -> list[Path]:
        """Put files in place together, and their compressed copies; return those that changed, or would.

        Raises OSError.
        """
        copies = compressing.copies(contents) if self.precompress else {}
        gone = compressing.needless(contents, copies)
        if self.check:
            return [*writer.differing(contents | copies), *gone]
        return writer.put_in_place(contents | copies, gone)

    def shown(self, path: Path) -> str:
        """The name of a file for people, below the folder of all feeds."""
        return path.relative_to(self.out).as_posix()


@dataclass(frozen=True)
class Placed:
    """What became of one station, or of the list of them: what to report."""

    report: StationReport | None = None
    failures: tuple[str, ...] = ()
    other_changes: tuple[str, ...] = ()


def place_station(made: Made, target: Target, known: Known) -> Placed:
    """Put one station's files in place, unless that would take something away for no known reason."""

    verdict = (_below(target.out, problem) for problem in made.verdict)
    report = StationReport(
        name=made.name,
        title=made.title,
        articles=made.articles,
        feeds=(),
        problems=(*made.problems, *verdict, *held_shows(made, target.out)),
        due=made.due,
        elsewhere=made.elsewhere,
        seconds=made.seconds,
    )
    try:
        if held := reason_to_hold(made, target.out, known, target.allowed):
            return Placed(replace(report, held=True, problems=(*report.problems, held)))
        media = tuple(_place_media(made, target))
        feeds = tuple(_place_feed(feed, rendered, target) for feed, rendered in made.feeds)
    except OSError as error:
        failure = f"{made.name} was not put in place: {in_words(error)}"
        return Placed(replace(report, failed=True), failures=(failure,))
    return Placed(replace(report, feeds=feeds), other_changes=media)


def in_words(error: OSError) -> str:
    """What the system says against reading or writing, and of which file."""
    return ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)


def _below(out: Path, problem: Problem) -> Problem:
    """A problem of the verdict, with the name that its file would have."""
    return replace(problem, place=replace(problem.place, file=(out / problem.place.file).as_posix()))


def _place_media(made: Made, target: Target) -> Iterator[str]:
    """Media go out before the feeds that name them. Their names change with their bytes, so a look at the size tells
    whether one is there whole."""
    folder = target.out / made.name / MEDIA_FOLDER
    new = [media for media in made.media if not _has_size(folder / media.name, media.length)]
    for batch in _batches(new):
        if not target.check:
            writer.put_in_place({folder / media.name: media.read() for media in batch})
        yield from (target.shown(folder / media.name) for media in batch)


_BATCH = 32 * 2**20
"""Bytes of media that are held in memory at once, if no single file has more."""


def _batches(media: Iterable[Published]) -> Iterator[list[Published]]:
    """Media in lots that fit into memory: a show that is new here may have thousands of small files."""
    batch: list[Published] = []
    size = 0
    for one in media:
        if batch and size + one.length > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.length
    if batch:
        yield batch


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def _place_feed(feed: Feed, rendered: dict[str, bytes], target: Target) -> FeedReport:
    folder = target.out / feed.channel.path
    changed = target.put({folder / name: content for name, content in rendered.items()})
    newest = max((item.published for item in feed.items), default=None)
    return FeedReport(feed.channel.path, len(feed.items), tuple(path.name for path in changed), newest)


# --- all stations together -----------------------------------------------------------------------------------


def place_list(newsroom: Newsroom, stations: Iterable[StationReport], target: Target) -> Placed:
    """Put stations.opml in place: every feed that is in place itself, of stations that were not built now too.

    It stays as it is while it cannot be known what is in place.
    """
    reports = list(stations)
    if newsroom.publisher is None or any(report.failed for report in reports) or _unreadable(newsroom, target.out):
        return Placed()
    now_there = {feed.path for report in reports for feed in report.feeds}
    listed = [
        [c for c in of_station if c.path in now_there or (target.out / c.path / files.RSS.name).is_file()]
        for of_station in _channels(newsroom)
    ]
    if not any(listed):
        return Placed()
    try:
        changed = target.put({target.out / opml.FILE: opml.render(newsroom.publisher.name, filter(None, listed))})
    except OSError as error:
        return Placed(failures=(f"{opml.FILE} was not put in place: {in_words(error)}",))
    return Placed(other_changes=tuple(target.shown(path) for path in changed))


def _channels(newsroom: Newsroom) -> list[list[Channel]]:
    """The channels of every station, without their pictures: reading these is not worth while for a list of names."""
    listed = []
    for name, station in newsroom.stations.items():
        bare = station.model_copy(update={"logo": None, "icon": None})
        main, *others = channels(bare, name, Shelf(newsroom.folder, ""))
        listed.append([main, *others, *(bare_channel(station, slug, main) for slug in station.shows)])
    return listed


def _unreadable(newsroom: Newsroom, out: Path) -> set[str]:
    """Stations with feeds in place of which it cannot be told what is built: they or a show cannot be understood."""
    names = {path.partition("/")[0] for path in feeds_in_place(out)} - newsroom.stations.keys()
    return {name for name in names if (newsroom.folder.root / name).is_dir()} | {
        name
        for name, station in newsroom.stations.items()
        if any(isinstance(show, UnreadShow) for show in station.shows.values())
    }


def no_longer_built(newsroom: Newsroom, out: Path) -> list[Problem]:
    """Warnings for feeds in place that belong to no station and no section any more."""
    built = {channel.path for of_station in _channels(newsroom) for channel in of_station}
    unclear = _unreadable(newsroom, out)
    over = [path for path in feeds_in_place(out) if path not in built and path.partition("/")[0] not in unclear]
    message = "This feed is no longer built, so its subscribers hear nothing new."
    fix = "Delete the folder, and let the web server redirect its address; or put back what it was made of."
    return [
        Problem(Place((out / path).as_posix()), "no-longer-built", message, fix, Severity.WARNING)
        for path in over
        if path.rpartition("/")[0] not in over and is_ours(out, path)
    ]
