"""What servers are asked about media, how often, and what editors are told."""

import socket
import sys
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from feedpub.remote import Remote, asking
from feedpub.remote.facts import RemoteFacts
from tests.remote.web import AUDIO, CHECK, FACTS, ITSELF, LATER, NOW, Answer, Web, serving, told


def test_one_head_tells_all(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, {**AUDIO, "Content-Type": "Audio/MPEG; charset=x"}))
    assert Remote(None, NOW).facts(url) == FACTS
    assert web.asked == ["HEAD /a.mp3"]


def test_no_type_and_no_mark(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, {"Content-Length": "5", "Content-Type": "audio"}))
    assert Remote(None, NOW).facts(url) == RemoteFacts(5, None, None)


def test_nothing_but_the_size_of_the_bare_file_is_asked_for(web: Web) -> None:
    """No cookies, and no user name of the address."""
    web.says("HEAD /a.mp3", Answer(302, {"Location": "/b.mp3", "Set-Cookie": "a=b"}))
    web.says("HEAD /b.mp3", Answer(200, AUDIO))
    assert Remote(None, NOW).facts(f"{web.address.replace('//', '//me:word@')}/a.mp3") == FACTS
    host = web.address.removeprefix("http://")
    expected = [("Host", host), ("Accept-Encoding", "identity"), ("User-Agent", "feedpub")]
    assert [headers.items() for headers in web.headers] == [expected, expected]


def test_five_redirects_are_followed(web: Web) -> None:
    for number, status in enumerate((301, 302, 303, 307, 308)):
        web.says(f"HEAD /{number}", Answer(status, {"Location": f"{web.address}/{number + 1}"}))
    web.says("HEAD /5", Answer(200, AUDIO))
    assert Remote(None, NOW).facts(f"{web.address}/0") == FACTS
    assert web.asked == [f"HEAD /{number}" for number in range(6)]


def test_a_sixth_redirect_is_not_followed(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(302, {"Location": "/a.mp3"}))
    message = "The address is redirected more than 5 times."
    assert told(Remote(None, NOW), url) == (message, ITSELF)
    assert web.asked == ["HEAD /a.mp3"] * 6


@pytest.mark.parametrize("target", ["ftp://cdn.example/a.mp3", "file:///etc/passwd"])
def test_redirects_stay_on_the_web(web: Web, target: str) -> None:
    url = web.says("HEAD /a.mp3", Answer(302, {"Location": target}))
    message = f"The address leads to {target}, which is not on the web."
    assert told(Remote(None, NOW), url) == (message, ITSELF)


@pytest.mark.parametrize("status", [403, 405, 501])
def test_where_head_is_refused_one_byte_is_asked_for(web: Web, status: int) -> None:
    web.says("HEAD /a.mp3", Answer(status, {"Content-Length": "9", "Content-Type": "text/html"}))
    part = {**AUDIO, "Content-Length": "1", "Content-Range": "bytes 0-0/12345"}
    url = web.says("GET /a.mp3", Answer(206, part, b"I"))
    assert Remote(None, NOW).facts(url) == FACTS
    assert web.asked == ["HEAD /a.mp3", "GET /a.mp3"]
    assert [headers["Range"] for headers in web.headers] == [None, "bytes=0-0"]
    assert web.headers[1]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "0"}, {"Content-Length": "many"}])
def test_where_head_tells_no_size_get_does_and_its_body_is_left(web: Web, headers: dict[str, str]) -> None:
    web.says("HEAD /a.mp3", Answer(200, headers))
    url = web.says("GET /a.mp3", Answer(200, AUDIO, b"It breaks off here."))
    assert Remote(None, NOW).facts(url) == FACTS
    assert web.asked == ["HEAD /a.mp3", "GET /a.mp3"]


@pytest.mark.parametrize(
    "answer", [Answer(200, {"Content-Type": "audio/mpeg"}), Answer(206, {"Content-Range": "bytes 0-0/*"})]
)
def test_no_size_at_all(web: Web, answer: Answer) -> None:
    web.says("HEAD /a.mp3", Answer(200, {}))
    url = web.says("GET /a.mp3", answer)
    expected = ("The server does not say how large the file is.", "Write `length:`, in bytes.")
    assert told(Remote(None, NOW), url) == expected


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, {"Content-Length": "0", "Content-Type": "audio/mpeg"}),
        Answer(416, {"Content-Range": "bytes */0", "Content-Type": "text/html"}),
    ],
)
def test_an_empty_file(web: Web, answer: Answer) -> None:
    web.says("HEAD /a.mp3", Answer(200, {"Content-Length": "0"}))
    url = web.says("GET /a.mp3", answer)
    assert told(Remote(None, NOW), url) == ("The file at that address is empty.", "Upload it again.")


@pytest.mark.parametrize("status", [404, 410])
def test_nothing_there(web: Web, status: int) -> None:
    url = web.says("HEAD /a.mp3", Answer(status, {"Content-Type": "text/html", "Content-Length": "9"}))
    assert told(Remote(None, NOW), url) == (f"There is nothing at that address ({status}).", ITSELF)
    assert web.asked == ["HEAD /a.mp3"]


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "TEXT/HTML", "application/xhtml+xml"])
def test_a_page(web: Web, kind: str) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, {"Content-Type": kind}))
    assert told(Remote(None, NOW), url) == ("That is a page, not audio.", ITSELF)
    assert web.asked == ["HEAD /a.mp3"]


def test_a_file_that_is_kept_from_us(web: Web) -> None:
    web.says("HEAD /a.mp3", Answer(403, {}))
    url = web.says("GET /a.mp3", Answer(403, {}))
    message = "The server does not let feedpub see the file (403)."
    assert told(Remote(None, NOW), url) == (message, CHECK)
    assert web.asked == ["HEAD /a.mp3", "GET /a.mp3"]


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_server_that_is_busy_is_asked_three_times(web: Web, status: int) -> None:
    busy = Answer(status, {"Retry-After": "3600"})
    url = web.says("HEAD /a.mp3", busy, busy, Answer(200, AUDIO))
    assert Remote(None, NOW).facts(url) == FACTS
    assert web.asked == ["HEAD /a.mp3"] * 3


def test_a_server_that_stays_busy(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(503, {}))
    message, began = "The server answers 503 instead of giving the file.", monotonic()
    assert told(Remote(None, NOW), url) == (message, LATER)
    assert monotonic() - began > 0.3  # it was given time
    assert web.asked == ["HEAD /a.mp3"] * 3


def test_other_answers_are_asked_for_once(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(500, AUDIO))
    message = "The server answers 500 instead of giving the file."
    assert told(Remote(None, NOW), url) == (message, LATER)
    assert web.asked == ["HEAD /a.mp3"]


def test_a_server_that_is_not_there() -> None:
    with serving() as web:
        url = f"{web.address}/a.mp3"
    message = "127.0.0.1 cannot be asked for the file: the server refuses the connection."
    assert told(Remote(None, NOW), url) == (message, CHECK)


def test_a_server_that_never_answers(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "READ_SECONDS", 0.1)
    url, web.hangs = web.says("HEAD /a.mp3", Answer(200, AUDIO)), Event()
    message = "127.0.0.1 cannot be asked for the file: the server did not answer in time."
    assert told(Remote(None, NOW), url) == (message, CHECK)
    assert web.asked == ["HEAD /a.mp3"] * 3
    web.hangs.set()


def test_a_server_that_cannot_be_connected_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "CONNECT_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.create_connection(full.getsockname()):
        url = f"http://127.0.0.1:{full.getsockname()[1]}/a.mp3"
        message = "127.0.0.1 cannot be asked for the file: the server did not answer in time."
        assert told(Remote(None, NOW), url) == (message, CHECK)


def test_a_server_without_tls(web: Web) -> None:
    url = web.address.replace("http:", "https:") + "/a.mp3"
    words = "the server has no certificate that can be trusted, or speaks no TLS"
    assert told(Remote(None, NOW), url) == (f"127.0.0.1 cannot be asked for the file: {words}.", CHECK)


def test_what_is_no_address() -> None:
    expected = ("http://[ cannot be asked for the file: that is not an address.", CHECK)
    assert told(Remote(None, NOW), "http://[") == expected


def test_without_the_extra(web: Web, memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO))
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "urllib3", None)
        assert told(Remote(memory, NOW), url) == (
            "To ask a server how large a file is, feedpub needs its extra.",
            "pip install 'feedpub[web]', or write `length:` and `type:` yourself.",
        )
    assert Remote(memory, NOW).facts(url) == FACTS  # at once, when it is installed
