"""One station's step, which writes the index alone: articles read, editions chosen, formats rendered and judged."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from feedpub.archive.documents import next_month
from feedpub.archive.plan import Archive, plan_archive
from feedpub.edition import Due, due, edition, trailers_due, untimely
from feedpub.formats import FORMATS
from feedpub.gate import judge
from feedpub.library.articles import Articles, ChangedMeanwhileError, ItemMaker
from feedpub.library.channels import channels, pictures
from feedpub.library.clashes import same_audio
from feedpub.library.desk import Desk
from feedpub.library.folders import UnreadableError
from feedpub.library.index import Index
from feedpub.library.rows import Version
from feedpub.library.shows import bare_channel, show_channel
from feedpub.media import Published
from feedpub.model.feed import Candidate, Channel, Feed
from feedpub.model.show import UnreadShow
from feedpub.pages import FILE, FeedPage, render_feed
from feedpub.problem import Problem, errors, os_error_in_words
from feedpub.retrying import retries
from feedpub.task import Task


class RenderedFeed(NamedTuple):
    """A feed, and the bytes of its files by their names."""

    feed: Feed
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class MadeStation:
    """What a station's step made: its feeds with the bytes of their files, the media they name, and all problems.

    `verdict` is what the validator says of those bytes; its problems name files as they are below feeds/.
    `due` is when something changes next by the clock alone.
    `uses_other_stations`: it names files in the folders of other stations.
    `seconds` is how long the step took.
    `sources` are the versions of articles that feeds carry, to be kept when these are in place.
    `is_broken`: something of the station is, so that an article that is not there may be broken, too.
    `failure` says why there is nothing.
    `refused` are shows whose feeds are not valid, or not what a destination demands: they are not among the feeds, nor
    their archives among the archives, for the feeds that stay lead to the documents that are there.
    """

    name: str
    title: str
    articles: int = 0
    feeds: tuple[RenderedFeed, ...] = ()
    media: tuple[Published, ...] = ()
    problems: tuple[Problem, ...] = ()
    verdict: tuple[Problem, ...] = ()
    due: datetime | None = None
    refused: tuple[Channel, ...] = ()
    archives: tuple[Archive, ...] = ()
    uses_other_stations: bool = False
    seconds: float = 0.0
    sources: Mapping[int, Version] = field(default_factory=dict)
    is_broken: bool = False
    failure: str = ""


_ATTEMPTS = 5
"""How often a station is read again because an article changed between being chosen and being read."""


def make_station(task: Task, index: Index) -> MadeStation:
    """Read the articles of a station, and make its feeds; what the disk says against it is its failure alone.

    Raises sqlite3.Error.
    """
    begun = time.perf_counter()
    try:
        made = _made_of_one_state(task, index)
    except OSError as error:
        made = MadeStation(task.name, task.station.title, failure=os_error_in_words(error))
    return replace(made, seconds=time.perf_counter() - begun)


def _made_of_one_state(task: Task, index: Index) -> MadeStation:
    """What is made of articles that did not change while they were read."""
    for _ in range(_ATTEMPTS - 1):
        with suppress(ChangedMeanwhileError):
            return _made(task, task.articles(index))
    return _made(task, task.articles(index))


def _made(task: Task, articles: Articles) -> MadeStation:
    desk, now = articles.desk, task.now
    maker, changing = ItemMaker(desk, articles.index), articles.changing(now)
    with desk.shelf.originals.noting() as notes:
        all_channels, problems = _channels(desk)
        expired = articles.expired(now)
        judged = [_judged(task, articles, maker, channel, expired) for channel in all_channels]
    feeds = with_pages(task, [RenderedFeed(one.feed, one.files) for one in judged if not one.is_refused])
    problems = [*articles.problems, *problems, *untimely(changing, now)]
    problems += [problem for one in judged for problem in _same_audio(articles, one.feed)]
    return MadeStation(
        name=desk.name,
        title=task.station.title,
        articles=articles.files,
        feeds=feeds,
        media=desk.shelf.named_by(one.feed for one in feeds),
        problems=tuple(problems),
        verdict=tuple(problem for one in judged for problem in one.verdict),
        refused=tuple(one.feed.channel for one in judged if one.is_refused),
        due=min((one.when for one in _dues(all_channels, changing, problems, now)), default=None),
        archives=tuple(one.archive for one in judged if not one.is_refused and not one.archive.is_done),
        uses_other_stations=articles.uses_other_stations or desk.is_of_others(one.path for one in notes.beside),
        sources=maker.sources,
        is_broken=task.is_broken or bool(errors(problems)),
    )


class _Judged(NamedTuple):
    """A feed, the bytes of its files, what the validator says of these, and what there is to do for its archive."""

    feed: Feed
    files: dict[str, bytes]
    verdict: list[Problem]
    archive: Archive

    @property
    def is_refused(self) -> bool:
        """Whether a show's feed is held back; what is wrong with one of the station's own holds the station."""
        return bool(errors(self.verdict)) and self.feed.channel.podcast is not None


def _judged(
    task: Task, articles: Articles, maker: ItemMaker, channel: Channel, expired: Sequence[Candidate]
) -> _Judged:
    archive = plan_archive(task, articles, channel)
    newest = articles.newest(task.now, channel.labels)
    chosen = edition(channel, newest, task.now, maker.ready, expired)
    feed = replace(chosen, history=archive.history)
    rendered = {written.file.name: written.render(feed) for written in FORMATS}
    return _Judged(feed, rendered, judge(feed.channel, rendered), archive)


def _same_audio(articles: Articles, feed: Feed) -> list[Problem]:
    """What is wrong with the audio of a show's episodes that its feed carries."""
    if feed.channel.podcast is None:
        return []
    urls = {item.id: item.enclosure.url for item in feed.items if item.enclosure}
    number = Counter(urls.values())
    several = ((articles.find(one), url) for one, url in urls.items() if number[url] > 1)
    return same_audio((candidate, url) for candidate, url in several if candidate is not None)


def falling_due(task: Task, articles: Articles) -> Iterator[Due]:
    """What there will be to do for a station by the clock alone; its feeds are not made for that. Raises OSError."""
    all_channels, problems = _channels(articles.desk)
    return _dues(all_channels, articles.changing(task.now), [*articles.problems, *problems], task.now)


def _dues(
    all_channels: list[Channel], changing: list[Candidate], problems: list[Problem], now: datetime
) -> Iterator[Due]:
    """What changes by the clock alone, or may be found changed though no file has."""
    yield from due(changing, now)
    for channel in all_channels:
        yield from trailers_due(channel, now)
    title = all_channels[0].title
    if any(channel.archive for channel in all_channels):
        yield Due(next_month(now), "puts the rest of the month into the archive", title)
    for when in retries(problems, now):
        yield Due(when, "looks again at what could not be read or reached", title)


def _channels(desk: Desk) -> tuple[list[Channel], list[Problem]]:
    """The channels of the station and of its shows; a show with an error goes on as it is in place."""
    seen, problems = pictures(desk)
    made = list(channels(desk.station, desk.name, seen))
    for slug, show in desk.station.shows.items():
        if isinstance(show, UnreadShow):
            continue
        try:
            channel, wrong = show_channel(desk, slug, made[0])
        except UnreadableError as error:  # it could be read a moment ago
            problems.append(error.problem)
            continue
        problems += wrong
        if not errors(wrong):
            made.append(channel)
    return made, problems


def with_pages(task: Task, kept: Sequence[RenderedFeed]) -> tuple[RenderedFeed, ...]:
    """The feeds with the bytes of their files, and among these their pages, which tell of each other.

    They lead to the page of a show that is held, too, if there is one.
    """
    main, *others = (one.feed.channel for one in kept)
    made = {channel.path for channel in (main, *others)}
    shows = (bare_channel(task.station, slug, main) for slug in task.station.shows)
    held = (show for show in shows if show.path not in made and (task.out / show.path / FILE).is_file())
    together = (main, *others, *held)
    return tuple(
        RenderedFeed(feed, {**files, FILE: render_feed(FeedPage.of(feed, together, task.station, task.publisher))})
        for feed, files in kept
    )
