"""One station's step, without effects: articles read, editions chosen, formats rendered and the bytes judged."""

from dataclasses import dataclass
from datetime import datetime

from feedpub.edition import Due, due, edition, trailers_due, untimely
from feedpub.formats import FORMATS
from feedpub.gate import judge
from feedpub.library.channels import channels
from feedpub.library.folders import Folder
from feedpub.library.reading import read_articles
from feedpub.library.shelf import Shelf
from feedpub.library.shows import show_channel
from feedpub.media import Published
from feedpub.model.feed import Channel, Feed
from feedpub.model.newsroom import Station
from feedpub.model.show import UnreadShow
from feedpub.problem import Place, Problem, Severity
from feedpub.remote import Remote


@dataclass(frozen=True)
class Made:
    """What a station's step made: its feeds with the bytes of their files, the media they name, and all problems.

    `verdict` is what the validator says of those bytes; its problems name files as they are below feeds/.
    `ids` are those of all articles that a feed may carry, with their places; `known` those of all that could be read,
    drafts too; `due` is what changes by the clock alone.
    `refused` are shows whose feeds are not valid, or not what a destination demands: they are not among the feeds.
    """

    name: str
    title: str
    articles: int
    feeds: tuple[tuple[Feed, dict[str, bytes]], ...]
    media: tuple[Published, ...]
    problems: tuple[Problem, ...]
    verdict: tuple[Problem, ...]
    ids: dict[str, Place]
    known: frozenset[str]
    due: tuple[Due, ...] = ()
    refused: tuple[Channel, ...] = ()


def make_station(folder: Folder, name: str, station: Station, now: datetime, remote: Remote | None = None) -> Made:
    """Read the articles of the station in the folder `name`, and make its feeds as of the instant `now`."""
    articles = read_articles(folder, name, station, remote)
    made, problems = _channels(folder, name, station, articles.shelf)
    feeds = [edition(channel, articles.candidates, now) for channel in made]
    rendered = [(feed, _rendered(feed)) for feed in feeds]
    verdicts = [judge(feed.channel, written) for feed, written in rendered]
    refused = [feed.channel for feed, verdict in zip(feeds, verdicts, strict=True) if _is_refused(feed, verdict)]
    kept = tuple((feed, written) for feed, written in rendered if feed.channel not in refused)
    return Made(
        name=name,
        title=station.title,
        articles=articles.files,
        feeds=kept,
        media=_media_of([feed for feed, _ in kept], articles.shelf),
        problems=(*articles.problems, *problems, *untimely(articles.candidates, now)),
        verdict=tuple(problem for verdict in verdicts for problem in verdict),
        refused=tuple(refused),
        ids={candidate.item.id: candidate.places.id for candidate in articles.candidates},
        known=articles.known,
        due=(*due(articles.candidates, now), *(one for channel in made for one in trailers_due(channel, now))),
    )


def _channels(folder: Folder, name: str, station: Station, shelf: Shelf) -> tuple[list[Channel], list[Problem]]:
    """The channels of the station and of its shows; a show with an error goes on as it is in place."""
    made = list(channels(station, name, shelf))
    problems: list[Problem] = []
    for slug, show in station.shows.items():
        if isinstance(show, UnreadShow):
            continue
        channel, wrong = show_channel(folder, name, station, slug, made[0], shelf)
        problems += wrong
        if all(problem.severity is not Severity.ERROR for problem in wrong):
            made.append(channel)
    return made, problems


def _is_refused(feed: Feed, verdict: list[Problem]) -> bool:
    """Whether a show's feed is held back; what is wrong with one of the station's own holds the station."""
    return feed.channel.podcast is not None and any(problem.severity is Severity.ERROR for problem in verdict)


def _rendered(feed: Feed) -> dict[str, bytes]:
    return {written.file.name: written.render(feed) for written in FORMATS}


def _media_of(feeds: list[Feed], shelf: Shelf) -> tuple[Published, ...]:
    """The local files that the feeds name, each once, in order of their addresses."""
    urls = {url for feed in feeds for url in feed.channel.addresses}
    urls |= {url for feed in feeds for item in feed.items for url in item.addresses}
    return tuple(shelf.files[url] for url in sorted(urls & shelf.files.keys()))
