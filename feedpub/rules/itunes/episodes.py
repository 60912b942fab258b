"""What Apple asks of the episodes of a podcast: their numbers, titles and descriptions."""

import re
from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import lacking, rule
from feedpub.rules.itunes.values import APPLE
from feedpub.rules.names import ITUNES
from feedpub.rules.patterns import pattern
from feedpub.rules.podcasts import is_episode, is_podcast
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.numbers import whole_number

_TYPE, _EPISODE_TYPE, _EPISODE, _SEASON = (ITUNES(tag) for tag in ("type", "episodeType", "episode", "season"))
_MAX_BYTES = 4000


def _is_full(kind: str) -> bool:
    """Whether an episode of this type is neither a trailer nor a bonus."""
    return kind.strip().casefold() in {"", "full"}


@rule(
    "i-serial",
    Severity.ERROR,
    f"{APPLE}, type",
    "Add its number in <itunes:episode>, or make the show episodic.",
    on=CHANNEL,
    basis=Basis.PLATFORM,
)
def _serials_are_numbered(channel: Element) -> Iterator[Finding]:
    """Every full episode of a serial show has its number."""
    if channel.value(_TYPE).casefold() != "serial":
        return
    for item in channel.all("item"):
        if item.child(_EPISODE) is None and _is_full(item.value(_EPISODE_TYPE)):
            yield Finding(item, "The show is a serial, but the episode has no number to say which one it is.")


@rule(
    "i-dup-episode",
    Severity.WARNING,
    f"{APPLE}, episode and season",
    "Give each episode its own number.",
    on=CHANNEL,
    basis=Basis.PLATFORM,
)
def _numbers_differ(channel: Element) -> Iterator[Finding]:
    """No two full episodes of a season have the same number."""
    seen: set[tuple[int | None, int]] = set()
    kinds = {kind.parent: kind.text for kind in channel.below("item", _EPISODE_TYPE)}
    seasons = {season.parent: whole_number(season.text) for season in channel.below("item", _SEASON)}
    for element in channel.below("item", _EPISODE):
        number, season = whole_number(element.text), seasons.get(element.parent)
        if number is None or not _is_full(kinds.get(element.parent, "")):
            continue
        if (season, number) in seen:
            which = f"episode {number}" if season is None else f"episode {number} of season {season}"
            yield Finding(element, f"Another episode is {which} too.", snippet=element.text.strip())
        seen.add((season, number))


@rule(
    "i-no-title",
    Severity.ERROR,
    f"{APPLE}, required tags; PSP-1, title",
    "Add <title>.",
    on=ITEM,
    basis=Basis.PLATFORM,
    when=lacking("title"),
)
def _has_title(item: Element) -> Iterator[Finding]:
    """Every episode has a title."""
    if item.tag == "item" and item.child("title") is None and is_episode(item):
        yield Finding(item, "The episode has no <title>, so Apple Podcasts does not list it.")


@rule(
    "i-description-bytes",
    Severity.ERROR,
    f"{APPLE}, description",
    "Shorten it, and put the full text into content:encoded.",
    on=(CHANNEL, ITEM),
    basis=Basis.PLATFORM,
)
def _description_fits(element: Element) -> Iterator[Finding]:
    """The description of a podcast or an episode has at most 4,000 bytes in UTF-8."""
    description = element.child("description")
    if description is None or (len(description.text) <= _MAX_BYTES and description.text.isascii()):
        return
    size = len(description.text.strip().encode("utf-8", "replace"))
    if size > _MAX_BYTES and (is_podcast(element) if element.tag == "channel" else is_episode(element)):
        yield Finding(description, f"The description has {size:,} bytes; Apple Podcasts takes {_MAX_BYTES:,}.")


_NUMBERED = pattern(
    r"\s*(?:#\s*[0-9]+|s(?:eason)?\s*[0-9]+[\s,.:|-]*e(?:p(?:isode)?)?[.\s]*[0-9]+|ep(?:isode)?[.\s#]*[0-9]+)(?![0-9])",
    re.IGNORECASE | re.ASCII,
)


@rule(
    "i-title-number",
    Severity.WARNING,
    f"{APPLE}, title; PSP-1, title",
    "Put the number into <itunes:episode> and <itunes:season>.",
    on=ITEM,
    basis=Basis.DESTINATION,
)
def _title_has_no_number(item: Element) -> Iterator[Finding]:
    """The title of an episode does not begin with its number."""
    title = item.child("title")
    found = _NUMBERED.match(title.text) if title is not None else None
    if found is not None and title is not None and is_episode(item):
        number = found.group().strip()
        yield Finding(title, f"The title begins with “{number[:20]}”, which apps show anyway.", snippet=number)
