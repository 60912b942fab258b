"""The checkers find what is wrong: each fault is put into a feed that has none."""

import re
from pathlib import Path

import pytest

from tests.newsroom import CHECKERS, build_articles
from tests.specifications import html
from tests.test_agreement import EVERYTHING, EVERYTHING_STATION

FAULTS = [
    ("atom.xml", "<id>tag", "<id>Tag", "id"),
    ("atom.xml", "<title>", "<title type='text/plain'>", "type cannot be"),
    ("atom.xml", "T14:30:00Z</published>", "T14:30:00</published>", "published"),
    ("atom.xml", "-05-02T", "-02-30T", "published"),
    ("atom.xml", ' type="audio/mpeg" length="1234567"', "", "enclosure"),
    ("atom.xml", 'rel="self"', 'rel="canonical"', "self link"),
    ("atom.xml", 'xml:lang="en-CA"', "", "no xml:lang"),
    ("atom.xml", 'href="https://wire.example.com/1"', 'href="/1"', "href cannot be '/1'"),
    ("atom.xml", "&#x26;", "&amp;", "without &#x26;"),
    ("atom.xml", "&lt;/p&gt;", "", "never closed"),
    ("atom.xml", "&lt;p&gt;", "&lt;p onclick=''&gt;", "onclick"),
    ("atom.xml", "<summary>", "<subtitle/><summary>", "unknown element atom:subtitle"),
    ("atom.xml", "</entry>", "</entry><generator>x</generator>", "after an entry"),
    ("atom.xml", 'xmlns="http://www.w3.org/2005/Atom"', "", "the root"),
    ("atom.xml", "Ana", "\ufffd", "bad characters"),
    ("rss.xml", "<guid isPermaLink", "<guid ispermalink", "ispermalink"),
    ("rss.xml", "Sat, 02 May", "Sun, 02 May", "pubDate"),
    ("rss.xml", " +0000</pubDate>", "</pubDate>", "pubDate"),
    ("rss.xml", ' length="1234567"', ' length="-1"', "length"),
    ("rss.xml", "</item>", "</item><ttl>60</ttl>", "unknown element ttl"),
    ("rss.xml", "</item>", "</item><docs>https://a.example/</docs>", "after an item"),
    ("rss.xml", "<language>en-CA</language>", "", "0 language"),
    ("rss.xml", "<language>en-CA", "<language>en_CA", "language"),
    ("rss.xml", 'rel="self"', 'rel="alternate"', "self link"),
    ("rss.xml", "xmlns:media=", "xmlns:m=", "not well-formed"),
    ("rss.xml", '&lt;img src="https:', '&lt;img src="', "leads nowhere"),
    ("rss.xml", "&#x26; Sons", "&amp; Sons", "without &#x26;"),
    ("rss.xml", "<category>", "<category/><category>", "category: cannot be ''"),
    ("rss.xml", 'medium="audio"', 'medium="sound"', "medium"),
    ("rss.xml", "</item>", "<guid isPermaLink='false'>x</guid></item>", "2 guid"),
    ("feed.json", '"version": "https://jsonfeed.org/version/1.1"', '"version": "1.1"', "version"),
    ("feed.json", '"mime_type": "audio/mpeg",', "", "mime_type"),
    ("feed.json", '"size_in_bytes": 1234567', '"size_in_bytes": "1234567"', "size_in_bytes"),
    ("feed.json", '"content_html"', '"html"', "html"),
    ("feed.json", "T14:30:00Z", " 14:30:00", "date_published"),
    ("feed.json", '"tags": [', '"tags": [null,', "tags"),
    ("feed.json", '"title": "CKLS"', '"title": "CKLS", "title": "CKLS"', "twice"),
    ("feed.json", '"id": "tag:', '"id": "', "id"),
]  # fmt: skip


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = build_articles(tmp_path_factory.mktemp("right"), {"e.yaml": EVERYTHING}, EVERYTHING_STATION)
    return built.out / "ckls"


@pytest.mark.parametrize(("file", "right", "wrong", "found"), FAULTS, ids=[f"{f[0]}: {f[3]}" for f in FAULTS])
def test_a_fault_is_found(feeds: Path, file: str, right: str, wrong: str, found: str) -> None:
    document = (feeds / file).read_text("utf-8")
    assert right in document
    violations = CHECKERS[file](document.replace(right, wrong).encode())
    assert any(found in violation for violation in violations), violations


REPEATS = [
    ("rss.xml", re.compile(r"<item>.*</item>", re.DOTALL), ""),
    ("atom.xml", re.compile(r"<entry.*</entry>", re.DOTALL), ""),
    ("feed.json", re.compile(r"(?<=\"items\": \[).*(?=\]\s*}\s*$)", re.DOTALL), ","),
]


@pytest.mark.parametrize(("file", "item", "between"), REPEATS, ids=CHECKERS)
def test_a_repeated_item_is_found(feeds: Path, file: str, item: re.Pattern[str], between: str) -> None:
    document = (feeds / file).read_text("utf-8")
    twice = item.sub(lambda found: found.group() + between + found.group(), document, count=1)
    assert any(" have the " in violation for violation in CHECKERS[file](twice.encode()))


HTML = [
    "<p><p>x</p></p>", "<a href='https://a.example/'><a href='https://a.example/'>x</a></a>", "<b><i>x</b></i>", "<p>x",
    "x</p>", "AT&T", "a < b", "<script>x</script>", "<img alt='x'>", "<a href='x'>x</a>",
    "<a href='javascript:x'>x</a>", "<table>x</table>", "<table><td>x</td></table>", "<ul><li><li>x</li></li></ul>",
    "<!-- x -->", "<svg></svg>", "<div/>", "<p style='x'>x</p>", "<h1><h2>x</h2></h1>", "<![CDATA[x]]>",
]  # fmt: skip


@pytest.mark.parametrize("wrong", HTML)
def test_wrong_html_is_found(wrong: str) -> None:
    assert list(html.violations(wrong))
    assert not list(html.violations('<p>a &amp; b <a href="https://a.example/">c</a><br>d</p>'))
