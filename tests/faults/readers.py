"""Readers that fetch feeds without rest, and say what no subscriber may see."""

import http.client
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from tests.faults.room import errors_of

_VERSION = re.compile(r"version ([0-9]+)")
_ATOM = "{http://www.w3.org/2005/Atom}"


class Story:
    """An item of a feed: the version of its article, as its title and its body tell."""

    def __init__(self, title: str, body: str) -> None:
        versions = {int(number) for number in _VERSION.findall(f"{title} {body}")}
        assert len(versions) == 1, f"{title} is torn: {body}"
        assert "begins" in body, f"{title} has no beginning: {body}"
        assert "ends" in body, f"{title} has no end: {body}"
        (self.version,) = versions


class Reader:
    """Subscribed to one feed. Asks again with what `asks` names: ETag, Last-Modified, both, or nothing."""

    def __init__(self, port: int, path: str, asks: tuple[str, ...]) -> None:
        self.path, self.asks = path, asks
        self.content = b""
        self.answers: dict[int, int] = {}
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._marks: dict[str, str] = {}
        self._seen: dict[str, int] = {}

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def fetch(self) -> None:
        """Ask for the feed once; what comes is complete and valid, and nothing goes back or vanishes."""
        asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
        headers = {asked[mark]: self._marks[mark] for mark in self.asks if mark in self._marks}
        self._connection.request("GET", f"/{self.path}", headers=headers)
        answer = self._connection.getresponse()
        content = answer.read()
        self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
        if answer.status == 304:
            assert headers
            return
        assert answer.status == 200, f"{self.path}: {answer.status}"
        self._marks = {mark: answer.headers[mark] for mark in asked}
        self.content = content
        assert errors_of(content) == []
        self._look({identity: story.version for identity, story in _stories(self.path, content).items()})

    def _look(self, versions: Mapping[str, int]) -> None:
        gone = {identity for identity in self._seen.keys() - versions.keys() if "comes-and-goes" not in identity}
        assert not gone, f"{self.path}: {gone} vanished"
        for identity, version in versions.items():
            assert version >= self._seen.get(identity, 0), f"{self.path}: {identity} went back to version {version}"
        self._seen |= versions

    @property
    def seen(self) -> set[str]:
        """The ids of all items that were ever there."""
        return set(self._seen)


@cache
def _stories(path: str, content: bytes) -> dict[str, Story]:
    """The items of a feed by their ids."""
    if Path(path).suffix == ".json":
        return {one["id"]: Story(one["title"], one["content_html"]) for one in json.loads(content)["items"]}
    feed = etree.fromstring(content)
    if feed.tag == "rss":
        encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
        found = [[one.findtext(name) or "" for name in ("guid", "title", encoded)] for one in feed.iter("item")]
    else:
        names = [f"{_ATOM}{name}" for name in ("id", "title", "content")]
        found = [[one.findtext(name) or "" for name in names] for one in feed.iter(f"{_ATOM}entry")]
    return {identity: Story(title, body) for identity, title, body in found}
