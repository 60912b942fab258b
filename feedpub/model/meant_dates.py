"""What was meant by a date that is none, or is not written as feedpub reads it."""

import re
from calendar import monthrange
from datetime import datetime, timedelta

from pydantic_core import PydanticCustomError

from feedpub.model.fields import mistake
from feedpub.model.instants import FIX, LAST_YEAR, TIME

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})" + TIME)
_YEAR_LAST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})" + TIME)


def in_iso(text: str) -> str:
    """What to write for a date in another form; both readings where the day and the month could be either.

    Empty if it cannot be told.
    """
    plain = _DASHES.sub("-", text)
    if told := _in_words(plain):
        return f"Write {told}"
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


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DAYS = (
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>[0-9]{{4}})", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}{_DAY}[\s-]+{_MONTH},?[\s-]+(?P<year>[0-9]{{4}})", re.IGNORECASE),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
)
_CLOCK = re.compile(
    r"(?:T|,?\s+)(?:at\s+)?(?P<hour>[0-9]{1,2}?)(?::?(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
    r"\s*(?P<half>[ap])?(?(half)\.?m\.?)\s*(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)


def _in_words(text: str) -> str:
    """A date in English words, or with a time of twelve hours, as ISO 8601 has it; empty if it is none."""
    day = next((found for form in _DAYS if (found := form.match(text))), None)
    if day is None:
        return ""
    month = day["month"]
    date = int(day["year"]), int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1, int(day["day"])
    if not _exists(*date):
        return ""
    rest = text[day.end() :]
    time = _CLOCK.fullmatch(rest) if rest else None
    if time is None:
        return "" if rest else _iso(*date)
    hour, minute = int(time["hour"]), int(time["minute"] or 0)
    if time["half"]:
        hour = hour % 12 + (12 if time["half"] in "pP" else 0)
    if hour > 23 or minute > 59:
        return ""
    offset = re.sub(r"([+-][0-9]{2}):?([0-9]{2})", r"\1:\2", time["offset"] or "").upper()
    return f"{_iso(*date)}T{hour:02}:{minute:02}{':' + time['second'] if time['second'] else ''}{offset}"


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
