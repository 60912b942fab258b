"""The feeds of a station: the main one, and those of sections and tags."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from feedpub import document
from feedpub.library.folders import STATION_FILE, Folder
from feedpub.library.shelf import Shelf
from feedpub.model.feed import Author, Channel, Item
from feedpub.model.newsroom import FeedChoice, Station
from feedpub.problem import Problem, Severity, suggestion


def channels(station: Station, name: str, shelf: Shelf) -> Iterator[Channel]:
    """The channels of the station in the folder `name`, the main feed first; its shows are shows.py's.

    Raises BadMediaError for its pictures.
    """
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
        logo=shelf.picture(station.logo) if station.logo else None,
        icon=shelf.picture(station.icon) if station.icon else None,
        hubs=station.hubs,
        destinations=tuple(station.destinations),
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
    return frozenset(name.casefold() for name in names)


def empty_feeds(folder: Folder, name: str, station: Station, items: Sequence[Item]) -> Iterator[Problem]:
    """A warning for each feed of the station in the folder `name` that could carry none of its items."""
    sections = {item.section for item in items if item.section}
    tags = {category for item in items for category in item.categories}
    for slug, choice in station.feeds.items():
        if items and not (_folded(sections) & _folded(choice.sections) or _folded(tags) & _folded(choice.tags)):
            what, used = ("sections", sections) if choice.sections else ("tags", tags)
            # Where it stands is looked up only now, for it is rarely asked.
            path = folder.root / name / STATION_FILE
            found = document.read(folder.read(path, folder.show(path)), folder.show(path))
            message, fix = _stays_empty(choice, what, sorted(used))
            yield Problem(found.place(("feeds", slug, what, 0)), "empty-feed", message, fix, Severity.WARNING)


def _stays_empty(choice: FeedChoice, what: str, used: Sequence[str]) -> tuple[str, str]:
    """In words that no article has the `what` (sections or tags) of a feed, and which of the used was meant."""
    chosen = (*choice.sections, *choice.tags)
    near = next((near for word in chosen if (near := suggestion(word, used))), "")
    known = f"The {what} in use are {', '.join(used[:10])}." if used else f"No article has {what} yet."
    words = ", ".join(f"“{word}”" for word in chosen)
    return f"No article has {words}, so this feed stays empty.", f"Did you mean {near}?" if near else known
