"""Dates that are written wrongly: what is said of each, and that the fix is that date and not another."""

import pytest

from feedpub.rules.rule import Fault
from feedpub.rules.values.dates import RFC822, RFC3339, W3CDTF

NOT_RSS = "“{}” is not a date in the form that RSS uses"
NO_MONTH = "“{}” is not a month: RSS has Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec."
NO_DAY = "“{}” is not a day of the week: RSS has Mon, Tue, Wed, Thu, Fri, Sat, Sun."
NO_ZONE = "“{}” is not a time zone that RSS knows."
FORM = "Write your date like this: Sat, 02 May 2026 13:30:00 +0000"
SATURDAY = "Write it as Sat, 02 May 2026 13:30:00 {}."

OF_RSS = [
    ("Sat, 02 May 2026 13:30:00 +00:00", f"{NOT_RSS}: the zone has a colon.", SATURDAY.format("+0000")),
    ("Sat, 02 May 2026 13:30:00 -04:00", f"{NOT_RSS}: the zone has a colon.", SATURDAY.format("-0400")),
    ("Sat, 02 May 2026 13:30:00 +2", f"{NOT_RSS}: the zone does not have four digits.", SATURDAY.format("+0200")),
    (
        "Sat, 02 May 2026 13:30:00 GMT+2",
        f"{NOT_RSS}: “GMT+2” is not a time zone that RSS knows.",
        SATURDAY.format("+0200"),
    ),
    (
        "Sat, 02 May 2026 13:30:00",
        f"{NOT_RSS}: the zone is missing.",
        "Add the zone: Sat, 02 May 2026 13:30:00 +0000, or yours.",
    ),
    (
        "Sat, 02 May 2026 9:00:00 GMT",
        f"{NOT_RSS}: the hour has one digit.",
        "Write it as Sat, 02 May 2026 09:00:00 +0000.",
    ),
    ("Tuesday, 05 May 2026 9:30:00 +0000", None, "Write it as Tue, 05 May 2026 09:30:00 +0000."),
    ("Tuesday, 05 May 2026 09:30:00 +0000", NO_DAY.format("Tuesday"), "Write it as Tue, 05 May 2026 09:30:00 +0000."),
    ("Tue, 01 Sept 2026 13:30:00 +0000", NO_MONTH.format("Sept"), "Write it as Tue, 01 Sep 2026 13:30:00 +0000."),
    ("Thu, 14 Mai 2026 13:30:00 +0200", NO_MONTH.format("Mai"), "Write it as Thu, 14 May 2026 13:30:00 +0200."),
    ("Sam, 02 août 2026 13:30:00 +0200", None, "Write it as Sun, 02 Aug 2026 13:30:00 +0200."),
    ("Fri, 02 Xyz 2026 13:30:00 +0200", NO_MONTH.format("Xyz"), FORM),
    ("Sat, 02 May 2026 13:30:00 CEST", NO_ZONE.format("CEST"), SATURDAY.format("+0200")),
    ("Sat, 02 May 2026 13:30:00 CET", NO_ZONE.format("CET"), SATURDAY.format("+0100")),
    ("Sat, 02 May 2026 13:30:00 BST", NO_ZONE.format("BST"), SATURDAY.format("+0100")),
    ("Sat, 02 May 2026 13:30:00 UTC", NO_ZONE.format("UTC"), SATURDAY.format("+0000")),
    (
        "Sat, 02 May 2026 13:30:00 IST",
        NO_ZONE.format("IST"),
        "Write Sat, 02 May 2026 13:30:00, and the offset of your zone as +HHMM.",
    ),
    ("Sat, 02 May 2026 13:30:00 EST", "The zone EST is obsolete, and some readers take it for UTC.", "Write -0500."),
    ("Sat 02 May 2026 13:30:00 GMT", f"{NOT_RSS}.", SATURDAY.format("+0000")),
    ("Sat, 02-May-2026 13:30:00 GMT", f"{NOT_RSS}.", SATURDAY.format("+0000")),
    ("Sat May  2 13:30:00 UTC 2026", f"{NOT_RSS}: “UTC” is not a time zone that RSS knows.", SATURDAY.format("+0000")),
    ("May 2nd, 2026 01:30 PM +0000", f"{NOT_RSS}: the clock has 24 hours.", SATURDAY.format("+0000")),
    ("Sat, 02 May 2026 13:30:00.000 GMT", f"{NOT_RSS}: there is a part of a second.", SATURDAY.format("+0000")),
    ("Sat, \u0660\u0662 May 2026 13:3\u0660:00 +00:0\u0660", None, SATURDAY.format("+0000")),
    ("2026-05-02T13:30:00-04:00", f"{NOT_RSS}.", SATURDAY.format("-0400")),
    ("2026-05-02", f"{NOT_RSS}.", "Add the time and its zone, such as Sat, 02 May 2026 00:00:00 +0000."),
    ("02/05/2026 13:30", f"{NOT_RSS}.", FORM),
    ("yesterday", f"{NOT_RSS}.", FORM),
    ("2026-13-45", "“{}” is not a date and time that exists.", "Look it up in a calendar."),
    (" ", "There is no date here.", FORM),
    ("9" * 1000, None, FORM),
]

NOT_ATOM = "“{}” is not a date in the form of RFC 3339"
OF_ATOM = [
    (
        "2026-05-02T13:30:00",
        f"{NOT_ATOM}: the zone is missing.",
        "Add the zone: 2026-05-02T13:30:00Z, or yours as +HH:MM.",
    ),
    ("2026-05-02T13:30:00+0200", f"{NOT_ATOM}: the zone has no colon.", "Write it as 2026-05-02T13:30:00+02:00."),
    ("2026-05-02", f"{NOT_ATOM}: the time is missing.", "Add the time and its zone, such as 2026-05-02T00:00:00Z."),
    ("2026-05-02T13:30Z", f"{NOT_ATOM}.", "Write it as 2026-05-02T13:30:00Z."),
    ("2026-5-2T9:00:00Z", f"{NOT_ATOM}.", "Write it as 2026-05-02T09:00:00Z."),
    ("2026-05-02t13:30:00z", f"{NOT_ATOM}.", "Write it as 2026-05-02T13:30:00Z."),
    ("Sat, 02 May 2026 13:30:00 CEST", f"{NOT_ATOM}.", "Write it as 2026-05-02T13:30:00+02:00."),
    (
        "2026-05-02T13:30:00 IST",
        f"{NOT_ATOM}: “IST” is not a zone that it knows.",
        "Write 2026-05-02T13:30:00, and the offset of your zone as +HH:MM.",
    ),
    (
        " 2026-05-02T13:30:00Z",
        "There is white space around the date, and readers do not remove it.",
        "Write it as 2026-05-02T13:30:00Z.",
    ),
]
OF_DUBLIN_CORE = [
    ("2 May 2026", "Write it as 2026-05-02."),
    ("2026-05-02 13:30:00 +0200", "Write it as 2026-05-02T13:30:00+02:00."),
    ("2026-2-30", ""),
]


def said(verdict: tuple[tuple[object, Fault], ...]) -> Fault:
    (found,) = verdict
    return found[1]


@pytest.mark.parametrize(("date", "message", "fix"), OF_RSS)
def test_a_date_of_rss(date: str, message: str | None, fix: str) -> None:
    assert RFC822.judge is not None
    fault = said(RFC822.judge(date))
    assert message is None or fault.message == message.format(date)
    assert fault.fix == ("" if fix == FORM else fix)


@pytest.mark.parametrize(("date", "message", "fix"), OF_ATOM)
def test_a_date_of_atom(date: str, message: str, fix: str) -> None:
    assert RFC3339.judge is not None
    fault = said(RFC3339.judge(date))
    assert (fault.message, fault.fix) == (message.format(date), fix)


@pytest.mark.parametrize(("date", "fix"), OF_DUBLIN_CORE)
def test_a_date_of_dublin_core(date: str, fix: str) -> None:
    assert W3CDTF.judge is not None
    assert said(W3CDTF.judge(date)).fix == fix


@pytest.mark.parametrize("date", [date for date, *_ in OF_RSS])
def test_the_fix_is_a_date_that_rss_has(date: str) -> None:
    """What follows "Write it as" is judged to be well."""
    assert RFC822.judge is not None
    fix = said(RFC822.judge(date)).fix
    if fix.startswith("Write it as "):
        assert RFC822.judge(fix.removeprefix("Write it as ").removesuffix(".")) == ()
