"""Time zones by their names (IANA time zone database)."""

import re
from contextlib import suppress
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BeforeValidator, WithJsonSchema

from feedpub.model.fields import mistake, text_of

_EVERYDAY_ZONE = re.compile("(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/[A-Z][a-z]+(?:_[A-Z][a-z]+)*")
"""Names that can be looked up by themselves; spelt so, they are names on every disk or on none."""


@cache
def _zones() -> set[str]:
    """All zones; looking for them reads folders of the disk."""
    return available_timezones()


def _zone(value: object) -> object:
    if isinstance(value, ZoneInfo):
        return value
    name = text_of(value).strip()
    if _EVERYDAY_ZONE.fullmatch(name):
        with suppress(ZoneInfoNotFoundError, ValueError):
            return ZoneInfo(name)
    if name not in _zones():
        near = _meant_zone(name)
        fix = f"Did you mean {near}?" if near else "Name a large city in it, for example: America/New_York."
        raise mistake("unknown-time-zone", f"There is no time zone “{name}”.", fix)
    if _ABBREVIATED.fullmatch(name):
        message = f"“{name}” is an offset, not a place: it says nothing about daylight saving time there."
        raise mistake("unknown-time-zone", message, "Name a place, such as America/New_York, or UTC.")
    return ZoneInfo(name)


def _meant_zone(name: str) -> str:
    """The zone that was most likely meant: by what it is called, by a city, or with a slip in its name."""
    if zone := _CUSTOMARY.get(name.upper().removesuffix(" TIME")):
        return zone
    if name.upper() in _zones() and not _ABBREVIATED.fullmatch(name.upper()):
        return name.upper()
    places = [zone for zone in sorted(_zones()) if _EVERYDAY_ZONE.fullmatch(zone)]
    city = name.casefold().replace(" ", "_")
    for zone in places:
        if zone.partition("/")[2].casefold() == city or _is_a_slip(name.casefold(), zone.casefold()):
            return zone
    return ""


def _is_a_slip(word: str, meant: str) -> bool:
    """Whether a letter is missing, one too many, another one, or in its neighbour's place.

    Names of places that differ in more are hardly ever meant for each other.
    """
    if len(word) == len(meant):
        differ = [at for at, (a, b) in enumerate(zip(word, meant, strict=True)) if a != b]
        first, last = (differ[0], differ[-1]) if differ else (0, 0)
        return first == last or (len(differ) == 2 and last == first + 1 and word[first] == meant[last])
    short, long = sorted((word, meant), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


_CUSTOMARY = {
    **dict.fromkeys(("ET", "EST", "EDT", "EASTERN"), "America/New_York"),
    **dict.fromkeys(("CT", "CST", "CDT", "CENTRAL"), "America/Chicago"),
    **dict.fromkeys(("MT", "MST", "MDT", "MOUNTAIN"), "America/Denver"),
    **dict.fromkeys(("PT", "PST", "PDT", "PACIFIC"), "America/Los_Angeles"),
    **dict.fromkeys(("BST", "UK"), "Europe/London"),
    **dict.fromkeys(("CET", "CEST"), "Europe/Paris"),
}
"""What people call zones; elsewhere some of these names mean others, so they are only proposed."""
_ABBREVIATED = re.compile(r"(?!UTC|GMT|PRC|ROK|ROC)[A-Z]{3}([0-9][A-Z]{3})?")
"""The old names of zones; three of them are countries'."""


Zone = Annotated[ZoneInfo, BeforeValidator(_zone), WithJsonSchema({"type": "string"})]
"""A time zone by its IANA name, such as America/New_York."""
