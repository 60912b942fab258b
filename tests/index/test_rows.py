"""What two runs do to one index, and that its answers take no longer with more rows."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedpub.library.index import Index
from feedpub.library.rows import KeptFolder, Row, Signature, mark
from feedpub.library.tables import IndexFile
from feedpub.model.feed import Candidate, Places
from feedpub.problem import Place


def _candidate(number: int, folder: str, station: str = "ckls", link: int | None = None) -> Candidate:
    place = Place(f"articles/{station}/{folder}/{number}.yaml", 1, 1)
    return Candidate(
        id=f"tag:ckls.example.com,2026:{number}",
        link=f"https://ckls.example.com/{number if link is None else link}",
        title=f"Story {number}",
        published=datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=number),
        withdrawn=False,
        expires=None,
        changes=(),
        places=Places(place, place, place, place, place),
    )


def _row(number: int, folder: str = "march", station: str = "ckls", beyond: int = 0, link: int | None = None) -> Row:
    """The row of an article; its number in its id is so much larger than that of its file."""
    path = f"{station}/{folder}/{number}.yaml".encode()
    candidate = _candidate(number + beyond, folder, station, link)
    return Row(path, Signature(1, 2, 3, 4), "same", (), None, [], None, candidate, "source", "digest")


def _sights(index: Index) -> dict[str, str | None]:
    return {path: kept.sight for path, kept in index.folders("ckls").items()}


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[tuple[Index, Index]]:
    """The same index, opened by two runs."""
    indexes = Index(IndexFile(tmp_path / "index", "one")), Index(IndexFile(tmp_path / "index", "one"))
    yield indexes
    for index in indexes:
        index.close()


def _keep(index: Index, before: KeptFolder | None = None, sight: str = "seen") -> None:
    kept = before or KeptFolder(0, None, 0, (), (), "")
    index.keep_folders("ckls", {"ckls/march": kept._replace(sight=sight, files=1)})


def test_what_a_folder_looked_like_is_kept_until_a_row_in_it_changes(runs: tuple[Index, Index]) -> None:
    one, other = runs
    one.put("ckls", [_row(1), _row(2, "april")])
    _keep(one)
    assert _sights(other) == {"ckls/march": "seen", "ckls/april": None}
    assert [other.count_is("ckls", number) for number in (0, 1, 2)] == [False, True, False]
    other.put("ckls", [_row(2, "april")])
    assert _sights(one) == {"ckls/march": "seen", "ckls/april": None}
    other.put("ckls", [_row(1)])
    assert _sights(one) == {"ckls/march": None, "ckls/april": None}


@pytest.mark.parametrize("change", ["put", "drop", "distrust"])
def test_a_run_does_not_say_what_a_folder_is_like_in_which_another_one_has_changed_rows(
    runs: tuple[Index, Index], change: str
) -> None:
    one, other = runs
    one.put("ckls", [_row(1)])
    before = one.folders("ckls")["ckls/march"]
    if change == "put":
        other.put("ckls", [_row(1)])
    elif change == "drop":
        other.drop([key.key for key in other.validities(before.key).values()])
    else:
        other.distrust("ckls")
    _keep(one, before)
    assert _sights(one) == {"ckls/march": None}
    if change != "distrust":  # which knows of no folder
        _keep(other, before)
        assert _sights(one) == {"ckls/march": "seen"}


def test_a_folder_that_another_run_has_dropped_is_not_kept_without_its_rows(runs: tuple[Index, Index]) -> None:
    one, other = runs
    one.put("ckls", [_row(1)])
    _keep(other)
    assert _sights(other) == {"ckls/march": None}, "it did not know of it"
    _keep(one)
    before = other.folders("ckls")["ckls/march"]
    one.drop_folders([before.key])
    _keep(other, before)
    assert _sights(other) == {}
    other.put("ckls", [_row(1)])
    one.drop_folders([other.folders("ckls")["ckls/march"].key])
    _keep(other)
    assert _sights(other) == {}
    assert other.count_is("ckls", 0)


def test_another_program_trusts_no_folder(runs: tuple[Index, Index], tmp_path: Path) -> None:
    one, _ = runs
    one.put("ckls", [_row(1)])
    _keep(one)
    Index(IndexFile(tmp_path / "index", "another")).close()
    assert _sights(one) == {"ckls/march": None}


# --- what is asked of an index -----------------------------------------------------------------------------------

_NOW = datetime(2026, 6, 1, tzinfo=UTC)
_QUESTIONS: dict[str, Callable[[Index], object]] = {
    "count_is": lambda index: index.count_is("ckls", 1),
    "folders": lambda index: index.folders("ckls"),
    "put": lambda index: index.put("ckls", [_row(1)]),
    "drop": lambda index: index.drop([2]),
    "keep_stations": lambda index: index.keep_stations(["ckls", "quay"]),
    "leave_out": lambda index: index.leave_out("ckls", []),
    "last_version": lambda index: index.last_version("ckls", b"ckls/march/1.yaml"),
    "candidate_at": lambda index: index.candidate_at("ckls", b"ckls/march/1.yaml"),
    "problems": lambda index: index.problems("ckls"),
    "newest": lambda index: next(index.newest("ckls")),
    "expired": lambda index: index.expired("ckls", _NOW),
    "changing": lambda index: index.changing("ckls", _NOW),
    "alike": lambda index: index.alike("ckls"),
    "same_numbers": lambda index: index.same_numbers("ckls"),
    "find": lambda index: index.find("ckls", "tag:ckls.example.com,2026:1"),
    "find_by_link": lambda index: index.find_by_link("ckls", "https://ckls.example.com/1"),
    "has_draft": lambda index: index.has_draft("ckls", "tag:ckls.example.com,2026:1"),
    "shared_ids": lambda index: list(index.shared_ids(["ckls", "quay"])),
    "keep_sources": lambda index: index.keep_sources("feeds", "ckls", {}),
}


def _steps(articles: int, ask: Callable[[Index], object]) -> int:
    """How many steps of SQLite's machine a question takes of an index with so many articles in each of two stations.

    Ten have an id that one of the other station has, and ten a link that another has too.
    """
    index = Index()
    for first, station in enumerate(("ckls", "quay")):
        index.put(station, [_row(number, "march", station) for number in range(10)])
        index.put(station, [_row(number, "may", station, 10_000 * first) for number in range(10, articles)])
        index.put(station, [_row(number, "june", station, 50_000, link=number) for number in range(10, 20)])
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    database: sqlite3.Connection = index._database
    database.set_progress_handler(step, 1)
    ask(index)
    index.close()
    return count


@pytest.mark.parametrize("link", [None, 1])
def test_many_articles_with_one_link_take_no_longer_than_with_many(link: int | None) -> None:
    def put(index: Index) -> None:
        for start in range(0, 2000, 500):
            index.put("ckls", [_row(number, link=link) for number in range(start, start + 500)])

    assert _steps(20, put) < 600 * 2000


@pytest.mark.parametrize("question", _QUESTIONS)
def test_what_is_asked_of_an_index_takes_no_longer_with_more_articles(question: str) -> None:
    few, many = (_steps(articles, _QUESTIONS[question]) for articles in (300, 4000))
    assert 0 < many < few * 1.2


def test_ids_and_links_that_several_have_are_told() -> None:
    index = Index()
    index.put("ckls", [_row(1), _row(2, "april", link=1), _row(3)])
    index.put("quay", [_row(3, station="quay"), _row(4, station="quay")])
    assert [candidate.id[-1] for candidate in index.alike("ckls")] == ["2", "1"], "april comes before march"
    assert index.alike("quay") == []
    assert [(one.file, other.file) for one, other in index.shared_ids(["ckls", "quay"])] == [
        ("articles/quay/march/3.yaml", "articles/ckls/march/3.yaml")
    ]
    index.put("ckls", [_row(2, "april")])
    index.drop([3])
    assert index.alike("ckls") == []
    assert list(index.shared_ids(["ckls", "quay"])) == []
    index.put("ckls", [_row(2, "may")])
    assert [candidate.id[-1] for candidate in index.alike("ckls")] == ["2", "2"]


def test_texts_with_the_same_mark_are_not_the_same() -> None:
    plum, buck = "plumless", "buckeroo"
    assert mark(plum) == mark(buck), "a well-known pair"
    index = Index()
    candidates = [replace(_candidate(number, "march"), id=name, link=name) for number, name in enumerate((plum, buck))]
    index.put("ckls", [_row(number)._replace(candidate=one) for number, one in enumerate(candidates)])
    assert index.alike("ckls") == []
    assert list(index.shared_ids(["ckls"])) == []
    found = [index.find("ckls", plum), index.find_by_link("ckls", buck), index.find("ckls", "neither")]
    assert [one.id if one else None for one in found] == [plum, buck, None]
