"""The checkers accept the committed feeds, and reject them as soon as one thing in them is wrong."""

import re
from pathlib import Path

import pytest

from tests.newsroom import CHECKERS, REPOSITORY, feed_files

FEEDS = REPOSITORY / "feeds"
COMMITTED = list(feed_files(FEEDS))
PAGE = "https://www.wbfo.org/binational/"

DAMAGES = [
    ("rss.xml", "no guid", r"<guid .*?</guid>", ""),
    ("rss.xml", "no link to itself", r"<atom:link rel=.self.*?/>", ""),
    ("rss.xml", "no description", r"<description>Your NPR Station</description>", ""),
    ("rss.xml", "a date of ISO 8601", r"<pubDate>.*?<", "<pubDate>2023-05-02T04:00:00Z<"),
    ("rss.xml", "the wrong day of the week", "<pubDate>Tue", "<pubDate>Mon"),
    ("rss.xml", "a relative link", f"<link>{PAGE}", "<link>/binational/"),
    ("rss.xml", "an item cut short", r"</item>.*", ""),
    ("rss.xml", "an unknown version", 'version="2.0"', 'version="2.1"'),
    ("atom.xml", "no id", r"<id>tag.*?</id>", ""),
    ("atom.xml", "no author", r"<author>.*?</author>", ""),
    ("atom.xml", "no instant", r"<updated>.*?</updated>", ""),
    ("atom.xml", "a date without time", r"<published>.*?<", "<published>2023-05-02<"),
    ("atom.xml", "a day that does not exist", "<published>2023-05-02", "<published>2023-02-30"),
    ("atom.xml", "a relative link", f'href="{PAGE}', 'href="/binational/'),
    ("atom.xml", "a relative image", r'url="https://feeds.example.org/', 'url="/'),
    ("atom.xml", "an unknown type of content", 'content type="html"', 'content type="markdown"'),
    ("feed.json", "no version", r'"version": .*?,', ""),
    ("feed.json", "no id", r'"id": .*?,', ""),
    ("feed.json", "neither text nor HTML", "content_html", "content_markdown"),
    ("feed.json", "a date without time", "2023-05-02T04:00:00Z", "2023-05-02"),
    ("feed.json", "a relative link", f'"url": "{PAGE}', '"url": "/binational/'),
    ("feed.json", "an author that is only text", r'"authors": \[.*?\]', '"authors": ["WBFO"]'),
    ("feed.json", "a comma too many", r"\}\s*\]\s*\}\s*$", "},]}"),
]


@pytest.mark.parametrize("path", COMMITTED, ids=[path.relative_to(FEEDS).as_posix() for path in COMMITTED])
def test_a_committed_feed_is_accepted(path: Path) -> None:
    assert CHECKERS[path.name](path.read_bytes()) == []


def test_there_are_committed_feeds_in_every_format() -> None:
    assert {path.name for path in COMMITTED if path.parent == FEEDS / "wbfo"} == set(CHECKERS)


@pytest.mark.parametrize(("file", "damage", "right", "wrong"), DAMAGES, ids=[f"{d[0]}: {d[1]}" for d in DAMAGES])
def test_a_damaged_feed_is_rejected(file: str, damage: str, right: str, wrong: str) -> None:
    feed = (FEEDS / "wbfo" / file).read_text("utf-8")
    damaged, count = re.subn(right, wrong, feed, count=1, flags=re.DOTALL)
    assert count == 1, f"the feed has nothing to damage: {right}"
    assert CHECKERS[file](damaged.encode()), f"{damage}, and nobody noticed"


@pytest.mark.parametrize("file", CHECKERS)
@pytest.mark.parametrize("document", [b"", b"\xff\xfe", b"<html/>", b"[]", b"null", b"{}", b"<!DOCTYPE x><rss/>"])
def test_what_is_no_feed_at_all_is_rejected(file: str, document: bytes) -> None:
    assert CHECKERS[file](document)
