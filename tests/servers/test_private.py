"""What feedpub's own server refuses, for it is for one machine, and its parser was made for mail."""

import gzip
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedpub.server.hosts import is_ours
from feedpub.server.http import Server
from feedpub.server.reloading import EVENTS, SCRIPT, Listeners
from feedpub.server.site import Site
from tests.newsroom import write
from tests.servers.asking import Answer, Client

NEXT = "GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    server = Server("127.0.0.1", 0, Site(write(tmp_path / "feeds", {"a.txt": "A"})), Listeners(), private=True)
    with server.running():
        yield server.server_port


def ask(port: int, target: str, *, host: str = "localhost", origin: str = "", method: str = "GET") -> Answer:
    fields = f"Host: {host}\r\n" + (f"Origin: {origin}\r\n" if origin else "")
    return Client(port).raw(f"{method} {target} HTTP/1.1\r\n{fields}\r\n", method)


def answers(port: int, message: str) -> bytes:
    """All that comes back until the server closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(message.encode("latin-1"))
        return connection.makefile("rb").read()


# --- what could be understood in two ways ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        f"Content-Length: 0\r\nContent-Length: {len(NEXT)}",
        f"Content-Length : {len(NEXT)}",
        f"Content-Length\t: {len(NEXT)}",
        f"no field\r\nContent-Length: {len(NEXT)}",
        f"A: b\r\n Content-Length: {len(NEXT)}",
        f": b\r\nContent-Length: {len(NEXT)}",
        f"Content-Length: +{len(NEXT)}",
        "Transfer-Encoding: identity",
        "A: b\x00c",
    ],
)
def test_what_may_be_a_body_is_never_taken_for_a_request(port: int, fields: str) -> None:
    answered = answers(port, f"POST /a.txt HTTP/1.1\r\nHost: a\r\n{fields}\r\n\r\n{NEXT}")
    assert answered.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 405 "))
    assert answered.count(b"HTTP/1.1") == 1
    assert b"Connection: close\r\n" in answered


@pytest.mark.parametrize("host", ["", "a b", "a/b", "a@b", '"a"', "<a>", "a:b", "a, b", "[::1", "a:123456"])
def test_a_host_that_is_none_is_refused(port: int, host: str) -> None:
    answer = ask(port, "/a.txt", host=host)
    assert (answer.status, answer.body) == (400, b"A request names one host.\n")


def test_a_client_that_waits_before_it_sends_is_answered_at_once(port: int) -> None:
    answered = answers(port, "POST /a.txt HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
    assert answered.startswith(b"HTTP/1.1 405 ")


def test_an_old_client_needs_no_host(port: int) -> None:
    assert answers(port, "GET /a.txt HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 200 ")


def test_the_script_has_a_head(port: int) -> None:
    whole, head = ask(port, SCRIPT), ask(port, SCRIPT, method="HEAD")
    assert (head.status, head.body, head["content-length"]) == (200, b"", str(len(whole.body)))


# --- who may ask -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["/a.txt", EVENTS, SCRIPT, "http://evil.example/a.txt"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_name_that_was_made_to_lead_here_is_refused(port: int, target: str, method: str) -> None:
    host = "localhost" if "://" in target else "evil.example:80"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        head = b"".join(iter(connection.makefile("rb").readline, b"\r\n"))  # a stream would never end
    assert head.startswith(b"HTTP/1.1 421 ")
    assert b"Access-Control" not in head


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost:8000", True),
        ("LOCALHOST", True),
        ("feeds.localhost", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("192.168.1.5", True),
        ("newsroom", True),
        ("newsroom.local:8000", True),
        ("own.example:8000", True),
        ("evil.example", False),
        ("evil.example.", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example", False),
        ("notlocalhost.evil", False),
        ("evillocal.example", False),
    ],
)
def test_the_server_knows_its_names(host: str, *, ours: bool) -> None:
    assert is_ours(host, "OWN.example") is ours


@pytest.mark.parametrize(
    ("origin", "readable"),
    [
        ("", True),
        ("http://localhost:3000", True),
        ("https://player.localhost", True),
        ("http://127.0.0.2:3000", True),
        ("http://[::1]", True),
        ("https://evil.example", False),
        ("http://192.168.1.5", False),
        ("http://localhost.evil.example", False),
        ("null", False),
        ("http://[", False),
    ],
)
def test_a_page_from_elsewhere_may_not_read_what_is_not_published_yet(
    port: int, origin: str, *, readable: bool
) -> None:
    for method in ("GET", "OPTIONS"):
        answer = ask(port, "/a.txt", origin=origin, method=method)
        assert answer["access-control-allow-origin"] == ("*" if readable else "")
        assert answer["access-control-allow-methods"] == (
            "GET, HEAD, OPTIONS" if readable * (method == "OPTIONS") else ""
        )
        assert answer["vary"] == "Origin"
    assert ask(port, "/nothing", origin=origin)["access-control-allow-origin"] == ("*" if readable else "")


# --- copies ----------------------------------------------------------------------------------------------------


def test_a_copy_that_is_a_link_to_elsewhere_is_not_sent(tmp_path: Path) -> None:
    feeds = write(tmp_path, {"feeds/a.txt": "A", "feeds/.hidden": "secret", "secret": "secret"}) / "feeds"
    (feeds / "a.txt.gz").symlink_to(tmp_path / "secret")
    (feeds / "a.txt.br").symlink_to(feeds / ".hidden")
    server = Server("127.0.0.1", 0, Site(feeds))
    with server.running():
        assert Client(server.server_port)("/a.txt", Accept_Encoding="gzip, br").body == b"A"


def test_a_copy_that_is_just_being_taken_away_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feeds = write(tmp_path, {"a.txt": "A"})
    (feeds / "a.txt.gz").write_bytes(gzip.compress(b"A"))
    opened = Path.open

    def gone(path: Path, mode: str = "r") -> object:
        path.unlink() if path.suffix == ".gz" and path.exists() else None
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", gone)
    server = Server("127.0.0.1", 0, Site(feeds))
    with server.running():
        answer = Client(server.server_port)("/a.txt", Accept_Encoding="gzip")
    assert (answer.status, answer.body, answer["content-encoding"]) == (200, b"A", "")
