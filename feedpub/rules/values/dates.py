"""Dates and times: RFC 822 as RSS has them, RFC 3339 as Atom and JSON Feed have them, W3CDTF for Dublin Core."""

import re
from calendar import monthrange, weekday

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault, value_rule
from feedpub.rules.values.instants import (
    EARLIEST,
    LATEST,
    RFC3339_FORM,
    everyday_rfc822,
    rfc822_instant,
    rfc3339_instant,
    without_comments,
    written,
)
from feedpub.rules.values.meant_dates import DAYS, MONTHS, OLD_ZONES, ZONES, as_rfc822, as_rfc3339, meant_by

_W3CDTF = pattern(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?", re.ASCII)
_RFC822_FIX = "Write your date like this: Sat, 02 May 2026 13:30:00 +0000"
_RFC3339_FIX = "Write your date like one of these: 2026-05-02T13:30:00Z, 2026-05-02T09:30:00-04:00"
_RSS_SOURCE = "RSS 2.0 with RFC 822 section 5, RFC 5322 section 3.3"
_ATOM_SOURCE = "RFC 3339 section 5.6"


@value_rule("r-time-range", Severity.ERROR, _RSS_SOURCE, "Hours go from 00 to 23, minutes and seconds from 00 to 59.")
def _time_range(value: str) -> Fault | None:
    """The time of a date in RSS is one that a clock can show."""
    date = written(value)
    leap = date is not None and date.second == 60 and rfc822_instant(value) is not None
    if date and (date.hour > 23 or date.minute > 59 or (date.second > 59 and not leap)):
        return Fault(f"There is no time {date.hour:02}:{date.minute:02}:{date.second:02}.")
    return None


@value_rule("r-zone-minutes", Severity.ERROR, "RFC 5322 section 3.3", "Write the offset as +HHMM, such as -0400.")
def _zone_minutes(value: str) -> Fault | None:
    """The minutes of an offset from UTC go from 00 to 59."""
    date = written(value)
    if date and date.zone[0] in "+-" and int(date.zone[3:]) > 59:
        return Fault(f"The offset {date.zone} has more than 59 minutes.")
    return None


@value_rule("r-date", Severity.ERROR, _RSS_SOURCE, _RFC822_FIX)
def _rfc822(value: str) -> Fault | None:
    """A date in RSS has the form of RFC 822, with a year of four digits or two."""
    date = written(value)
    if date is None:
        return _not_rfc822(value)
    if date.month not in MONTHS:
        return Fault(f"“{date.month}” is not a month: RSS has {', '.join(MONTHS)}.", _meant_rfc822(value))
    if date.weekday and date.weekday not in DAYS:
        return Fault(f"“{date.weekday}” is not a day of the week: RSS has {', '.join(DAYS)}.", _meant_rfc822(value))
    if date.zone[0] not in "+-" and date.zone not in OLD_ZONES and (len(date.zone) > 1 or date.zone == "J"):
        return Fault(f"“{date.zone}” is not a time zone that RSS knows.", _meant_rfc822(value))
    month = MONTHS.index(date.month) + 1
    if not 1 <= date.year <= 9999 or not 1 <= date.day <= monthrange(date.year, month)[1]:
        return Fault(f"There is no day {date.day} {date.month} {date.year:04}.", "Look it up in a calendar.")
    right = DAYS[weekday(date.year, month, date.day)]
    if date.weekday not in {"", right}:
        message = f"{date.day} {date.month} {date.year} is a {right}, not a {date.weekday}."
        return Fault(message, f"Write {right}.", date.weekday)
    return None


def _meant_rfc822(value: str) -> str:
    return as_rfc822(without_comments(value))


def _not_rfc822(value: str) -> Fault:
    """What is wrong with a text that has not even the form of a date, and the date that was meant."""
    if not value.strip():
        return Fault("There is no date here.")
    meant = meant_by(without_comments(value))
    if meant is not None and not meant.exists:
        return Fault(f"“{value.strip()[:40]}” is not a date and time that exists.", "Look it up in a calendar.")
    why = f": {', '.join(meant.why)}" if meant is not None and meant.why else ""
    return Fault(f"“{value.strip()[:40]}” is not a date in the form that RSS uses{why}.", _meant_rfc822(value))


@value_rule("r-zone-range", Severity.WARNING, "RFC 5322 section 3.3", "Offsets go from -1200 to +1400.", Basis.POLICY)
def _zone_range(value: str) -> Fault | None:
    """An offset from UTC is one that is used somewhere on earth."""
    date = written(value)
    if date and date.zone[0] in "+-" and not -1200 <= int(date.zone) <= 1400:
        return Fault(f"No place on earth has the offset {date.zone}.")
    return None


@value_rule(
    "r-obs-zone", Severity.WARNING, "RFC 5322 section 4.3", "Write the offset, such as -0500, or +0000 for GMT."
)
def _obsolete_zone(value: str) -> Fault | None:
    """A time zone is written as an offset, because programs read letters differently; only GMT is safe."""
    date = written(value)
    if date and date.zone[0] not in "+-" and date.zone not in {"GMT", "UT"}:
        fix = f"Write {ZONES[date.zone]}." if date.zone in ZONES else ""
        return Fault(f"The zone {date.zone} is obsolete, and some readers take it for UTC.", fix)
    return None


@value_rule("x-date-implausible", Severity.WARNING, "practice", "Check the year.", Basis.POLICY)
def _implausible(value: str) -> Fault | None:
    """A date is not from before the web, and not years ahead."""
    instant = rfc822_instant(value) or rfc3339_instant(value.strip())
    year = instant.year if instant else int(value.strip()[:4]) if _W3CDTF.fullmatch(value.strip()) else EARLIEST
    if EARLIEST <= year <= LATEST:
        return None
    return Fault(f"The year {year} is {'before the web' if year < EARLIEST else 'far in the future'}.")


@value_rule("r-short-year", Severity.WARNING, "RSS 2.0, pubDate", "Write all four digits of the year.")
def _short_year(value: str) -> Fault | None:
    """A year has four digits, which RSS prefers to two."""
    found = _TWO_DIGITS.search(without_comments(value)) if len(value) < 200 else None
    return Fault(f"The year {found[1]} has two digits, and readers may differ about the century.") if found else None


_TWO_DIGITS = pattern(r"[A-Za-z]{3} +(\d{2}) +\d{2}:", re.ASCII)
RFC822 = text(
    *(_time_range, _zone_minutes, _rfc822, _zone_range, _obsolete_zone, _short_year, _implausible),
    plain=everyday_rfc822,
)
"""A date as RSS has them."""


# --- RFC 3339 ------------------------------------------------------------------------------------------------

_ANY_FRACTION = pattern(r".*T\d{2}:\d{2}:\d{2}\.(?!\d)", re.ASCII)
_TIME = pattern(r"\d{4}-\d{2}-\d{2}T\d{2}:(?P<minute>\d{2}):\d{2}(?:\.\d+)?(?:Z|[+-](?P<zone>\d{2}:\d{2}))", re.ASCII)


@value_rule("a-fraction", Severity.ERROR, _ATOM_SOURCE, "Write digits after the point, or leave it out.")
def _fraction(value: str) -> Fault | None:
    """A point after the seconds is followed by digits."""
    return Fault("The seconds end in a point with no digits after it.") if _ANY_FRACTION.match(value) else None


@value_rule("a-minute", Severity.ERROR, _ATOM_SOURCE, "Minutes go from 00 to 59.")
def _minute(value: str) -> Fault | None:
    """The minutes of a time go from 00 to 59."""
    found = _TIME.fullmatch(value)
    return Fault(f"There is no minute {found['minute']}.") if found and int(found["minute"]) > 59 else None


@value_rule("a-zone", Severity.ERROR, _ATOM_SOURCE, "Write Z, or an offset such as -04:00.")
def _zone(value: str) -> Fault | None:
    """An offset from UTC has hours up to 23 and minutes up to 59."""
    found = _TIME.fullmatch(value)
    if found and found["zone"] and (int(found["zone"][:2]) > 23 or int(found["zone"][3:]) > 59):
        return Fault(f"There is no offset of {found['zone']} from UTC.")
    return None


@value_rule("a-date", Severity.ERROR, f"{_ATOM_SOURCE}, RFC 4287 section 3.3", _RFC3339_FIX)
def _rfc3339(value: str) -> Fault | None:
    """A date has the form of RFC 3339: date, capital T, time with seconds, and Z or an offset."""
    if rfc3339_instant(value) is not None:
        return None
    if value != value.strip():
        message = "There is white space around the date, and readers do not remove it."
        return Fault(message, as_rfc3339(value) or "Take the white space out.")
    if RFC3339_FORM.fullmatch(value):
        return Fault(f"{value[:40]} does not exist.", "Look it up in a calendar.")
    return Fault(f"“{value[:40]}” is not a date in the form of RFC 3339{_why_not_3339(value)}.", as_rfc3339(value))


def _why_not_3339(value: str) -> str:
    """What is wrong with a date that has the order of RFC 3339's, or lacks what that asks for."""
    meant = meant_by(value)
    if meant is None:
        return ""
    if not meant.time:
        return ": the time is missing"
    if not meant.zone_as_written:
        return ": the zone is missing"
    if meant.zone and meant.zone_as_written.upper() not in ZONES and ":" not in meant.zone_as_written and meant.iso:
        return ": the zone has no colon"
    return "" if meant.zone else f": “{meant.zone_as_written[:20]}” is not a zone that it knows"


_EVERYDAY_3339 = pattern(
    r"(?:199\d|20\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII
)


def _everyday_3339(value: str) -> bool:
    """Whether a date is as nearly all feeds write it, with nothing at all wrong with it."""
    return value[:4] <= str(LATEST) and _EVERYDAY_3339.fullmatch(value) is not None


RFC3339 = text(_fraction, _minute, _zone, _rfc3339, _implausible, blank=Blank.JUDGED, plain=_everyday_3339)
"""A date as Atom has them."""


@value_rule(
    "d-date",
    Severity.ERROR,
    "W3CDTF (NOTE-datetime)",
    "Write your date like one of these: 2026-05-02, 2026-05-02T13:30:00Z",
)
def _w3cdtf(value: str) -> Fault | None:
    """A Dublin Core date has the form of W3CDTF: a year, a month, a day, or a date and time with a zone."""
    value = value.strip()
    if _W3CDTF.fullmatch(value):
        padded = value if "T" in value else f"{value}-01-01"[:10] + "T00:00:00Z"
        padded = re.sub(r"(T\d\d:\d\d)(Z|[+-])", r"\1:00\2", padded)
        if rfc3339_instant(padded) is not None:
            return None
        return Fault(f"{value} does not exist.", "Look it up in a calendar.")
    meant = meant_by(value)
    if meant is not None and meant.exists and not meant.time:
        fix = f"Write it as {meant.year:04}-{meant.month:02}-{meant.day:02}."
    else:
        fix = as_rfc3339(value)
    return Fault(f"“{value[:40]}” is not a date in the form of W3CDTF.", fix)


W3CDTF = text(_w3cdtf, _implausible)
"""A date as Dublin Core has them: a part of RFC 3339's, down to a year."""
