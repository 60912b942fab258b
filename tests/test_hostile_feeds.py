"""Feeds that were damaged, or made to do harm: the validator tells in bounded time and memory, and never fails."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedpub.rules import PROFILES, validate
from tests.newsroom import REPOSITORY

PAIRS = sorted((REPOSITORY / "tests" / "rules").glob("*.good.*"))
SEEDS = [path.read_bytes() for path in PAIRS]
PIECES = st.sampled_from([
    b"<", b">", b"&", b'"', b"'", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?xml?>", b"\x00", b"\xff", b"\xfe\xff",
    b"\xef\xbb\xbf", b"<!DOCTYPE x>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#x110000;", b"&#xD800;",
    b"xmlns=''", b"xmlns:x='y'", b"</item>", b"<item/>", b"<entry>", b"{", b"}", b"[", b"]", b'"items"', b"null",
    b"\\ud800", b"1e999", b"\r", b"\n", b" ", "é".encode(), "\u202e".encode(), b"9" * 400, b"(" * 50, b"<a" * 20,
    b"2026-13-45T99:99:99Z", b"Thu, 99 Foo 2026 99:99:99 +9999", b"https://[", b"https://a:b@c:99999/%zz",
])  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good feed with up to four pieces of it replaced by something else."""
    feed = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(feed)))
        end = start + draw(st.integers(0, 30))
        feed = feed[:start] + draw(PIECES | st.binary(max_size=8)) + feed[end:]
    return feed


@given(feed=damaged() | st.binary(max_size=300), profile=st.sampled_from(sorted(PROFILES)))
@settings(
    max_examples=1500, deadline=2000, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
def test_a_damaged_feed_is_judged(feed: bytes, profile: str) -> None:
    lines = feed.count(b"\n") + feed.count(b"\r") + 1
    for problem in validate(feed, "f", profile=PROFILES[profile]):
        assert problem.code
        assert problem.message
        assert problem.fix
        assert 0 <= problem.place.line <= 2 * lines
        assert problem.place.column <= len(feed) + 1


RSS = (
    b'<rss version="2.0"><channel><title>%s</title><link>https://q.example/</link><description>d</description>'
    b"%s</channel></rss>"
)
ITEM = b"<item><title>t</title><link>/</link></item>"
LAUGHS = (
    b"<!DOCTYPE rss [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(12))
    + b"]>"
)
HOSTILE: dict[str, Callable[[], bytes]] = {
    "laughs": lambda: LAUGHS + RSS % (b"&m;", b""),
    "file": lambda: b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + RSS % (b"&x;", b""),
    "deep": lambda: RSS % (b"t", b"<a>" * 100_000 + b"</a>" * 100_000),
    "text": lambda: RSS % (b"a" * (200 * 2**20), b""),
    "attribute": lambda: RSS % (b"t", b"<image url='" + b"a" * (50 * 2**20) + b"'/>"),
    "attributes": lambda: RSS % (b"t", b"<image " + b" ".join(b"a%d=''" % i for i in range(200_000)) + b"/>"),
    "bad items": lambda: RSS % (b"t", ITEM * 100_000),
    "less": lambda: RSS % (b"t", b"<item><description>" + b"&lt;" * 2_000_000 + b"</description></item>"),
    "tags": lambda: RSS % (b"t", b"<item><description>" + b"&lt;a b='" * 500_000 + b"</description></item>"),
    "references": lambda: RSS % (b"t", b"<item><title>" + b"&amp;#x" * 1_000_000 + b"</title></item>"),
    "brackets": lambda: RSS % (b"t", b"<item><pubDate>" + b"(" * 2_000_000 + b"</pubDate></item>"),
    "namespaces": lambda: RSS % (b"t", b"".join(b"<x:a xmlns:x='urn:x-%d'/>" % i for i in range(100_000))),
    "comments": lambda: RSS % (b"t", b"<!---->" * 1_000_000),
    "json": lambda: b'{"version":"https://jsonfeed.org/version/1.1","title":"t","items":' + b"[" * 100_000,
    "json items": lambda: (
        b'{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[' + b"{}," * 100_000 + b"{}]}"
    ),
    "json text": lambda: b'{"version":"https://jsonfeed.org/version/1.1","title":"' + b"a" * (200 * 2**20) + b'"}',
    "comment in a date": lambda: (
        RSS % (b"t", b"<item><pubDate>Sat, 02 May 2026 13:30:00 +0000 (" + b"a" * 500_000 + b")</pubDate></item>")
    ),
    "word of a person": lambda: RSS % (b"t", b"<managingEditor>b " + b"a" * 500_000 + b"</managingEditor>"),
    "space in a person": lambda: RSS % (b"t", b"<managingEditor>a" + b" " * 500_000 + b"b</managingEditor>"),
    "commas": lambda: (
        RSS % (b"t", b"<item><description>&lt;img srcset='a" + b"," * 500_000 + b"b 1x'></description></item>")
    ),
    "links": lambda: (
        RSS
        % (b"t", b"<item><description>" + b"&lt;b>" * 200_000 + b"&lt;a>&lt;/a>" * 200_000 + b"</description></item>")
    ),
    "nothing": lambda: b"\0" * (10 * 2**20),
}
PROGRAM = """
import resource, sys
feed = sys.stdin.buffer.read()
import feedpub
feedpub.validate(b"<rss/>")
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
problems = feedpub.validate(feed)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used
print(grown / 1024, len(problems), ",".join(sorted({problem.code for problem in problems})), sep=";")
"""
EXPECTED = {
    "laughs": "x-entity",
    "file": "x-entity",
    "deep": "x-too-deep",
    "text": "x-too-large",
    "json text": "x-too-large",
    "nothing": "x-malformed",
}
MOST_PROBLEMS = 1000
HANGS = 100
"""Seconds after which a judge hangs: each of these feeds takes a few."""


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_feed_is_judged_in_bounds(name: str) -> None:
    feed = HOSTILE[name]()
    done = subprocess.run([sys.executable, "-c", PROGRAM], input=feed, capture_output=True, check=True, timeout=HANGS)
    megabytes, count, codes = done.stdout.decode().strip().split(";")
    assert 0 < int(count) < MOST_PROBLEMS
    assert codes == EXPECTED.get(name, codes)
    assert float(megabytes) < 200 + 25 * len(feed) / 2**20


def test_a_mistake_that_stands_everywhere_is_told_a_hundred_times() -> None:
    items = b"<item><title>t</title><link>/</link></item>" * 1234
    found = [problem for problem in validate(RSS % (b"t", items)) if problem.code == "u-relative"]
    assert len(found) == 100
    assert found[-1].message.endswith("The same is wrong 1,134 more times.")
    assert found[-1].subject.path == "rss/channel/item[100]/link"
