"""Dates as an editor writes them, turned into instants.

2026-05-02, 2026-05-02T09:30 and 2026-05-02T09:30:15 are times in the station's zone; an offset or a Z at the end
says otherwise. A date alone is its first moment in that zone.
"""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from feedpub.model.fields import FieldContext, mistake, text_of

_TIME = (
    r"(?:(?:[Tt]|\s+)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"\s*(?P<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_WRITTEN = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})" + _TIME)
_FIX = "Write it as 2026-05-02, 2026-05-02T09:30 or 2026-05-02T09:30-04:00."
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Validators and readers take an instant before the web's first days, or far from now, for a mistake."""


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant that `text` names, in UTC. Raises what `mistake` makes, with the code bad-date."""
    text = text.strip()
    local, offset, is_day = _everyday(text) or _read(text)
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise mistake("bad-date", f"The year {local.year} is not between {FIRST_YEAR} and {LAST_YEAR}.", _FIX)
    if offset:
        instant = local.replace(tzinfo=_offset(offset)).astimezone(UTC)
    else:
        instant = local.replace(tzinfo=zone).astimezone(UTC) if is_day else _local_time(local, zone)
    if instant.year < FIRST_YEAR:
        raise mistake("bad-date", f"The year {instant.year} is before {FIRST_YEAR}.", _FIX)
    return instant


class _Written(NamedTuple):
    """A date and time without a zone, the offset from UTC that is written after it, and whether there is no time."""

    local: datetime
    offset: str
    is_day: bool


_EVERYDAY = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)(Z|[+-][0-9]{2}:[0-9]{2})?"
)
"""Without 24:00, which some versions of Python take for the next day's 00:00."""


def _everyday(text: str) -> _Written | None:
    """What is written as in ISO 8601, as most is: Python reads that in a third of the time."""
    found = _EVERYDAY.fullmatch(text)
    try:
        return _Written(datetime.fromisoformat(found[1]), found[2] or "", is_day=False) if found else None
    except ValueError:  # such a moment does not exist
        return None


def _read(text: str) -> _Written:
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise mistake("bad-date", f"“{text[:40]}” is not a date that feedpub can read.", _in_iso(text) or _FIX)
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    try:
        local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone is put on by who called
    except ValueError as error:
        raise mistake("bad-date", *_impossible(year, month, day, hour, minute, text[found.end("day") :])) from error
    return _Written(local, found["offset"] or "", is_day=not found["hour"])


_DASHES = re.compile("[\u2010-\u2015\u2212]")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})" + _TIME)
_YEAR_LAST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})" + _TIME)


def _in_iso(text: str) -> str:
    """What to write for a date in another form; both readings where the day and the month could be either."""
    plain = _DASHES.sub("-", text)
    if found := _YEAR_FIRST.fullmatch(plain):
        days = [(found[1], found[2], found[3])]
    elif found := _YEAR_LAST.fullmatch(plain):
        days = [(found[3], found[2], found[1]), (found[3], found[1], found[2])]
    else:
        return ""
    time = plain[found.end(3) :]
    possible = dict.fromkeys(_iso(*map(int, day)) for day in days if _exists(*map(int, day)))
    readings = [f"{day}{time}" for day in possible]
    if len(readings) == 2:
        return f"Write {readings[0]} if {days[0][1]} is the month, {readings[1]} if {days[1][1]} is."
    return f"Write {readings[0]}" if readings else ""


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _impossible(year: int, month: int, day: int, hour: int, minute: int, time: str) -> tuple[str, str]:
    """What does not exist of a date or time, and what may have been meant; `time` is all that follows the day."""
    if not 1 <= month <= 12 or year < 1:
        meant = f"Write {_iso(year, day, month)}{time} if {month} is the day." if _exists(year, day, month) else _FIX
        return f"There is no month {year:04}-{month:02}.", meant
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return f"There is no day {day} in {year:04}-{month:02}, which has {days} days.", "Look it up in a calendar."
    if (hour, minute) == (24, 0) and (year, month, day) < (LAST_YEAR, 12, 31):
        after = datetime(year, month, day) + timedelta(days=1)  # noqa: DTZ001 - only its day is looked at
        fix = f"Write {after:%Y-%m-%d}{time.replace('24:00', '00:00', 1)}"
        return "There is no time 24:00: that moment is the next day's 00:00.", fix
    if hour > 23 or minute > 59:
        return f"There is no time {hour:02}:{minute:02}.", "Hours are 00 to 23, minutes 00 to 59."
    return "Seconds above 59 do not exist.", "Seconds are 00 to 59, and can be left out."


@cache  # a station's times have two of them
def _offset(text: str) -> tzinfo:
    if text in "Zz":
        return UTC
    shift = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    shift = -shift if text[0] == "-" else shift
    if int(text[-2:]) > 59 or not _WEST <= shift <= _EAST:
        raise mistake("bad-date", f"There is no offset {text} from UTC.", "They go from -12:00 to +14:00.")
    return timezone(shift)


_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)


def _local_time(local: datetime, zone: ZoneInfo) -> datetime:
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    shown = f"{local:%H:%M} on {local:%Y-%m-%d}"
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        message = f"In {zone.key} there was no {shown}: the clocks went forward."
        raise mistake("bad-date", message, f"For example: {_with_offset(first.astimezone(UTC).astimezone(zone))}")
    message = f"In {zone.key} there were two {shown}: the clocks went back."
    raise mistake(
        "bad-date",
        message,
        f"Write {_with_offset(first)} for the first, {_with_offset(second)} for the other.",
    )


def _with_offset(instant: datetime) -> str:
    return instant.isoformat(timespec="minutes")


def _instant(value: object, info: ValidationInfo) -> object:
    return value if isinstance(value, datetime) else parse_instant(text_of(value), FieldContext.of(info).zone)


Instant = Annotated[
    datetime, BeforeValidator(_instant), WithJsonSchema({"type": "string", "examples": ["2026-05-02T09:30"]})
]
"""An instant in UTC; a date or time without a zone was read in the station's."""
