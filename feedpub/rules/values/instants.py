"""Instants: what the dates of RSS (RFC 822) and of Atom and JSON Feed (RFC 3339) name, if they name anything."""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from feedpub.rules.patterns import pattern
from feedpub.rules.values.meant_dates import DAYS, MONTHS, OLD_ZONES

EARLIEST, LATEST = 1990, 2100
_A_DAY = timedelta(days=1)
_RFC822 = pattern(
    r"(?:(?P<weekday>[A-Za-z]+) ?, ?)?(?P<day>\d{1,2}) (?P<month>[A-Za-z]+) (?P<year>\d{4}|\d{2})"
    r" (?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))? (?P<zone>[+-]\d{4}|[A-Za-z]+)",
    re.ASCII,
)
RFC3339_FORM = pattern(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})T(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})"
    r"(?P<fraction>\.\d*)?(?P<zone>Z|[+-]\d{2}:\d{2})",
    re.ASCII,
)


class Written(NamedTuple):
    """The parts of a date of RFC 822, names as the specification spells them."""

    weekday: str
    day: int
    month: str
    year: int
    hour: int
    minute: int
    second: int
    zone: str


@lru_cache(2**14)
def written(value: str) -> Written | None:
    """The parts of a date of RFC 822, whatever their values; None for what has not its form."""
    found = _RFC822.fullmatch(" ".join(without_comments(value).split()))
    if found is None:
        return None
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < 50 else 1900  # RFC 5322 section 4.3
    return Written(
        (found["weekday"] or "").title(),
        int(found["day"]),
        found["month"].title(),
        year,
        int(found["hour"]),
        int(found["minute"]),
        int(found["second"] or 0),
        found["zone"].upper(),
    )


def without_comments(value: str) -> str:
    """The date without what stands in brackets, which may hold brackets and backslashes (RFC 822 section 3.4.3)."""
    if "(" not in value:
        return value
    kept: list[str] = []
    depth = 0
    escaped = False
    for character in value:
        if escaped or (depth and character == "\\"):
            escaped = not escaped
        elif character == "(":
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            kept.append(" ")
        elif not depth:
            kept.append(character)
    return "".join(kept) if not depth else value


_EVERYDAY = pattern(
    r"([MTWFS][a-z]{2}), (\d\d) ([JFMASOND][a-z]{2}) ((?:19|20)\d\d) (\d\d):(\d\d):([0-5]\d) (?:GMT|\+0000)", re.ASCII
)


@lru_cache(2**14)
def everyday_rfc822(value: str) -> datetime | None:
    """The instant that a date as nearly all feeds write it names, if nothing at all is wrong with it."""
    found = _EVERYDAY.fullmatch(value)
    if found is None or found.group(3) not in MONTHS:
        return None
    day_name, day, month, year, hour, minute, second = found.groups()
    number = MONTHS.index(month) + 1
    instant = _instant(int(year), number, int(day), int(hour), int(minute), int(second), timedelta())
    if instant is None or not EARLIEST <= instant.year <= LATEST or DAYS[instant.weekday()] != day_name:
        return None
    return instant


@lru_cache(2**14)
def rfc822_instant(value: str) -> datetime | None:
    """The instant in UTC that a date of RSS's names, or None if it names none."""
    if (instant := everyday_rfc822(value)) is not None:
        return instant
    date = written(value)
    if date is None or date.month not in MONTHS:
        return None
    if date.zone[0] in "+-":
        shift = timedelta(hours=int(date.zone[1:3]), minutes=int(date.zone[3:]))
        shift = -shift if date.zone[0] == "-" else shift
    else:
        shift = timedelta(hours=OLD_ZONES.get(date.zone, 0))
    month = MONTHS.index(date.month) + 1
    return _instant(date.year, month, date.day, date.hour, date.minute, date.second, shift)


@lru_cache(2**14)
def rfc3339_instant(value: str) -> datetime | None:
    """The instant in UTC that a date of Atom's names, to the second, or None if it names none."""
    found = RFC3339_FORM.fullmatch(value)
    if found is None:
        return None
    zone, shift = found["zone"], timedelta()
    if zone != "Z":
        shift = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:]))
        shift = -shift if zone[0] == "-" else shift
    year, month, day, hour, minute = (int(found[name]) for name in ("year", "month", "day", "hour", "minute"))
    return _instant(year, month, day, hour, minute, int(found["second"]), shift)


def _instant(year: int, month: int, day: int, hour: int, minute: int, second: int, shift: timedelta) -> datetime | None:
    try:
        local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    if second > 60 or abs(shift) >= _A_DAY:
        return None
    try:
        instant = local - shift
    except OverflowError:  # in the first or last hours of all years that datetime knows
        return local
    return instant if second < 60 or _may_have_leap_second(instant) else None


def _may_have_leap_second(instant: datetime) -> bool:
    """Whether a minute in UTC may have a second 60: the last of a month (RFC 3339 section 5.7); datetime has none."""
    is_last_day = instant.day == monthrange(instant.year, instant.month)[1]
    return is_last_day and (instant.hour, instant.minute) == (23, 59)
