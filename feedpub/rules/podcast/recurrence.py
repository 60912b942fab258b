"""Recurrence rules, such as FREQ=WEEKLY;BYDAY=MO (RFC 5545 section 3.3.10): what is wrong with one."""

from collections.abc import Callable
from functools import lru_cache

from feedpub.problem import suggestion
from feedpub.rules.patterns import pattern
from feedpub.rules.podcast.values import iso8601
from feedpub.rules.rule import Fault
from feedpub.rules.values import words

FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAYS = words("SU MO TU WE TH FR SA")
_BY_DAY = pattern(r"(?:[+-]?(?P<week>[0-9]{1,2}))?(?:SU|MO|TU|WE|TH|FR|SA)")
_UNTIL = pattern(r"[0-9]{8}(?:T[0-9]{6}Z?)?")
LONGEST = 1000
"""Characters of a rule that are looked at."""


def _whole(lowest: int, highest: int, *, signed: bool = False) -> Callable[[str], bool]:
    """The judge of a number between two; a signed one counts from the end with a minus, and is not 0."""

    def fits(value: str) -> bool:
        digits = value.lstrip("+-") if signed and value[:1] in {"+", "-"} and value[1:2].isdigit() else value
        if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
            return False
        return lowest <= int(digits) <= highest

    return fits


def _by_day(value: str) -> bool:
    found = _BY_DAY.fullmatch(value)
    return found is not None and (found["week"] is None or 1 <= int(found["week"]) <= 53)


def _until(value: str) -> bool:
    """A date or instant of iCalendar's, or one of ISO 8601 as the podcast namespace's own examples have it."""
    return (_UNTIL.fullmatch(value) is not None or "-" in value) and iso8601(value) is not None


_ONE: dict[str, Callable[[str], bool]] = {
    "FREQ": FREQUENCIES.__contains__,
    "UNTIL": _until,
    "COUNT": _whole(1, 10**9),
    "INTERVAL": _whole(1, 10**9),
    "WKST": _DAYS.__contains__,
}
"""Parts that have one value."""
_SEVERAL: dict[str, Callable[[str], bool]] = {
    "BYSECOND": _whole(0, 60),
    "BYMINUTE": _whole(0, 59),
    "BYHOUR": _whole(0, 23),
    "BYDAY": _by_day,
    "BYMONTHDAY": _whole(1, 31, signed=True),
    "BYYEARDAY": _whole(1, 366, signed=True),
    "BYWEEKNO": _whole(1, 53, signed=True),
    "BYMONTH": _whole(1, 12),
    "BYSETPOS": _whole(1, 366, signed=True),
}
"""Parts that have values with commas between them."""


@lru_cache(256)
def parts_of(value: str) -> dict[str, str]:
    """The parts of a rule by their names, all in capitals, whatever it holds; of two of one name, the first."""
    parts: dict[str, str] = {}
    for part in value[:LONGEST].strip().upper().split(";"):
        name, _, held = part.partition("=")
        parts.setdefault(name, held)
    return parts


def malformed(value: str) -> Fault | None:
    """What keeps a text from being a recurrence rule."""
    value = value.strip()
    if not value:
        return Fault("The rule is empty.")
    if len(value) > LONGEST:
        return Fault(f"A rule of {len(value)} characters is more than a listener could follow.")
    if value.upper().startswith("RRULE:"):
        return Fault(
            "The rule begins with RRULE:, which is the name of the property, not a part of it.", "Take RRULE: out."
        )
    written = value.upper().split(";")
    parts = parts_of(value)
    faults = (_malformed_part(part) for part in written)
    fault = next((found for found in faults if found is not None), None)
    if fault is not None:
        return fault
    if len(parts) < len(written):
        twice = next(name for name in parts if sum(part.partition("=")[0] == name for part in written) > 1)
        return Fault(f"The rule has {twice} twice.", "Keep one of them.")
    if "FREQ" not in parts:
        return Fault("The rule does not say how often: it has no FREQ.")
    if "COUNT" in parts and "UNTIL" in parts:
        return Fault("The rule has both COUNT and UNTIL, and only one can end it.", "Keep one of them.")
    return None


def _malformed_part(part: str) -> Fault | None:
    """What is wrong with one part of a rule, such as INTERVAL=2."""
    name, equals, held = part.partition("=")
    if not equals:
        return Fault(f"“{part[:40]}” is not a part of a recurrence rule.")
    if name in _ONE:
        values, fits = [held], _ONE[name]
    elif name in _SEVERAL:
        values, fits = held.split(","), _SEVERAL[name]
    else:
        near = suggestion(name[:20], [*_ONE, *_SEVERAL])
        return Fault(f"There is no part “{name[:20]}” in recurrence rules.", f"Write {near}." if near else "")
    wrong = next((one for one in values if not fits(one)), None)
    if wrong is None:
        return None
    fix = f"Write one of {', '.join(FREQUENCIES)}." if name == "FREQ" else ""
    return Fault(f"{name} cannot be “{wrong[:20]}”.", fix)


def mismatched(value: str) -> Fault | None:
    """Which parts of a rule do not go with its FREQ (the table in section 3.3.10)."""
    parts = parts_of(value)
    frequency = parts.get("FREQ", "")
    for name, frequencies in _NOT_WITH.items():
        if name in parts and frequency in frequencies:
            return Fault(f"{name} means nothing in a rule that is {frequency}.", f"Take {name} out, or change FREQ.")
    if "BYSETPOS" in parts and not any(name in parts for name in _SEVERAL if name != "BYSETPOS"):
        return Fault(
            "BYSETPOS chooses among days that no other part names.", "Add, for example, BYDAY, or take it out."
        )
    counted = frequency not in {"MONTHLY", "YEARLY"} or "BYWEEKNO" in parts
    if counted and any(len(day) > 2 for day in parts.get("BYDAY", "").split(",")):
        return Fault("BYDAY counts weekdays, which only rules that are MONTHLY or YEARLY can.", "Take the number out.")
    return None


_NOT_WITH = {
    "BYMONTHDAY": {"WEEKLY"},
    "BYYEARDAY": {"DAILY", "WEEKLY", "MONTHLY"},
    "BYWEEKNO": {*FREQUENCIES} - {"YEARLY"},
}
