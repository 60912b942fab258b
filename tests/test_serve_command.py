"""`feedpub serve`: it builds, serves, watches and tells open pages, until Ctrl-C."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener
from urllib.response import addinfourl

import click
import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.server import rebuilding
from feedpub.server.reloading import EVENTS, SCRIPT
from tests.newsroom import REPOSITORY, tree, write
from tests.servers.asking import Client

BASE = Path(__file__).parent / "cases" / "_base" / "articles"
FERRY = Path("articles/harbor/2026-05-01-ferry.yaml")
SECONDS = 40
urlopen = build_opener(ProxyHandler({})).open
"""Python's own keeps the proxy of the first test that uses it."""


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path / "articles")
    monkeypatch.chdir(tmp_path)


class Serving:
    """A server that runs, and all that it has printed."""

    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.process = process
        self.log = log
        wait(lambda: "until Ctrl-C" in self.printed)
        (self.url,) = re.findall(r"http://127\.0\.0\.1:\d+/", self.printed)

    @property
    def printed(self) -> str:
        return self.log.read_text()

    def get(self, path: str) -> bytes:
        assert self.process.poll() is None, self.printed
        with urlopen(f"{self.url}{path}", timeout=SECONDS) as answer:
            return bytes(answer.read())

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(SECONDS)


def wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def serving(*options: str) -> Iterator[Serving]:
    log = Path("serve.log")
    command = [sys.executable, "-m", "feedpub", "serve", "--port", "0", *options]
    with log.open("wb") as output:
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
        try:
            yield Serving(process, log)
        finally:
            process.terminate()
            process.wait(SECONDS)


def test_it_builds_serves_watches_and_ends_quietly() -> None:
    with serving() as server:
        wait(lambda: "changed: stations.opml" in server.printed)
        assert b"The ferry" in server.get("harbor/rss.xml")
        FERRY.write_text(FERRY.read_text().replace("Monday", "Sunday"))
        wait(lambda: server.printed.count("changed: harbor/rss.xml") == 2)
        assert b"Sunday" in server.get("harbor/rss.xml")
        assert server.end() == 0
        lines = server.printed.splitlines()
    feeds = [f"changed: harbor/{name}" for name in ("atom.xml", "feed.json", "index.html", "rss.xml")]
    first = [*feeds, "changed: index.html", "changed: stations.opml"]
    assert lines == [f"feeds is served at {server.url} until Ctrl-C.", *first, *feeds, ""]


def told(events: addinfourl) -> dict[str, Any]:
    """The next that a stream tells."""
    while (line := events.readline()) and not line.startswith(b"data: "):
        pass
    return dict(json.loads(line.removeprefix(b"data: ")))


def test_pages_are_told_of_a_build_and_of_what_is_wrong() -> None:
    page = "<!doctype html><title>A</title><body>A</body>"
    message = (
        "articles/harbor/x.yaml:1:9: error: A colon in the text makes YAML see two fields on one line. [yaml-syntax]"
    )
    message += '\n    Put the whole text in quotes: title: "X: Y"'
    with serving() as server:
        wait(lambda: "changed: stations.opml" in server.printed)
        write(Path("feeds"), {"a.html": page})
        assert SCRIPT.encode() in server.get("a.html")
        assert Path("feeds/a.html").read_text() == page
        with urlopen(f"{server.url}{EVENTS[1:]}", timeout=SECONDS) as events:
            first = told(events)
            while first["build"].endswith("-0"):  # the build is over, but has not been told of
                first = told(events)
            write(Path(), {"articles/harbor/x.yaml": "title: X: Y\nlink: /x\npublished: 2026-05-02\nbody: X.\n"})
            assert told(events) == {"build": first["build"], "problems": [message]}
        with urlopen(f"{server.url}{EVENTS[1:]}", timeout=SECONDS) as events:
            assert told(events) == {"build": first["build"], "problems": [message]}
            Path("articles/harbor/x.yaml").unlink()
            assert told(events) == {"build": first["build"], "problems": []}
            FERRY.write_text(FERRY.read_text().replace("Monday", "Sunday"))
            assert told(events)["build"] != first["build"]
            assert server.end() == 0
            assert events.read() == b"\n"
    assert "articles/harbor/x.yaml:1:9: error: A colon in the text" in server.printed


def test_pages_are_shown_from_here_and_to_nobody_who_was_led_here() -> None:
    with serving() as server:
        wait(lambda: "changed: stations.opml" in server.printed)
        assert f'value="{server.url}harbor/rss.xml"'.encode() in server.get("harbor/")
        assert server.url.encode() not in Path("feeds/harbor/index.html").read_bytes()
        answered = Client(int(server.url.split(":")[2][:-1])).raw("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        assert answered.status == 421


def test_copies_are_made_and_sent_where_they_are_asked_for() -> None:
    with serving("--precompress", "--out", "public") as server:
        wait(lambda: "changed: stations.opml.gz" in server.printed)
        assert server.end(signal.SIGTERM) == 0
    assert "harbor/rss.xml.br" in tree(Path("public"))
    assert not Path("feeds").exists()


def test_what_cannot_be_built_is_told_and_mended_while_it_runs() -> None:
    publisher = Path("articles/publisher.yaml")
    right = publisher.read_text()
    publisher.write_text("name: [")
    with serving() as server:
        wait(lambda: "[yaml-syntax]" in server.printed)
        publisher.write_text(right)
        wait(lambda: "changed: stations.opml" in server.printed)
        assert server.end() == 0
    assert "Traceback" not in server.printed


def test_a_folder_that_takes_the_place_of_another_is_watched() -> None:
    with serving() as server:
        wait(lambda: "changed: stations.opml" in server.printed)
        shutil.rmtree("articles")
        wait(lambda: "there is no folder articles" in server.printed)
        shutil.copytree(BASE, "new")
        Path("new").rename("articles")
        time.sleep(1)
        FERRY.write_text(FERRY.read_text().replace("Monday", "Sunday"))
        wait(lambda: server.printed.count("changed: harbor/rss.xml") == 2)
        shutil.rmtree("articles/harbor")
        shutil.copytree(BASE / "harbor", "articles/harbor")
        wait(lambda: server.printed.count("changed: harbor/rss.xml") == 3)
        assert server.end() == 0


def test_an_address_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert (done.exit_code, done.output) == (
        3,
        f"feedpub: Cannot listen on 127.0.0.1:{port}: Address already in use\n",
    )
    assert not Path("feeds").exists()


def test_without_watchfiles_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    monkeypatch.delitem(sys.modules, "feedpub.server.rebuilding", raising=False)
    done = CliRunner().invoke(main, ["serve"])
    assert done.exit_code == 2
    assert "feedpub serve needs watchfiles: pip install 'feedpub[serve]'." in done.output


def test_a_browser_is_opened_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    given: list[list[str]] = []

    def builds(_articles: Path, options: list[str]) -> Iterator[rebuilding.Built]:
        given.append(options)
        yield rebuilding.Built([], 0)
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(rebuilding, "builds", builds)
    monkeypatch.setattr(click, "launch", opened.append)
    try:
        done = CliRunner().invoke(main, ["serve", "--port", "0", "--open", "--cache", "cache", "--precompress"])
    finally:
        signal.signal(signal.SIGTERM, before)
    assert (done.exit_code, done.output) == (0, f"feeds is served at {opened[0]} until Ctrl-C.\n\n")
    assert re.fullmatch(r"http://127\.0\.0\.1:[1-9]\d*/", opened[0])
    assert given == [["--articles", "articles", "--out", "feeds", "--verbose", "--cache", "cache", "--precompress"]]


def test_the_name_of_the_folder_need_not_be_utf_8() -> None:
    command = [sys.executable, "-m", "feedpub", "serve", "--port", "0", "--out", os.fsdecode(b"f\xff")]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8:strict"}
    with Path("/dev/full").open("wb") as full:  # which ends it as soon as it tells of the folder
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, check=False, env=environment, timeout=SECONDS
        )
    said = b"feedpub: The output could not be written: No space left on device\n"
    assert (done.returncode, done.stderr) == (3, said)
