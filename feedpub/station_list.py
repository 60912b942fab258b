"""The list of all stations: stations.opml and the publisher's page; and what is there that no station has any more."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from feedpub.formats import files, opml
from feedpub.in_place import feeds_in_place, is_ours
from feedpub.library.originals import BadMediaError, Originals
from feedpub.library.shelf import Shelf
from feedpub.library.shows import bare_channels
from feedpub.library.stations import Newsroom
from feedpub.model.feed import Channel
from feedpub.model.registries import MEDIA_FOLDER
from feedpub.model.show import UnreadShow
from feedpub.pages import FILE, PublisherPage, render_publisher
from feedpub.placing import Placed
from feedpub.problem import Place, Problem, Severity, os_error_in_words
from feedpub.report import StationReport
from feedpub.target import Target


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
        [one for one in of_station if one.path in now_there or (target.out / one.path / files.RSS.name).is_file()]
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
    return [bare_channels(station, name) for name, station in newsroom.stations.items()]


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
    built = {
        channel.path
        for of_station in (bare_channels(station, name) for name, station in newsroom.stations.items())
        for channel in of_station
    }
    unclear = _unreadable(newsroom, out)
    orphans = [path for path in feeds_in_place(out) if path not in built and path.partition("/")[0] not in unclear]
    message = "This feed is no longer built, so its subscribers hear nothing new."
    fix = "Put back what it was made of; a folder under a new name has new ids, so readers show all again."
    fix += " If it has ended, delete this folder when nobody fetches it any more."
    return [
        Problem(Place((out / path).as_posix()), "no-longer-built", message, fix, Severity.WARNING)
        for path in orphans
        if path.rpartition("/")[0] not in orphans and is_ours(out, path)
    ]
