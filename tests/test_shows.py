"""What the feed of a show carries, and the archive behind it: all, in full, unless somebody says otherwise."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedpub.build import build
from feedpub.job import Job
from feedpub.library.channels import channels
from feedpub.library.folders import Folder
from feedpub.library.shows import bare_channel
from feedpub.library.stations import read_newsroom
from feedpub.model.choices import ALL
from feedpub.model.feed import Channel
from feedpub.report import Report
from tests.newsroom import PUBLISHER, STATION, tree, write

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SHOW = """\
title: Gull Talk
description: What the gulls say.
categories: [Science > Nature]
image: https://ckls.example.com/talk.png
guid: 1c0ab59a-8a96-545f-8b16-3ec7fa1e8a35
"""


def episode(month: int) -> str:
    """An episode of the second day of a month."""
    return (
        f"title: Talk {month}\nlink: https://ckls.example.com/talk/{month}\npublished: 2026-0{month}-02\n"
        f'audio: {{url: "https://ckls.example.com/{month}.mp3", length: 1234567, duration: 12:30}}\nbody: Text.\n'
    )


def newsroom(folder: Path, show: str) -> Path:
    """A station with an archive, and with a show that has an episode in each of three months."""
    files = {f"ckls/talk/{month}.yaml": episode(month) for month in (2, 3, 5)}
    station = f"{STATION}archive: yes\n"
    settings = {"publisher.yaml": PUBLISHER, "ckls/station.yaml": station, "ckls/talk/show.yaml": show}
    return write(folder / "articles", {**settings, **files})


def run(articles: Path) -> Report:
    return build(Job(articles, articles.parent / "feeds", NOW, cache=articles.parent / "cache"))


def chain(out: Path) -> list[str]:
    """The documents that a listener's app comes to who follows the show's feed back, by their folders."""
    document = json.loads((out / "ckls/talk/feed.json").read_bytes())
    folders = []
    while address := document.get("next_url"):
        path = out / address.removeprefix("https://feeds.example.com/")
        folders.append(path.parent.name)
        document = json.loads(path.read_bytes())
    return folders


def channel(articles: Path) -> Channel:
    """The channel of the show."""
    read = read_newsroom(Folder(articles, "articles"))
    assert read.problems == []
    station = read.stations["ckls"]
    return bare_channel(station, "talk", next(channels(station, "ckls")))


@pytest.mark.parametrize(
    ("written", "limit", "full"),
    [
        ("", ALL, ALL),
        ("content: full\n", ALL, ALL),
        ("content: full\nlimit: 2147483647\n", ALL, ALL),
        ("content: summary\n", ALL, 0),
        ("content: first 3 full\nlimit: 2000\n", 2000, 3),
    ],
)
def test_how_many_episodes_a_show_carries_and_how_many_in_full(
    tmp_path: Path, written: str, limit: int, full: int
) -> None:
    made = channel(newsroom(tmp_path, SHOW + written))
    assert (made.limit, made.full) == (limit, full)


@pytest.mark.parametrize(("written", "texts"), [("", 1), ("content: full\n", 1), ("content: summary\n", 0)])
def test_the_archive_of_a_show_has_whole_texts_if_its_feed_has(tmp_path: Path, written: str, texts: int) -> None:
    assert run(newsroom(tmp_path, SHOW + written)).problems == ()
    documents = sorted((tmp_path / "feeds/ckls/talk/archive").glob("*/feed.json"))
    counted = {path.parent.name: path.read_text().count('"content_html"') for path in documents}
    assert counted == {f"2026-0{month}-1": texts for month in (2, 3, 5)}


# --- what is held ------------------------------------------------------------------------------------------------

TOO_LONG = f"{SHOW}destinations: [apple]\n".replace("What the gulls say.", "What the gulls say. " * 300)


def test_a_show_that_is_held_keeps_the_documents_that_its_feed_leads_to(tmp_path: Path) -> None:
    articles = newsroom(tmp_path, SHOW)
    run(articles)
    before = tree(tmp_path / "feeds/ckls/talk")
    write(articles, {"ckls/talk/show.yaml": TOO_LONG, "ckls/talk/2.yaml": episode(2).replace("Text.", "Another.")})
    (articles / "ckls/talk/3.yaml").unlink()
    report = run(articles)
    assert [problem.code for problem in report.problems if problem.place.file.endswith("talk")] == ["show-held"]
    assert tree(tmp_path / "feeds/ckls/talk") == before
    assert chain(tmp_path / "feeds") == ["2026-05-1", "2026-03-1", "2026-02-1"]
    assert not (tmp_path / "feeds/ckls/archive/2026-03-1").exists(), "the station's own feeds go on"
    write(articles, {"ckls/talk/show.yaml": SHOW})
    assert run(articles).problems == ()
    assert chain(tmp_path / "feeds") == ["2026-05-1", "2026-02-1"]
    assert not (tmp_path / "feeds/ckls/talk/archive/2026-03-1").exists()


@pytest.mark.parametrize("change", ["renamed", "broken"])
def test_a_station_that_is_held_keeps_the_documents_of_all_its_feeds(tmp_path: Path, change: str) -> None:
    articles = newsroom(tmp_path, SHOW)
    run(articles)
    before = tree(tmp_path / "feeds")
    (articles / "ckls/talk/3.yaml").unlink()
    if change == "renamed":
        (articles / "ckls/talk/5.yaml").rename(articles / "ckls/talk/6.yaml")
    else:
        write(articles, {"ckls/talk/5.yaml": "title: A: colon\n"})
        for path in (tmp_path / "cache").iterdir():
            path.unlink()
    assert "station-held" in [problem.code for problem in run(articles).problems]
    assert tree(tmp_path / "feeds") == before


def test_an_episode_that_is_copied_with_its_audio_is_told_with_the_one_that_has_it(tmp_path: Path) -> None:
    articles = newsroom(tmp_path, SHOW)
    copied = episode(4).replace("/4.mp3", "/3.mp3")
    write(articles, {"ckls/talk/4.yaml": copied, "ckls/5.yaml": copied.replace("talk/4", "4")})
    found = [problem for problem in run(articles).problems if problem.code == "duplicate-audio"]
    (problem,) = found
    assert problem.place.file.endswith("ckls/talk/4.yaml")
    assert problem.message.endswith("ckls/talk/3.yaml has the same audio, 3.mp3.")
