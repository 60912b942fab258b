"""What feedpub's own server answers, mostly without a socket. tests/servers/ asks it, nginx and Caddy the same."""

import gzip
import os
import re
import socket
import time
from collections.abc import Iterator
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path

import pytest

from feedpub.server import conditions, encodings, ranges, types
from feedpub.server.http import Server
from feedpub.server.links import links_of
from feedpub.server.messages import Answer, Request
from feedpub.server.paths import BadTargetError, asked, below
from feedpub.server.reloading import EVENTS, SCRIPT, Listeners
from feedpub.server.site import Site
from tests.newsroom import write

RSS = b"<rss>" + b"x" * 300 + b"</rss>"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    write(tmp_path, {"a/rss.xml": RSS, "a/rss.xml.gz": gzip.compress(RSS), "a/index.html": "<p>A"})
    return Site(tmp_path)


def get(site: Site, target: str, method: str = "GET", **fields: str) -> tuple[Answer, bytes]:
    headers = {name.replace("_", "-").lower(): value for name, value in fields.items()}
    with site.answer(Request(method, target, headers)) as answer:
        return answer, b"".join(answer.body())


def test_an_entity_tag_is_of_the_bytes_alone(site: Site, tmp_path: Path) -> None:
    first, _ = get(site, "/a/rss.xml")
    write(tmp_path, {"b/rss.xml": RSS, "c/rss.xml": RSS.replace(b"x", b"y")})
    os.utime(tmp_path / "b/rss.xml", (0, 0))
    assert get(site, "/b/rss.xml")[0].headers["ETag"] == first.headers["ETag"]
    assert get(site, "/c/rss.xml")[0].headers["ETag"] != first.headers["ETag"]


def test_a_file_that_changes_has_another_entity_tag_at_once(site: Site, tmp_path: Path) -> None:
    first, _ = get(site, "/a/rss.xml")
    about = (tmp_path / "a/rss.xml").stat()
    (tmp_path / "a/rss.xml").write_bytes(RSS.replace(b"x", b"y"))
    os.utime(tmp_path / "a/rss.xml", ns=(about.st_atime_ns, about.st_mtime_ns))
    again, body = get(site, "/a/rss.xml", If_None_Match=first.headers["ETag"])
    assert (again.status, body) == (200, RSS.replace(b"x", b"y"))


def test_a_file_that_is_newer_than_the_clock_is_of_now(site: Site, tmp_path: Path) -> None:
    os.utime(tmp_path / "a/rss.xml", (0, time.time() + 3600))
    told = get(site, "/a/rss.xml")[0].headers["Last-Modified"]
    assert told in {formatdate(time.time() - ago, usegmt=True) for ago in range(5)}


def test_a_file_that_is_replaced_while_it_is_sent_is_sent_as_it_was(site: Site, tmp_path: Path) -> None:
    with site.answer(Request("GET", "/a/rss.xml")) as answer:
        (tmp_path / "new").write_bytes(b"new")
        (tmp_path / "new").replace(tmp_path / "a/rss.xml")
        assert b"".join(answer.body()) == RSS


@pytest.fixture
def far_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine is in a zone far from UTC."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("far_away")
@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({}, conditions.Outcome.SEND),
        ({"if-none-match": '"a"'}, conditions.Outcome.NOT_MODIFIED),
        ({"if-none-match": 'W/"a"'}, conditions.Outcome.NOT_MODIFIED),
        ({"if-none-match": '"b", "a,c" , W/"a"'}, conditions.Outcome.NOT_MODIFIED),
        ({"if-none-match": "*"}, conditions.Outcome.NOT_MODIFIED),
        ({"if-none-match": "a"}, conditions.Outcome.SEND),
        ({"if-none-match": '"a,b"'}, conditions.Outcome.SEND),
        ({"if-none-match": '"b"', "if-modified-since": formatdate(2000, usegmt=True)}, conditions.Outcome.SEND),
        ({"if-none-match": '"a"', "if-modified-since": formatdate(0, usegmt=True)}, conditions.Outcome.NOT_MODIFIED),
        ({"if-modified-since": formatdate(1000, usegmt=True)}, conditions.Outcome.NOT_MODIFIED),
        ({"if-modified-since": "Thursday, 01-Jan-70 00:16:40 GMT"}, conditions.Outcome.NOT_MODIFIED),
        ({"if-modified-since": "Thu Jan  1 00:16:40 1970"}, conditions.Outcome.NOT_MODIFIED),
        ({"if-modified-since": "Thu Jan  1 00:16:39 1970"}, conditions.Outcome.SEND),
        ({"if-modified-since": formatdate(999, usegmt=True)}, conditions.Outcome.SEND),
        ({"if-modified-since": "a while ago"}, conditions.Outcome.SEND),
        ({"if-match": '"a"'}, conditions.Outcome.SEND),
        ({"if-match": "*"}, conditions.Outcome.SEND),
        ({"if-match": 'W/"a"'}, conditions.Outcome.FAILED),
        ({"if-match": '"b"', "if-none-match": '"a"'}, conditions.Outcome.FAILED),
        ({"if-unmodified-since": formatdate(999, usegmt=True)}, conditions.Outcome.FAILED),
        ({"if-match": '"a"', "if-unmodified-since": formatdate(999, usegmt=True)}, conditions.Outcome.SEND),
    ],
)
def test_conditions_are_met_in_their_order(fields: dict[str, str], result: conditions.Outcome) -> None:
    assert conditions.outcome(Request("GET", "/", fields), '"a"', 1000.5) is result


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("bytes=0-9", [(0, 10)]),
        ("Bytes = 5-", [(5, 95)]),
        ("bytes=-7", [(93, 7)]),
        ("bytes=-500", [(0, 100)]),
        ("bytes=90-1000", [(90, 10)]),
        ("bytes=20-29, 0-9,", [(20, 10), (0, 10)]),
        ("bytes=0-9, 200-", [(0, 10)]),
        ("bytes=100-", []),
        ("bytes=-0", []),
        ("seconds=0-9", None),
        ("bytes=9-0", None),
        ("bytes=a-b", None),
        ("bytes=-", None),
        ("bytes=", None),
        ("", None),
        ("bytes=0-50,40-60", None),
        ("bytes=" + ",".join(f"{start}-{start}" for start in range(21)), None),
        ("bytes=0-" + "9" * 5000, None),
    ],
)
def test_ranges_are_those_that_were_asked_for(header: str, found: list[tuple[int, int]] | None) -> None:
    assert ranges.spans(header, 100) == found


def test_an_empty_file_has_no_parts(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ""})
    assert get(Site(tmp_path), "/a.txt", Range="bytes=0-")[0].status == 416
    assert get(Site(tmp_path), "/a.txt")[0].status == 200


def test_head_has_no_parts(site: Site) -> None:
    answer, _ = get(site, "/a/rss.xml", "HEAD", Range="bytes=0-9")
    assert (answer.status, answer.length) == (200, len(RSS))


def test_a_part_of_a_copy_is_a_part_of_its_bytes(site: Site, tmp_path: Path) -> None:
    answer, body = get(site, "/a/rss.xml", Range="bytes=0-9", Accept_Encoding="gzip")
    assert (answer.status, answer.headers["Content-Encoding"]) == (206, "gzip")
    assert body == (tmp_path / "a/rss.xml.gz").read_bytes()[:10]


@pytest.mark.parametrize(
    ("accept", "codings"),
    [
        ("", [""]),
        ("gzip", ["gzip", ""]),
        ("br, gzip", ["br", "gzip", ""]),
        ("gzip, br;q=0.5", ["gzip", "br", ""]),
        ("*", ["br", "gzip", ""]),
        ("*;q=0.1, br;q=0", ["gzip", ""]),
        ("X-GZIP; Q=1.0", ["gzip", ""]),
        ("gzip;q=0.2, identity;q=0.5", ["", "gzip"]),
        ("gzip;q=0, identity;q=0", [""]),
        ("gzip;q=2, br;q=many", [""]),
    ],
)
def test_codings_come_in_the_order_of_their_weights(accept: str, codings: list[str]) -> None:
    assert [coding for coding, _ in encodings.preferred(accept)] == codings


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "/"),
        ("/a/b.xml", "/a/b.xml"),
        ("/a//b/", "/a/b/"),
        ("//b.example/c", "/b.example/c"),
        ("/a/./b", "/a/b"),
        ("/a%20b?c=/d", "/a b"),
        ("http://a.example/b", "/b"),
        ("http://a.example", "/"),
    ],
)
def test_a_target_is_a_path(target: str, path: str) -> None:
    assert asked(target).path == path


@pytest.mark.parametrize("target", ["", "*", "a/b", "/%", "/%0", "/%zz", "/%ff", "/a%00b", "ftp://a/b", "/a#b"])
def test_what_is_no_target_is_400(site: Site, target: str) -> None:
    with pytest.raises(BadTargetError):
        asked(target)
    assert get(site, target)[0].status == 400


@pytest.mark.parametrize(
    "parts", [("..",), ("a", ".hidden"), ("a/b",), ("a\\b",), ("up",), ("in", "..", "a"), ("shown",)]
)
def test_parts_do_not_lead_out(tmp_path: Path, parts: tuple[str, ...]) -> None:
    root = tmp_path / "root"
    write(tmp_path, {"root/a/b": "", "root/.hidden": "", "root/a/.hidden": "", "outside": ""})
    (root / "up").symlink_to(tmp_path / "outside")
    (root / "in").symlink_to(root / "a")
    (root / "shown").symlink_to(root / ".hidden")
    assert below(root, parts) is None
    assert below(root, ("in", "b")) == root / "in" / "b"


def test_a_redirect_stays_on_this_server(tmp_path: Path) -> None:
    (tmp_path / "b.example").mkdir()
    answer, _ = get(Site(tmp_path), "//b.example?a=b")
    assert (answer.status, answer.headers["Location"]) == (301, "/b.example/?a=b")


@pytest.mark.parametrize(
    ("feed", "link"),
    [
        ("{}", ""),
        ("[]", ""),
        ("no JSON", ""),
        ('{"feed_url": "https://a.example/feed.json", "hubs": "none"}', ""),
        (
            '{"feed_url": "https://a.example/feed.json", "hubs": [{"url": "https://h.example/"}, 1]}',
            '<https://h.example/>; rel="hub", <https://a.example/rss.xml>; rel="self"',
        ),
        ('{"feed_url": "https://a.example/feed.json", "hubs": [{"url": "https://h.example/\\r\\nX: y"}]}', ""),
    ],
)
def test_links_are_those_of_the_json_feed(tmp_path: Path, feed: str, link: str) -> None:
    write(tmp_path, {"feed.json": feed})
    assert links_of(tmp_path / "rss.xml") == link


def test_every_type_is_told_with_its_charset() -> None:
    told = {
        name: types.content_type(name) for name in ("a.JPG", "a.srt", "a.json", "feed.json", "a.svg", "a.xyz", "a.xml")
    }
    assert told == {
        "a.JPG": "image/jpeg",
        "a.srt": "application/x-subrip; charset=utf-8",
        "a.json": "application/json",
        "feed.json": "application/feed+json",
        "a.svg": "image/svg+xml",
        "a.xyz": "application/octet-stream",
        "a.xml": "application/xml; charset=utf-8",
    }


# --- over a socket ---------------------------------------------------------------------------------------------


def told(build: str, problems: str = "[]") -> str:
    return f'event: built\ndata: {{"build": "{build}", "problems": {problems}}}\n\n'


def build_of(listeners: Listeners) -> str:
    (found,) = re.findall(
        r'<script src="/.feedpub/reload.js" data-build="([0-9a-f]+-[0-9]+)"></script>', listeners.script
    )
    return str(found)


def test_listeners_are_told_of_builds_and_of_what_is_wrong() -> None:
    listeners = Listeners()
    first = build_of(listeners)
    early = listeners.events(patience=0.01)
    assert next(early) == f"retry: 500\n\n{told(first)}"
    assert next(early) == ": still here\n\n"
    listeners.tell(["a.yaml:1: wrong"], changed=False)
    assert next(early) == told(first, '["a.yaml:1: wrong"]')
    late = listeners.events()
    assert next(late) == "retry: 500\n\n" + told(first, '["a.yaml:1: wrong"]')
    listeners.tell([], changed=True)
    assert next(late) == told(build_of(listeners))
    assert build_of(listeners) != first
    listeners.close()
    assert list(late) == list(listeners.events()) == []


def test_a_page_of_a_server_that_was_here_before_is_known_for_what_it_is() -> None:
    assert build_of(Listeners()) != build_of(Listeners())


def test_the_stream_and_its_script_have_addresses_of_their_own(tmp_path: Path) -> None:
    listeners = Listeners()
    server = Server("127.0.0.1", 0, Site(tmp_path), listeners)
    with server.running(), socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as connection:
        lines = connection.makefile("rb")
        connection.sendall(f"GET {SCRIPT} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        head = list(iter(lines.readline, b"\r\n"))
        assert b"Content-Type: text/javascript; charset=utf-8\r\n" in head
        (length,) = [int(line.split()[1]) for line in head if line.startswith(b"Content-Length")]
        assert f'EventSource("{EVENTS}")'.encode() in lines.read(length)
        connection.sendall(f"GET {EVENTS} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        assert b"Content-Type: text/event-stream\r\n" in list(iter(lines.readline, b"\r\n"))
        first, build = [lines.readline() for _ in range(5)], build_of(listeners)
        assert b"".join(first).decode() == f"retry: 500\n\n{told(build)}"
        listeners.tell([], changed=True)
        assert lines.readline() == b"event: built\n"
    assert lines.read().decode() == told(build_of(listeners)).removeprefix("event: built\n")


def test_what_was_sent_with_a_request_is_never_taken_for_the_next_one(tmp_path: Path) -> None:
    server = Server("127.0.0.1", 0, Site(write(tmp_path, {"a.txt": "A"})))
    hidden = "GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n"
    with server.running(), socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as connection:
        length = f"Content-Length: {len(hidden)}"
        connection.sendall(f"POST /a.txt HTTP/1.1\r\nHost: a\r\n{length}\r\n\r\n{hidden}".encode())
        answered = connection.makefile("rb").read()
    assert answered.startswith(b"HTTP/1.1 405 ")
    assert answered.count(b"HTTP/1.1") == 1
    assert b"Connection: close\r\n" in answered


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ("GET / HTTP/1.1\r\n\r\n", HTTPStatus.BAD_REQUEST),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", HTTPStatus.BAD_REQUEST),
        ("GET  HTTP/1.1 x\r\nHost: a\r\n\r\n", HTTPStatus.BAD_REQUEST),
        ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", HTTPStatus.NOT_IMPLEMENTED),
        ("GET /" + "a" * 70000 + " HTTP/1.1\r\nHost: a\r\n\r\n", HTTPStatus.REQUEST_URI_TOO_LONG),
        ("GET / HTTP/1.1\r\nHost: a\r\n" + "A: b\r\n" * 200 + "\r\n", HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    ],
)
def test_what_is_no_request_is_refused_in_plain_text(tmp_path: Path, message: str, status: HTTPStatus) -> None:
    server = Server("127.0.0.1", 0, Site(tmp_path))
    with server.running(), socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as connection:
        connection.sendall(message.encode())
        connection.shutdown(socket.SHUT_WR)
        head, _, body = connection.makefile("rb").read().partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status.value} ".encode())
    assert b"Content-Type: text/plain; charset=utf-8" in head
    assert body.endswith(b"\n")
    assert b"<" not in body
