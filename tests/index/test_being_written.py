"""Articles that somebody writes while a run reads them."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from feedpub.build import build
from feedpub.job import Job
from feedpub.library import article_file
from feedpub.library.article_file import ReadArticle, TypedArticle
from feedpub.library.desk import Desk
from tests.index.newsroom import Newsroom, article, problems
from tests.newsroom import NOW, REPOSITORY, STATION


def test_a_station_that_changes_all_the_time_is_alone_in_not_going_out(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("ckls/1.yaml", article(1))
    newsroom.write("quay/station.yaml", STATION.replace("ckls", "quay"))
    newsroom.write("quay/1.yaml", article(1, link="https://quay.example.com/1"))
    really, times = article_file.examine, iter(range(1000))

    def changing(desk: Desk, path: str, typed: TypedArticle, *, whole: bool = False) -> ReadArticle:
        if path.startswith("ckls"):
            newsroom.write("ckls/1.yaml", article(1, title=f"Changed {next(times)}"))
        return really(desk, path, typed, whole=whole)

    monkeypatch.setattr(article_file, "examine", changing)
    report = build(Job(newsroom.articles, Path("feeds"), NOW, cache=newsroom.cache))
    assert report.failures == ("ckls was not put in place: ckls: An article changes while it is read; build again",)
    assert [(station.name, station.failed) for station in report.stations] == [("ckls", True), ("quay", False)]
    assert Path("feeds/quay/rss.xml").exists()


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
    monkeypatch.setattr("feedpub.library.filing._PATIENCE", 0.1)
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
        monkeypatch.setattr("feedpub.library.filing.time.sleep", lambda _: _go_on(editor))
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
    really, times = article_file.examine, 0

    def changing(desk: Desk, path: str, typed: TypedArticle, *, whole: bool = False) -> ReadArticle:
        nonlocal times
        times += 1
        if times == 2:
            newsroom.write("ckls/1.yaml", article(1, title="Changed", published="2026-05-05"))
            content = (newsroom.articles / "ckls" / "1.yaml").read_bytes()
            typed = article_file.typed_articles(desk, {path: content})[path]
        return really(desk, path, typed, whole=whole)

    monkeypatch.setattr(article_file, "examine", changing)
    feeds, _ = newsroom.build()
    assert times == 4
    assert b"Changed" in feeds["ckls/rss.xml"]
    assert b"05 May 2026" in feeds["ckls/rss.xml"]


MEDIA = REPOSITORY / "articles" / "harbor" / "tide-tables" / "media"


@pytest.mark.parametrize(
    ("source", "field"),
    [
        (REPOSITORY / "articles" / "harbor" / "media" / "icon.png", "image: {alt: A gull, file: media/it.png}"),
        (next(MEDIA.glob("*.mp3")), "audio: {file: media/it.mp3}"),
    ],
)
def test_what_an_article_shows_or_plays_goes_out_when_it_is_whole(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, source: Path, field: str
) -> None:
    """Half of either file could pass for a whole one."""
    monkeypatch.setattr("feedpub.library.filing._PATIENCE", 0.1)
    content, media = source.read_bytes(), newsroom.articles / "ckls" / "media"
    media.mkdir()
    path = media / f"it{source.suffix}"
    newsroom.write("ckls/1.yaml", article(1))
    newsroom.write("ckls/2.yaml", f"{article(2)}{field}\n")
    with path.open("wb", buffering=0) as file:
        file.write(content[: len(content) // 2])
        during, report = newsroom.build()
        (problem,) = report.problems
        assert (problem.place.line, problem.code) == (5, "being-written")
        assert problem.message == f"ckls/media/it{source.suffix} is being written at this moment."
        assert report.due == NOW, "the next run looks again"
        assert b"Story 2" not in during["ckls/rss.xml"]
        assert not [name for name in during if name.endswith(source.suffix)]
        file.write(content[len(content) // 2 :])
    after, report = newsroom.build()
    assert not report.problems
    assert [published for name, published in after.items() if name.endswith(source.suffix)] == [content]
