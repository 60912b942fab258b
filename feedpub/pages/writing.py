"""How a language is written: its days, how long something takes, and which way it goes."""

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from feedpub.pages.words import FRENCH, own_words, primary

if TYPE_CHECKING:
    from babel import Locale


def day(instant: datetime, language: str) -> str:
    """The day of an instant as this language writes it (CLDR, “long”); as ISO 8601 does where nobody has said how."""
    words = own_words(language)
    if words is None:
        return _day_elsewhere(instant, language)
    form = "{month} {day}, {year}" if language.casefold() in _MONTH_FIRST else words.date
    first = "1er" if words is FRENCH and instant.day == 1 else str(instant.day)
    return form.format(day=first, month=words.months[instant.month - 1], year=instant.year)


_MONTH_FIRST = frozenset("en en-as en-bi en-ca en-gu en-mh en-mp en-ph en-pr en-um en-us en-vi".split())  # noqa: SIM905 - easier to read


def _day_elsewhere(instant: datetime, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - 60 ms, which pages in a language of the table do without

    locale = _locale(language)
    # Whether Babel finds short names of months hangs on what else it has loaded, and pages are the same on every run.
    if locale is None or _SHORT_MONTH.search(locale.date_formats["long"].pattern):
        return f"{instant:%Y-%m-%d}"
    written = format_date(instant, "long", locale)
    # Where CLDR has no names of months, it writes M03.
    return f"{instant:%Y-%m-%d}" if f"M{instant.month:02}" in written else written


_SHORT_MONTH = re.compile("(?<!M)MMM(?!M)")


@cache
def _locale(language: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - the rest of these 60 ms

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def clock(seconds: int) -> str:
    """How long something takes, as players show it: 4:05, 1:00:09."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def direction(language: str) -> str:
    """Which way a language is written, as HTML's `dir` has it; a script in its tag decides (RFC 5646 section 2.2.3)."""
    for part in language.casefold().split("-")[1:]:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _SCRIPTS_TO_THE_LEFT else "ltr"
    return "rtl" if {language.casefold(), primary(language)} & _LANGUAGES_TO_THE_LEFT else "ltr"


_TO_THE_LEFT = """
    apc ar arc arz az-iq az-ir azb bal bgn bqi ckb dv fa glk haz he hno iw ji khw ks lah lrc mzn nqo pa-pk pbt pnb ps
    rhg sd sdh skr syr trw ug ur uz-af yi
"""
_LANGUAGES_TO_THE_LEFT = frozenset(_TO_THE_LEFT.split())
_SCRIPTS_TO_THE_LEFT = frozenset("adlm arab aran hebr nkoo rohg syrc thaa".split())  # noqa: SIM905 - easier to read
