"""What a feed carries, the same for every format: the neutral side between articles and RSS, Atom, JSON.

All instants are in UTC, all addresses absolute and in ASCII, all HTML clean and escaped as HTML, all other text
plain. A format renders these and looks nothing up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from feedpub.characters import folded
from feedpub.model.podcast import Episode, Podcast
from feedpub.problem import Place


@dataclass(frozen=True, slots=True)
class Author:
    """A person or the station itself."""

    name: str
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Audio: size in bytes, duration in seconds."""

    url: str
    type: str
    length: int
    duration: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: size in pixels where it is known."""

    url: str
    type: str | None = None
    width: int | None = None
    height: int | None = None
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A page elsewhere: a related link, or the source of an article."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One article as a feed carries it: RSS's item, Atom's entry.

    `categories` are the section and then the tags, each once. `html` is None where the feed carries the summary
    alone.
    """

    id: str
    link: str
    title: str
    published: datetime
    updated: datetime
    summary: str
    html: str | None
    language: str
    authors: tuple[Author, ...] = ()
    section: str | None = None
    categories: tuple[str, ...] = ()
    image: Picture | None = None
    enclosure: Enclosure | None = None
    rights: str | None = None
    episode: Episode | None = None
    source: Reference | None = None
    related: tuple[Reference, ...] = ()

    @property
    def addresses(self) -> Iterator[str]:
        """Where its pictures, audio and other files are."""
        yield from (part.url for part in (self.image, self.enclosure) if part)
        yield from self.episode.addresses if self.episode else ()


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An article that was withdrawn, and when (RFC 6721)."""

    id: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected, from when on it is said, and what stands before it, such as “Correction (2026-05-03):”."""

    when: datetime
    label: str
    text: str


class Places(NamedTuple):
    """Where the fields of an article stand that are compared with other articles or with the clock."""

    link: Place
    id: Place
    published: Place
    changed: Place
    episode: Place


class EpisodeNumber(NamedTuple):
    """The number of a full episode, which no other of its season may have."""

    show: str
    season: int | None
    episode: int


def section_label(section: str) -> str:
    """What feeds choose the articles of a section by."""
    return f"section {folded(section)}"


def tag_label(tag: str) -> str:
    """What feeds choose the articles with a tag by."""
    return f"tag {folded(tag)}"


def show_label(show: str) -> str:
    """What a show's feed chooses its episodes by."""
    return f"show {show}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that a feed may carry: what it is known by, and what decides which feeds carry it, and when.

    `changes` are the instants at which it changed after it was published, `show` is the one that it is an episode of,
    and `key` what its text is found by. What of it a feed carries is made only when one does: most of an archive is in
    no feed any more.
    """

    id: str
    link: str
    title: str
    published: datetime
    withdrawn: bool
    expires: datetime | None
    changes: tuple[datetime, ...]
    places: Places
    section: str | None = None
    categories: tuple[str, ...] = ()
    show: str | None = None
    number: EpisodeNumber | None = None
    key: int = 0

    def has_expired(self, now: datetime) -> bool:
        """Whether the article has left the feeds by itself."""
        return self.expires is not None and self.expires <= now

    @property
    def labels(self) -> frozenset[str]:
        """What feeds choose it by."""
        found = {tag_label(category) for category in self.categories}
        found |= {section_label(self.section)} if self.section is not None else set()
        return frozenset(found | ({show_label(self.show)} if self.show is not None else set()))


@dataclass(frozen=True, slots=True)
class ReadyItem:
    """An article made ready: its item, and its corrections, oldest first, which are not in the item yet."""

    item: Item
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself, and which items it takes.

    `path` is its folder below feeds/ with forward slashes, `url` that folder's address with a slash at its end: a
    format's self link is its file name after that. `limit` is how many items it carries and `full` how many of
    these, from the newest, carry their whole text. `sections` and `tags` are folded; both empty: every item.
    `archive`: what it carries no more is in documents that it leads to.
    `destinations` are the names of the profiles whose demands the feed has to meet. A channel with a `podcast` is a
    show's, and carries its episodes.
    """

    path: str
    url: str
    title: str
    description: str
    link: str
    language: str
    author: Author
    limit: int
    full: int
    copyright: str | None = None
    logo: Picture | None = None
    icon: Picture | None = None
    hubs: tuple[str, ...] = ()
    sections: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    destinations: tuple[str, ...] = ()
    podcast: Podcast | None = None
    archive: bool = False

    @property
    def addresses(self) -> Iterator[str]:
        """Where its pictures and its own audio are."""
        yield from (picture.url for picture in (self.logo, self.icon) if picture)
        yield from self.podcast.addresses if self.podcast else ()

    @property
    def labels(self) -> frozenset[str]:
        """The labels of which an article has to have one to belong to this feed; none: it carries all."""
        if self.podcast:
            return frozenset({show_label(self.podcast.show)})
        return frozenset({*map(section_label, self.sections), *map(tag_label, self.tags)})

    def carries(self, candidate: Candidate) -> bool:
        """Whether the article belongs to this feed."""
        labels = self.labels
        return not labels or not labels.isdisjoint(candidate.labels)


class History(NamedTuple):
    """What leads from a document of a feed to its others (RFC 5005 section 4): addresses of folders, as a channel's.

    `current` is that of the feed itself, None in the feed; `previous` is the archive document before, `next` the one
    after.
    """

    current: str | None = None
    previous: str | None = None
    next: str | None = None


NO_HISTORY = History()


@dataclass(frozen=True, slots=True)
class Feed:
    """A channel with its items, newest first; `updated` is the newest instant of all that it carries.

    An archive document is a feed, too: its channel has its own path and address, and its `history` a `current`.
    """

    channel: Channel
    items: tuple[Item, ...]
    tombstones: tuple[Tombstone, ...]
    updated: datetime
    history: History = NO_HISTORY
