"""The feeds of a station: the main one, and those of sections and tags."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from feedpub import document
from feedpub.characters import folded
from feedpub.library.desk import Desk
from feedpub.library.folders import PUBLISHER_FILE, STATION_FILE, UnreadableError
from feedpub.library.originals import BadMediaError
from feedpub.model.feed import Author, Candidate, Channel, Picture, section_label, tag_label
from feedpub.model.newsroom import FeedChoice, Station
from feedpub.problem import Place, Problem, Severity, suggestion


class Pictures(NamedTuple):
    """A station's logo and icon, as feeds tell of them."""

    logo: Picture | None = None
    icon: Picture | None = None


NO_PICTURES = Pictures()


def pictures(desk: Desk) -> tuple[Pictures, list[Problem]]:
    """The pictures of a station, and what is wrong with one that was right a moment ago.

    A feed goes out without it rather than not at all, as where stations.py finds something wrong with it.
    """
    seen: dict[str, Picture] = {}
    problems: list[Problem] = []
    for field, image in (("logo", desk.station.logo), ("icon", desk.station.icon)):
        try:
            if image:
                seen[field] = desk.shelf.picture(image)
        except BadMediaError as error:
            problems.append(error.at(_place(desk, (field, error.field))))
    return Pictures(**seen), problems


def channels(station: Station, name: str, seen: Pictures = NO_PICTURES) -> Iterator[Channel]:
    """The channels of the station in the folder `name`, the main feed first; its shows are shows.py's."""
    main = Channel(
        path=name,
        url=station.feeds_url,
        title=station.title,
        description=station.description or station.tagline or station.title,
        link=station.link,
        language=station.language,
        author=Author(station.title, station.email, station.link),
        limit=station.limit,
        full=station.content.full,
        copyright=station.copyright,
        logo=seen.logo,
        icon=seen.icon,
        hubs=station.hubs,
        destinations=tuple(station.destinations),
        archive=station.archive,
    )
    yield main
    for slug, choice in station.feeds.items():
        yield _chosen(main, slug, choice)


def _chosen(main: Channel, slug: str, choice: FeedChoice) -> Channel:
    return replace(
        main,
        path=f"{main.path}/{slug}",
        url=f"{main.url}{slug}/",
        title=choice.title,
        description=choice.description or choice.title,
        limit=choice.limit or main.limit,
        full=choice.content.full if choice.content is not None else main.full,
        sections=_folded(choice.sections),
        tags=_folded(choice.tags),
        destinations=main.destinations if choice.destinations is None else tuple(choice.destinations),
    )


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded, names))


def empty_feeds(desk: Desk, candidates: Callable[[frozenset[str]], Iterable[Candidate]]) -> Iterator[Problem]:
    """A warning for each feed of a station that could carry none of its articles.

    `candidates` gives those with one of some labels, or all if there are none.
    """
    for slug, choice in desk.station.feeds.items():
        labels = frozenset({*map(section_label, choice.sections), *map(tag_label, choice.tags)})
        if any(True for _ in candidates(labels)):
            continue
        what = "sections" if choice.sections else "tags"
        all_of_them = list(candidates(frozenset()))
        if not all_of_them:
            return
        used = {word for candidate in all_of_them for word in _words(candidate, what)}
        message, fix = _stays_empty(choice, what, sorted(used))
        place = _place(desk, ("feeds", slug, what, 0))
        yield Problem(place, "empty-feed", message, fix, Severity.WARNING)


def _place(desk: Desk, field: document.Path) -> Place:
    """Where a field of a station stands, be it in the publisher's file; it is looked up only now, for it is rarely
    asked."""
    folder = desk.folder
    own = folder.root / desk.name / STATION_FILE
    for path in (own, folder.root / PUBLISHER_FILE):
        try:
            found = document.read(folder.read(path, folder.display(path)), folder.display(path))
        except UnreadableError:  # it is being written by now, and will be told of by the next run
            continue
        if field[:1] in found.marks:
            return found.place(field)
    return Place(folder.display(own))


def _words(candidate: Candidate, what: str) -> Sequence[str]:
    """An article's section, or its section and tags."""
    return candidate.categories if what == "tags" else [candidate.section] if candidate.section else []


def _stays_empty(choice: FeedChoice, what: str, used: Sequence[str]) -> tuple[str, str]:
    """In words that no article has the `what` (sections or tags) of a feed, and which of the used was meant."""
    chosen = (*choice.sections, *choice.tags)
    near = next((near for word in chosen if (near := suggestion(word, used))), "")
    known = f"The {what} in use are {', '.join(used[:10])}." if used else f"No article has {what} yet."
    words = ", ".join(f"“{word}”" for word in chosen)
    return f"No article has {words}, so this feed stays empty.", f"Did you mean {near}?" if near else known
