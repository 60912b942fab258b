"""No article vanishes from a document for a reason that nobody knows: the documents of its month stay as they are."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedpub.build import build
from feedpub.job import Job
from feedpub.problem import Problem
from feedpub.report import Report
from tests.archives.archive import TODAY, built, followed, links_to_nothing, run, story
from tests.newsroom import tree, write

BROKEN = "title: Half a sto"
EVERYTHING = [f"Story {number}" for number in range(40, 0, -3)]


def documents(month: str = "") -> dict[str, bytes]:
    """The files of archive documents, of one month or of all, by their names."""
    return {name: content for name, content in tree(Path("feeds")).items() if f"/archive/{month}" in name}


def held(report: Report) -> list[Problem]:
    assert not report.failures
    return [problem for problem in report.problems if problem.code.endswith("held")]


def distinct(name: str = "rss.xml") -> list[str]:
    """The titles that a reader sees who follows a feed back, each once."""
    return list(dict.fromkeys(followed(name)))


@pytest.mark.parametrize("loss", ["broken", "broken without a cache", "away while another is broken"])
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
        "The archive of CKLS is held for 2026-01: “Story 10” would vanish from its documents, for no file that can be"
        " read has it."
    )
    assert problem.fix == (
        "Mend what is broken, or put back its file, or set status: withdrawn in it; the documents stay until then."
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
    (articles / "ckls/7.yaml").unlink()
    (articles / "ckls/10.yaml").unlink()
    more = {f"ckls/{number}.yaml": story(number, section="Sea") for number in (41, 42)}
    write(articles, {"ckls/13.yaml": BROKEN, "ckls/34.yaml": story(34, title="Another", section="Town"), **more})
    before = documents("2026-01")
    report = built()
    assert held(report)[0].message == (
        "The archive of CKLS is held for 2026-01: “Story 10”, “Story 13”, “Story 7” would vanish from its documents,"
        " for no file that can be read has them."
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
        "The archive of CKLS is held for 2026-01: more than a fifth of its documents would go at once: “Story 1”,"
        " “Story 10”, “Story 13” and 4 more."
    )
    assert problem.fix == (
        "Look whether the articles are all there (was a folder renamed?), and whether the clock is right. If it is"
        " meant, let it through once: feedpub build --allow drop"
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
    assert [problem.code for problem in held(report)] == ["archive-held"]
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
