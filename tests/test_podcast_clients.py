"""Podcast clients that people use read a show's feed from a web server, and see and download every episode."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.clients.readers import (
    CLIENTS,
    Seen,
    download_with_gpodder,
    download_with_podget,
    parse_with_partytime,
    read_with_partytime,
)
from tests.clients.server import Server, serving
from tests.newsroom import REPOSITORY

FEEDS = REPOSITORY / "feeds"
SHOW = "harbor/tide-tables/rss.xml"
MEDIA = "harbor/media/"
STREAM = "live.harborlight.example:443"
"""podget takes a live event for an episode, and would download its stream."""


def episodes(media: str) -> list[Seen]:
    """The show's episodes, newest first, with their files below an address."""
    return [
        Seen(
            guid="tag:harborlight.example,2026-08-02:harbor/slack-water",
            title="Slack water, the quietest four seconds of the day",
            published=datetime(2026, 8, 2, 10, tzinfo=UTC),
            url=f"{media}slack-water-39d7301a5719.mp3",
            length=18286,
            type="audio/mpeg",
            duration=5,
            season=1,
            kind="full",
            episode=3,
            transcripts=(
                f"{media}slack-water-79f9754ba5fe.vtt",
                f"{media}2026-08-02-slack-water-transcript-en-us-724708202c9b.srt",
                f"{media}2026-08-02-slack-water-transcript-en-us-4b28d7baecce.json",
            ),
            people=(),
        ),
        Seen(
            guid="tag:harborlight.example,2026-07-19:harbor/springs",
            title="Spring tides have nothing to do with spring",
            published=datetime(2026, 7, 19, 10, tzinfo=UTC),
            url=f"{media}springs-6da4983f3c8d.mp3",
            length=18286,
            type="audio/mpeg",
            duration=5,
            season=1,
            kind="full",
            image=f"{media}springs-8f108af022d8.png",
            episode=2,
            chapters=f"{media}2026-07-19-springs-chapters-e394539b1e07.json",
            transcripts=(
                f"{media}springs-83f7dcdb5d38.srt",
                f"{media}2026-07-19-springs-transcript-en-us-3ceb88069032.vtt",
                f"{media}2026-07-19-springs-transcript-en-us-e518e923ce5a.json",
                f"{media}springs-fr-f947b649b288.vtt",
                f"{media}2026-07-19-springs-transcript-fr-8e96aa370d5c.srt",
                f"{media}2026-07-19-springs-transcript-fr-8b1cc511f39a.json",
            ),
            people=("Wren Abbot", "Tom Reed"),
        ),
        Seen(
            guid="tag:harborlight.example,2026-07-05:harbor/neaps",
            title="Neap tides, and why they are so polite",
            published=datetime(2026, 7, 5, 10, tzinfo=UTC),
            url=f"{media}neaps-19b158ae942c.mp3",
            length=18286,
            type="audio/mpeg",
            duration=5,
            season=1,
            kind="full",
            episode=1,
            chapters=f"{media}2026-07-05-neaps-chapters-feef7b320752.json",
            transcripts=(
                f"{media}neaps-33bf78a34269.vtt",
                f"{media}2026-07-05-neaps-transcript-en-us-ab67c6d2fe1f.srt",
                f"{media}2026-07-05-neaps-transcript-en-us-a9db6dce1599.json",
            ),
            people=(),
        ),
    ]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serves the feeds; nothing but what it has may be asked for, of it or of the internet."""
    with serving(FEEDS, tmp_path / "feeds") as server:
        for proxy in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(proxy, server.address)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield server
    assert {asked.split()[1] for asked, _ in server.refused} <= {STREAM}


@pytest.mark.parametrize("name", CLIENTS)
def test_a_client_sees_every_episode(name: str, server: Server, tmp_path: Path) -> None:
    client = CLIENTS[name]
    seen = client.read(f"{server.address}{SHOW}", tmp_path / "home")
    assert sorted(seen, key=lambda episode: episode.published, reverse=True) == [
        Seen(**(episode._asdict() | dict.fromkeys(client.blind))) for episode in episodes(f"{server.address}{MEDIA}")
    ]


@pytest.mark.parametrize("download", [download_with_gpodder, download_with_podget])
def test_a_client_downloads_every_episode(
    download: Callable[[str, Path], dict[str, bytes]], server: Server, tmp_path: Path
) -> None:
    names = [Path(episode.url).name for episode in episodes("")]
    files = {name: (FEEDS / MEDIA / name).read_bytes() for name in names}
    assert download(f"{server.address}{SHOW}", tmp_path / "home") == files


def test_the_trailer_of_the_show_is_seen(server: Server, tmp_path: Path) -> None:
    (trailer,) = parse_with_partytime(f"{server.address}{SHOW}", tmp_path / "home")["trailers"]
    assert trailer == {
        "title": "What the tide sounds like",
        "url": f"{server.address}{MEDIA}trailer-acc95bcaff2f.mp3",
        "pubdate": "2026-07-01T10:00:00.000Z",
        "length": 9300,
        "type": "audio/mpeg",
        "season": 1,
    }


def test_every_address_that_a_client_sees_leads_to_a_file(server: Server, tmp_path: Path) -> None:
    seen = read_with_partytime(f"{server.address}{SHOW}", tmp_path / "home")
    named = [(one.url, one.image, one.chapters, *(one.transcripts or ())) for one in seen]
    addresses = [address for episode in named for address in episode if address]
    assert len(addresses) > len(seen) > 1
    for address in addresses:
        assert (FEEDS / address.removeprefix(server.address)).is_file(), address
