"""Markdown and HTML become clean HTML and plain text."""

import time

import pytest

from feedpub.markup import Kind, Loss
from feedpub.text import SUMMARY_LENGTH, Clean, absolute, from_html, from_markdown, summarise, to_plain

BASE = "https://ckls.example.com/news/ferry"


def lost(clean: Clean, kind: Kind) -> tuple[str, ...]:
    return tuple(loss.what for loss in clean.losses if loss.kind is kind)


TABLE = (
    '<table>\n<thead>\n<tr>\n<th align="center">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
    '<td align="center">1</td>\n</tr>\n</tbody>\n</table>'
)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One\ntwo</p>\n<p>three</p>"),
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>"),
        ('AT&T <3 "q" it\'s', '<p>AT&amp;T &lt;3 "q" it\'s</p>'),
        ("[a](map)", '<p><a href="https://ckls.example.com/news/map">a</a></p>'),
        ("[a](/é?q=ü)", '<p><a href="https://ckls.example.com/%C3%A9?q=%C3%BC">a</a></p>'),
        ("www.example.com", '<p><a href="http://www.example.com">www.example.com</a></p>'),
        ("n@example.com", '<p><a href="mailto:n@example.com">n@example.com</a></p>'),
        ("![x](/p.png)", '<p><img src="https://ckls.example.com/p.png" alt="x"></p>'),
        ("a <b>c</b>", "<p>a <b>c</b></p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("a&nbsp;b", "<p>a&nbsp;b</p>"),
        ("|a|\n|:-:|\n|1|", TABLE),
    ],
)
def test_markdown(markdown: str, html: str) -> None:
    clean = from_markdown(markdown, BASE)
    assert clean == Clean(html)


@pytest.mark.parametrize(
    ("dirty", "html", "elements", "links"),
    [
        ("<p>a<script>x()</script>b", "<p>ab</p>", ("script",), ()),
        ("<iframe src='https://x.example/'></iframe>a", "a", ("iframe",), ()),
        ("<p onclick='x()' style='y' class='z' id='w' lang='fr'>a</p>", '<p lang="fr">a</p>', (), ()),
        ("<a href='javascript:x()'>a</a>", "<a>a</a>", (), ("javascript:",)),
        ("<a href=' JAVASCRIPT:x()'>a</a>", "<a>a</a>", (), ("javascript:",)),
        ("<a href='data:text/html,x'>a</a>", "<a>a</a>", (), ("data:",)),
        ("<A HREF='javascript:x()'>a</A>", "<a>a</a>", (), ("javascript:",)),
        ("<a href='&#106;avascript:x()'>a</a>", "<a>a</a>", (), ("javascript:",)),
        ("<a href='java\tscript:x()'>a</a>", "<a>a</a>", (), ("javascript:",)),
        ("<a href='HTTPS://x.example/'>a</a>", '<a href="https://x.example/">a</a>', (), ()),
        ("<code>href='data:x'</code>", "<code>href='data:x'</code>", (), ()),
        ("<p title='<script>'>a</p>", '<p title="&lt;script&gt;">a</p>', (), ()),
        ("<q cite='javascript:x()'>a</q>", "<q>a</q>", (), ("javascript:",)),
        ("<q cite='/a'>a</q>", '<q cite="https://ckls.example.com/a">a</q>', (), ()),
        ("a<style>p {}</style>b", "ab", ("style",), ()),
        ("<img alt=x src='data:image/png;base64,AA'>b", "b", (), ("data:",)),
        ("<a href='tel:+1-416'>a</a>", '<a href="tel:+1-416">a</a>', (), ()),
        ("<a href='../x y?z#w'>a</a>", '<a href="https://ckls.example.com/x%20y?z#w">a</a>', (), ()),
        ("<a href='//cdn.example/x'>a</a>", '<a href="https://cdn.example/x">a</a>', (), ()),
        ("<section><header>a</header></section>", "a", (), ()),
        ("<!-- <script> -->a", "a", (), ()),
        ("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b><i>c</i>", (), ()),
        ("<p>a<div>b</div>", "<p>a</p><div>b</div>", (), ()),
        ("<td>a</td>", "a", (), ()),
        ("<table><tr><td>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>", (), ()),
        ("a < b & c", "a &lt; b &amp; c", (), ()),
        ("<svg><circle/></svg>a", "a", ("svg",), ()),
        ("<form><input name=a>b</form>", "b", ("form",), ()),
        (
            "<img src=x.png alt='a \"b\"'>",
            '<img src="https://ckls.example.com/news/x.png" alt="a &quot;b&quot;">',
            (),
            (),
        ),
    ],
)
def test_html_is_cleaned_and_what_is_lost_is_named(
    dirty: str, html: str, elements: tuple[str, ...], links: tuple[str, ...]
) -> None:
    clean = from_html(dirty, BASE)
    assert (clean.html, lost(clean, Kind.ELEMENT), lost(clean, Kind.LINK)) == (html, elements, links)
    assert len(clean.losses) == len(elements) + len(links)


@pytest.mark.parametrize(
    ("dirty", "html", "losses"),
    [
        ("<noscript><img src='a.png'></noscript>b", '<img src="https://ckls.example.com/news/a.png">b', ()),
        ("a<iframe>b", "a", (Loss(Kind.UNCLOSED, "iframe"),)),
        ("<textarea>a<b>c", "", (Loss(Kind.UNCLOSED, "textarea"),)),
        ("<textarea>a<b>c</textarea>d", "d", (Loss(Kind.ELEMENT, "textarea"),)),
        ("<title>a</title>b", "b", (Loss(Kind.ELEMENT, "title"),)),
        ("<script>if (a<b) c('<p>')</script>d", "d", (Loss(Kind.ELEMENT, "script"),)),
        ("<o:p></o:p>a", "a", ()),
        ("<!DOCTYPE html><html><body><p>a</p></body></html>", "<p>a</p>", ()),
        ("<![CDATA[<p>a</p>]]> ]]>", "<p>a</p> ]]&gt;", ()),
        ("<?php if (a > b) ?>c", "c", (Loss(Kind.PROGRAM, "<?php"),)),
        ("<?xml version='1.0'?>a", "a", ()),
        ("<a href=https://x.example/?a=b>c</a>", '<a href="https://x.example/?a=b">c</a>', ()),
        ("<img data-src='a.png'>b", "b", (Loss(Kind.IMAGE, "a.png"),)),
        ("<img>b", "b", (Loss(Kind.IMAGE, "<img"),)),
        ("<a href='www.x.example'>b</a>", None, (Loss(Kind.NO_SCHEME, "www.x.example"),)),
        ("<a href='http://[x'>b</a>", "<a>b</a>", (Loss(Kind.ADDRESS, "http://[x"),)),
        ("<a href='https:///x'>b</a>", "<a>b</a>", (Loss(Kind.ADDRESS, "https:///x"),)),
        ("<p>a <b", "<p>a </p>", (Loss(Kind.BROKEN, "<b"),)),
        ("<div>" * 101, "", (Loss(Kind.DEEP, "<div>"),)),
        ("<div></b>" * 101, "", (Loss(Kind.DEEP, "<div></b>"),)),
        ("<p>a" * 200, "<p>a</p>" * 200, ()),
    ],
)
def test_what_is_lost_is_named_once(dirty: str, html: str | None, losses: tuple[Loss, ...]) -> None:
    clean = from_html(dirty, BASE)
    assert clean.losses == losses
    assert html in (None, clean.html)


@pytest.mark.parametrize("text", ["<div>" * 100_000, "<svg>" + "<td>" * 100_000, "<div></b>" * 100_000, "<b" * 500_000])
def test_hostile_html_takes_no_time(text: str) -> None:
    started = time.monotonic()
    assert from_html(text, BASE).losses
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("address", "result"),
    [
        ("x", "https://ckls.example.com/news/x"),
        ("#note", "https://ckls.example.com/news/ferry#note"),
        ("?p=1", "https://ckls.example.com/news/ferry?p=1"),
        ("https://bücher.example:8080/ä", "https://xn--bcher-kva.example:8080/%C3%A4"),
        ("https://a.example/%C3%A4%20b", "https://a.example/%C3%A4%20b"),
        ("https://a.example/a b|c[d]", "https://a.example/a%20b%7Cc%5Bd%5D"),
        ("mailto:n@example.com", "mailto:n@example.com"),
        ("", None),
        ("  ", None),
        ("http://[x", None),
        ("https://a.example:port/", None),
        (f"https://{'a' * 64}.example/", None),
    ],
)
def test_an_address_becomes_absolute_or_nothing(address: str, result: str | None) -> None:
    assert absolute(address, BASE) == result


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>One\n two</p><p>three</p>", "One two three"),
        ("<b>o</b>ne<br>two", "one two"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ('<img alt="a > b" src="x">c', "c"),
        ("&lt;b&gt; &amp;amp; &nbsp;x", "<b> &amp; x"),
    ],
)
def test_plain_text(html: str, plain: str) -> None:
    assert to_plain(html) == plain


LONG = "word " * 100


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("x" * SUMMARY_LENGTH, "x" * SUMMARY_LENGTH),
        (LONG, "word " * 59 + "word…"),
        ("A" * 199 + ". " + LONG, "A" * 199 + "."),
        ("“" + "A" * 199 + ".” " + LONG, "“" + "A" * 199 + ".”"),
        ("あ" * 199 + "。" + "い" * 200, "あ" * 199 + "。"),
        ("A" * 100 + ". " + LONG, "A" * 100 + ". " + "word " * 38 + "word…"),  # too short for the first sentence alone
        ("a" * 298 + ", " + LONG, "a" * 298 + "…"),
        ("x" * 400, "x" * 300 + "…"),
        ("A" * 170 + "? " + "B" * 20 + "! " + LONG, "A" * 170 + "? " + "B" * 20 + "!"),
        ("A" * 299 + ". " + LONG, "A" * 299 + "."),  # the sentence fills the summary
        ("あ" * 199 + "。" + "い" * 50 + " " + "う" * 200, "あ" * 199 + "。"),
    ],
)
def test_a_summary_ends_with_a_sentence_or_a_word(text: str, summary: str) -> None:
    assert summarise(f"<p>{text}</p>") == summary
    assert len(summary) <= SUMMARY_LENGTH + 1


@pytest.mark.parametrize(
    ("html", "summary"),
    [
        ("<h2>Head</h2><p>Run.</p><table><tr><td>x</td></tr></table>", "Run."),
        ("<figure><img src=x><figcaption>A pier</figcaption></figure><p>Run.</p>", "Run."),
        ("<h2>Only a head</h2>", "Only a head"),
        ("", ""),
    ],
)
def test_a_summary_is_made_of_running_text(html: str, summary: str) -> None:
    assert summarise(html) == summary
