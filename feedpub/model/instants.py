"""Dates as an editor writes them, turned into instants.

2026-05-02, 2026-05-02T09:30 and 2026-05-02T09:30:15 are times in the station's zone; an offset or a Z at the end
says otherwise. A date alone is its first moment in that zone.
"""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from feedpub.model.fields import Reading, mistake, text_of

_WRITTEN = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<offset>[Zz]|[+-]\d{2}:?\d{2})?)?"
)
_FIX = "Write it as 2026-05-02, 2026-05-02T09:30 or 2026-05-02T09:30-04:00."
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Validators and readers take an instant before the web's first days, or far from now, for a mistake."""


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant that `text` names, in UTC. Raises what `mistake` makes, with the code bad-date."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise mistake("bad-date", f"“{text.strip()[:40]}” is not a date that feedpub can read.", _FIX)
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    try:
        local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone is put on below
    except ValueError as error:
        raise mistake("bad-date", _impossible(year, month, day, hour, minute), "Look it up in a calendar.") from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise mistake("bad-date", f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}.", _FIX)
    if found["offset"]:
        instant = local.replace(tzinfo=_offset(found["offset"])).astimezone(UTC)
    elif found["hour"]:
        instant = _local_time(local, zone)
    else:
        instant = local.replace(tzinfo=zone).astimezone(UTC)
    if instant.year < FIRST_YEAR:
        raise mistake("bad-date", f"The year {instant.year} is before {FIRST_YEAR}.", _FIX)
    return instant


def _impossible(year: int, month: int, day: int, hour: int, minute: int) -> str:
    if not 1 <= month <= 12 or year < 1:
        return f"There is no month {year:04}-{month:02}."
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return f"There is no day {day} in {year:04}-{month:02}, which has {days} days."
    if hour > 23 or minute > 59:
        return f"There is no time {hour:02}:{minute:02}."
    return "A minute has no seconds above 59."


def _offset(text: str) -> tzinfo:
    if text in "Zz":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise mistake("bad-date", f"There is no offset {text} from UTC.", _FIX)
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if text[0] == "-" else shift)


def _local_time(local: datetime, zone: ZoneInfo) -> datetime:
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    shown = f"{local:%H:%M} on {local:%Y-%m-%d}"
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        message = f"In {zone.key} there was no {shown}: the clocks went forward."
        raise mistake("bad-date", message, f"Such as {_with_offset(first.astimezone(UTC).astimezone(zone))}.")
    message = f"In {zone.key} there were two {shown}: the clocks went back."
    raise mistake(
        "bad-date",
        message,
        f"Write {_with_offset(first)} for the first, {_with_offset(second)} for the other.",
    )


def _with_offset(instant: datetime) -> str:
    return instant.isoformat(timespec="minutes")


def _instant(value: object, info: ValidationInfo) -> object:
    return value if isinstance(value, datetime) else parse_instant(text_of(value), Reading.of(info).zone)


Instant = Annotated[datetime, BeforeValidator(_instant), WithJsonSchema({"type": "string"})]
"""An instant in UTC; a date or time without a zone was read in the station's."""
