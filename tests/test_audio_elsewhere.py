"""Audio on another server: its length is asked for once, by a build as cron runs it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from lxml import etree
from typing_extensions import override

from feedpub.build import build
from feedpub.job import Job
from feedpub.remote import Remote
from feedpub.remote.asking import ask
from feedpub.remote.facts import RemoteFacts
from tests.newsroom import ARTICLE, NOW, PUBLISHER, STATION, write


@contextmanager
def audio_server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server that has audio of 4,321 bytes at any path, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append(f"{self.command} {self.path}")
            self.send_response(200)
            self.send_header("Content-Length", "4321")
            self.send_header("Content-Type", "audio/mpeg; charset=binary")
            self.end_headers()

        @override
        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


SITE = "https://audio.ckls.example.com"


def remote(address: str, memory: Path | None, now: datetime) -> Remote:
    """Asks the server at this address about what is on SITE: the gate lets no address of a private machine out."""

    def fetch(url: str, known: RemoteFacts | None) -> RemoteFacts:
        return ask(url.replace(SITE, address), known)

    return Remote(memory, now, fetch)


def newsroom(folder: Path, audio: str) -> Path:
    files = {
        "publisher.yaml": PUBLISHER,
        "ckls/station.yaml": STATION,
        "ckls/2026-05-02-ferry.yaml": f"{ARTICLE}audio: {audio}\n",
    }
    return write(folder / "articles", files)


def test_the_server_is_asked_once_for_all_runs(tmp_path: Path) -> None:
    with audio_server() as (address, asked):
        articles = newsroom(tmp_path, f'{{url: "{SITE}/play?id=7"}}')
        for days in range(3):
            now = NOW + timedelta(days=days)
            report = build(
                Job(articles, tmp_path / "feeds", now, remote=remote(address, tmp_path / "memory.sqlite3", now))
            )
            assert report.problems == ()
    assert asked == ["HEAD /play?id=7"]
    enclosure = etree.parse(tmp_path / "feeds/ckls/rss.xml").find("channel/item/enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {"url": f"{SITE}/play?id=7", "length": "4321", "type": "audio/mpeg"}
    [item] = json.loads((tmp_path / "feeds/ckls/feed.json").read_bytes())["items"]
    assert item["attachments"] == [
        {"url": f"{SITE}/play?id=7", "mime_type": "audio/mpeg", "size_in_bytes": 4321},
    ]


def test_what_the_author_says_is_not_asked_for(tmp_path: Path) -> None:
    with audio_server() as (address, asked):
        articles = newsroom(tmp_path, f'{{url: "{SITE}/play.mp3", length: 7}}')
        report = build(Job(articles, tmp_path / "feeds", NOW, remote=remote(address, None, NOW)))
    assert (report.problems, asked) == ((), [])


def test_without_anybody_to_ask_the_length_is_missing(tmp_path: Path) -> None:
    articles = newsroom(tmp_path, '{url: "https://ckls.example.com/play.mp3"}')
    [problem] = build(Job(articles, tmp_path / "feeds", NOW)).problems
    assert (problem.code, str(problem.place).rpartition("/")[2], problem.fix) == (
        "missing-field",
        "2026-05-02-ferry.yaml:5:8",
        "Add a line such as length: 1234567",
    )
