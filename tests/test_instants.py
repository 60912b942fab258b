"""Dates as editors write them become instants, or problems that say why not."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic_core import PydanticCustomError

from feedpub.model.instants import parse_instant

TORONTO = ZoneInfo("America/Toronto")


@pytest.mark.parametrize(
    ("text", "zone", "instant"),
    [
        ("2026-05-02", "America/Toronto", "2026-05-02T04:00:00"),
        ("2026-01-02", "America/Toronto", "2026-01-02T05:00:00"),
        ("2026-5-2", "America/Toronto", "2026-05-02T04:00:00"),
        (" 2026-05-02T09:30 ", "America/Toronto", "2026-05-02T13:30:00"),
        ("2026-05-02 9:30:15", "America/Toronto", "2026-05-02T13:30:15"),
        ("2026-05-02t09:30:15.999", "America/Toronto", "2026-05-02T13:30:15"),
        ("2026-05-02T09:30z", "America/Toronto", "2026-05-02T09:30:00"),
        ("2026-05-02T09:30 +0545", "America/Toronto", "2026-05-02T03:45:00"),
        ("2026-05-02T09:30-03:30", "Asia/Tokyo", "2026-05-02T13:00:00"),
        ("2026-05-02T00:30+14:00", "Asia/Tokyo", "2026-05-01T10:30:00"),
        ("2026-05-02T09:30", "Asia/Kolkata", "2026-05-02T04:00:00"),
        ("2026-03-08T03:00", "America/Toronto", "2026-03-08T07:00:00"),  # the first moment of summer time
        ("2026-11-01T02:00", "America/Toronto", "2026-11-01T07:00:00"),  # the first after the doubled hour
        ("2026-11-01T01:30-04:00", "America/Toronto", "2026-11-01T05:30:00"),
        ("2024-02-29", "UTC", "2024-02-29T00:00:00"),
        ("2026-09-06", "America/Santiago", "2026-09-06T04:00:00"),  # midnight is skipped: the day begins at 1:00
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00"),  # again, an hour that was not there
        ("2026-11-01", "America/Havana", "2026-11-01T04:00:00"),  # midnight comes twice: the first
        ("2010-11-07", "America/St_Johns", "2010-11-07T02:30:00"),  # clocks went back at 00:01, to the day before
        ("2026-10-04T02:30", "Australia/Lord_Howe", "2026-10-03T15:30:00"),  # half an hour of summer time
        ("1990-01-01", "UTC", "1990-01-01T00:00:00"),
        ("2100-12-31T23:59:59", "UTC", "2100-12-31T23:59:59"),
    ],
)
def test_an_instant(text: str, zone: str, instant: str) -> None:
    assert parse_instant(text, ZoneInfo(zone)) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-02-30", "no day 30 in 2026-02"),
        ("2026-02-29", "28 days"),
        ("2026-05-02T24:00", "no time 24:00"),
        ("2026-05-02T09:60", "no time 09:60"),
        ("2026-05-02T09:30:60", "Seconds above 59"),
        ("2026-13-02", "no month 2026-13"),
        ("2026-05-02T09:30+15:00", "no offset +15:00"),
        ("2026-05-02T09:30+14:59", "no offset +14:59"),
        ("2026-05-02T09:30-12:30", "no offset -12:30"),
        ("\uff12\uff10\uff12\uff16-05-02", "not a date"),
        ("2026-05-0\u0662", "not a date"),
        ("2026-05-02T09:30+09:60", "no offset +09:60"),
        ("1989-12-31", "1989"),
        ("2101-01-01", "2101"),
        ("1990-01-01T00:30+02:00", "1989"),
        ("2026-03-08T02:30", "no 02:30 on 2026-03-08: the clocks went forward"),
        ("2026-11-01T01:30", "two 01:30 on 2026-11-01: the clocks went back"),
        ("02/05/2026", "not a date"),
        ("2026-05-02T09", "not a date"),
        ("2026-05-02T09:30 America/Toronto", "not a date"),
        ("2026-05-02 and more", "not a date"),
        ("", "not a date"),
    ],
)
def test_no_instant(text: str, words: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_instant(text, TORONTO)
    assert error.value.context is not None
    assert error.value.context["code"] == "bad-date"
    assert words in error.value.context["message"]


@pytest.mark.parametrize(
    ("text", "zone", "fix"),
    [
        ("2026-03-08T02:30", "America/Toronto", "For example: 2026-03-08T03:30-04:00"),
        ("2018-11-04T00:00", "America/Sao_Paulo", "For example: 2018-11-04T01:00-02:00"),
        ("2011-12-30T12:00", "Pacific/Apia", "For example: 2011-12-31T12:00+14:00"),  # a whole day that was not
        (
            "2026-04-05T01:45",
            "Australia/Lord_Howe",
            "Write 2026-04-05T01:45+11:00 for the first, 2026-04-05T01:45+10:30 for the other.",
        ),
        (
            "2026-11-01T01:30",
            "America/Toronto",
            "Write 2026-11-01T01:30-04:00 for the first, 2026-11-01T01:30-05:00 for the other.",
        ),
    ],
)
def test_a_doubled_or_skipped_hour_comes_with_what_to_write(text: str, zone: str, fix: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_instant(text, ZoneInfo(zone))
    assert (error.value.context or {})["fix"] == fix


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("2026-05-02T24:00", "Write 2026-05-03T00:00"),
        ("2026-12-31 24:00:00", "Write 2027-01-01 00:00:00"),
        ("2026-05-02T24:00-04:00", "Write 2026-05-03T00:00-04:00"),
        ("2026/05/02", "Write 2026-05-02"),
        ("2026.5.2 09:30", "Write 2026-05-02T09:30"),
        ("2026–05–02", "Write 2026-05-02"),
        ("2026\u221205\u221202T09:30", "Write 2026-05-02T09:30"),
        ("5/2/2026", "Write 2026-05-02 if 5 is the month, 2026-02-05 if 2 is."),
        ("5/13/2026", "Write 2026-05-13"),
        ("31.12.2026 9:30", "Write 2026-12-31T09:30"),
        ("2/2/2026", "Write 2026-02-02"),
        ("2023-13-01", "Write 2023-01-13 if 13 is the day."),
        ("31/31/2026", "Write it as 2026-05-02, 2026-05-02T09:30 or 2026-05-02T09:30-04:00."),
        ("2026-05-02T25:00", "Hours are 00 to 23, minutes 00 to 59."),
    ],
)
def test_a_date_in_another_form_comes_with_its_own(text: str, fix: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_instant(text, TORONTO)
    assert (error.value.context or {})["fix"] == fix
