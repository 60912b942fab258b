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

FEEDS = REPOSITORY / "tests/clients/feed"
SHOW = "harbor/tide-tables/rss.xml"
MEDIA = "harbor/media/"


def episodes(media: str) -> list[Seen]:
    """The show's episodes, newest first, with their files below an address."""
    return [
        Seen(
            guid="tag:harbor.example,2026-05-15:harbor/spring-tide",
            title="Spring tide",
            published=datetime(2026, 5, 15, 10, tzinfo=UTC),
            url=f"{media}spring-tide.wav",
            length=3044,
            type="audio/wav",
            duration=3,
            image=f"{media}spring-tide.png",
            season=1,
            episode=2,
            kind="full",
            chapters=f"{media}spring-tide-chapters.json",
            transcripts=(f"{media}spring-tide.vtt", f"{media}spring-tide.srt"),
            people=("Mae Quill", "Odd Lund"),
        ),
        Seen(
            guid="tag:harbor.example,2026-05-08:harbor/slack-water",
            title="Slack water",
            published=datetime(2026, 5, 8, 10, tzinfo=UTC),
            url=f"{media}slack-water.wav",
            length=2044,
            type="audio/wav",
            duration=2,
            image=f"{media}slack-water.png",
            season=1,
            episode=1,
            kind="full",
            transcripts=(f"{media}slack-water.vtt",),
            people=(),
        ),
        Seen(
            guid="tag:harbor.example,2026-05-01:harbor/trailer",
            title="Coming soon",
            published=datetime(2026, 5, 1, 10, tzinfo=UTC),
            url=f"{media}trailer.wav",
            length=1044,
            type="audio/wav",
            duration=1,
            season=1,
            kind="trailer",
            transcripts=(),
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
    assert server.refused == []


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
        "title": "Coming soon",
        "url": f"{server.address}{MEDIA}trailer.wav",
        "pubdate": "2026-05-01T10:00:00.000Z",
        "length": 1044,
        "type": "audio/wav",
        "season": 1,
    }


def test_every_address_that_a_client_sees_leads_to_a_file(server: Server, tmp_path: Path) -> None:
    for episode in read_with_partytime(f"{server.address}{SHOW}", tmp_path / "home"):
        for address in filter(None, (episode.url, episode.image, episode.chapters, *(episode.transcripts or ()))):
            assert (FEEDS / address.removeprefix(server.address)).is_file(), address
