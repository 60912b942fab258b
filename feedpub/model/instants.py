"""Dates as an editor writes them, turned into instants.

2026-05-02, 2026-05-02T09:30 and 2026-05-02T09:30:15 are times in the station's zone; an offset or a Z at the end
says otherwise. A date alone is its first moment in that zone.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from feedpub.model.fields import FieldContext, mistake, text_of

TIME = (
    r"(?:(?:[Tt]|\s+)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"\s*(?P<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)
"""A time behind a date, with or without its offset from UTC; or nothing."""
_WRITTEN = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})" + TIME)
FIX = "Write it as 2026-05-02, 2026-05-02T09:30 or 2026-05-02T09:30-04:00."
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Validators and readers take an instant before the web's first days, or far from now, for a mistake."""


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant that `text` names, in UTC. Raises what `mistake` makes, with the code bad-date."""
    text = text.strip()
    local, offset, is_day = _everyday(text) or _read(text)
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise mistake(
            "bad-date", f"The year {local.year} is not between {FIRST_YEAR} and {LAST_YEAR}.", "Check the year."
        )
    if offset:
        instant = local.replace(tzinfo=_offset(offset)).astimezone(UTC)
    else:
        instant = local.replace(tzinfo=zone).astimezone(UTC) if is_day else _local_time(local, zone)
    if instant.year < FIRST_YEAR:
        raise mistake("bad-date", f"The year {instant.year} is before {FIRST_YEAR}.", "Check the year.")
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
    try:
        if found:
            year, month, day = (int(found[name]) for name in ("year", "month", "day"))
            hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
            local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone is put on by who called
            return _Written(local, found["offset"] or "", is_day=not found["hour"])
    except ValueError:
        pass  # such a moment does not exist
    from feedpub.model.meant_dates import refused  # noqa: PLC0415 - hardly any date is wrong

    raise refused(text, found)


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
