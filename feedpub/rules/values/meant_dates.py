"""Dates that are written wrongly: what was meant, what is wrong with it, and how it is written well."""

import re
from calendar import monthrange, weekday
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from feedpub.rules.patterns import pattern

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OLD_ZONES = {"UT": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
             "PST": -8, "PDT": -7}  # fmt: skip
"""The names of zones that RFC 822 has, and their hours from UTC."""
_OTHER_ZONES = {
    "UTC": "+0000", "WET": "+0000", "BST": "+0100", "CET": "+0100", "MEZ": "+0100", "WEST": "+0100", "CEST": "+0200",
    "MESZ": "+0200", "EET": "+0200", "SAST": "+0200", "EEST": "+0300", "MSK": "+0300", "PKT": "+0500", "HKT": "+0800",
    "SGT": "+0800", "AWST": "+0800", "JST": "+0900", "KST": "+0900", "ACST": "+0930", "AEST": "+1000", "ACDT": "+1030",
    "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300", "NST": "-0330", "NDT": "-0230", "BRT": "-0300", "AKDT": "-0800",
    "AKST": "-0900", "HST": "-1000",
}  # fmt: skip
"""Names that RFC 822 lacks and that mean one zone in practice; IST and others mean several."""
ZONES = {name: f"{hours:+03}00" for name, hours in OLD_ZONES.items()} | _OTHER_ZONES
"""The offsets of zones by their names."""

_FULL_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december")  # fmt: skip
_FULL_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FOREIGN = dict(zip(MONTHS, (
    "januar janvier enero gennaio janeiro januari", "februar fevrier febrero febbraio fevereiro februari",
    "marz maerz mars marzo marco maart mrt mrz", "avril abril aprile", "mai mayo maggio maio mei maj",
    "juni juin junio giugno junho", "juli juillet julio luglio julho", "aout agosto augusti augustus",
    "septembre septiembre settembre setembro set", "oktober octobre octubre ottobre outubro okt",
    "novembre noviembre novembro", "dezember decembre diciembre dicembre dezembro",
), strict=True))  # fmt: skip
_LONGEST = 100
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<fraction>[.,]\d*)?)?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
)
_WEEKDAY = r"(?:(?P<weekday>[^\W\d_]+)\b\.?\s*,?\s*)?"
_WORD = r"(?P<month>[^\W\d_]+)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_AFTER = rf"(?:,?\s*(?:\b(?:at|um)\s+)?{_CLOCK}\s*(?P<zone>\S.*)?)?"
_FORMS = tuple(
    pattern(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}{_DAY}[\s.-]*{_WORD}[\s.,-]*(?P<year>\d{{4}}|\d{{2}})\b{_AFTER}",
        rf"{_WEEKDAY}{_WORD}\.?\s+{_DAY}\s*,?\s+(?P<year>\d{{4}}){_AFTER}",
        rf"{_WEEKDAY}{_WORD}\s+{_DAY}\s+{_CLOCK}\s+(?:(?P<zone>\S+)\s+)?(?P<year>\d{{4}})",
    )
)
_ISO = pattern(
    rf"(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})(?:[Tt]|\s+){_CLOCK}\s*(?P<zone>\S.*)?"
)
_ISO_DATE = pattern(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})")
_OFFSET = pattern(
    r"(?:UTC|GMT|UT)?\s*(?P<sign>[+\-\u2212\u2013])\s*(?P<hours>\d{1,2})(?P<colon>:?)(?P<minutes>\d{2})?", re.IGNORECASE
)


class Meant(NamedTuple):
    """The date that was meant. `zone` is an offset as +HHMM, empty if there is none or it is not known.

    `iso` tells that it is written with numbers alone, and `why` what is wrong with it as a date of RFC 822's.
    """

    year: int
    month: int
    day: int
    time: str
    zone: str
    zone_as_written: str
    iso: bool
    why: tuple[str, ...]

    @property
    def exists(self) -> bool:
        """Whether calendars have the day and clocks the time."""
        if not (1 <= self.year <= 9999 and 1 <= self.month <= 12):
            return False
        hour, minute, second = map(int, (self.time or "00:00:00").split(":"))
        in_calendar = 1 <= self.day <= monthrange(self.year, self.month)[1]
        return in_calendar and hour <= 23 and minute <= 59 and second <= 60

    @property
    def date(self) -> str:
        """The day as RSS has it."""
        name = DAYS[weekday(self.year, self.month, self.day)]
        return f"{name}, {self.day:02} {MONTHS[self.month - 1]} {self.year:04}"


@lru_cache(2**10)
def meant_by(value: str) -> Meant | None:
    """What a date means that people understand; None if that cannot be told for sure, as of 02/05/2026."""
    value = " ".join(value.split())
    if len(value) > _LONGEST:
        return None
    found = _ISO_DATE.fullmatch(value) or _ISO.fullmatch(value)
    if found is not None:
        return _meant(found, int(found["month"]), iso=True)
    for form in _FORMS:
        if (found := form.fullmatch(value)) is not None and (name := month_of(found["month"])):
            return _meant(found, MONTHS.index(name) + 1, iso=False)
    return None


def _meant(found: re.Match[str], month: int, *, iso: bool) -> Meant:
    parts = found.groupdict("")
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year < 50 else 1900  # RFC 5322 section 4.3
    zone = parts.get("zone", "")
    time, offset = _time(parts), _offset(zone)
    why = () if iso else tuple(_why(parts, month, zone, offset))
    return Meant(year, month, int(parts["day"]), time, offset, zone, iso, why)


def _time(parts: dict[str, str]) -> str:
    """The time as clocks of 24 hours show it; empty if there is none."""
    if not parts.get("hour"):
        return ""
    hour, half = int(parts["hour"]), parts["half"].lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{int(parts['minute']):02}:{int(parts['second'] or 0):02}"


def _offset(zone: str) -> str:
    """A zone as +HHMM; empty if it is not known."""
    if zone.upper() in ZONES:
        return ZONES[zone.upper()]
    found = _OFFSET.fullmatch(zone)
    if found is None or int(found["hours"]) > 23 or int(found["minutes"] or 0) > 59:
        return ""
    sign, hours, minutes = "+" if found["sign"] == "+" else "-", int(found["hours"]), int(found["minutes"] or 0)
    return f"{sign}{hours:02}{minutes:02}" if hours or minutes else "+0000"


def month_of(word: str) -> str:
    """The month that a word means, as RSS writes it; empty if it means none."""
    plain = "".join(filter(str.isalpha, normalize("NFKD", word.casefold())))
    if len(plain) < 3:
        return ""
    for name, full in zip(MONTHS, _FULL_MONTHS, strict=True):
        if full.startswith(plain):
            return name
    fitting = {name for name, words in _FOREIGN.items() if any(one.startswith(plain) for one in words.split())}
    return fitting.pop() if len(fitting) == 1 else ""


def day_of(word: str) -> str:
    """The day of the week that an English word means, as RSS writes it; empty if it means none."""
    plain = word.casefold()
    fitting = (name for name, full in zip(DAYS, _FULL_DAYS, strict=True) if full.startswith(plain) and len(plain) > 2)
    return next(fitting, "")


def _why(parts: dict[str, str], month: int, zone: str, offset: str) -> list[str]:
    """What is wrong with a date in words, as a date of RFC 822's."""
    why = []
    name, word = MONTHS[month - 1], parts.get("weekday", "")
    if word and word.title() not in DAYS:
        why.append(
            f"“{word}” is not a day of the week, {day_of(word)} is"
            if day_of(word)
            else f"“{word}” is not a day of the week"
        )
    if parts["month"].title() != name:
        why.append(f"“{parts['month']}” is not a month, {name} is")
    if not parts.get("hour"):
        return [*why, "the time is missing"]
    if len(parts["hour"]) == 1:
        why.append("the hour has one digit")
    if parts["half"]:
        why.append("the clock has 24 hours")
    if parts["fraction"]:
        why.append("there is a part of a second")
    return [*why, *_why_zone(zone, offset)]


def _why_zone(zone: str, offset: str) -> list[str]:
    if not zone:
        return ["the zone is missing"]
    found = _OFFSET.fullmatch(zone)
    if found is None:
        return [] if zone.upper() in OLD_ZONES else [f"“{zone[:20]}” is not a time zone that RSS knows"]
    if zone[0] not in "+-":
        return [f"“{zone[:20]}” is not a time zone that RSS knows"] if offset else ["the zone is not an offset"]
    if found["colon"]:
        return ["the zone has a colon"]
    return [] if len(zone) == 5 else ["the zone does not have four digits"]


def as_rfc822(value: str) -> str:
    """What to write in RSS instead of a date that is understood; empty for any other."""
    meant = meant_by(value)
    if meant is None or not meant.exists:
        return ""
    if not meant.time:
        return f"Add the time and its zone, such as {meant.date} 00:00:00 +0000."
    if meant.zone:
        return f"Write it as {meant.date} {meant.time} {meant.zone}."
    if meant.zone_as_written:
        return f"Write {meant.date} {meant.time}, and the offset of your zone as +HHMM."
    return f"Add the zone: {meant.date} {meant.time} +0000, or yours."


def as_rfc3339(value: str) -> str:
    """What to write in Atom instead of a date that is understood; empty for any other."""
    meant = meant_by(value)
    if meant is None or not meant.exists:
        return ""
    date = f"{meant.year:04}-{meant.month:02}-{meant.day:02}"
    if not meant.time:
        return f"Add the time and its zone, such as {date}T00:00:00Z."
    if meant.zone:
        zone = "Z" if meant.zone == "+0000" else f"{meant.zone[:3]}:{meant.zone[3:]}"
        return f"Write it as {date}T{meant.time}{zone}."
    if meant.zone_as_written:
        return f"Write {date}T{meant.time}, and the offset of your zone as +HH:MM."
    return f"Add the zone: {date}T{meant.time}Z, or yours as +HH:MM."
