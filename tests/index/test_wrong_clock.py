"""A clock that was set back by years takes nothing from anybody, and what an editor takes back goes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedpub.build import build
from feedpub.job import Job
from feedpub.problem import Severity
from tests.index.newsroom import Newsroom, article
from tests.newsroom import NOW


@pytest.mark.parametrize(("year", "month", "day"), [(1999, 1, 4), (2026, 3, 4), (2026, 3, 9)])
def test_a_station_is_held_while_the_clock_is_wrong(newsroom: Newsroom, year: int, month: int, day: int) -> None:
    """Whether nothing would be out by then, or all but one article."""
    for number in range(10):
        newsroom.write(f"ckls/{number}.yaml", article(number))
    before, _ = newsroom.build()
    early = datetime(year, month, day, 12, tzinfo=UTC)
    after, report = newsroom.build(now=early)
    assert after == before
    (held,) = [problem for problem in report.problems if problem.severity is Severity.ERROR]
    what = "would disappear: by the clock of this run it is not published yet, although it already was."
    assert (held.code, what in held.message, held.fix.rpartition(" ")[2]) == ("station-held", True, "clock")
    assert newsroom.build()[0] == before
    allowed = ("clock",)
    assert not build(Job(newsroom.articles, Path("feeds"), early, allowed=allowed, cache=newsroom.cache)).failures
    assert b"Story 9" not in Path("feeds/ckls/rss.xml").read_bytes()


@pytest.mark.parametrize("put_off", [2, 5])
def test_articles_that_are_put_off_leave_their_feed_unless_they_are_many(newsroom: Newsroom, put_off: int) -> None:
    """Their ids are made of the day in their files' names, and stay; all of a year's dates may be a slip."""
    for number in range(10):
        newsroom.write(f"ckls/2026-03-01-{number}.yaml", article(number))
    newsroom.build()
    for number in range(10 - put_off, 10):
        newsroom.write(f"ckls/2026-03-01-{number}.yaml", article(number, published="2026-12-24T18:00Z"))
    after, report = newsroom.build(now=NOW)
    assert [station.held for station in report.stations] == [put_off > 2]
    assert b"Story 4" in after["ckls/rss.xml"]
    assert (b"Story 9" in after["ckls/rss.xml"]) is (put_off > 2)


def test_what_lets_the_clock_through_lets_no_drop_through(newsroom: Newsroom) -> None:
    for number in range(10):
        newsroom.write(f"ckls/{number}.yaml", article(number))
    before, _ = newsroom.build()
    for number in range(7):
        (newsroom.articles / f"ckls/{number}.yaml").unlink()
    early = datetime(2026, 3, 9, 12, tzinfo=UTC)
    job = Job(newsroom.articles, newsroom.folder / "feeds", early, allowed=("clock",), cache=newsroom.cache)
    held = [problem.message for problem in build(job).problems if problem.code == "station-held"]
    assert held == [
        "CKLS is held: more than a fifth of a feed would disappear at once: “Story 0”, “Story 1”, “Story 2” and 4 more."
    ]
    assert newsroom.build(now=early)[0] == before


def test_what_is_withdrawn_goes_whatever_its_date_is(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.write(f"ckls/{number}.yaml", article(number))
    newsroom.build()
    newsroom.write("ckls/2.yaml", article(2, status="withdrawn", updated="2026-03-04"))
    after, report = newsroom.build(now=datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert [problem.code for problem in report.problems] == []
    assert b"Story 2" not in after["ckls/rss.xml"]
    assert b"Story 1" in after["ckls/rss.xml"]
