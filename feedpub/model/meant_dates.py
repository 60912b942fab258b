"""What was meant by a date that is none, or is not written as feedpub reads it."""

import re
from calendar import monthrange
from datetime import datetime, timedelta

from pydantic_core import PydanticCustomError

from feedpub.model.fields import mistake
from feedpub.model.instants import FIX, LAST_YEAR

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_IN_WORDS = (
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>[0-9]{{4}})", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}{_DAY}[\s-]+{_MONTH},?[\s-]+(?P<year>[0-9]{{4}})", re.IGNORECASE),
)
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_CLOCK = re.compile(
    r"(?:T|,?\s+)(?:at\s+)?(?P<hour>[0-9]{1,2}?)(?:[:.]?(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?)?"
    r"\s*(?P<half>[ap])?(?(half)\.?m\.?)\s*(?:(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})|\(?(?P<zone>[A-Z]{2,4})\)?)?",
    re.IGNORECASE,
)


def in_iso(text: str) -> str:
    """What to write for a date in another form; both readings where the day and the month could be either.

    Empty if it cannot be told.
    """
    plain = _DASHES.sub("-", text)
    days, rest = _days(plain)
    time = _time(rest)
    possible = dict.fromkeys(_iso(*day) for day in days if _exists(*day)) if time is not None else {}
    readings = [f"{day}{time}" for day in possible]
    if len(readings) == 2:
        return f"Write {readings[0]} if {days[0][1]} is the month, {readings[1]} if {days[1][1]} is."
    here = " if the station's time is meant." if (clock := _CLOCK.fullmatch(rest)) and clock["zone"] else ""
    return f"Write {readings[0]}{here}" if readings else ""


def _days(text: str) -> tuple[list[tuple[int, int, int]], str]:
    """The days that a text may begin with, as years, months and days; and what follows."""
    for form in _IN_WORDS:
        if found := form.match(text):
            month = _MONTHS.index(found["month"][:3].lower()) + 1
            return [(int(found["year"]), month, int(found["day"]))], text[found.end() :]
    if found := _YEAR_FIRST.match(text):
        year, month, day = map(int, found.groups())
        return [(year, month, day)], text[found.end() :]
    if found := _YEAR_LAST.match(text):
        first, second, year = map(int, found.groups())
        days = [(year, first, second), (year, second, first)]
        return days if "/" in found[0] else days[::-1], text[found.end() :]
    return [], text


def _time(rest: str) -> str | None:
    """A time as ISO 8601 has it behind a day; empty if there is none, None if it is none."""
    clock = _CLOCK.fullmatch(rest) if rest else None
    if clock is None:
        return None if rest else ""
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"] in "pP" else 0)
    if hour > 23 or minute > 59:
        return None
    offset = re.sub(r"([+-][0-9]{2}):?([0-9]{2})", r"\1:\2", clock["offset"] or "").upper()
    return f"T{hour:02}:{minute:02}{':' + clock['second'] if clock['second'] else ''}{offset}"


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def refused(text: str, found: re.Match[str] | None) -> PydanticCustomError:
    """What to raise for a date that is none; `found` are its parts, if it is at least written like one."""
    if found is None:
        return mistake("bad-date", f"“{text[:40]}” is not a date that feedpub can read.", in_iso(text) or FIX)
    year, month, day, hour, minute = (int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute"))
    return mistake("bad-date", *_impossible(year, month, day, hour, minute, text[found.end("day") :]))


def _impossible(year: int, month: int, day: int, hour: int, minute: int, time: str) -> tuple[str, str]:
    """What does not exist of a date or time, and what may have been meant; `time` is all that follows the day."""
    if not 1 <= month <= 12 or year < 1:
        meant = f"Write {_iso(year, day, month)}{time} if {month} is the day." if _exists(year, day, month) else FIX
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
