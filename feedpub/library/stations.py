"""publisher.yaml and station.yaml, read and typed."""

from dataclasses import dataclass, field
from pathlib import Path

from feedpub import document
from feedpub.document import Document
from feedpub.library.folders import PUBLISHER_FILE, STATION_FILE, Folder, UnreadableError, station_folders
from feedpub.library.plain import markup_in_text
from feedpub.library.shelf import BadMediaError, Shelf
from feedpub.library.typed import Model, typed_document
from feedpub.model.fields import Reading
from feedpub.model.newsroom import Publisher, Station
from feedpub.problem import Place, Problem


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
    listing = station_folders(folder)
    problems = list(listing.problems)
    publisher = _read_publisher(folder, problems)
    stations: dict[str, Station] = {}
    broken: list[str] = []
    for path in listing.files:
        station = _read_station(folder, path, publisher, problems)
        if station and publisher and not (twin := _same_address(stations, station)):
            stations[path.name] = station
            continue
        broken.append(path.name)
        if station and publisher and twin:
            message = f"A feed of {twin[0]} has the same address, {twin[1]}"
            fix = "Change or delete `feeds_url`, and look whether anything else was copied."
            problems.append(Problem(Place(folder.show(path / STATION_FILE)), "duplicate-address", message, fix))
    return Newsroom(folder, publisher, stations, broken, problems)


def _read_station(folder: Folder, path: Path, publisher: Publisher | None, problems: list[Problem]) -> Station | None:
    inherited = publisher.inherited_by(path.name) if publisher else _UNKNOWN
    return _typed(folder, path / STATION_FILE, Station, Reading(path.name, inherited=inherited), problems)


def _same_address(stations: dict[str, Station], station: Station) -> tuple[str, str] | None:
    """The folder of a station that has a feed at an address of this one's, and the address."""
    for name, other in stations.items():
        if shared := _addresses(other) & _addresses(station):
            return name, min(shared)
    return None


def _addresses(station: Station) -> set[str]:
    return {station.feeds_url, *(f"{station.feeds_url}{slug}/" for slug in station.feeds)}


_UNKNOWN: dict[str, object] = {"feeds_url": "https://example.org/", "language": "en", "timezone": "UTC"}
"""Stands for what a station would have from a publisher whose file is broken; nothing is built with it."""


def _read_publisher(folder: Folder, problems: list[Problem]) -> Publisher | None:
    path = folder.root / PUBLISHER_FILE
    if not path.exists():
        message = "There is no publisher.yaml, so nothing can be published."
        fix = "Write one with at least name: and feeds_url: (the address that feeds/ is served from)."
        problems.append(Problem(Place(folder.show(path)), "no-publisher", message, fix))
        return None
    return _typed(folder, path, Publisher, Reading(""), problems)


def _typed(folder: Folder, path: Path, model: type[Model], reading: Reading, problems: list[Problem]) -> Model | None:
    """The file as the model, or None; what is wrong is added to `problems`."""
    try:
        found = document.read(folder.read(path, folder.show(path)), folder.show(path))
    except UnreadableError as error:
        problems.append(error.problem)
        return None
    typed, wrong = typed_document(found, model, reading)
    problems.extend([*wrong, *markup_in_text(found)])
    return _without_bad_pictures(typed, found, folder, problems) if typed else None


def _without_bad_pictures(typed: Model, found: Document, folder: Folder, problems: list[Problem]) -> Model:
    """The same without a logo or icon that cannot be published: a feed goes out without it rather than not at all."""
    bad: dict[str, None] = {}
    for name in ("logo", "icon"):
        image = getattr(typed, name)
        try:
            if image and (name,) in found.marks:
                Shelf(folder, "").picture(image)
        except BadMediaError as error:
            problems.append(error.at(found.place((name, error.field))))
            bad[name] = None
    return typed.model_copy(update=bad) if bad else typed


def stand_in(newsroom: Newsroom, name: str) -> Station:
    """A station for reading the articles of one whose own file is broken, so that all problems are told in one run."""
    inherited = newsroom.publisher.inherited_by(name) if newsroom.publisher else {}
    needed = {"title": name, "link": "https://example.org/", **_UNKNOWN}
    return Station.model_validate({**needed, **inherited}, context=Reading(name))
