"""Items as a page shows them: the words and addresses that the template puts in its places, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo

from feedpub.model.feed import Channel, Enclosure, Item, Picture
from feedpub.model.parts import Stream
from feedpub.pages.words import Words
from feedpub.pages.writing import clock, day, direction

SHOWN = 20
"""Items on a page: the feed has them all."""
_LONGEST = 320
"""Characters of a summary on a page."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Something to listen to: a player for it, or a link where a browser cannot play it."""

    url: str
    type: str
    name: str
    length: str | None = None

    @property
    def plays(self) -> bool:
        """Whether it is audio as a browser knows it, and no playlist or page."""
        return self.type.startswith("audio/") and self.type not in _PLAYLISTS


_PLAYLISTS = {"audio/mpegurl", "audio/x-mpegurl", "audio/x-scpls", "audio/x-pn-realaudio"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item; `language` and `direction` only where they are not the page's."""

    title: str
    link: str
    instant: str
    day: str
    summary: str
    about: tuple[str, ...]
    picture: Picture | None
    sound: Sound | None
    language: str | None
    direction: str | None


def entry(item: Item, channel: Channel, zone: tzinfo, words: Words) -> Entry:
    """An item of the channel, its day as it was in the zone."""
    local = item.published.astimezone(zone)
    other = item.language if item.language != channel.language else None
    way = direction(item.language)
    return Entry(
        title=item.title,
        link=item.link,
        instant=local.isoformat(),
        day=day(local, channel.language),
        summary=shortened(item.summary),
        about=tuple(_about(item, channel, words)),
        picture=_picture(item),
        sound=_sound(item.enclosure, item.title) if item.enclosure else None,
        language=other,
        direction=way if way != direction(channel.language) else None,
    )


def _about(item: Item, channel: Channel, words: Words) -> Iterator[str]:
    """What stands beside the day: the section, or the place of an episode in its show."""
    episode = item.episode
    if not channel.podcast or episode is None:
        if item.section:
            yield item.section
        return
    if episode.season is not None:
        yield episode.season_name or words.season.format(number=episode.season)
    if episode.kind in {"trailer", "bonus"}:
        yield words.trailer if episode.kind == "trailer" else words.bonus
    elif episode.number is not None:
        yield words.episode.format(number=episode.number)


def _picture(item: Item) -> Picture | None:
    if item.image is None and item.episode and item.episode.art:
        return Picture(item.episode.art)
    return item.image


def _sound(enclosure: Enclosure, title: str) -> Sound:
    length = clock(enclosure.duration) if enclosure.duration is not None else None
    return Sound(enclosure.url, enclosure.type, title, length)


def stream(given: Stream) -> Sound:
    """A live stream; without a type it is a page."""
    return Sound(given.url, given.type or "", given.name)


def shortened(text: str) -> str:
    """As much of a text as a page shows, cut after a word if that leaves most of it."""
    if len(text) <= _LONGEST:
        return text
    cut = text[:_LONGEST]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > _LONGEST // 2 else cut).rstrip(" ,;:.–-") + "…"
