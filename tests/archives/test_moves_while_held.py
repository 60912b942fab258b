"""What moves into a month that stays as it is, or out of it, is in exactly one document; what comes again is held."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedpub.build import build
from feedpub.job import Job
from feedpub.report import Report
from tests.archives.archive import (
    EVERYTHING,
    FIRST,
    built,
    distinct,
    documents,
    followed,
    held,
    links_to_nothing,
    run,
    story,
    without,
)
from tests.newsroom import tree, write


def wreck(articles: Path) -> None:
    """Three of January's articles are away, so that its documents stay as they are."""
    for number in (1, 4, 7):
        (articles / f"ckls/{number}.yaml").unlink()


def dates(number: int, day: str, **fields: str) -> dict[str, str]:
    """An article that is on another day now, and has the id that it had."""
    was = f"tag:ckls.example.com,{(FIRST + timedelta(days=number - 1)):%Y-%m-%d}:ckls/{number}"
    written = story(number, id=was, **fields)
    return {f"ckls/{number}.yaml": re.sub(r"published: .*", f"published: {day}", written)}


def test_what_moves_into_a_month_that_stays_stays_where_it_is(articles: Path) -> None:
    more = {f"ckls/{number}.yaml": story(number, section="Town") for number in range(60, 75, 3)}
    write(articles, more)
    run()
    everything = sorted(distinct())
    wreck(articles)
    write(articles, dates(60, "2026-01-20", section="Town"))
    (problem,) = held(built())
    assert problem.message.startswith("The archive of CKLS is held for 2026-01, 2026-03: more than a fifth")
    assert sorted(distinct()) == everything
    assert links_to_nothing() == set()


def test_what_moves_out_of_a_month_that_stays_is_in_no_second_document(articles: Path) -> None:
    run()
    wreck(articles)
    write(articles, dates(10, "2026-02-01", section="Town"))
    (problem,) = held(built())
    assert problem.message.startswith("The archive of CKLS is held for 2026-01: ")
    assert sorted(followed("rss.xml")[2:]) == sorted(EVERYTHING)


def test_what_the_feed_would_announce_again_holds_the_station_and_nothing_else_of_the_month(articles: Path) -> None:
    """Only the archive has it; it is not in the documents of its new month, which has none yet, while it is held."""
    run()
    before = tree(Path("feeds"))
    (articles / "ckls/10.yaml").unlink()
    write(articles, {"ckls/ten.yaml": story(10, section="Town").replace("2026-01-10", "2026-03-01")})
    assert [problem.code for problem in held(built())] == ["archive-held", "station-held"]
    assert tree(Path("feeds")) == before
    write(articles, {f"ckls/{number}.yaml": story(number, section="Town") for number in (70, 71, 72)})
    assert [problem.message[:40] for problem in held(built())] == ["The archive of CKLS is held for 2026-01:"]
    assert distinct() == ["Story 72", "Story 71", "Story 70", *EVERYTHING]


def test_all_that_is_deleted_from_many_months_is_a_drop_though_it_is_little_of_each(articles: Path) -> None:
    days = {f"ckls/{n}.yaml": story(n, section="Town") for n in range(-300, 0, 30)}
    write(articles, days)
    run()
    before = documents()
    for name in days:
        (articles / name).unlink()
    (problem,) = held(built())
    assert problem.message == (
        "The archive of CKLS is held for 10 months from 2025-03 to 2025-12: more than a fifth of it, or of one of its"
        " months, would disappear at once: “Story -120”, “Story -150”, “Story -180” and 7 more."
    )
    assert documents() == before


def test_a_document_of_which_a_killed_run_has_left_a_part_is_made_while_its_month_stays(articles: Path) -> None:
    now = datetime(2026, 2, 20, tzinfo=UTC)

    def at_that_time() -> Report:
        return build(Job(Path("articles"), Path("feeds"), now, cache=Path("cache")))

    at_that_time()
    write(articles, {f"ckls/{number}.yaml": story(number, section="Town") for number in (41, 42)})
    at_that_time()
    for name in ("atom.xml", "feed.json"):
        Path("feeds/ckls/archive/2026-02-2", name).unlink()
    without(articles, 34)
    assert [problem.code for problem in held(at_that_time())] == ["archive-held"]
    assert links_to_nothing() == set()
    assert distinct() == ["Story 42", "Story 41", *EVERYTHING]


def test_the_clock_lets_go_of_what_it_holds(articles: Path) -> None:
    """Nothing else would have the station looked at then: the article itself is deleted."""
    write(articles, {"ckls/150.yaml": story(150)})
    run()
    (articles / "ckls/150.yaml").unlink()
    before = tree(Path("feeds"))
    back = datetime(2026, 5, 20, tzinfo=UTC)
    report = build(Job(Path("articles"), Path("feeds"), back, cache=Path("cache")))
    assert [problem.code for problem in held(report)] == ["archive-held", "station-held"]
    assert tree(Path("feeds")) == before
    assert report.stations[0].due == datetime(2026, 5, 30, 4, tzinfo=UTC)
