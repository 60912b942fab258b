"""`feedpub next`: what will change by the clock alone, in order."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.job import Job
from feedpub.upcoming import upcoming
from tests.newsroom import ARTICLE, NOW, STATION, build_newsroom, newsroom


def test_what_appears_changes_and_expires_is_told_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    day = datetime.now(UTC).replace(hour=12, minute=30, second=0, microsecond=0)

    def days(count: int) -> str:
        return f"{day + timedelta(days=count):%Y-%m-%dT%H:%MZ}"

    embargoed = ARTICLE.replace("2026-05-02T09:30", days(3)).replace("/ferry", "/b")
    corrected = f"corrections: [{{date: {days(2)}, text: It sails at one.}}]\n"
    files = {
        "a.yaml": ARTICLE.replace("2026-05-02T09:30", days(-9)) + f"expires: {days(5)}\n" + corrected,
        "b.yaml": embargoed.replace("The ferry returns", "The bell rings"),
        "c.yaml": embargoed.replace("/b", "/c") + "status: draft\n",
    }
    newsroom(tmp_path / "articles", files)
    told = [
        f"{days(2)}  ckls  “The ferry returns” changes\n",
        f"{days(3)}  ckls  “The bell rings” appears\n",
        f"{days(5)}  ckls  “The ferry returns” expires\n",
    ]
    assert CliRunner().invoke(main, ["next"]).output == "".join(told)
    assert CliRunner().invoke(main, ["next", "--most", "1"]).output == told[0]


SHOW = """\
title: Ferry Talk
description: About the ferry.
categories: [News]
image: {url: "https://ckls.example.com/art.png"}
trailers: [{url: "https://ckls.example.com/t.mp3", type: audio/mpeg, title: Soon, published: 2027-01-05T09:00}]
"""


def told(folder: Path, now: datetime) -> list[tuple[datetime, str, str, str]]:
    """What falls due after an instant in the newsroom of a folder; the first is when the report says it is."""
    articles, out = folder / "articles", folder / "feeds"
    found = [(due.when, station, due.title, due.what) for due, station in upcoming(Job(articles, out, now))]
    assert build_newsroom(articles, out, now).report.due == found[0][0]
    return found


def test_a_trailer_falls_due(tmp_path: Path) -> None:
    newsroom(tmp_path / "articles", {"a.yaml": ARTICLE, "talk/show.yaml": SHOW})
    assert told(tmp_path, NOW) == [(datetime(2027, 1, 5, 14, tzinfo=UTC), "ckls", "Soon", "appears")]


def test_an_archive_falls_due_once_for_all_feeds_of_a_station(tmp_path: Path) -> None:
    newsroom(tmp_path / "articles", {"a.yaml": ARTICLE, "talk/show.yaml": SHOW}, f"{STATION}archive: yes\n")
    assert told(tmp_path, NOW) == [
        (datetime(2026, 7, 1, tzinfo=UTC), "ckls", "CKLS", "puts the rest of the month into the archive"),
        (datetime(2027, 1, 5, 14, tzinfo=UTC), "ckls", "Soon", "appears"),
    ]


def test_what_could_not_be_read_is_looked_at_again(tmp_path: Path) -> None:
    articles = newsroom(tmp_path / "articles", {"a.yaml": ARTICLE})
    for name in ("b", "c"):
        os.mkfifo(articles / f"ckls/{name}.yaml")
    assert told(tmp_path, NOW) == [(NOW, "ckls", "CKLS", "looks again at what could not be read or reached")]
