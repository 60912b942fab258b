"""What pages say in each language, and which way it is written."""

import re
import subprocess
import sys
from datetime import timedelta

import langcodes
import pytest
from babel import Locale
from babel.dates import format_date
from babel.localedata import locale_identifiers

from feedpub.languages import LANGUAGES
from feedpub.pages.entries import shortened
from feedpub.pages.words import words_for
from feedpub.pages.writing import clock, day, direction
from tests.pages.documents import INSTANT


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "March 1, 2026"),
        ("en-US", "March 1, 2026"),
        ("en-CA", "March 1, 2026"),
        ("en-GB", "1 March 2026"),
        ("fr-CA", "1er mars 2026"),
        ("es-US", "1 de marzo de 2026"),
        ("de", "1. März 2026"),
        ("pt-BR", "1 de março de 2026"),
        ("ar", "1 مارس 2026"),
        ("zh-Hant-TW", "2026年3月1日"),
        ("yo", "2026-03-01"),
        ("enm", "2026-03-01"),
        ("x-our-own", "2026-03-01"),
    ],
)
def test_a_day_is_written_as_the_language_does(language: str, written: str) -> None:
    assert day(INSTANT, language) == written


def test_a_second_day_of_a_month_has_no_ordinal_in_french() -> None:
    assert day(INSTANT + timedelta(days=1), "fr") == "2 mars 2026"


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_days_of_the_table_are_those_of_cldr(language: str) -> None:
    """But CLDR writes 02 May in some countries, and knows scripts for English that nobody uses."""
    instant = INSTANT + timedelta(days=1)
    tags = [name.replace("_", "-") for name in locale_identifiers() if re.fullmatch(rf"{language}(_[A-Z]{{2}})?", name)]
    theirs = {tag: format_date(instant, "long", Locale.parse(tag, sep="-")) for tag in tags}
    assert len(tags) > 20
    assert {tag: day(instant, tag) for tag in tags} == {tag: found.removeprefix("0") for tag, found in theirs.items()}


@pytest.mark.parametrize("before", ["", "ann"])
def test_a_day_is_written_the_same_whatever_was_written_before(before: str) -> None:
    code = f"""
from datetime import datetime
from feedpub.pages.writing import day
print([day(datetime({INSTANT:%Y, %-m, %-d}), language) for language in "{before} yo".split()][-1])
"""
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert said == "2026-03-01\n"


def test_pages_in_a_language_of_the_table_do_without_babel() -> None:
    code = f"""
import sys
from datetime import datetime
from feedpub.pages.writing import day, direction
for language in ("en-US", "es", "fr-CA"):
    day(datetime({INSTANT:%Y, %-m, %-d}), language), direction(language)
assert "babel" not in sys.modules
day(datetime({INSTANT:%Y, %-m, %-d}), "de")
assert "babel" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr-CA", "S’abonner"), ("es-MX", "Suscríbase"), ("en-GB", "Subscribe"), ("de", "Subscribe")],
)
def test_words_are_those_of_the_language_or_english(language: str, words: str) -> None:
    assert words_for(language).subscribe == words


@pytest.mark.parametrize(
    ("language", "way_it_is_written"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("ur-Latn", "ltr"), ("az-Arab-IR", "rtl"), ("en-US", "ltr"), ("de-1996", "ltr")],
)
def test_the_direction_of_a_language(language: str, way_it_is_written: str) -> None:
    assert direction(language) == way_it_is_written


def test_every_language_of_cldr_goes_the_way_of_its_script() -> None:
    tags = {name.replace("_", "-") for name in locale_identifiers()} | LANGUAGES | {"az-IR", "pa-PK", "uz-AF"}
    scripts = {tag: langcodes.Language.get(tag).maximize().script or "" for tag in tags}
    wrong = {tag: script for tag, script in scripts.items() if direction(tag) != direction(f"und-{script or 'Latn'}")}
    assert wrong == {}
    assert sum(direction(tag) == "rtl" for tag in tags) > 50


@pytest.mark.parametrize(("seconds", "written"), [(5, "0:05"), (245, "4:05"), (3609, "1:00:09")])
def test_a_duration_is_written_as_players_do(seconds: int, written: str) -> None:
    assert clock(seconds) == written


def test_a_long_summary_is_cut_after_a_word() -> None:
    assert shortened("word " * 63 + "last") == "word " * 63 + "last"
    assert shortened("word, " * 60) == "word, " * 52 + "word…"
    assert shortened("字" * 400) == "字" * 320 + "…"
