"""One station's step, without effects: articles read, editions chosen, formats rendered and the bytes judged."""

from dataclasses import dataclass
from datetime import datetime

from feedpub.edition import edition, untimely
from feedpub.formats import FORMATS
from feedpub.gate import judge
from feedpub.library.channels import channels
from feedpub.library.folders import Folder
from feedpub.library.reading import read_articles
from feedpub.library.shelf import Shelf
from feedpub.media import LocalMedia
from feedpub.model.feed import Feed
from feedpub.model.newsroom import Station
from feedpub.problem import Place, Problem


@dataclass(frozen=True)
class Made:
    """What a station's step made: its feeds with the bytes of their files, the media they name, and all problems.

    `verdict` is what the validator says of those bytes; its problems name files as they are below feeds/.
    `ids` are those of all articles that a feed may carry, with their places; `known` those of all that could be read,
    drafts too.
    """

    name: str
    title: str
    articles: int
    feeds: tuple[tuple[Feed, dict[str, bytes]], ...]
    media: tuple[LocalMedia, ...]
    problems: tuple[Problem, ...]
    verdict: tuple[Problem, ...]
    ids: dict[str, Place]
    known: frozenset[str]


def make_station(folder: Folder, name: str, station: Station, now: datetime) -> Made:
    """Read the articles of the station in the folder `name`, and make its feeds as of the instant `now`."""
    articles = read_articles(folder, name, station)
    feeds = [edition(channel, articles.candidates, now) for channel in channels(station, name, articles.shelf)]
    rendered = tuple((feed, _rendered(feed)) for feed in feeds)
    return Made(
        name=name,
        title=station.title,
        articles=articles.files,
        feeds=rendered,
        media=_media_of(feeds, articles.shelf),
        problems=(*articles.problems, *untimely(articles.candidates, now)),
        verdict=tuple(problem for feed, written in rendered for problem in judge(feed.channel, written)),
        ids={candidate.item.id: candidate.places.id for candidate in articles.candidates},
        known=articles.known,
    )


def _rendered(feed: Feed) -> dict[str, bytes]:
    return {written.file.name: written.render(feed) for written in FORMATS}


def _media_of(feeds: list[Feed], shelf: Shelf) -> tuple[LocalMedia, ...]:
    """The local files that the feeds name, each once, in order of their addresses."""
    urls: set[str] = set()
    for feed in feeds:
        urls.update(picture.url for picture in (feed.channel.logo, feed.channel.icon) if picture)
        urls.update(item.image.url for item in feed.items if item.image)
        urls.update(item.enclosure.url for item in feed.items if item.enclosure)
    return tuple(shelf.files[url] for url in sorted(urls & shelf.files.keys()))
