"""The feeds of a station: the main one, and those of sections and tags."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from feedpub import document
from feedpub.library.folders import STATION_FILE, Folder, UnreadableError
from feedpub.library.shelf import Shelf
from feedpub.model.feed import Author, Candidate, Channel
from feedpub.model.newsroom import FeedChoice, Station
from feedpub.problem import Place, Problem, Severity, suggestion


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
    return frozenset(name.casefold() for name in names)


def empty_feeds(
    folder: Folder, name: str, station: Station, candidates: Callable[[frozenset[str]], Iterable[Candidate]]
) -> Iterator[Problem]:
    """A warning for each feed of the station in the folder `name` that could carry none of its articles.

    `candidates` gives those with one of some labels, or all if there are none.
    """
    for slug, choice in station.feeds.items():
        labels = {f"section {word.casefold()}" for word in choice.sections}
        if any(True for _ in candidates(frozenset(labels | {f"tag {word.casefold()}" for word in choice.tags}))):
            continue
        what = "sections" if choice.sections else "tags"
        all_of_them = list(candidates(frozenset()))
        if not all_of_them:
            return
        used = {word for candidate in all_of_them for word in _words(candidate, what)}
        message, fix = _stays_empty(choice, what, sorted(used))
        place = _place(folder, name, ("feeds", slug, what, 0))
        yield Problem(place, "empty-feed", message, fix, Severity.WARNING)


def _place(folder: Folder, name: str, field: document.Path) -> Place:
    """Where a field of a station's file stands; it is looked up only now, for it is rarely asked."""
    path = folder.root / name / STATION_FILE
    shown = folder.show(path)
    try:
        return document.read(folder.read(path, shown), shown).place(field)
    except UnreadableError:  # it is being written by now, and will be told of by the next run
        return Place(shown)


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
