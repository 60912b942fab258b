"""What is not there, may not be done, or nobody may see."""

import pytest

from tests.servers.asking import Answer
from tests.servers.folder import RSS, SECRET
from tests.servers.served import Served


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
