"""What is sent as what, how long it may be kept, and to whom."""

import socket

import pytest

from tests.servers.asking import read_answer
from tests.servers.folder import MP3, PAGE, RSS
from tests.servers.served import Served

TYPES = {
    RSS: "application/rss+xml; charset=utf-8",
    "/harbor/tide-tables/rss.xml": "application/rss+xml; charset=utf-8",
    "/harbor/atom.xml": "application/atom+xml; charset=utf-8",
    "/harbor/feed.json": "application/feed+json",
    "/stations.opml": "text/x-opml; charset=utf-8",
    "/harbor/": "text/html; charset=utf-8",
    "/harbor/index.html": "text/html; charset=utf-8",
    "/harbor/media/springs-83f7dcdb5d38.srt": "application/x-subrip; charset=utf-8",
    "/harbor/media/neaps-33bf78a34269.vtt": "text/vtt; charset=utf-8",
    "/harbor/media/2026-07-19-springs-chapters-e394539b1e07.json": "application/json",
    MP3: "audio/mpeg",
    "/sounds/a.m4a": "audio/mp4",
    "/sounds/a.opus": "audio/ogg",
    "/sounds/a.wav": "audio/wav",
    "/harbor/media/ferry-d89b22b2f208.jpg": "image/jpeg",
    "/harbor/media/logo-825de85c6c2f.png": "image/png",
    "/look/a.svg": "image/svg+xml",
    "/look/a.webp": "image/webp",
    "/look/style.css": "text/css; charset=utf-8",
    "/look/a%20b&%C3%BC.txt?a=b": "text/plain; charset=utf-8",
}


@pytest.mark.parametrize("target", TYPES)
def test_a_file_is_served_whole_as_what_it_is(ask: Served, target: str) -> None:
    answer = ask(target)
    name = target.partition("?")[0].replace("%20", " ").replace("%C3%BC", "ü")
    assert (answer.status, answer["content-type"]) == (200, TYPES[target])
    assert answer.body == ask.bytes_of(f"{name}index.html" if name.endswith("/") else name)
    assert answer["content-length"] == str(len(answer.body))
    assert answer["accept-ranges"] == "bytes"
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["access-control-allow-origin"] == "*"
    assert answer["content-encoding"] == ""


@pytest.mark.parametrize("target", ["/harbor/index.html", RSS, MP3])
def test_head_tells_the_same_without_the_bytes(ask: Served, target: str) -> None:
    whole, head = ask(target), ask(target, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        (RSS, "public, max-age=60"),
        ("/stations.opml", "public, max-age=60"),
        ("/harbor/", "no-cache"),
        ("/look/style.css", "no-cache"),
        (MP3, "public, max-age=31536000, immutable"),
    ],
)
def test_every_answer_says_how_long_it_may_be_kept(ask: Served, target: str, kept: str) -> None:
    assert ask(target)["cache-control"] == kept


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "feed.json"])
def test_a_feed_with_a_hub_tells_of_it_and_of_its_address(ask: Served, name: str) -> None:
    hub = '<https://hub.harborlight.example/>; rel="hub"'
    assert ask(f"/harbor/sea/{name}")["link"] == f'{hub}, <https://feeds.example.org/harbor/sea/{name}>; rel="self"'
    assert ask(f"/wbfo/{name}")["link"] == ""
    assert ask(MP3)["link"] == ""


def test_a_folder_without_its_slash_is_redirected_to_it(ask: Served) -> None:
    answer = ask("/harbor")
    assert (answer.status in {301, 308}, answer["location"]) == (True, "/harbor/")


def test_a_page_elsewhere_may_ask_beforehand_and_read_what_it_needs(ask: Served) -> None:
    answer = ask(RSS, "OPTIONS", Origin="https://reader.example", Access_Control_Request_Method="GET")
    assert answer.status == 204
    assert answer["access-control-allow-origin"] == "*"
    assert answer["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["access-control-allow-headers"]
    assert "ETag" in ask(RSS)["access-control-expose-headers"]


def test_a_connection_carries_many_requests(ask: Served) -> None:
    etag = ask(RSS)["etag"]
    steps = [
        ("GET", RSS, "", 200),
        ("GET", RSS, f"If-None-Match: {etag}\r\n", 304),
        ("HEAD", RSS, "", 200),
        ("GET", "/nothing", "", 404),
        ("GET", MP3, "Range: bytes=0-9\r\n", 206),
        ("OPTIONS", RSS, "", 204),
        ("GET", "/harbor/index.html", "", 200),
    ]
    with socket.create_connection(("127.0.0.1", ask.port), timeout=20) as connection:
        for method, target, field, status in steps:
            connection.sendall(f"{method} {target} HTTP/1.1\r\nHost: feeds.example.org\r\n{field}\r\n".encode())
            answer = read_answer(connection, method)
            assert answer.status == status
    assert answer.body == PAGE.encode()
