"""A broken article stays in the feeds as it was, and everything else goes out."""

import hashlib
import os
import shutil
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedpub.build import build
from feedpub.job import Job
from feedpub.library.index import Index
from feedpub.problem import Severity
from tests.index.newsroom import Newsroom, article, problems, told
from tests.newsroom import NOW, REPOSITORY, STATION

PICTURE = REPOSITORY / "articles" / "harbor" / "media" / "icon.png"


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


@pytest.mark.parametrize("is_published", [True, False])
def test_an_article_whose_picture_is_lost_stays_with_its_copy_or_without_it(
    newsroom: Newsroom, *, is_published: bool
) -> None:
    shutil.copy(PICTURE, newsroom.articles / "ckls" / "gull.png")
    newsroom.write("ckls/1.yaml", article(1, image="{file: gull.png, alt: A gull}"))
    before, _ = newsroom.build()
    assert b"gull-" in before["ckls/rss.xml"]
    (newsroom.articles / "ckls" / "gull.png").unlink()
    if not is_published:
        shutil.rmtree("feeds/ckls/media")
    newsroom.write("ckls/2.yaml", article(2))
    for _ in range(2):
        after, report = newsroom.build()
        assert all(word in after["ckls/rss.xml"] for word in (b"Story 1", b"Text 1.", b"Story 2"))
        assert (b"gull-" in after["ckls/rss.xml"]) == is_published
        less = "" if is_published else ", but without `image`: its file is lost"
        assert [problem.message for problem in report.problems] == [
            "There is no file ckls/gull.png.",
            f"The feeds go on with the version of this article from before it was broken{less}.",
        ]
        assert report.exit_code() == 1
    shutil.copy(PICTURE, newsroom.articles / "ckls" / "gull.png")
    mended, report = newsroom.build()
    assert b"gull-" in mended["ckls/rss.xml"]
    assert not report.problems


_TALK = REPOSITORY / "articles" / "harbor" / "tide-tables"
_SHOW = "title: Gulls\ndescription: Of gulls.\ncategories: [Science]\nimage: {file: art.png, alt: Gulls}\n"


def _episode(newsroom: Newsroom) -> dict[str, str]:
    """Put an episode with all that can lie beside it into a show; the fields of its article."""
    talk = newsroom.articles / "ckls" / "talk"
    talk.mkdir()
    shutil.copy(_TALK / "media" / "tide-tables.png", talk / "art.png")
    for name in ("springs.mp3", "springs.png", "springs.srt", "springs-chapters.json", "neaps.mp3"):
        shutil.copy(_TALK / "media" / name, talk / name)
    newsroom.write("ckls/talk/show.yaml", _SHOW)
    fields = {
        "audio": "{file: springs.mp3}",
        "image": "{file: springs.png, alt: A tide gauge}",
        "transcripts": "[{file: springs.srt}]",
        "chapters_file": "springs-chapters.json",
        "alternates": "[{file: neaps.mp3, title: Another}]",
        "episode": "1",
    }
    newsroom.write("ckls/talk/1.yaml", article(1, **fields))
    return fields


@pytest.mark.parametrize("lost", ["springs.mp3", "springs.png", "springs.srt", "neaps.mp3"])
def test_what_is_lost_of_an_episode_goes_on_from_its_published_copy(newsroom: Newsroom, lost: str) -> None:
    fields = _episode(newsroom)
    before, report = newsroom.build()
    assert not report.failures
    stem, mark = Path(lost).stem, hashlib.sha256((_TALK / "media" / lost).read_bytes()).hexdigest()[:12]
    assert f"media/{stem}-{mark}".encode() in before["ckls/talk/rss.xml"]
    (newsroom.articles / "ckls" / "talk" / lost).unlink()
    for _ in range(2):
        after, report = newsroom.build()
        assert after == before
        assert [problem.code for problem in report.problems if problem.code != "missing-guid"] == [
            *("missing-file", "last-version")
        ]
    newsroom.write("ckls/talk/1.yaml", article(1, **fields, title="Half: a title"))
    newsroom.write("ckls/talk/2.yaml", article(2, **fields | {"episode": "2"}))
    after, report = newsroom.build()
    assert b"Story 1" in after["ckls/talk/rss.xml"], "both broken and without its file"
    assert b"Story 2" not in after["ckls/talk/rss.xml"], "a copy stands in for what has been published, and for no more"


_DISPENSABLE = {
    "springs.srt": b"podcast:transcript ",
    "springs-chapters.json": b"podcast:chapters ",
    "neaps.mp3": b"podcast:alternateEnclosure ",
}


@pytest.mark.parametrize("lost", _DISPENSABLE)
def test_an_episode_goes_on_without_what_apps_can_do_without(newsroom: Newsroom, lost: str) -> None:
    _episode(newsroom)
    before, _ = newsroom.build()
    assert all(field in before["ckls/talk/rss.xml"] for field in _DISPENSABLE.values())
    (newsroom.articles / "ckls" / "talk" / lost).unlink()
    for copy in Path("feeds/ckls/media").glob(f"{Path(lost).stem}-*{Path(lost).suffix}"):
        copy.unlink()
    newsroom.write("ckls/3.yaml", article(3))
    after, report = newsroom.build()
    assert b"Story 1" in after["ckls/talk/rss.xml"]
    gone = [name for name, field in _DISPENSABLE.items() if field not in after["ckls/talk/rss.xml"]]
    assert gone == [lost], "no more than has to go"
    assert b"Story 3" in after["ckls/rss.xml"]
    assert not any(station.held for station in report.stations)
    shutil.copy(_TALK / "media" / lost, newsroom.articles / "ckls" / "talk" / lost)
    assert newsroom.build()[0]["ckls/talk/rss.xml"] == before["ckls/talk/rss.xml"]


@pytest.mark.parametrize(("name", "code"), [("springs.mp3", "bad-chapters"), ("springs.png", "bad-media")])
def test_a_file_that_is_overwritten_by_half_changes_nothing_until_it_is_whole(
    newsroom: Newsroom, name: str, code: str
) -> None:
    _episode(newsroom)
    before, _ = newsroom.build()
    path = newsroom.articles / "ckls" / "talk" / name
    whole = path.read_bytes()
    path.write_bytes(whole[:300])
    for _ in range(2):
        after, report = newsroom.build()
        assert after == before
        assert {code, "last-version"} <= {problem.code for problem in report.problems}
    path.write_bytes(whole)
    after, report = newsroom.build()
    assert after == before
    assert not [problem for problem in report.problems if problem.severity is Severity.ERROR]


@pytest.mark.parametrize("meanwhile", ["check", "another folder", "copy away"])
def test_what_other_runs_read_or_lack_does_not_change_the_last_version(newsroom: Newsroom, meanwhile: str) -> None:
    fields = _episode(newsroom)
    before, _ = newsroom.build()
    talk = newsroom.articles / "ckls" / "talk"
    job = Job(newsroom.articles, Path("feeds"), NOW, cache=newsroom.cache)
    if meanwhile == "check":  # reads a version that is never put in place
        newsroom.write("ckls/talk/1.yaml", article(1, **fields | {"audio": "{file: neaps.mp3}"}))
        build(replace(job, check=True))
    (talk / "springs.mp3").unlink()
    newsroom.write("ckls/talk/1.yaml", article(1, **fields, title="Half: a title"))
    if meanwhile == "another folder":
        build(replace(job, out=Path("elsewhere")))
    elif meanwhile == "copy away":
        Path("feeds/ckls/media").rename("saved")
        newsroom.build()
        shutil.rmtree("feeds/ckls/media", ignore_errors=True)
        Path("saved").rename("feeds/ckls/media")
    newsroom.write("ckls/3.yaml", article(3))
    after, report = newsroom.build()
    assert after["ckls/talk/rss.xml"] == before["ckls/talk/rss.xml"]
    assert b"Story 3" in after["ckls/rss.xml"]
    assert not any(station.held for station in report.stations)


def test_a_file_that_was_replaced_goes_on_as_it_was_last(newsroom: Newsroom) -> None:
    _episode(newsroom)
    first, _ = newsroom.build()
    picture = newsroom.articles / "ckls" / "talk" / "springs.png"
    shutil.copy(_TALK / "media" / "tide-tables.png", picture)
    replaced, _ = newsroom.build()
    assert replaced["ckls/talk/rss.xml"] != first["ckls/talk/rss.xml"]
    picture.unlink()
    assert newsroom.build()[0]["ckls/talk/rss.xml"] == replaced["ckls/talk/rss.xml"]


def test_a_damaged_copy_is_made_whole_from_the_file(newsroom: Newsroom) -> None:
    _episode(newsroom)
    before, _ = newsroom.build()
    (copy,) = Path("feeds/ckls/media").glob("springs-*.mp3")
    copy.write_bytes(b"damaged")
    newsroom.write("ckls/talk/2.yaml", article(2))
    newsroom.build()
    assert copy.read_bytes() == before[copy.relative_to("feeds").as_posix()]


def test_a_station_is_held_when_neither_audio_nor_its_copy_is_there(newsroom: Newsroom) -> None:
    _episode(newsroom)
    before, _ = newsroom.build()
    (newsroom.articles / "ckls" / "talk" / "springs.mp3").unlink()
    for copy in Path("feeds/ckls/media").glob("springs-*.mp3"):
        copy.unlink()
    newsroom.write("ckls/3.yaml", article(3))
    after, report = newsroom.build()
    assert after["ckls/talk/rss.xml"] == before["ckls/talk/rss.xml"]
    assert any(station.held for station in report.stations)


def test_an_article_that_never_went_out_waits_for_its_picture(newsroom: Newsroom) -> None:
    newsroom.write("ckls/1.yaml", article(1, image="{file: gull.png, alt: A gull}"))
    for _ in range(2):
        feeds, report = newsroom.build()
        assert b"Story 1" not in feeds["ckls/rss.xml"]
        assert [problem.code for problem in report.problems] == ["missing-file"]


def test_a_copy_stands_in_for_a_picture_whose_accents_are_stored_in_another_way(newsroom: Newsroom) -> None:
    path = newsroom.articles / "ckls" / unicodedata.normalize("NFD", "müwe.png")
    shutil.copy(PICTURE, path)
    newsroom.write("ckls/1.yaml", article(1, image="{file: müwe.png, alt: A gull}"))
    before, _ = newsroom.build()
    path.unlink()
    after, report = newsroom.build()
    assert after == before
    assert [problem.code for problem in report.problems] == ["missing-file", "last-version"]
