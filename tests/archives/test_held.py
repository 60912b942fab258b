"""No article vanishes from a document for a reason that nobody knows: the documents of its month stay as they are."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedpub.build import build
from feedpub.job import Job
from feedpub.report import Report
from tests.archives.archive import (
    BROKEN,
    EVERYTHING,
    TODAY,
    built,
    distinct,
    documents,
    held,
    links_to_nothing,
    run,
    story,
    without,
)
from tests.newsroom import tree, write

FILES = ("atom.xml", "feed.json", "rss.xml")


def test_a_broken_article_that_only_the_archive_has_stays_as_it_was(articles: Path) -> None:
    """What documents were made of is kept, so that others in them can change."""
    run()
    write(articles, {"ckls/10.yaml": BROKEN, "ckls/7.yaml": story(7, title="Another", section="Sea")})
    report = built()
    assert [problem.code for problem in report.problems] == [
        "missing-field",
        "missing-field",
        "missing-field",
        "last-version",
    ]
    assert report.changed == [f"ckls/archive/2026-01-2/{name}" for name in FILES] + [
        f"ckls/sea/archive/2026-01-1/{name}" for name in FILES
    ]
    assert distinct() == [{"Story 7": "Another"}.get(title, title) for title in EVERYTHING]


@pytest.mark.parametrize("loss", ["broken without a cache", "away while another is broken"])
def test_what_no_file_has_any_more_stays_while_something_is_broken(articles: Path, loss: str) -> None:
    run()
    before = documents()
    if loss == "broken without a cache":
        shutil.rmtree("cache")
    if loss == "away while another is broken":
        (articles / "ckls/10.yaml").unlink()
        write(articles, {"ckls/new.yaml": BROKEN})
    else:
        write(articles, {"ckls/10.yaml": BROKEN})
    write(articles, {"ckls/60.yaml": story(60)})
    report = built()
    (problem,) = held(report)
    assert (problem.place.file, problem.code) == ("feeds/ckls", "archive-held")
    assert problem.message == (
        "The archive of CKLS is held for 2026-01: “Story 10” would disappear from its documents: no file that can be"
        " read has it."
    )
    assert problem.fix == (
        "Fix what is broken, or put back its file, or set status: withdrawn in it; the documents stay until then."
    )
    assert report.exit_code() == 1
    assert documents("2026-01").items() <= before.items()
    assert distinct() == ["Story 60", *EVERYTHING]
    assert links_to_nothing() == set()
    (articles / "ckls/new.yaml").unlink(missing_ok=True)
    write(articles, {"ckls/10.yaml": story(10, title="Mended", section="Town")})
    run()
    assert "Mended" in distinct()


@pytest.mark.usefixtures("articles")
def test_the_documents_of_other_months_go_on(articles: Path) -> None:
    """February gets a document more, to which the ones that stay do not lead, but which leads to them."""
    run()
    for number in (7, 10, 13):
        (articles / f"ckls/{number}.yaml").unlink()
    more = {f"ckls/{number}.yaml": story(number, section="Sea") for number in (41, 42)}
    write(articles, {"ckls/new.yaml": BROKEN, "ckls/34.yaml": story(34, title="Another", section="Town"), **more})
    before = documents("2026-01")
    report = built()
    assert held(report)[0].message == (
        "The archive of CKLS is held for 2026-01: “Story 10”, “Story 13”, “Story 7” would disappear from its documents:"
        " no file that can be read has them."
    )
    assert documents("2026-01") == before
    assert distinct() == ["Story 42", "Story 41", *EVERYTHING[:2], "Another", *EVERYTHING[3:]]
    assert links_to_nothing() == set()
    assert built().changed == []


def moved_away(articles: Path) -> dict[str, str]:
    """Half of the archive moved out of the newsroom."""
    files = {f"ckls/{number}.yaml": (articles / f"ckls/{number}.yaml").read_text() for number in range(1, 20, 3)}
    for name in files:
        (articles / name).unlink()
    return files


@pytest.mark.parametrize("cache", [True, False])
def test_a_folder_that_is_gone_takes_nothing_out_of_the_archive_until_that_is_let_through(
    articles: Path, *, cache: bool
) -> None:
    run()
    before = documents()
    files = moved_away(articles)
    if not cache:
        shutil.rmtree("cache")
    write(articles, {"ckls/60.yaml": story(60)})
    report = built()
    (problem,) = held(report)
    assert problem.message == (
        "The archive of CKLS is held for 2026-01: more than a fifth of it, or of one of its months, would"
        " disappear at once: “Story 1”, “Story 10”, “Story 13” and 4 more."
    )
    assert problem.fix == (
        "Check that all articles are there (is a disk not mounted, or a folder renamed?), and their dates and"
        " sections. Or was archive: yes removed? If this is intended, let it through once: feedpub build ckls --allow"
        " drop"
    )
    assert report.exit_code() == 1
    assert documents("2026-01") == {name: content for name, content in before.items() if "/2026-01" in name}
    assert distinct() == ["Story 60", *EVERYTHING]
    write(articles, files)
    assert [name for name in run() if "2026-01" in name] == []
    moved_away(articles)
    allowed = build(Job(Path("articles"), Path("feeds"), TODAY, allowed=("drop",), cache=Path("cache")))
    assert held(allowed) == []
    assert distinct() == ["Story 60", *EVERYTHING[:-7]]
    assert links_to_nothing() == set()


@pytest.mark.usefixtures("articles")
def test_a_clock_that_is_set_back_takes_nothing_out_of_the_archive() -> None:
    run()
    before = documents()
    report = build(Job(Path("articles"), Path("feeds"), datetime(2026, 1, 3, tzinfo=UTC), cache=Path("cache")))
    assert [problem.code for problem in held(report)] == ["archive-held", "station-held"]
    assert documents() == before


@pytest.mark.usefixtures("articles")
def test_few_that_are_deleted_and_whatever_is_withdrawn_expired_or_a_draft_may_go(articles: Path) -> None:
    run()
    (articles / "ckls/1.yaml").unlink()
    (articles / "ckls/4.yaml").unlink()
    over = {"status": "withdrawn", "updated": "2026-05-30"}, {"status": "draft"}, {"expires": "2026-05-30"}
    for number, fields in zip((7, 10, 13), over, strict=True):
        write(articles, {f"ckls/{number}.yaml": story(number, section="Sea", **fields)})
    run()
    assert distinct() == EVERYTHING[:-5]


@pytest.mark.usefixtures("articles")
def test_documents_that_nothing_remembers_are_taken_away_too(articles: Path) -> None:
    """What is in place tells which documents there are, not the cache."""
    run()
    shutil.rmtree("cache")
    for number in (34, 31):
        write(articles, {f"ckls/{number}.yaml": story(number, section="Sea", status="draft")})
    run()
    there = {match[1] for name in documents() if (match := re.search(r"ckls/archive/([^/]+)/", name))}
    assert there == {f"2026-01-{number}" for number in range(1, 6)} | {"2026-02-1"}
    assert links_to_nothing() == set()


# --- what is held, whatever else changes ---------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["nothing", "cache", "station", "elsewhere"])
def test_no_other_change_lets_through_what_is_held(articles: Path, change: str) -> None:
    """Four of the ten of January, and of the fourteen in all."""
    run()
    for number in (1, 4, 7, 10):
        (articles / f"ckls/{number}.yaml").unlink()
    before = documents()
    for _ in range(3):
        assert [problem.code for problem in held(built())] == ["archive-held"]
        if change == "cache":
            shutil.rmtree("cache")
        if change == "station":
            with (articles / "ckls/station.yaml").open("a") as file:
                file.write("email: news@ckls.example.com\n")
            change = "nothing"
        if change == "elsewhere":
            write(articles, {"ckls/34.yaml": story(34, title="Another", section="Town")})
    main = "ckls/archive/2026-01"
    assert {name for name in documents() if name.startswith(main)} == {name for name in before if name.startswith(main)}
    assert {f"Story {number}" for number in (1, 4, 7, 10)} <= set(distinct())
    assert links_to_nothing() == set()


def test_what_a_month_that_stays_leads_to_stays_too(articles: Path) -> None:
    """All of January is withdrawn, and February leads to its last document: that is there until February may change."""
    run()
    without(articles, 34)
    over = {f"ckls/{n}.yaml": story(n, status="withdrawn", updated="2026-05-30") for n in range(1, 32, 3)}
    write(articles, over)
    (problem,) = held(built())
    assert problem.message.startswith("The archive of CKLS is held for 2026-01, 2026-02: “Story 34” would disappear")
    assert links_to_nothing() == set()
    assert distinct()[:3] == EVERYTHING[:3]
    write(articles, {"ckls/34.yaml": story(34, section="Town")})
    (articles / "ckls/new.yaml").unlink()
    run()
    assert distinct() == EVERYTHING[:3]


def test_what_is_withdrawn_and_stays_with_the_others_is_told(articles: Path) -> None:
    run()
    without(articles, 10)
    write(articles, {"ckls/7.yaml": story(7, status="withdrawn", updated="2026-05-30")})
    (problem,) = held(built())
    assert problem.message.endswith(
        "no file that can be read has it. Until then “Story 7”, which should have been removed, can still be read"
        " there."
    )


def test_while_the_newest_month_stays_what_leaves_the_feed_goes_into_further_documents(articles: Path) -> None:
    now = datetime(2026, 2, 20, tzinfo=UTC)

    def at_that_time() -> Report:
        return build(Job(Path("articles"), Path("feeds"), now, cache=Path("cache")))

    at_that_time()
    without(articles, 34)
    for number in range(41, 51):
        write(articles, {f"ckls/{number}.yaml": story(number, section="Sea")})
        assert [problem.code for problem in held(at_that_time())] == ["archive-held"]
        assert distinct()[::-1] == [*EVERYTHING[::-1], *(f"Story {n}" for n in range(41, number + 1))]
        assert links_to_nothing() == set()
    write(articles, {"ckls/34.yaml": story(34, section="Town")})
    (articles / "ckls/new.yaml").unlink()
    assert at_that_time().problems == ()
    after = tree(Path("feeds"))
    build(Job(Path("articles"), Path("afresh"), now))
    assert after == tree(Path("afresh"))


def test_an_article_that_would_come_again_with_another_id_is_held_in_the_archive_too(articles: Path) -> None:
    run()
    before = documents()
    (articles / "ckls/10.yaml").rename(articles / "ckls/ten.yaml")
    (problem,) = held(built())
    was = "tag:ckls.example.com,2026-01-10:ckls"
    assert problem.message == (
        "The archive of CKLS is held for 2026-01: “Story 10” would be announced again, with the id"
        f" {was}/ten instead of {was}/10."
    )
    assert problem.fix.startswith(
        f"Give the file its old name (and date) back, or write its old id into it (id: {was}/10)"
    )
    assert documents() == before
    write(articles, {"ckls/ten.yaml": story(10, section="Town", id=f"{was}/10")})
    run()
    assert documents() == before


def test_an_article_whose_id_has_another_date_now_appears_nowhere_a_second_time(articles: Path) -> None:
    """Without a date in the name of its file, its id has that of its publication; here it would go to February."""
    write(articles, {"ckls/ten.yaml": story(10, title="Ten", section="Town")})
    (articles / "ckls/10.yaml").unlink()
    run()
    before = documents()
    write(articles, {"ckls/ten.yaml": story(10, title="Ten", section="Town").replace("2026-01-10", "2026-02-01")})
    (problem,) = held(built())
    assert problem.message.startswith("The archive of CKLS is held for 2026-01: “Ten” would be announced again")
    assert documents() == before


def test_a_broken_show_is_reason_enough_to_keep_what_is_away(articles: Path) -> None:
    run()
    (articles / "ckls/10.yaml").unlink()
    (articles / "ckls/40.yaml").unlink()
    write(articles, {"ckls/talk/show.yaml": "titel: Talk\n"})
    report = built()
    assert [(problem.code, "disappear" in problem.message) for problem in held(report)] == [
        ("archive-held", True),
        ("station-held", True),
    ]


def test_copies_beside_documents_come_and_go_with_the_option(articles: Path) -> None:
    def run_with(*, precompress: bool) -> set[str]:
        build(Job(articles, Path("feeds"), TODAY, cache=Path("cache"), precompress=precompress))
        return {name for name in documents() if name.endswith((".gz", ".br"))}

    assert run_with(precompress=False) == set()
    assert run_with(precompress=True) >= {f"ckls/archive/2026-01-1/rss.xml{ending}" for ending in (".gz", ".br")}
    assert run_with(precompress=False) == set()
