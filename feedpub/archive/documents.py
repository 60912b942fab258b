"""The archive behind a feed (RFC 5005 section 4): documents that hold all that it has ever carried, and hardly change.

A document holds articles of one month (in UTC): as many as the feed carries, from the month's first on. A month that is
over is there to its last article; of the one that is not, only full documents are, and the rest of it is in the feed
itself. So whatever comes, what has been full stays as it is; an article that is edited, or is added to an old month,
changes the documents of that month alone. Pure: the instant is an argument.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from feedpub.digests import digest
from feedpub.edition import item_of, last_change
from feedpub.model.feed import NO_HISTORY, Candidate, Channel, Feed, History, ReadyItem
from feedpub.model.registries import ARCHIVE_FOLDER

Dated = tuple[Candidate, str]
"""A candidate, and the digest of what its item is made of."""


@dataclass(frozen=True)
class ArchiveDocument:
    """One document: its channel, which has its path and address, its place among the others, and what it holds.

    `candidates` are newest first. The digest is the same only for what comes out the same.
    """

    channel: Channel
    history: History
    candidates: tuple[Candidate, ...]
    digest: str

    @property
    def name(self) -> str:
        """The name of its folder: its month, and its number in that."""
        return self.channel.path.rpartition("/")[2]


class Chain(NamedTuple):
    """The documents behind a feed that are made, oldest first, and what leads from the feed to the newest of all."""

    documents: list[ArchiveDocument]
    history: History


class KeptMonth(NamedTuple):
    """The documents of one month that stay as they are, by their names in order.

    `after`: what came out then or later may go into further documents; None: there are to be none.
    """

    names: tuple[str, ...] = ()
    after: datetime | None = None


class Staying(NamedTuple):
    """What of an archive stays as it is: the documents of some months; and the ids of articles that go into no other
    document, for these have them, or they are to go into none."""

    months: Mapping[str, KeptMonth]
    ids: AbstractSet[str]

    @property
    def names(self) -> set[str]:
        """The names of the documents."""
        return {name for month in self.months.values() for name in month.names}


_NONE_KEPT = KeptMonth()
NOTHING = Staying({}, frozenset())


def chain(channel: Channel, articles: Iterable[Dated], now: datetime, about: str, staying: Staying = NOTHING) -> Chain:
    """The documents behind a feed at the instant `now`; none but those that stay for a feed that is to have no archive.

    `articles` are all of the station's, oldest first; `about` tells what else goes into every item. The documents that
    are made and those that stay lead to each other.
    """
    published = (dated for dated in articles if dated[0].published <= now and channel.carries(dated[0]))
    parts: dict[str, Sequence[Dated]] = {}
    for name, part in _parts(channel, (one for one in published if one[0].id not in staying.ids), now, staying.months):
        if shown := [dated for dated in part if _is_shown(dated[0], now)]:
            parts[name] = shown
    kept = staying.names
    names = sorted({*parts, *kept}, key=place_in_chain)
    urls = [f"{channel.url}{ARCHIVE_FOLDER}/{name}/" for name in names]
    links = zip([None, *urls], [*urls[1:], None], strict=False)
    made = [
        _document(channel, name, History(channel.url, before, after), parts[name], now, about)
        for name, (before, after) in zip(names, links, strict=False)
        if name not in kept
    ]
    return Chain(made, History(previous=urls[-1]) if urls else NO_HISTORY)


def month_of(name: str) -> str:
    """The month of a document, by its name: that of 2026-05-12 is 2026-05."""
    return name.rpartition("-")[0]


def place_in_chain(name: str) -> tuple[str, int]:
    """What a document stands by in the order of its chain, by its name."""
    month, _, number = name.rpartition("-")
    return month, int(number)


def _parts(
    channel: Channel, published: Iterable[Dated], now: datetime, kept: Mapping[str, KeptMonth]
) -> Iterator[tuple[str, Sequence[Dated]]]:
    """The articles of each document that is made, with its name: the month, and its number in it."""
    for month, group in groupby(published if channel.archive else (), key=lambda dated: f"{dated[0].published:%Y-%m}"):
        staying = kept.get(month, _NONE_KEPT)
        of_month = [dated for dated in group if staying.after is None or dated[0].published >= staying.after]
        if month in kept and staying.after is None:
            continue
        is_past = month < f"{now.astimezone(UTC):%Y-%m}"
        until = len(of_month) if is_past else len(of_month) // channel.limit * channel.limit
        first = int(staying.names[-1].rpartition("-")[2]) if staying.names else 0
        for start in range(0, until, channel.limit):
            yield f"{month}-{first + start // channel.limit + 1}", of_month[start : start + channel.limit]


def _is_shown(candidate: Candidate, now: datetime) -> bool:
    return not candidate.withdrawn and not candidate.has_expired(now)


def _document(
    channel: Channel, name: str, history: History, part: Sequence[Dated], now: datetime, about: str
) -> ArchiveDocument:
    path, url = f"{channel.path}/{ARCHIVE_FOLDER}/{name}", f"{channel.url}{ARCHIVE_FOLDER}/{name}/"
    own = replace(channel, path=path, url=url, hubs=(), destinations=())  # readers alone come to it, by its links
    states = [(candidate.id, text, candidate.show, last_change(candidate, now)) for candidate, text in part]
    described = replace(own, sections=frozenset(), tags=frozenset())  # whose order is another in every process
    made_of = repr((about, described, history, states))
    return ArchiveDocument(own, history, tuple(candidate for candidate, _ in reversed(part)), digest(made_of))


def feed_of(document: ArchiveDocument, now: datetime, ready: Callable[[Candidate], ReadyItem]) -> Feed:
    """The feed that a document is; `ready` makes articles ready. Texts are whole if all of the feed's are."""
    channel = document.channel
    whole = channel.full >= channel.limit
    staying = [candidate for candidate in document.candidates if _is_shown(candidate, now)]
    items = tuple(item_of(candidate, ready(candidate), now, whole=whole) for candidate in staying)
    return Feed(channel, items, (), max(item.updated for item in items), document.history)


def next_month(now: datetime) -> datetime:
    """When the month after that of an instant begins: what is left of this one then goes into the archive."""
    later = now.astimezone(UTC).replace(day=1) + timedelta(days=32)
    return later.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
