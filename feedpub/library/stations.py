"""publisher.yaml and station.yaml, read and typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from feedpub import document
from feedpub.document import Document
from feedpub.library.folders import (
    PUBLISHER_FILE,
    SHOW_FILE,
    STATION_FILE,
    Folder,
    UnreadableError,
    misnamed_show_files,
    show_files,
    station_folders,
)
from feedpub.library.originals import BadMediaError, Originals
from feedpub.library.plain import markup_in_text
from feedpub.library.shelf import Shelf
from feedpub.library.typed import Model, typed_document
from feedpub.model.fields import FieldContext
from feedpub.model.newsroom import Publisher, Station
from feedpub.model.registries import RESERVED_SLUGS, is_slug, slugify
from feedpub.model.show import Show, UnreadShow
from feedpub.problem import Place, Problem, Severity


@dataclass(frozen=True)
class Newsroom:
    """The publisher, its stations by the names of their folders, and what was wrong with any of their files.

    `broken` are the folders of stations whose station.yaml cannot be used.
    """

    folder: Folder
    publisher: Publisher | None = None
    stations: dict[str, Station] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_newsroom(folder: Folder) -> Newsroom:
    """Read publisher.yaml and every station.yaml. Raises OSError if the folder itself cannot be listed."""
    return _Reader(folder).newsroom()


class _Reader:
    """Reads the files of a newsroom, and keeps what is wrong with them."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def newsroom(self) -> Newsroom:
        folder, listing = self.folder, station_folders(self.folder)
        self.problems += listing.problems
        publisher = self._publisher()
        stations: dict[str, Station] = {}
        broken: list[str] = []
        for path in listing.files:
            station = self._station(path, publisher)
            if station and publisher and not (twin := _same_address(stations, station)):
                stations[path.name] = station
                continue
            broken.append(path.name)
            if station and publisher and twin:
                message = f"A feed of {twin[0]} has the same address, {twin[1]}"
                fix = "Change or delete `feeds_url`, and check whether anything else was copied."
                self._wrong(path / STATION_FILE, "duplicate-address", message, fix)
        self.problems += [*_copies(folder, stations), *_same_guids(folder, stations)]
        return Newsroom(folder, publisher, stations, broken, self.problems)

    def _wrong(self, path: Path, code: str, message: str, fix: str) -> None:
        self.problems.append(Problem(Place(self.folder.display(path)), code, message, fix))

    def _publisher(self) -> Publisher | None:
        path = self.folder.root / PUBLISHER_FILE
        if path.exists():
            return self._typed(path, Publisher, FieldContext(""))
        message = "There is no publisher.yaml, so nothing can be published."
        fix = "Write one with at least name: and feeds_url: (the address that feeds/ is served from)."
        self._wrong(path, "no-publisher", message, fix)
        return None

    def _station(self, path: Path, publisher: Publisher | None) -> Station | None:
        inherited = publisher.inherited_by(path.name) if publisher else _UNKNOWN
        station = self._typed(path / STATION_FILE, Station, FieldContext(path.name, inherited=inherited))
        return (
            station.model_copy(update={"shows": {**self._shows(path, station), **station.shows}}) if station else None
        )

    def _shows(self, path: Path, station: Station) -> dict[str, Show]:
        """The shows that have files of their own; a placeholder for one that cannot be understood."""
        shows: dict[str, Show] = {}
        for file in show_files(path):
            slug = file.parent.name
            show = self._typed(file, Show, FieldContext(f"{path.name}/{slug}", station.timezone))
            if wrong := _wrong_name(slug, station):
                self._wrong(file, "bad-name", *wrong)
            else:
                shows[slug] = show or UnreadShow.called(slug)
        for file in misnamed_show_files(path):
            message = f"The file of a show is called {SHOW_FILE}, so this one is not read"
            message += "; the show's feed stays as it is."
            self._wrong(file, "wrong-file-name", message, f"Rename it to {SHOW_FILE}.")
            shows.setdefault(file.parent.name, UnreadShow.called(file.parent.name))
        return shows

    def _typed(self, path: Path, model: type[Model], context: FieldContext) -> Model | None:
        """The file as the model, or None."""
        shown = self.folder.display(path)
        try:
            found = document.read(self.folder.read(path, shown), shown)
        except UnreadableError as error:
            self.problems.append(error.problem)
            return None
        if model is Station:
            context = replace(context, zone=_zone_of(found, context))
        typed, wrong = typed_document(found, model, context)
        self.problems += [*wrong, *markup_in_text(found)]
        if typed is None:
            self.problems += _of_shows(found, model)
        return self._without_bad_pictures(typed, found) if typed else None

    def _without_bad_pictures(self, typed: Model, found: Document) -> Model:
        """The same without a logo or icon that cannot be published: a feed goes out without it rather than not."""
        bad: dict[str, None] = {}
        for name in ("logo", "icon"):
            image = getattr(typed, name, None)
            try:
                if image and (name,) in found.marks:
                    Shelf(Originals(self.folder), "").picture(image)
            except BadMediaError as error:
                self.problems.append(error.at(found.place((name, error.field))))
                bad[name] = None
        return typed.model_copy(update=bad) if bad else typed


def _copies(folder: Folder, stations: dict[str, Station]) -> Iterator[Problem]:
    """Warnings for stations that call themselves as another one of the same site does."""
    first: dict[tuple[str, str], str] = {}
    for name, station in stations.items():
        if (other := first.setdefault((station.title, station.link), name)) != name:
            message = f"{other} has the same title and link, so this folder is published as a second {station.title}."
            fix = "Give it a title of its own; or, if it is a copy, move it out of here before it is subscribed to."
            place = Place(folder.display(folder.root / name / STATION_FILE))
            yield Problem(place, "copied-station", message, fix, Severity.WARNING)


def _same_guids(folder: Folder, stations: dict[str, Station]) -> Iterator[Problem]:
    """Shows that have the guid of another one: mostly a copied file. Directories would take the two for one."""
    first: dict[str, str] = {}
    for name, station in stations.items():
        for slug, show in station.shows.items():
            if show.guid and (other := first.setdefault(show.guid, f"{name}/{slug}")) != f"{name}/{slug}":
                message = f"The show {name}/{slug} has the same guid as {other}, so apps take them for a single show."
                fix = f"Delete its guid, and run: feedpub guid --write {name}/{slug}"
                file = folder.root / name / slug / SHOW_FILE
                place = Place(folder.display(file if file.is_file() else folder.root / name / STATION_FILE))
                yield Problem(place, "duplicate-guid", message, fix)


def _wrong_name(slug: str, station: Station) -> tuple[str, str] | None:
    """Why a show with a file of its own cannot have the name of its folder, and what to do about it."""
    for what, names in (("show", station.shows), ("feed", station.feeds)):
        if slug in names:
            message = f"{STATION_FILE} has a {what} called “{slug}” already, and the two would share a folder."
            return message, f"Keep one of the two, or rename this folder or the {what}."
    if slug in RESERVED_SLUGS:
        return (
            f"“{slug}” is a folder that feedpub uses itself.",
            f"Rename the show's folder, for example to {slug}-show.",
        )
    if not is_slug(slug):
        message = (
            "The name of a show's folder becomes part of addresses, so it has small letters, digits and hyphens only."
        )
        return message, f"For example: {slugify(slug) or 'show'}"
    return None


def _same_address(stations: dict[str, Station], station: Station) -> tuple[str, str] | None:
    """The folder of a station that has a feed at an address of this one's, and the address."""
    for name, other in stations.items():
        if shared := _addresses(other) & _addresses(station):
            return name, min(shared)
    return None


def _addresses(station: Station) -> set[str]:
    return {station.feeds_url, *(f"{station.feeds_url}{slug}/" for slug in (*station.feeds, *station.shows))}


_UNKNOWN: dict[str, object] = {"feeds_url": "https://example.org/", "language": "en", "timezone": "UTC"}
"""Stands for what a station would have from a publisher whose file is broken; nothing is built with it."""


def _of_shows(found: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """What else is wrong with the shows of a file that cannot be understood, so that all is told in one run."""
    from feedpub.library.podcast_words import of_show  # noqa: PLC0415 - loads the validator's rules, for nothing as a rule

    shows = found.data.get("shows")
    for above in [()] if model is Show else [("shows", slug) for slug in shows] if isinstance(shows, dict) else []:
        yield from of_show(found, above)


def _zone_of(found: Document, context: FieldContext) -> ZoneInfo:
    """The zone that a station's file names, or that it inherits: dates and times in that same file are read in it."""
    named = found.data.get("timezone", context.inherited.get("timezone"))
    try:
        return named if isinstance(named, ZoneInfo) else ZoneInfo(str(named))
    except (ValueError, KeyError, OSError):  # what is wrong with it is told with the field
        return context.zone


def placeholder(newsroom: Newsroom, name: str) -> Station:
    """A station for reading the articles of one whose own file is broken, so that all problems are told in one run."""
    inherited = newsroom.publisher.inherited_by(name) if newsroom.publisher else {}
    needed = {"title": name, "link": "https://example.org/", **_UNKNOWN}
    station = Station.model_validate({**needed, **inherited}, context=FieldContext(name))
    slugs = [file.parent.name for file in show_files(newsroom.folder.root / name)]
    return station.model_copy(update={"shows": {slug: UnreadShow.called(slug) for slug in slugs}})
