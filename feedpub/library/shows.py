"""A station's shows: where they are written, and each made ready as the channel of a podcast."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from functools import cached_property, partial
from pathlib import Path as FilePath
from urllib.parse import quote

from feedpub import document, media
from feedpub.document import Document, Path
from feedpub.library.channels import channels
from feedpub.library.desk import Desk
from feedpub.library.folders import SHOW_FILE, STATION_FILE, Folder
from feedpub.library.look import Look
from feedpub.library.podcast_words import of_show
from feedpub.model import podcast
from feedpub.model.choices import ALL, ALL_FULL
from feedpub.model.feed import Author, Channel
from feedpub.model.newsroom import Station
from feedpub.model.parts import Stream
from feedpub.model.show import Live, Show
from feedpub.problem import Problem, Severity, suggestion


class ShowFile:
    """Where a show is written: a file of its own, or a part of its station's; read only when it is asked for."""

    def __init__(self, folder: Folder, name: str, slug: str) -> None:
        self._folder = folder
        self._own = folder.root / name / slug / SHOW_FILE
        self._station = folder.root / name / STATION_FILE
        self._entry: Path = ("shows", slug)

    @cached_property
    def document(self) -> Document:
        """The document that holds the show. Raises UnreadableError."""
        station = self._read(self._station)
        return station if station.value(self._entry) is not None else self._read(self._own)

    def _read(self, path: FilePath) -> Document:
        shown = self._folder.display(path)
        return document.read(self._folder.read(path, shown), shown)

    @property
    def above(self) -> Path:
        """Where in the document the show stands: what the paths of its fields begin with."""
        return self._entry if self.document.value(self._entry) is not None else ()

    @property
    def path(self) -> FilePath:
        """The file that holds the show."""
        return self._station if self.above else self._own


def bare_channel(station: Station, slug: str, main: Channel) -> Channel:
    """The channel of a show without anything that a file has to be read for; `main` is that of its station.

    It carries all episodes, and these in full, if nobody says otherwise.
    """
    show = station.shows[slug]
    link = show.link or station.link
    return replace(
        main,
        path=f"{main.path}/{slug}",
        url=f"{main.url}{slug}/",
        title=show.title,
        description=" ".join(show.description.split()),
        link=link,
        language=show.language or station.language,
        author=Author(show.author or station.title, show.email or station.email, link),
        limit=show.limit or ALL,
        full=(show.content or ALL_FULL).full,
        copyright=show.copyright or station.copyright,
        logo=None,
        icon=None,
        destinations=main.destinations if show.destinations is None else tuple(show.destinations),
    )


def bare_channels(station: Station, name: str) -> list[Channel]:
    """All channels of the station in the folder `name`, the main feed first, without what a file is read for."""
    main, *others = channels(station, name)
    return [main, *others, *(bare_channel(station, slug, main) for slug in station.shows)]


def show_channel(desk: Desk, slug: str, main: Channel) -> tuple[Channel, list[Problem]]:
    """The channel of one show of a station, and what is wrong with it.

    With an error among the problems the channel is not fit to be published.
    """
    made = _Show(desk, slug)
    channel = made.channel(main)
    return channel, made.problems


class _Show:
    """One show in the making."""

    def __init__(self, desk: Desk, slug: str) -> None:
        self.name, self.station, self.slug, self.show = desk.name, desk.station, slug, desk.station.shows[slug]
        file = ShowFile(desk.folder, desk.name, slug)
        self.above = file.above
        self.look = Look(file.document, desk.shelf)

    @property
    def problems(self) -> list[Problem]:
        return self.look.problems

    def channel(self, main: Channel) -> Channel:
        show, station, look = self.show, self.station, self.look
        look.problems += of_show(look.document, self.above)
        if show.guid is None:
            message = f"The show “{show.title}” has no `guid`, by which apps recognize it when its feed moves."
            fix = f"Run: feedpub guid --write {self.name}/{self.slug}"
            look.wrong((*self.above, "title"), "missing-guid", message, fix, Severity.WARNING)
        image = (*self.above, "image")
        art = look.at(image, lambda: look.shelf.artwork(show.image)) or ""
        bare = bare_channel(station, self.slug, main)
        picture = look.at(image, lambda: look.shelf.picture(show.image)) if art else None
        return replace(bare, icon=picture, podcast=self._podcast(art, show, bare.link))

    def _podcast(self, art: str, show: Show, link: str) -> podcast.Podcast:
        author = show.author or self.station.title
        return podcast.Podcast(
            show=self.slug,
            author=author,
            owner=show.owner or author,
            email=show.email or self.station.email,
            explicit=show.explicit,
            kind=str(show.type),
            categories=show.categories,
            art=art,
            guid=show.guid,
            funding=show.funding,
            locked=show.locked,
            medium=show.medium,
            persons=show.persons,
            trailers=tuple(self._trailers()),
            license=show.license,
            location=show.location,
            update_frequency=show.update_frequency,
            complete=show.complete,
            blocked=show.block,
            new_feed_url=show.new_feed_url,
            podroll=show.podroll,
            publisher=show.publisher,
            value=show.value,
            txt=show.txt,
            live=tuple(self._live(link)),
        )

    def _trailers(self) -> Iterator[podcast.Trailer]:
        for index, given in enumerate(self.show.trailers):
            path = (*self.above, "trailers", index)
            see = partial(self.look.shelf.file, given, media.AUDIO_TYPES, given.type, given.length)
            file = self.look.at(path, see)
            if file:
                yield podcast.Trailer(file, given.title, given.published, given.season)

    # --- live events -------------------------------------------------------------------------------------------

    def _live(self, link: str) -> Iterator[podcast.LiveItem]:
        seen: set[str] = set()
        for index, live in enumerate(self.show.live):
            path = (*self.above, "live", index)
            identity = live.id or self._minted(live)
            if identity in seen:
                message = "Another event of the show has the same id, so apps see only one of the two."
                self.look.wrong((*path, "id"), "duplicate-id", message, "Give one of them an `id` of its own.")
            seen.add(identity)
            see = partial(self.look.shelf.picture, live.image) if live.image else None
            picture = self.look.at((*path, "image"), see) if see else None
            stream = self._stream(live, (*path, "stream"))
            if stream and stream.type:
                links = tuple(podcast.ContentLink(to.title, to.url) for to in live.content_links)
                yield podcast.LiveItem(
                    id=identity,
                    title=live.title,
                    status=str(live.status),
                    start=live.start,
                    end=live.end,
                    stream=podcast.MediaFile(stream.url, stream.type),
                    link=live.link or link,
                    content_links=links or (podcast.ContentLink(self.show.title, live.link or link),),
                    summary=live.summary,
                    image=picture.url if picture else None,
                    persons=live.persons,
                )

    def _stream(self, live: Live, path: Path) -> Stream | None:
        """The station's stream that an event is heard on; one without a type is a page, which apps cannot play."""
        streams = {stream.name: stream for stream in self.station.streams if stream.type}
        if live.stream in streams:
            return streams[live.stream]
        near = suggestion(live.stream, streams)
        fix = f"Did you mean {near}?" if near else f"The station's streams: {', '.join(streams) or 'none with a type'}."
        self.look.wrong(path, "unknown-value", f"The station has no stream “{live.stream}” that apps can play.", fix)
        return None

    def _minted(self, live: Live) -> str:
        """The id of an event: a tag: URI (RFC 4151) of the station's domain, the day and the time of its start in UTC,
        which has every minute once."""
        start = live.start.astimezone(UTC)
        where = f"{quote(self.name, safe='')}/{self.slug}/live-{start:%H%M}"
        return f"tag:{self.station.authority},{start:%Y-%m-%d}:{where}"
