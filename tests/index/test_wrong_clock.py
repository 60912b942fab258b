"""A clock that was set back by years takes nothing from anybody, and what an editor takes back goes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedpub.build import build
from feedpub.job import Job
from feedpub.problem import Severity
from tests.index.newsroom import Newsroom, article
from tests.newsroom import NOW


@pytest.mark.parametrize(
    ("year", "month", "told"), [(1999, 1, "a feed would be empty; "), (2026, 3, "more than a fifth of a feed would go")]
)
def test_a_station_is_held_while_the_clock_is_wrong(newsroom: Newsroom, year: int, month: int, told: str) -> None:
    for number in range(10):
        newsroom.write(f"ckls/{number}.yaml", article(number))
    before, _ = newsroom.build()
    early = datetime(year, month, 4, 12, tzinfo=UTC)
    after, report = newsroom.build(now=early)
    assert after == before
    (held,) = [problem for problem in report.problems if problem.severity is Severity.ERROR]
    assert (held.code, told in held.message, "clock" in held.fix) == ("station-held", True, True)
    assert newsroom.build()[0] == before
    allowed = ("empty", "drop")
    assert not build(Job(newsroom.articles, Path("feeds"), early, allowed=allowed, cache=newsroom.cache)).failures
    assert b"Story 9" not in Path("feeds/ckls/rss.xml").read_bytes()


def test_articles_that_are_put_off_leave_their_feed(newsroom: Newsroom) -> None:
    """Their ids are made of the day in their files' names, and stay."""
    for number in range(10):
        newsroom.write(f"ckls/2026-03-01-{number}.yaml", article(number))
    newsroom.build()
    for number in range(5, 10):
        newsroom.write(f"ckls/2026-03-01-{number}.yaml", article(number, published="2026-12-24T18:00Z"))
    after, report = newsroom.build(now=NOW)
    assert not any(station.held for station in report.stations)
    assert b"Story 4" in after["ckls/rss.xml"]
    assert b"Story 5" not in after["ckls/rss.xml"]
