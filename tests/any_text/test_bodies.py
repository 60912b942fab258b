"""The text of an article, in Markdown and in HTML."""

import html
import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.any_text.common import MANY, MOST, TEXTS, article, build, folded, items
from tests.newsroom import Built, quoted

_TAG = re.compile(r"<[^>]*>")
HTML_PIECES = st.sampled_from([
    "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<a href='https://a.example/?a=1&b=2'>", "<a href='x y'>", "</a>",
    "<a href='http://[x'>", "<a href='//é.example:80/é'>", "<img src='x.png'>",
    "<img src='https://a.example/x' alt='<&>'>", "<img>", "<ul>", "<li>", "</li>", "</ul>", "<dl><dt>", "<dd>",
    "</dl>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<caption>", "<col>", "<h1>", "<h2>", "</h1>",
    "<blockquote cite='x'>", "</blockquote>", "<div align=left>", "</div>", "<button>", "</button>", "<object>",
    "</object>", "<section>", "</section>", "<svg>", "</svg>", "<math>", "</math>", "<template>",
    "<select><option>", "</select>", "<script>", "</script>", "<title>", "<textarea>", "<noscript>", "<iframe>",
    "<form>", "</form>", "<br>", "<hr>", "<pre>", "</pre>", "<font color=red>", "<marquee>", "<frameset>",
    "<!-- x -->", "<!doctype html>", "<?php x ?>", "<![CDATA[", "]]>", "&", "&amp;", "&#0;", "&#128;", "&#7;",
    "&#xFFFE;", "&nosuch;", "&copy", "<", ">", "< b", "</", "<p/>", "<x-y>", "<p onclick=x title='\"<>&'>",
    "<b title=é b=1 b=2>", "\n", "\n\n", "    ", "* ", "1. ", "> ", "# ", "```", "`", "_", "**", "[", "](x)",
    "](<javascript:x>)", "![", "|", "---",
])  # fmt: skip
WORDS = st.integers(0, 99).map("word{}s".format)
SOUP = st.lists(st.one_of(HTML_PIECES, HTML_PIECES, WORDS), max_size=14).map("".join)


def contents(built: Built) -> list[str]:
    """What the formats hold as content, each different one once: one at most."""
    return sorted({content for item in items(built).values() for content in item["content"]})


def text_of(content: Iterable[str]) -> list[str]:
    return [html.unescape(_TAG.sub("", one)) for one in content]


@given(text=TEXTS, escape=st.booleans())
@MANY
def test_text_in_html_is_read_back(text: str, *, escape: bool) -> None:
    def check(built: Built) -> None:
        found = text_of(contents(built))
        assert found in ([], [re.sub("\r\n?", "\n", text)])

    build(article(body_html=quoted(f"<p>{html.escape(text)}</p>", escape=escape), body=""), check)


@given(text=TEXTS, escape=st.booleans())
@MANY
def test_text_in_markdown_is_read_back(text: str, *, escape: bool) -> None:
    line = folded(text)
    line = line.removeprefix("\ufeff")  # a byte order mark at the beginning of Markdown is none of its text
    markdown = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line)

    def check(built: Built) -> None:
        assert text_of(contents(built)) in ([], [line]) or not line

    build(article(body=quoted(markdown, escape=escape), summary="x"), check)


@given(text=TEXTS, escape=st.booleans())
@MANY
def test_the_text_of_a_correction_is_read_back(text: str, *, escape: bool) -> None:
    def check(built: Built) -> None:
        found = [one.partition("Correction (2026-05-04): ")[2] for one in text_of(contents(built))]
        assert found in ([], [folded(text)]) or not folded(text)

    build(article(corrections=f"[{{date: 2026-05-04, text: {quoted(text, escape=escape)}}}]"), check)


@pytest.mark.parametrize("field", ["body", "body_html"])
@given(soup=SOUP)
@MOST
def test_any_markup_becomes_valid_html(field: str, soup: str) -> None:
    def check(built: Built) -> None:
        found = contents(built)
        assert len(found) <= 1, "the formats hold different contents"
        if field == "body_html" and not built.codes:
            assert set(re.findall("word[0-9]+s", soup)) <= set(re.findall("word[0-9]+s", found[0])), "words are lost"

    build(article(body="") + f"{field}: {quoted(soup)}\nsummary: x\n", check)


MARKUP = [
    ("body", "x &#xFFFE; y"),
    ("body", "x &#xFFFF; y"),
    ("body_html", "x &#xFFFE; y"),
    ("body_html", "<p>a<button><p>b</p></button></p>"),
    ("body_html", "<h2>a<object><h2>b</h2></object></h2>"),
    ("body_html", "<ul><li>a<marquee><li>b</marquee></ul>"),
    ("body_html", "<a href='https://a.example/'>a<object><a href='https://b.example/'>b</a></object></a>"),
    ("body_html", "<p>a</p><img src='javascript:x'>"),
]


@pytest.mark.parametrize(("field", "markup"), MARKUP)
def test_hard_markup_becomes_valid_html(field: str, markup: str) -> None:
    build(article(**{"body": "", field: quoted(markup)}), contents)


SWALLOWED = [
    "<p>a <?b",
    "<p>a <iframe> b",
    "<p>a <!-- b",
    "<p>a <b",
    '<p>a <a href="https://a.example/>b</a> and all the rest.</p><p>c</p>',
]
"""What HTML's parser takes for no text, though whoever wrote it meant some."""


@pytest.mark.parametrize("markup", SWALLOWED)
def test_text_that_html_swallows_is_announced(markup: str) -> None:
    def check(built: Built) -> None:
        assert "broken-html" in built.codes, f"only {contents(built)} is left, and nobody is told"

    build(article(body="", body_html=quoted(markup), summary="x"), check)
