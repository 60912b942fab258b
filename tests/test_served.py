"""Feeds on the web are judged with how they are served."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from click.testing import Result
from typing_extensions import override

from feedpub.rules import validate
from feedpub.rules.profiles import SPEC
from feedpub.rules.serving import Served, judge_served
from tests.test_validate import GOOD, run


class Server(BaseHTTPRequestHandler):
    """A web server that has one feed and serves it well, or as badly as its path says."""

    feed: ClassVar[bytes] = GOOD

    @override
    def do_GET(self) -> None:  # type: ignore[misc]  # http.server's name
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/rss.xml")
            self.end_headers()
            return
        if self.path == "/gone":
            self.send_error(404)
            return
        again = self.headers.get("If-None-Match") == '"one"' and self.path != "/deaf"
        self.send_response(304 if again else 200)
        bad = self.path == "/bad"
        self.send_header("Content-Type", "text/html; charset=latin-1" if bad else "application/rss+xml; charset=utf-8")
        if not bad:
            self.send_header("ETag", '"one"')
        self.end_headers()
        if not again:
            here = f"http://{self.headers['Host']}{self.path}".encode()
            self.wfile.write(self.feed.replace(b"https://quay.example/rss.xml", here))

    @override
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    """Serve on a port of this machine's own; the address without a path."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def codes(result: Result) -> list[str]:
    """What is said of how the feed was served; its addresses are local ones, which is told too."""
    (feed,) = json.loads(result.output)["feeds"]
    return [problem["code"] for problem in feed["problems"] if problem["code"].startswith("s-")]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/rss.xml", []),
        ("/moved", ["s-redirect"]),
        ("/gone", ["s-status"]),
        ("/bad", ["s-media-type", "s-charset", "s-conditional"]),
        ("/deaf", ["s-conditional"]),
    ],
)
def test_a_feed_on_the_web_is_judged_with_how_it_is_served(path: str, found: list[str]) -> None:
    with serving() as address:
        assert codes(run("--format", "json", f"{address}{path}")) == found


def test_a_server_that_is_not_there() -> None:
    with serving() as address:
        pass
    result = run(f"{address}/rss.xml")
    assert result.exit_code == 3
    assert result.stderr == f"feedpub: {address}/rss.xml cannot be fetched: the server refuses the connection.\n"


def test_a_redirect_away_from_https_is_told() -> None:
    served = Served("https://quay.example/rss.xml", "http://quay.example/rss.xml", 200, "application/rss+xml", "x")
    assert [(problem.code, problem.message) for problem in judge_served(served, GOOD, SPEC)] == [
        ("s-redirect", "A redirect leads from https to http://quay.example/rss.xml.")
    ]


def test_a_feed_of_more_than_5_mb_is_told() -> None:
    long = GOOD.replace(b"They came early this year.", b"They came. " * 500_000)
    assert [(problem.code, problem.message) for problem in validate(long)] == [
        ("s-size", "The feed is 5.2 MB; some readers refuse more than 5.0 MB.")
    ]
