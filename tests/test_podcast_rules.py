"""Podcasts: what Apple's own practice lets be."""

import re

import pytest

import feedpub
from tests.newsroom import REPOSITORY

PAIRS = REPOSITORY / "tests" / "rules"
GOOD = (PAIRS / "r-date.good.xml").read_bytes()


SHOW = (PAIRS / "i-no-image.good.xml").read_bytes()
UNLISTED = (PAIRS / "i-no-image.bad.xml").read_bytes()


def codes_of(feed: bytes, profile: str = "spec") -> list[str]:
    return [problem.code for problem in feedpub.validate(feed, profile=profile)]


def in_channel(feed: bytes, more: bytes) -> bytes:
    return feed.replace(b"</title>", b"</title>" + more, 1)


@pytest.mark.parametrize("profile", ["spec", "apple"])
def test_an_owner_needs_no_address(profile: str) -> None:
    owner = b"<itunes:owner><itunes:name>Quay Radio</itunes:name></itunes:owner>"
    assert codes_of(in_channel(SHOW, owner), profile) == codes_of(SHOW, profile)
    assert "x-missing-element" in codes_of(in_channel(SHOW, b"<itunes:owner/>"), profile)


def test_a_show_that_is_not_to_be_listed_needs_no_artwork() -> None:
    assert codes_of(UNLISTED) == ["i-no-image"]
    assert codes_of(in_channel(UNLISTED, b"<itunes:block>Yes</itunes:block>")) == []
    assert codes_of(in_channel(UNLISTED, b"<itunes:block>no</itunes:block>")) == ["i-no-image", "i-complete"]


@pytest.mark.parametrize(
    ("ending", "found"), [(b"?.jpg", []), (b"?v=2", ["i-image-ext"]), (b".webp", ["i-image-ext"]), (b".png?v=2", [])]
)
def test_artwork_may_have_its_ending_in_the_query(ending: bytes, found: list[str]) -> None:
    image = b'<itunes:image href="https://quay.example/cover' + ending + b'"/>'
    assert codes_of(in_channel(UNLISTED, image)) == found


def test_the_description_of_a_show_may_be_html() -> None:
    described = re.compile(b"<description>[^<]*</description>")
    html = b"<description><![CDATA[<p>The <b>sea</b> &amp; the shore</p>]]></description>"
    assert codes_of(described.sub(html, SHOW, count=1)) == []
    assert codes_of(described.sub(html, GOOD, count=1)) == ["h-in-plain", "x-double-escape"]


def test_html_in_summaries_is_told_once() -> None:
    summary = b"<itunes:summary>&lt;p&gt;Gulls &amp;amp; ferries&lt;/p&gt;</itunes:summary>"
    assert codes_of(in_channel(SHOW, summary).replace(b"</item>", summary + b"</item>")) == [
        "i-deprecated",
        "h-in-plain",
    ]
