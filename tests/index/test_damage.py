"""An index that is no good, locked or hard to keep costs time, and nothing else."""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from feedpub.library.index import Index
from feedpub.library.sources import Source
from feedpub.problem import Severity
from tests.index.newsroom import Newsroom, article, problems
from tests.newsroom import STATION


def _fill(newsroom: Newsroom) -> None:
    for number in range(30):
        newsroom.write(f"ckls/{number}.yaml", article(number, section="Sea"))
    newsroom.build()


@pytest.mark.parametrize("where", range(0, 100, 8))
def test_a_damaged_index_changes_nothing(newsroom: Newsroom, where: int) -> None:
    _fill(newsroom)
    content = bytearray(newsroom.index.read_bytes())
    at = len(content) * where // 100
    content[at : at + 700] = random.Random(where).randbytes(700)  # noqa: S311 - only for damage
    newsroom.index.write_bytes(content)
    newsroom.write("ckls/3.yaml", article(3, title="Changed"))
    newsroom.assert_as_new()
    newsroom.assert_as_new()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(200)])
def test_an_index_that_is_none_is_made_anew(newsroom: Newsroom, content: bytes, read: Callable[[], list[str]]) -> None:
    _fill(newsroom)
    newsroom.index.write_bytes(content)
    newsroom.assert_as_new()
    read()
    newsroom.write("ckls/station.yaml", STATION + "limit: 1\n")
    newsroom.build()
    newsroom.build()
    assert len(read()) == 30
    newsroom.build()
    assert read() == ["29.yaml"], "it is used again"


def test_an_index_of_another_version_is_made_anew(newsroom: Newsroom) -> None:
    _fill(newsroom)
    with closing(sqlite3.connect(newsroom.index)) as database:
        database.executescript("DROP TABLE articles; CREATE TABLE articles (a, b); PRAGMA user_version = 99;")
    newsroom.assert_as_new()
    newsroom.write("ckls/3.yaml", article(3, title="Changed"))
    newsroom.assert_as_new()


def test_an_index_that_is_locked_is_not_waited_for_for_ever(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(newsroom)
    monkeypatch.setattr("feedpub.library.tables._BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(newsroom.index, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        newsroom.assert_as_new()


def test_where_nothing_can_be_remembered_everything_is_read(newsroom: Newsroom) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    expected, _ = newsroom.build(cache=False)
    newsroom.cache.write_text("a file where a folder belongs")
    for _ in range(2):
        feeds, report = newsroom.build()
        assert feeds == expected
        assert [(str(problem.place), problem.code, problem.severity) for problem in report.problems] == [
            (str(newsroom.cache), "no-cache", Severity.INFO)
        ]


def test_an_index_that_is_a_folder_or_may_not_be_written_changes_nothing(newsroom: Newsroom) -> None:
    _fill(newsroom)
    path = newsroom.index
    path.chmod(0o444)
    newsroom.write("ckls/3.yaml", article(3, title="Changed"))
    newsroom.assert_as_new()
    path.unlink()
    path.mkdir()
    newsroom.assert_as_new()


def test_a_file_from_the_far_future_and_numbers_of_any_size_are_kept(newsroom: Newsroom) -> None:
    far = newsroom.write("ckls/1.yaml", article(1))
    os.utime(far, (10**10, 10**10))
    newsroom.assert_as_new()
    newsroom.write("ckls/2.yaml", article(2, episode="99999999999999999999"))
    _, report = newsroom.build()
    assert [problem.code for problem in problems(report, "2.yaml")] == ["unknown-value"]


def test_a_row_that_another_run_has_dropped_is_read_anew(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    newsroom.write("ckls/2.yaml", article(2))
    really = Index.source_of

    def dropping(self: Index, key: int) -> Source | None:
        monkeypatch.setattr(Index, "source_of", really)
        self.drop([key])
        return really(self, key)

    monkeypatch.setattr(Index, "source_of", dropping)
    feeds, report = newsroom.build()
    assert not report.failures
    assert feeds == newsroom.build(cache=False)[0] or b"Story 2" in feeds["ckls/rss.xml"]
