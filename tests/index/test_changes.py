"""A run reads what has changed, and says what a run that remembers nothing would."""

import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from feedpub.library import rows
from feedpub.model.feed import Candidate
from feedpub.settled import RACY
from tests.index.newsroom import FEEDS, Newsroom, article
from tests.newsroom import NOW, REPOSITORY, STATION


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
            database.execute("UPDATE folders SET sight = NULL")
            database.commit()


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
