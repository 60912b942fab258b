"""What a feed carries of a show and its episodes, ready to be written: all addresses and facts are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from feedpub.model.podcasting import (
    Contributor,
    Funding,
    License,
    Location,
    RemoteItem,
    SocialInteract,
    Text,
    UpdateFrequency,
    Value,
)
from feedpub.model.show import Category


class MediaFile(NamedTuple):
    """A file at an address: its type, its size in bytes where it is known."""

    url: str
    type: str
    length: int | None = None


class Transcript(NamedTuple):
    """A transcript in one form; `captions` if it is made to be shown while the audio plays."""

    url: str
    type: str
    language: str
    captions: bool = False


class Chapter(NamedTuple):
    """Where a chapter begins, in seconds, what it is called, a page about it and a picture for it."""

    start: float
    title: str
    url: str | None = None
    image: str | None = None


class Soundbite(NamedTuple):
    """A part of the audio, in seconds."""

    start: float
    duration: float
    title: str | None = None


class Alternate(NamedTuple):
    """The same episode in another form; `bitrate` in bits a second, `height` in pixels, `integrity` as SRI has it."""

    file: MediaFile
    title: str | None = None
    bitrate: int | None = None
    height: int | None = None
    language: str | None = None
    default: bool = False
    integrity: str | None = None


class Trailer(NamedTuple):
    """A trailer, of the show or of one season."""

    file: MediaFile
    title: str
    published: datetime
    season: int | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """What an item is as an episode of the show in the folder `show`.

    `art` is its own square picture; None where the show's is shown. `chapters` are those that `chapters_url` has too.
    """

    show: str
    kind: str
    explicit: bool
    number: int | None = None
    season: int | None = None
    season_name: str | None = None
    art: str | None = None
    chapters_url: str | None = None
    chapters: tuple[Chapter, ...] = ()
    transcripts: tuple[Transcript, ...] = ()
    persons: tuple[Contributor, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    location: Location | None = None
    social: tuple[SocialInteract, ...] = ()

    @property
    def addresses(self) -> Iterator[str]:
        """Where its files are."""
        yield from (url for url in (self.art, self.chapters_url) if url)
        yield from (transcript.url for transcript in self.transcripts)
        yield from (alternate.file.url for alternate in self.alternates)


class ContentLink(NamedTuple):
    """Where a live event can be met outside of the app."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class LiveItem:
    """Something that is heard live, and the stream that it is heard on."""

    id: str
    title: str
    status: str
    start: datetime
    end: datetime | None
    stream: MediaFile
    link: str
    content_links: tuple[ContentLink, ...]
    summary: str | None = None
    image: str | None = None
    persons: tuple[Contributor, ...] = ()


@dataclass(frozen=True, slots=True)
class Podcast:
    """What a channel is as a podcast: `show` is the name of its folder, `art` the address of its square artwork."""

    show: str
    author: str
    owner: str
    explicit: bool
    kind: str
    categories: tuple[Category, ...]
    art: str
    email: str | None = None
    guid: str | None = None
    funding: tuple[Funding, ...] = ()
    locked: bool | None = None
    medium: str | None = None
    persons: tuple[Contributor, ...] = ()
    trailers: tuple[Trailer, ...] = ()
    license: License | None = None
    location: Location | None = None
    update_frequency: UpdateFrequency | None = None
    complete: bool = False
    blocked: bool = False
    new_feed_url: str | None = None
    podroll: tuple[RemoteItem, ...] = ()
    publisher: RemoteItem | None = None
    value: Value | None = None
    txt: tuple[Text, ...] = ()
    live: tuple[LiveItem, ...] = ()

    @property
    def addresses(self) -> Iterator[str]:
        """Where its files are."""
        yield self.art
        yield from (trailer.file.url for trailer in self.trailers)
        yield from (live.image for live in self.live if live.image)
