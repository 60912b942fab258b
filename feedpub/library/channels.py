"""The feeds of a station: the main one, and those of sections and tags."""

from collections.abc import Iterator
from dataclasses import replace

from feedpub.library.shelf import Shelf
from feedpub.model.feed import Author, Channel
from feedpub.model.newsroom import FeedChoice, Station


def channels(station: Station, name: str, shelf: Shelf) -> Iterator[Channel]:
    """The channels of the station in the folder `name`, the main feed first. Raises BadMediaError for its pictures."""
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
        sections=frozenset(section.casefold() for section in choice.sections),
        tags=frozenset(tag.casefold() for tag in choice.tags),
    )
