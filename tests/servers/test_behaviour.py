"""One list of what a web server has to do for feeds, asked of feedpub's own server, of nginx and of Caddy."""

import gzip
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.servers.asking import Answer, Client, read_answer
from tests.servers.folder import MP3, PAGE, RSS, SECRET, folder
from tests.servers.running import SERVERS


@dataclass(frozen=True)
class Served(Client):
    """A client of one of the servers, and the folder that it serves."""

    name: str
    feeds: Path

    def bytes_of(self, target: str) -> bytes:
        return Path(self.feeds, target.lstrip("/")).read_bytes()


@pytest.fixture(scope="module", params=SERVERS)
def ask(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp(request.param)
    feeds = folder(root)
    with SERVERS[request.param](feeds, root / "home") as port:
        yield Served(port, request.param, feeds)


# --- what is served as what ------------------------------------------------------------------------------------

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


# --- what has not changed --------------------------------------------------------------------------------------


def test_what_has_not_changed_is_answered_with_304(ask: Served) -> None:
    first = ask(RSS)
    assert re.fullmatch(r'"[^"]+"', first["etag"])
    again = ask(RSS, If_None_Match=first["etag"])
    assert (again.status, again.body) == (304, b"")
    # RFC 9110 section 15.4.5: what a 304 has to have, if the 200 had it.
    for name in ("etag", "cache-control", "vary"):
        assert again[name] == first[name] != "", name
    assert again["date"] != ""
    assert again["access-control-allow-origin"] == "*"
    assert again["content-length"] in {"", "0"}


@pytest.mark.parametrize("form", ["W/{}", '"another", {}', '"another",W/{}', "*"])
def test_if_none_match_is_a_list_that_is_compared_weakly(ask: Served, form: str) -> None:
    etag = ask(RSS)["etag"]
    assert ask(RSS, If_None_Match=form.format(etag)).status == 304
    assert ask(RSS, "HEAD", If_None_Match=form.format(etag)).status == 304


def test_another_entity_tag_gets_the_file_whatever_its_date(ask: Served) -> None:
    first = ask(RSS)
    assert ask(RSS, If_None_Match='"another"').status == 200
    assert ask(RSS, If_None_Match='"another"', If_Modified_Since=first["last-modified"]).status == 200


def test_a_known_entity_tag_counts_for_more_than_an_old_date(ask: Served) -> None:
    if ask.name == "nginx":
        # It wants both to hold: more is sent than need be, and nothing wrong.
        assert ask(RSS, If_None_Match=ask(RSS)["etag"], If_Modified_Since=formatdate(0, usegmt=True)).status == 200
    else:
        assert ask(RSS, If_None_Match=ask(RSS)["etag"], If_Modified_Since=formatdate(0, usegmt=True)).status == 304


def test_if_modified_since_is_compared_with_the_second_of_the_file(ask: Served) -> None:
    modified = ask(RSS)["last-modified"]
    second = int(parsedate_to_datetime(modified).timestamp())
    for seconds, status in ((second, 304), (second + 3600, 304), (second - 1, 200)):
        assert ask(RSS, If_Modified_Since=formatdate(seconds, usegmt=True)).status == status
    assert ask(RSS, If_Modified_Since="yesterday").status == 200


def test_if_match_holds_or_nothing_is_sent(ask: Served) -> None:
    first = ask(RSS)
    assert ask(RSS, If_Match=first["etag"]).status == 200
    assert ask(RSS, If_Match='"another"').status == 412
    assert ask(RSS, If_Unmodified_Since=formatdate(0, usegmt=True)).status == 412


# --- parts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("0-0", 0, 1),
        ("100-199", 100, 200),
        ("18000-", 18000, 18286),
        ("-100", 18186, 18286),
        ("18000-99999", 18000, 18286),
    ],
)
def test_a_part_is_sent_as_a_part(ask: Served, asked: str, start: int, stop: int) -> None:
    answer = ask(MP3, Range=f"bytes={asked}")
    assert (answer.status, answer["content-range"]) == (206, f"bytes {start}-{stop - 1}/18286")
    assert answer.body == ask.bytes_of(MP3)[start:stop]
    assert (answer["content-length"], answer["content-type"]) == (str(stop - start), "audio/mpeg")
    assert answer["access-control-allow-origin"] == "*"


def test_several_parts_are_sent_in_one_body(ask: Served) -> None:
    answer = ask(MP3, Range="bytes=0-9, 100-109,-10")
    kind = re.fullmatch(r"multipart/byteranges; boundary=(\S+)", answer["content-type"])
    assert answer.status == 206
    assert kind
    content = ask.bytes_of(MP3)
    parts = answer.body.split(f"--{kind[1]}".encode())[1:]
    assert parts.pop().strip() == b"--"
    for part, start in zip(parts, (0, 100, 18276), strict=True):
        head, _, body = part.partition(b"\r\n\r\n")
        assert f"content-range: bytes {start}-{start + 9}/18286" in head.decode().lower()
        assert "content-type: audio/mpeg" in head.decode().lower()
        assert body == content[start : start + 10] + b"\r\n"


@pytest.mark.parametrize("asked", ["bytes=18286-", "bytes=99999-100000"])
def test_a_part_that_is_not_there_is_refused(ask: Served, asked: str) -> None:
    answer = ask(MP3, Range=asked)
    assert (answer.status, answer["content-range"]) == (416, "bytes */18286")


def test_a_part_of_what_has_changed_is_all_of_it(ask: Served) -> None:
    first = ask(MP3)
    for validator, status in (
        (first["etag"], 206),
        (first["last-modified"], 206),
        ('"another"', 200),
        (formatdate(0, usegmt=True), 200),
    ):
        answer = ask(MP3, Range="bytes=0-9", If_Range=validator)
        assert (answer.status, len(answer.body)) == (status, 10 if status == 206 else 18286)


# --- copies ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("GZIP;q=0.5", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0, br;q=0", ""),
        ("gzip;q=0", ""),
        ("deflate", ""),
        ("identity", ""),
    ],
)
def test_the_copy_that_a_client_can_unpack_is_sent(ask: Served, accepted: str, coding: str) -> None:
    answer = ask(RSS, Accept_Encoding=accepted)
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}[coding]
    assert (answer.status, answer["content-encoding"]) == (200, coding)
    assert unpack(answer.body) == ask.bytes_of(RSS)
    assert answer["content-type"] == "application/rss+xml; charset=utf-8"
    assert "accept-encoding" in answer["vary"].lower()


def test_every_coding_has_its_own_entity_tag_and_its_own_304(ask: Served) -> None:
    answers = {coding: ask(RSS, Accept_Encoding=coding) for coding in ("identity", "gzip", "br")}
    assert len({answer["etag"] for answer in answers.values()}) == 3
    for coding, answer in answers.items():
        again = ask(RSS, Accept_Encoding=coding, If_None_Match=answer["etag"])
        assert (again.status, again["etag"], again["vary"]) == (304, answer["etag"], answer["vary"])


def test_audio_has_no_copies(ask: Served) -> None:
    answer = ask(MP3, Accept_Encoding="gzip, br")
    assert (answer["content-encoding"], answer["vary"]) == ("", "")


# --- who asks from elsewhere -----------------------------------------------------------------------------------


def test_a_page_elsewhere_may_ask_beforehand_and_read_what_it_needs(ask: Served) -> None:
    answer = ask(RSS, "OPTIONS", Origin="https://reader.example", Access_Control_Request_Method="GET")
    assert answer.status == 204
    assert answer["access-control-allow-origin"] == "*"
    assert answer["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["access-control-allow-headers"]
    assert "ETag" in ask(RSS)["access-control-expose-headers"]


# --- what is refused -------------------------------------------------------------------------------------------


def refused(answer: Answer, status: int) -> None:
    words = {404: b"Not Found\n", 405: b"Method Not Allowed\n"}[status]
    assert (answer.status, answer["content-type"], answer.body) == (status, "text/plain; charset=utf-8", words)
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["cache-control"] == ""


@pytest.mark.parametrize(
    "target", ["/nothing.xml", "/harbor/nothing/", "/harbor/rss.xml/", "/look/", "/harbor/rss.xml.gz"]
)
def test_what_is_not_there_is_404_in_plain_text(ask: Served, target: str) -> None:
    refused(ask(target), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_feeds_cannot_be_written(ask: Served, method: str) -> None:
    answer = ask(RSS, method, Content_Length="0")
    refused(answer, 405)
    assert answer["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/harbor/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/harbor/%2e%2e/%2E%2E/secret.txt",
        "/harbor/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/harbor/%252e%252e/%252e%252e/secret.txt",
        "/.git/config",
        "/%2egit/config",
        "/harbor/.rss.xml.feedpub-new",
        "/harbor/%2erss.xml.feedpub-new",
        "/harbor/led-out.txt",
        "/harbor/outside/secret.txt",
        "//secret.txt",
        "/secret.txt%00.xml",
        "/harbor/rss.xml%00",
        "/harbor/rss.xml%00.html",
        "http://feeds.example.org/../secret.txt",
    ],
)
def test_nothing_is_served_but_what_was_published(ask: Served, target: str) -> None:
    answer = ask(target)
    if ask.name == "caddy" and ("led-out" in target or "outside" in target):
        # It follows links, and cannot be told not to: docs/serving.md says so.
        assert answer.status == 200
        return
    assert answer.status in {400, 404}
    assert SECRET.encode() not in answer.body
    assert b"<rss" not in answer.body


@pytest.mark.parametrize("message", ["GET / HTTP/1.1\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: feeds.example.org\r\n\r\n"])
def test_what_is_no_request_is_400(ask: Served, message: str) -> None:
    assert ask.raw(message).status == 400


# --- connections -----------------------------------------------------------------------------------------------


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
