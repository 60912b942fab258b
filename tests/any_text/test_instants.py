"""Dates and times, however they are written."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.any_text.common import MANY, TEXTS, article, build, items
from tests.newsroom import Built, quoted
from tests.specifications.fields import INSTANT

ZONES = ["America/Toronto", "America/St_Johns", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
WRITTEN = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d  %H:%M:%S", "%Y-%m-%dt%H:%M:%S", "%Y-%m-%dT%H:%M:%S.25"]
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
LOCAL_TIMES = st.datetimes(datetime(1990, 1, 2), datetime(2100, 12, 30)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001 - local on purpose
LATER_THAN_ALL = datetime(2200, 1, 1, tzinfo=UTC)


def published(built: Built) -> set[datetime]:
    return {INSTANT[form](item["published"][0]) for form, item in items(built).items()}


@given(local=LOCAL_TIMES, offset=st.none() | OFFSETS, form=st.sampled_from(WRITTEN), zone=st.sampled_from(ZONES))
@example(local=datetime(2026, 3, 8, 2, 30), offset=None, form=WRITTEN[0], zone="America/Toronto")  # noqa: DTZ001 - local on purpose
@example(local=datetime(2026, 11, 1, 1, 30), offset=None, form=WRITTEN[0], zone="America/Toronto")  # noqa: DTZ001 - local on purpose
@example(local=datetime(2026, 4, 5, 1, 45), offset=None, form=WRITTEN[0], zone="Australia/Lord_Howe")  # noqa: DTZ001 - local on purpose
@MANY
def test_an_instant_is_the_same_however_it_is_written(
    local: datetime, offset: timezone | None, form: str, zone: str
) -> None:
    written = f"{local:{form}}{local.replace(tzinfo=offset).isoformat()[-6:]}" if offset else f"{local:{form}}"
    here = offset or ZoneInfo(zone)
    meant = {local.replace(tzinfo=here, fold=fold).astimezone(UTC) for fold in (0, 1)}

    def check(built: Built) -> None:
        found = published(built)
        assert found == (meant if len(meant) == 1 else set()), (
            "an hour that daylight saving skips or doubles is refused"
        )
        assert found or built.codes == {"bad-date"}

    station = f"title: CKLS\nlink: https://ckls.example.com/\ntimezone: {zone}\n"
    build(article(published=quoted(written)), check, station=station, now=LATER_THAN_ALL)


NEARLY_DATES = st.from_regex(
    r"\A[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,3}"
    r"([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9:]{2,5})?)?\Z"
)


@given(text=NEARLY_DATES | TEXTS)
@MANY
def test_any_date_is_one_instant_or_a_problem(text: str) -> None:
    build(
        article(published=quoted(text)), lambda built: len(published(built)) <= 1 or pytest.fail("different instants")
    )
