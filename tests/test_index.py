"""What is remembered of articles: a run reads what has changed, and says what a run that remembers nothing would."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feedpub.build import build
from feedpub.job import Job
from feedpub.library import rows
from feedpub.library.articles import Desk, ReadArticle
from feedpub.library.index import Index, Source
from feedpub.model.feed import Candidate
from feedpub.problem import Problem
from feedpub.report import Report, as_text
from feedpub.settled import RACY
from tests.newsroom import NOW, PUBLISHER, REPOSITORY, STATION, tree

FEEDS = "feeds:\n  sea: {title: The sea, sections: [Sea]}\n  gulls: {title: Gulls, tags: [gulls]}\n"


def article(number: int, **fields: str) -> str:
    """An article of one day in spring, the n-th from the first of March."""
    written = {
        "title": f"Story {number}",
        "link": f"https://ckls.example.com/{number}",
        "published": f"{datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=number):%Y-%m-%dT%H:%MZ}",
        "body": f"Text {number}.",
        **fields,
    }
    return "".join(f"{name}: {value}\n" for name, value in written.items())


class Newsroom:
    """A newsroom in a folder of its own, with a cache; `read` are the files that were read since it was last asked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.articles = folder, folder / "articles"
        self.cache = folder / "cache"
        self._read: list[str] = []
        self.write("publisher.yaml", PUBLISHER)
        self.write("ckls/station.yaml", STATION)

    def write(self, name: str, text: str, age: float = 60) -> Path:
        """Write a file some seconds ago."""
        path = self.articles / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        then = time.time() - age
        os.utime(path, (then, then))
        return path

    def build(self, *, cache: bool = True, now: datetime = NOW) -> tuple[dict[str, bytes], Report]:
        """The files of the feeds, and the report."""
        out = self.folder / ("feeds" if cache else "feeds-without-cache")
        report = build(Job(self.articles, out, now, cache=self.cache if cache else None))
        assert not report.failures
        return tree(out), report

    def assert_as_new(self, now: datetime = NOW) -> None:
        """What comes out is what comes out without a cache, where nobody has anything yet."""
        shutil.rmtree(self.folder / "feeds", ignore_errors=True)
        shutil.rmtree(self.folder / "feeds-without-cache", ignore_errors=True)
        warm, cold = self.build(now=now), self.build(cache=False, now=now)
        assert warm[0] == cold[0]
        assert told(warm[1]) == told(cold[1])

    @property
    def index(self) -> Path:
        """The file of the index."""
        (path,) = self.cache.glob("articles-*.sqlite3")
        return path


def told(report: Report) -> set[str]:
    return {as_text(problem).replace("feeds-without-cache", "feeds") for problem in report.problems}


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.chdir(tmp_path)
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 2 * RACY)  # the times of change cannot be set back
    return Newsroom(Path())


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The names of the files of articles that were read since this was last asked."""
    names: list[str] = []
    really = Desk.read

    def noted(self: Desk, path: str, raw: bytes, *, whole: bool = False) -> ReadArticle:
        names.append(path.rpartition("/")[2])
        return really(self, path, raw, whole=whole)

    def since() -> list[str]:
        said = sorted(set(names))
        names.clear()
        return said

    monkeypatch.setattr(Desk, "read", noted)
    return since


# --- only what has changed -------------------------------------------------------------------------------------


def test_a_changed_article_is_read_and_those_that_feeds_carry_with_it(
    newsroom: Newsroom, read: Callable[[], list[str]]
) -> None:
    newsroom.write("ckls/station.yaml", STATION + "limit: 3\n")
    for number in range(60):
        newsroom.write(f"ckls/{number}.yaml", article(number))
    newsroom.build()
    assert len(read()) == 60
    newsroom.build()
    assert read() == ["57.yaml", "58.yaml", "59.yaml"], "what is carried is rendered, and nothing else is looked at"
    newsroom.write("ckls/7.yaml", article(7, title="Another"))
    newsroom.build()
    assert read() == ["57.yaml", "58.yaml", "59.yaml", "7.yaml"]


def test_no_file_is_opened_that_is_as_it_was(newsroom: Newsroom) -> None:
    for number in range(5):
        newsroom.write(f"ckls/{number}.yaml", article(number))
    first = newsroom.build()
    opened: list[str] = []
    sys.addaudithook(lambda event, about: opened.append(str(about[0])) if event == "open" else None)
    second = newsroom.build()
    assert second[0] == first[0]
    assert any(name.endswith("station.yaml") for name in opened)
    assert not [name for name in opened if name.endswith(tuple(f"/{number}.yaml" for number in range(5)))]


@pytest.mark.parametrize("what", ["size", "mtime", "inode", "ctime"])
def test_each_part_of_a_signature_tells(newsroom: Newsroom, what: str) -> None:
    path = newsroom.write("ckls/1.yaml", article(1))
    newsroom.build()
    about = path.stat()
    if what == "size":
        path.write_text(article(1, title="Longer than before"))
    elif what == "inode":
        other = newsroom.write("ckls/.other", article(1, title="Story A"))
        other.replace(path)
    else:
        path.write_text(article(1, title="Story A"))
    kept = about.st_mtime_ns + (1 if what == "mtime" else 0)
    os.utime(path, ns=(kept, kept))
    newsroom.assert_as_new()


def test_a_change_within_one_tick_of_the_clock_is_seen(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, read: Callable[[], list[str]]
) -> None:
    path = newsroom.write("ckls/1.yaml", article(1))
    monkeypatch.setattr(time, "time_ns", lambda: path.stat().st_ctime_ns + RACY)
    newsroom.build()
    assert read() == ["1.yaml"]
    newsroom.write("ckls/2.yaml", article(2, status="draft"), age=0)
    with closing(sqlite3.connect(newsroom.index)) as database:
        assert database.execute("SELECT DISTINCT circumstances FROM articles").fetchall() == [(None,)]
    newsroom.build()
    assert read() == ["1.yaml", "2.yaml"], "it may have changed without its times telling"


def test_other_settings_of_the_station_and_another_feedpub_read_everything_again(
    newsroom: Newsroom, read: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("ckls/station.yaml", STATION + "limit: 1\n")
    for number in (1, 2):
        newsroom.write(f"ckls/{number}.yaml", article(number, published="2026-05-02T09:30"))
    newsroom.build()
    read()
    newsroom.write("ckls/station.yaml", STATION + "limit: 1\ntimezone: Asia/Tokyo\n")
    newsroom.assert_as_new()
    assert read() == ["1.yaml", "2.yaml"]
    monkeypatch.setattr("feedpub.indexing.program", lambda: "another")
    newsroom.build()
    assert read() == ["1.yaml", "2.yaml"]


def test_an_article_is_read_again_when_a_picture_that_it_names_changes(newsroom: Newsroom) -> None:
    newsroom.write("ckls/1.yaml", article(1, image="{file: media/a.png, alt: Gulls}"))
    picture = newsroom.write("media/a.png", "")
    pictures = REPOSITORY / "articles" / "harbor" / "media"
    for name in ("icon.png", "lighthouse.png", "", "logo.png", "icon.png"):
        picture.unlink()
        if name:
            shutil.copy(pictures / name, picture)
        newsroom.assert_as_new()
        picture.touch()


def test_what_is_due_comes_without_a_change_of_any_file(newsroom: Newsroom, read: Callable[[], list[str]]) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    newsroom.write("ckls/2.yaml", article(2, published="2026-06-02", expires="2026-06-04"))
    newsroom.write("ckls/3.yaml", article(3, corrections="[{date: 2026-06-03, text: Three gulls.}]"))
    newsroom.build()
    read()
    for day in (1, 2, 3, 4):
        newsroom.assert_as_new(NOW + timedelta(days=day))


# --- any edits ---------------------------------------------------------------------------------------------------

_EDITS = [
    {"section": "Sea"},
    {"tags": "[gulls]"},
    {"title": "<i>Marked</i>"},
    {"status": "withdrawn", "updated": "2026-05-20"},
    {"status": "draft"},
    {"link": "https://ckls.example.com/1"},
    {"id": "tag:ckls.example.com,2026:one"},
    {"expires": "2026-05-30"},
    {"published": "2026-07-01"},
    {"published": "2026-04-01"},
    {"corrections": "[{date: 2026-05-09, text: Two gulls.}]"},
    {"tittle": "Unknown field"},
    {},
]


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_edited_the_same_comes_out_as_without_a_cache(newsroom: Newsroom, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - only for edits
    newsroom.write("ckls/station.yaml", STATION + FEEDS)
    for step in range(20):
        number = chance.randrange(8)
        path = newsroom.articles / "ckls" / f"{number}.yaml"
        if chance.random() < 0.15:
            path.unlink(missing_ok=True)
        elif path.exists() and chance.random() < 0.2:
            path.rename(path.with_name(f"{number}-{step}.yaml"))
        else:
            newsroom.write(f"ckls/{number}.yaml", article(number, **chance.choice(_EDITS)))
        newsroom.assert_as_new(NOW + timedelta(hours=step))
        with closing(sqlite3.connect(newsroom.index)) as database:  # else broken articles would stay as they were
            database.execute("DELETE FROM sources")
            over = "withdrawn OR expires IS NOT NULL"
            database.execute(f"UPDATE articles SET id = NULL, circumstances = NULL WHERE {over}")  # noqa: S608 - as above
            database.commit()


# --- a file that is no good ----------------------------------------------------------------------------------------


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
    monkeypatch.setattr("feedpub.library.index._BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(newsroom.index, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        newsroom.assert_as_new()


def test_where_nothing_can_be_remembered_everything_is_read(newsroom: Newsroom) -> None:
    newsroom.cache.write_text("a file where a folder belongs")
    newsroom.write("ckls/1.yaml", article(1))
    newsroom.assert_as_new()


def test_an_index_that_is_a_folder_or_may_not_be_written_changes_nothing(newsroom: Newsroom) -> None:
    _fill(newsroom)
    path = newsroom.index
    path.chmod(0o444)
    newsroom.write("ckls/3.yaml", article(3, title="Changed"))
    newsroom.assert_as_new()
    path.unlink()
    path.mkdir()
    newsroom.assert_as_new()


# --- the last good version -----------------------------------------------------------------------------------------


def problems(report: Report, name: str) -> list[Problem]:
    return [problem for problem in report.problems if problem.place.file == f"articles/ckls/{name}"]


@pytest.mark.parametrize("broken", ["title: A: colon\n", "title: Half a sto", "\x00\x01", "", "[" * 50])
def test_a_broken_article_stays_as_it_was_and_everything_else_goes_out(newsroom: Newsroom, broken: str) -> None:
    newsroom.write("ckls/station.yaml", STATION + "feeds: {sea: {title: The sea, sections: [Sea]}}\n")
    for number in (1, 2):
        newsroom.write(f"ckls/{number}.yaml", article(number, section="Sea"))
    before, _ = newsroom.build()
    newsroom.write("ckls/1.yaml", broken)
    newsroom.write("ckls/3.yaml", article(3))
    after, report = newsroom.build()
    assert all(word in after["ckls/rss.xml"] for word in (b"Story 1", b"Text 1.", b"Story 2", b"Story 3"))
    assert after["ckls/sea/rss.xml"] == before["ckls/sea/rss.xml"]
    assert [problem.code for problem in problems(report, "1.yaml")][-1] == "last-version"
    assert report.exit_code() == 1
    assert not any(station.held for station in report.stations)
    again, repeated = newsroom.build()
    assert again == after
    assert told(repeated) == told(report)
    newsroom.write("ckls/1.yaml", article(1, title="Mended", section="Sea"))
    mended, report = newsroom.build()
    assert b"Mended" in mended["ckls/rss.xml"]
    assert not report.problems


def test_an_article_that_never_went_out_is_left_out_while_it_is_broken(newsroom: Newsroom) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    newsroom.write("ckls/2.yaml", "title: Half a sto")
    newsroom.build()
    feeds, report = newsroom.build()
    assert b"Half" not in feeds["ckls/rss.xml"]
    assert "last-version" not in {problem.code for problem in report.problems}
    assert not any(station.held for station in report.stations)


def test_the_last_version_is_not_the_one_before_the_article_was_a_draft(newsroom: Newsroom) -> None:
    for text in (article(1), article(1, status="draft"), "title: Half a sto"):
        newsroom.write("ckls/0.yaml", article(0))
        newsroom.write("ckls/1.yaml", text)
        feeds, _ = newsroom.build()
    assert b"Story 1" not in feeds["ckls/rss.xml"]


def test_without_a_last_version_the_station_is_held(newsroom: Newsroom) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    before, _ = newsroom.build()
    shutil.rmtree(newsroom.cache)
    newsroom.write("ckls/1.yaml", "title: Half a sto")
    after, report = newsroom.build()
    assert after == before
    assert [problem.code for problem in report.problems if problem.code.endswith("held")] == ["station-held"]


def test_the_last_version_is_kept_when_feedpub_itself_is_another(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    before, _ = newsroom.build()
    newsroom.write("ckls/1.yaml", "title: Half a sto")
    monkeypatch.setattr("feedpub.indexing.program", lambda: "another")
    assert newsroom.build()[0] == before


def test_an_article_that_may_not_be_read_stays_as_it_was(newsroom: Newsroom) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    before, _ = newsroom.build()
    (newsroom.articles / "ckls" / "1.yaml").unlink()
    os.mkfifo(newsroom.articles / "ckls" / "1.yaml")
    after, report = newsroom.build()
    assert after == before
    assert [problem.code for problem in problems(report, "1.yaml")] == ["unreadable-file", "last-version"]


@pytest.mark.parametrize("over", [{"status": "withdrawn", "updated": "2026-05-20"}, {"expires": "2026-05-20"}])
def test_what_was_over_before_it_was_broken_is_over_still(newsroom: Newsroom, over: dict[str, str]) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    newsroom.write("ckls/2.yaml", article(2, **over))
    before, _ = newsroom.build()
    newsroom.write("ckls/2.yaml", article(2, **over, title="A: colon"))
    after, report = newsroom.build()
    assert after["ckls/atom.xml"] == before["ckls/atom.xml"]
    assert [problem.code for problem in problems(report, "2.yaml")][-1] == "last-version"


@pytest.mark.parametrize("glance", ["check", "another folder"])
def test_a_glance_takes_no_last_version_away(newsroom: Newsroom, glance: str) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    newsroom.write("ckls/2.yaml", article(2))
    before, _ = newsroom.build()
    early = datetime(2026, 3, 2, 12, tzinfo=UTC)
    out = Path("feeds" if glance == "check" else "staging")
    build(Job(newsroom.articles, out, early, check=glance == "check", cache=newsroom.cache))
    newsroom.write("ckls/2.yaml", "title: Half a sto")
    after, report = newsroom.build()
    assert after == before
    assert not any(station.held for station in report.stations)


def test_the_text_of_a_slower_run_does_not_come_back(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("ckls/1.yaml", article(1, body="First."))
    really = Index.keep_sources

    def overtaken(self: Index, *arguments: Any) -> None:
        monkeypatch.setattr(Index, "keep_sources", really)
        newsroom.write("ckls/1.yaml", article(1, body="Second."), age=30)
        assert b"Second." in newsroom.build()[0]["ckls/rss.xml"]
        really(self, *arguments)

    monkeypatch.setattr(Index, "keep_sources", overtaken)
    build(Job(newsroom.articles, Path("elsewhere"), NOW, cache=newsroom.cache))
    newsroom.write("ckls/2.yaml", article(2))
    assert b"Second." in newsroom.build()[0]["ckls/rss.xml"]
    newsroom.assert_as_new()


# --- what is hard to keep, and what goes wrong on the way -----------------------------------------------------------


def test_a_file_from_the_far_future_and_numbers_of_any_size_are_kept(newsroom: Newsroom) -> None:
    far = newsroom.write("ckls/1.yaml", article(1))
    os.utime(far, (10**10, 10**10))
    newsroom.assert_as_new()
    newsroom.write("ckls/2.yaml", article(2, episode="99999999999999999999"))
    _, report = newsroom.build()
    assert [problem.code for problem in problems(report, "2.yaml")] == ["unknown-value"]


def test_a_station_that_changes_all_the_time_is_alone_in_not_going_out(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    newsroom.write("quay/station.yaml", STATION.replace("ckls", "quay"))
    newsroom.write("quay/1.yaml", article(1, link="https://quay.example.com/1"))
    really, times = Desk.read, iter(range(1000))

    def changing(self: Desk, path: str, raw: bytes, *, whole: bool = False) -> ReadArticle:
        if path.startswith("ckls"):
            newsroom.write("ckls/1.yaml", article(1, title=f"Changed {next(times)}"))
        return really(self, path, raw, whole=whole)

    monkeypatch.setattr(Desk, "read", changing)
    report = build(Job(newsroom.articles, Path("feeds"), NOW, cache=newsroom.cache))
    assert report.failures == ("ckls was not put in place: ckls: An article changes while it is read; build again",)
    assert [(station.name, station.failed) for station in report.stations] == [("ckls", True), ("quay", False)]
    assert Path("feeds/quay/rss.xml").exists()


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


def test_other_rules_of_the_time_zone_read_everything_again(
    newsroom: Newsroom, read: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        newsroom.write(f"ckls/{number}.yaml", article(number))
    newsroom.write("ckls/station.yaml", STATION + "limit: 1\n")
    newsroom.build()
    read()
    monkeypatch.setattr("feedpub.library.refresh.zone_file", lambda key: f"{key} of another year")
    newsroom.build()
    assert read() == ["1.yaml", "2.yaml", "3.yaml"]


def test_a_feed_of_few_looks_at_few(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("ckls/station.yaml", STATION + "limit: 2\n" + FEEDS)
    for number in range(300):
        newsroom.write(f"ckls/{number}.yaml", article(number % 60, link=f"https://ckls.example.com/{number}",
                       **({"section": "Sea"} if number == 7 else {})))  # fmt: skip
    newsroom.build()
    count = 0
    really = rows.to_candidate

    def counted(values: Sequence[Any]) -> Candidate:
        nonlocal count
        count += 1
        return really(values)

    monkeypatch.setattr(rows, "to_candidate", counted)
    newsroom.build()
    assert count < 2 * 200 + 50 + 300, "a page for the main feed, one article for the sea, all for the one without any"


# --- files that are being written ----------------------------------------------------------------------------------

_SLOW_EDITOR = """
import sys
file = open(sys.argv[1], "w")
file.write(sys.argv[2])
file.flush()
print("half", flush=True)
sys.stdin.readline()
file.write(sys.argv[3])
file.close()
print("whole", flush=True)
sys.stdin.readline()
"""


def _editor(path: Path, first: str, second: str) -> subprocess.Popen[str]:
    """A program that has written the first half of a file, and writes the second when it is sent a line."""
    command = [sys.executable, "-c", _SLOW_EDITOR, str(path), first, second]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "half\n"
    return process


def _go_on(editor: subprocess.Popen[str]) -> None:
    assert editor.stdin
    assert editor.stdout
    editor.stdin.write("\n")
    editor.stdin.flush()
    assert editor.stdout.readline() == "whole\n"


def test_an_article_that_is_being_written_is_taken_as_it_was_until_it_is_whole(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedpub.library.refresh._PATIENCE", 0.1)
    path = newsroom.write("ckls/1.yaml", article(1))
    before, _ = newsroom.build()
    text = article(1, body="The first half, and the second.")
    with _editor(path, text[:-20], text[-20:]) as editor:
        during, report = newsroom.build()
        assert during == before
        assert [problem.code for problem in problems(report, "1.yaml")] == ["being-written", "last-version"]
        assert report.due == NOW, "the next run looks again, though the times may be the same"
        _go_on(editor)
        after, report = newsroom.build()
        editor.communicate("\n")
    assert b"and the second" in after["ckls/rss.xml"]
    assert not report.problems


def test_a_run_waits_a_moment_for_a_file_that_is_being_written(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = newsroom.articles / "ckls" / "1.yaml"
    text = article(1, body="The first half, and the second.")
    with _editor(path, text[:-20], text[-20:]) as editor:
        monkeypatch.setattr("feedpub.library.refresh.time.sleep", lambda _: _go_on(editor))
        feeds, report = newsroom.build()
        editor.communicate("\n")
    assert b"and the second" in feeds["ckls/rss.xml"]
    assert not report.problems


def test_a_file_that_somebody_has_open_for_long_is_not_being_written(newsroom: Newsroom) -> None:
    path = newsroom.write("ckls/1.yaml", article(1))
    with path.open("a"):
        then = time.time() - 3600
        os.utime(path, (then, then))
        feeds, report = newsroom.build()
    assert b"Story 1" in feeds["ckls/rss.xml"]
    assert not report.problems


def test_an_article_that_changes_between_being_chosen_and_being_read_is_chosen_anew(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    really, times = Desk.read, 0

    def changing(self: Desk, path: str, raw: bytes, *, whole: bool = False) -> ReadArticle:
        nonlocal times
        times += 1
        if times == 2:
            newsroom.write("ckls/1.yaml", article(1, title="Changed", published="2026-05-05"))
            raw = (newsroom.articles / "ckls" / "1.yaml").read_bytes()
        return really(self, path, raw, whole=whole)

    monkeypatch.setattr(Desk, "read", changing)
    feeds, _ = newsroom.build()
    assert times == 4
    assert b"Changed" in feeds["ckls/rss.xml"]
    assert b"05 May 2026" in feeds["ckls/rss.xml"]
