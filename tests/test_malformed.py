"""What is told of documents that are no well-formed feeds, to the letter and to the column."""

import gzip
import time
from collections.abc import Callable

import pytest

from feedpub.rules import validate

XML = b'<?xml version="1.0"?>'
START = b'<rss version="2.0"><channel>\n'
END = b"\n</channel></rss>\n"
PAGE = "This is a web page, not a feed."
PIECE = "This is a piece of a web page, not a feed."
ELSEWHERE = "Find out where the feed itself is."
BEFORE = "There is something before <?xml (an empty line?)."
PROGRAM = "There is program output before the feed."
PRINTED = "Take it out; the program that writes the feed printed a warning into it."
HTML = "is HTML that is not closed; HTML in a feed is escaped, or in CDATA."
ESCAPED = "HTML in a feed has its < written as &lt;."
WHOLE = "Publish the whole feed."

TOLD: dict[str, tuple[bytes, str, tuple[int, int], str, str]] = {
    "mismatch": (
        START + b"<title>Gulls</titel>" + END,
        "x-malformed",
        (2, 13),
        "There is </titel> where </title> is expected: <title> of line 2 is not closed.",
        "Write </title>",
    ),
    "mismatch after >": (
        START + b"<title a='>' b='c>'>Gulls</title ></channel ></item >",
        "x-malformed",
        (2, 46),
        "There is </item> where </rss> is expected: <rss> of line 1 is not closed.",
        f"Write </rss> before it; {ESCAPED}",
    ),
    "cut off": (
        START + b"<item><title>Gulls<br></br></title>",
        "x-malformed",
        (2, 1),
        "The feed ends, but <item> is not closed: it is cut off.",
        "Write </item>, or publish the whole feed.",
    ),
    "cut off in a tag": (
        START + b"<title>Gulls</tit",
        "x-malformed",
        (2, 13),
        "The feed ends within the tag that begins here: it is cut off.",
        WHOLE,
    ),
    "cut off in a reference": (
        START + b"<title>Gulls &am",
        "x-malformed",
        (2, 14),
        "The feed ends within the reference that begins here: it is cut off.",
        WHOLE,
    ),
    "CDATA": (
        START + b"<title><![CDATA[a]]></title>\n<title><![CDATA[ <![CDATA[ Gulls</title>" + END,
        "x-malformed",
        (3, 8),
        "The CDATA section that begins here is not closed.",
        "Write ]]> where it ends.",
    ),
    "comment": (
        START + b"<!-- a -->\n<title><!-- Gulls</title>" + END,
        "x-malformed",
        (3, 8),
        "The comment that begins here is not closed.",
        "Write --> where it ends.",
    ),
    "instruction": (
        START + b"<?php Gulls</title>" + END,
        "x-malformed",
        (2, 1),
        "The processing instruction that begins here is not closed.",
        "Write ?> where it ends.",
    ),
    "hyphens": (
        START + b"<!-- Gulls -- and terns -->" + END,
        "x-malformed",
        (2, 12),
        "A comment contains --, which XML does not allow.",
        "Write a single hyphen.",
    ),
    "comment in a comment": (
        START + b"<!-- <!-- Gulls --> -->" + END,
        "x-malformed",
        (2, 8),
        "A comment contains --, which XML does not allow.",
        "Write a single hyphen.",
    ),
    "hyphens at the end": (
        START + b"<!-- Gulls --->" + END,
        "x-malformed",
        (2, 12),
        "A comment contains --, which XML does not allow.",
        "Write a single hyphen.",
    ),
    "end of CDATA": (
        START + b"<title>Gulls]]></title>" + END,
        "x-malformed",
        (2, 13),
        "There is a ]]> here, but no CDATA section is open.",
        "Take it out, or write ]]&gt;",
    ),
    "empty line": (b"\n" + XML + START + END, "x-malformed", (1, 1), BEFORE, "Delete it."),
    "space": (b" " + XML + START + END, "x-malformed", (1, 1), BEFORE, "Delete it."),
    "mark and line": (b"\xef\xbb\xbf\r\n" + XML + START + END, "x-malformed", (1, 1), BEFORE, "Delete it."),
    "line and mark": (b"\n\xef\xbb\xbf" + XML + START + END, "x-malformed", (1, 1), BEFORE, "Delete it."),
    "marks": (b"\xef\xbb\xbf" * 3 + XML + START + END, "x-malformed", (1, 1), BEFORE, "Delete it."),
    "mark in Windows-1252": ("ï»¿".encode() + XML + START + END, "x-malformed", (1, 1), BEFORE, "Delete it."),
    "line in UTF-16": (
        ("\n" + (XML + START + END).decode()).encode("utf-16"),
        "x-malformed",
        (1, 1),
        BEFORE,
        "Delete it.",
    ),
    "comment before": (
        b"<!-- a -->" + XML + START + END,
        "x-malformed",
        (1, 1),
        "There is something before <?xml.",
        "Delete it.",
    ),
    "declaration inside": (
        START + XML + END,
        "x-malformed",
        (2, 1),
        "There is a <?xml in the middle of the feed; it is allowed only at the very beginning.",
        "Delete it.",
    ),
    "warning of PHP": (
        b"<br />\n<b>Warning</b>:  Undefined variable $a in <b>/f.php</b> on line <b>3</b><br />\n" + XML + START + END,
        "x-malformed",
        (1, 1),
        PROGRAM,
        PRINTED,
    ),
    "warning with <br>": (
        b"\n<br>\n<b>Warning</b>: a\n" + START + END,
        "x-malformed",
        (2, 1),
        PROGRAM,
        PRINTED,
    ),
    "plain warning": (
        b"\nWarning: Undefined variable $a in /f.php on line 3\n" + XML + START + END,
        "x-malformed",
        (2, 1),
        PROGRAM,
        PRINTED,
    ),
    "warning alone": (
        b"<br />\n<b>Fatal error</b>: Out of memory in <b>/f.php</b>",
        "x-not-a-feed",
        (1, 1),
        PIECE,
        ELSEWHERE,
    ),
    "page": (b"<!DOCTYPE html>\n<html><head><meta charset=utf-8></html>", "x-not-a-feed", (1, 1), PAGE, ELSEWHERE),
    "small page": (b"\xef\xbb\xbf\n <!doctype html><p>a<br>b & c", "x-not-a-feed", (2, 2), PAGE, ELSEWHERE),
    "page without a DOCTYPE": (b"<!-- a -->\n<HTML lang=en><p>a</HTML>", "x-not-a-feed", (2, 1), PAGE, ELSEWHERE),
    "XHTML with a mistake": (XML + b"<html>&nbsp;</html>", "x-not-a-feed", (1, 22), PAGE, ELSEWHERE),
    "well-formed page": (b"<!DOCTYPE html>\n<html></html>", "x-not-a-feed", (2, 1), PAGE, ELSEWHERE),
    "page in Latin-1": (b"<!DOCTYPE html><html><p>\xe9</html>", "x-not-a-feed", (1, 1), PAGE, ELSEWHERE),
    "page in UTF-16": ("<!DOCTYPE html><p>a".encode("utf-16"), "x-not-a-feed", (1, 1), PAGE, ELSEWHERE),
    "gzip": (
        gzip.compress(START + END, mtime=0),
        "x-malformed",
        (1, 1),
        "This is a gzip file, not a feed.",
        "Unpack it.",
    ),
    "NUL": (b"\0" * 100, "x-malformed", (1, 1), "This is not text.", ELSEWHERE),
    "ELF": (b"\x7fELF\x02\x01\x01\0\0\0", "x-malformed", (1, 1), "This is not text.", ELSEWHERE),
    "random": (bytes(i * 151 % 256 for i in range(300)), "x-malformed", (1, 1), "This is not text.", ELSEWHERE),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "x-malformed", (1, 1), "This is not text.", ELSEWHERE),
    "escape before": (
        b"\x1b" + START + END,
        "x-malformed",
        (1, 1),
        "There is a control character (U+001B) here, which XML does not allow.",
        "Take it out; it is not allowed even as &#…;.",
    ),
    "NUL inside": (
        START + b"<title>a\0b</title>" + END,
        "x-malformed",
        (2, 9),
        "There is a control character (U+0000) here, which XML does not allow.",
        "Take it out; it is not allowed even as &#…;.",
    ),
    "text": (
        b"Gulls return",
        "x-malformed",
        (1, 1),
        "This is not XML: a feed begins with <?xml or with its first element.",
        'Begin it with <?xml version="1.0"',
    ),
    "void": (
        START + b"<title>They<br>came</title>" + END,
        "x-malformed",
        (2, 12),
        f"<br> {HTML}",
        "Write &lt;br&gt;",
    ),
    "void with attributes": (
        START + b"<title>\n<b>They</b> <IMG src='a>b'>came</title>" + END,
        "x-malformed",
        (3, 13),
        f"<IMG> {HTML}",
        "Write &lt;IMG&gt;",
    ),
    "void that is closed": (
        START + b"<title>They</br>came</title>" + END,
        "x-malformed",
        (2, 12),
        f"<br> {HTML}",
        "Write &lt;br&gt;",
    ),
    "void in XHTML": (
        b'<feed><content type="xhtml"><div><hr></div></content></feed>',
        "x-malformed",
        (1, 34),
        "<hr> is written as in HTML, but this is XHTML, where it closes itself.",
        "Write <hr/>",
    ),
    "link that is not closed": (
        START + b"<link>https://quay.example/</channel></rss>",
        "x-malformed",
        (2, 28),
        "There is </channel> where </link> is expected: <link> of line 2 is not closed.",
        f"Write </link> before it; {ESCAPED}",
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_not_well_formed_is_one_problem(name: str) -> None:
    content, *told = TOLD[name]
    found = validate(content)
    assert [
        [problem.code, (problem.place.line, problem.place.column), problem.message, problem.fix] for problem in found
    ] == [told]


def test_the_doctype_of_rss_0_91_makes_no_web_page() -> None:
    public = b'"-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"'
    content = b"<!DOCTYPE rss PUBLIC " + public + b">\n" + START.replace(b"2.0", b"0.91") + END
    codes = {problem.code for problem in validate(content)}
    assert "x-dtd" in codes
    assert not codes & {"x-malformed", "x-not-a-feed"}


MANY = 300_000
SLOW: dict[str, Callable[[], bytes]] = {
    "comments in a literal": lambda: b'<!DOCTYPE a SYSTEM "' + b"<!--" * MANY + b'"><rss><title></rss>',
    "a name in a literal": lambda: b'<!DOCTYPE a SYSTEM "<' + b"a" * MANY + b'<"><rss>',
    "long names": lambda: b"<" + b"a" * MANY + b"></" + b"b" * MANY + b">",
    "comments": lambda: b"<!---->" * MANY + b"<html>",
    "instructions": lambda: b"<?a?>" * MANY + XML,
    "starts of CDATA": lambda: b"<rss>" + b"<![CDATA[" * MANY,
    "starts of elements": lambda: b"<rss " * MANY,
    "marks": lambda: b"\xef\xbb\xbf" * MANY + b"<rss>",
    "void": lambda: b"<rss>" + b"<br></br>" * MANY + b"<br></rss>",
    "spaces": lambda: b" " * MANY * 10 + b"<b>",
}


@pytest.mark.parametrize("name", SLOW)
def test_hostile_documents_are_told_soon(name: str) -> None:
    content = SLOW[name]()
    start = time.process_time()
    (problem,) = validate(content)
    assert time.process_time() - start < 10
    assert len(problem.message) + len(problem.fix) < 300
