"""Whatever an editor writes either reaches subscribers as it is, in every format, or is a problem with a place.

Nothing raises, no feed is ever invalid, nothing is silently lost.
"""

import html
import os
import re
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from feedpub.problem import Severity
from tests.newsroom import ARTICLE, NOW, PUBLISHER, STATION, Built, build_articles, quoted, tree
from tests.specifications.fields import INSTANT, plain, read_items
from tests.specifications.values import is_http, is_identity

ANNOUNCED = {"garbled-text", "markup-in-text"}
"""Warnings that say of a feed what a validator would: the text stays as it was written."""

IN_MEMORY = next((place for place in ("/dev/shm",) if os.access(place, os.W_OK)), None)  # noqa: S108 - only for speed
FEW = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
MANY = settings(FEW, max_examples=100)

PIECES = st.sampled_from([
    "<", ">", "&", '"', "'", "&amp;", "&#38;", "&lt", "]]>", "<![CDATA[", "<!--", "-->", "<b>", "</x", "<br/>",
    "<?", "\\", "\n", "\r\n", "\t", " ", "\u00a0", "\u2028", "\u200b", "\u202e", "\ufeff", "\x00", "\x0b", "\x1f",
    "\x85", "\ud800", "\ufffd", "\ufffe", "\U0001f600", "\U0010ffff", "é", "e\u0301", "ß", "#", " #", ": ", "- ",
    "{", "}", "[", "%", "@", "`", "|", "*", "_", "~", "null", "NO", "12:34", "a", "B", "7",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="ÂÃ"), max_size=30), st.lists(PIECES, max_size=8).map("".join)
)


def folded(text: str) -> str:
    """Text in one line, as feedpub promises it: white space and line ends become one space."""
    return re.sub("[ \t\r\n\u2028\u2029]+", " ", text).strip()


def article(**fields: str) -> str:
    """The usual article with these fields, written as YAML, in place of its own."""
    kept = [line for line in ARTICLE.splitlines() if line.partition(":")[0] not in fields]
    return "\n".join([*kept, *(f"{name}: {value}" for name, value in fields.items()), ""])


def build(yaml: str | bytes, check: Callable[[Built], object], station: str = STATION, now: datetime = NOW) -> None:
    """Build one article, see that every feed is right, and let `check` look at it."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        built = build_articles(Path(folder), {"a.yaml": yaml}, station, now)
        assert built.violations() == {} or built.codes & ANNOUNCED
        assert len(list((built.out / "ckls").iterdir())) == 3
        assert all(problem.place.file.endswith("/ckls/a.yaml") for problem in built.report.problems)
        check(built)


def items(built: Built) -> dict[str, dict[str, list[str]]]:
    """The one item of each format; empty if the article is left out, which has to have a reason with a place."""
    found = read_items(built.out / "ckls")
    assert len({len(of_format) for of_format in found.values()}) == 1, "one format has an item that another lacks"
    if not found["rss"]:
        errors = [problem for problem in built.report.problems if problem.severity is Severity.ERROR]
        assert errors
        assert all(problem.place.line for problem in errors)
        return {}
    return {form: of_format[0] for form, of_format in found.items()}


# --- text -----------------------------------------------------------------------------------------------------


class Field(NamedTuple):
    """A field of text: how YAML holds it, and what else of the article has to be given with it."""

    name: str
    yaml: str
    read: str


IMAGE = '{{url: "https://ckls.example.com/f.jpg", alt: {}}}'
LINES = [
    Field("title", "{}", "title"),
    Field("summary", "{}", "summary"),
    Field("tags", "[{}]", "categories"),
    Field("section", "{}", "section"),
    Field("rights", "{}", "rights"),
    Field("authors", "[{{name: {}}}]", "author"),
    Field("image", IMAGE, "alt"),
    Field("image", IMAGE.replace("alt:", "alt: x, caption:"), "caption"),
    Field("image", IMAGE.replace("alt:", "alt: x, credit:"), "credit"),
    Field("source", '{{url: "https://wire.example.com/", name: {}}}', "source"),
    Field("related", '[{{url: "https://wire.example.com/", title: {}}}]', "related"),
]


@pytest.mark.parametrize("field", LINES, ids=[field.read for field in LINES])
@given(text=TEXTS, escape=st.booleans())
@example(text="a &lt;b&gt; & <b>", escape=False)
@FEW
def test_a_line_is_read_back(field: Field, text: str, *, escape: bool) -> None:
    def check(built: Built) -> None:
        for form, item in items(built).items():
            found = plain(item) if (form, field.read) == ("rss", "summary") else item.get(field.read)
            assert found in (None, [folded(text)]) or not folded(text), form

    build(article(**{field.name: field.yaml.format(quoted(text, escape=escape))}), check)


# --- what the generators above leave out, because validators warn of it: it has to be announced ---------------


def still_there(built: Built) -> None:
    assert items(built), "it is gone"


@pytest.mark.parametrize("field", LINES, ids=[field.read for field in LINES])
def test_an_end_tag_in_plain_text_is_announced(field: Field) -> None:
    build(article(**{field.name: field.yaml.format("a </b> b")}), still_there)


@pytest.mark.parametrize("escape", [False, True])
def test_garbled_text_is_announced(*, escape: bool) -> None:
    build(article(title=quoted("Ã©t", escape=escape)), still_there)


def test_a_summary_made_from_a_body_about_html_is_valid() -> None:
    build(
        article(body="'Close it with `</p>`.'"), lambda built: pytest.fail("it is gone") if not items(built) else None
    )


# --- bodies ---------------------------------------------------------------------------------------------------

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
@settings(FEW, max_examples=300)
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
    "<p>a <![CDATA[b",
    "<p>a <![CDATA[b]]> c</p>",
    "<p>a <?b?> c</p>",
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


# --- instants -------------------------------------------------------------------------------------------------

ZONES = ["America/Toronto", "America/St_Johns", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
WRITTEN = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d  %H:%M:%S", "%Y-%m-%dt%H:%M:%S", "%Y-%m-%dT%H:%M:%S.25"]
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
LOCAL_TIMES = st.datetimes(datetime(1990, 1, 2), datetime(2100, 12, 30)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
LATER_THAN_ALL = datetime(2200, 1, 1, tzinfo=UTC)


def published(built: Built) -> set[datetime]:
    return {INSTANT[form](item["published"][0]) for form, item in items(built).items()}


@given(local=LOCAL_TIMES, offset=st.none() | OFFSETS, form=st.sampled_from(WRITTEN), zone=st.sampled_from(ZONES))
@example(local=datetime(2026, 3, 8, 2, 30), offset=None, form=WRITTEN[0], zone="America/Toronto")  # noqa: DTZ001
@example(local=datetime(2026, 11, 1, 1, 30), offset=None, form=WRITTEN[0], zone="America/Toronto")  # noqa: DTZ001
@example(local=datetime(2026, 4, 5, 1, 45), offset=None, form=WRITTEN[0], zone="Australia/Lord_Howe")  # noqa: DTZ001
@MANY
def test_an_instant_is_the_same_however_it_is_written(
    local: datetime, offset: timezone | None, form: str, zone: str
) -> None:
    written = f"{local:{form}}{local.replace(tzinfo=offset).isoformat()[-6:]}" if offset else f"{local:{form}}"
    here = offset or ZoneInfo(zone)
    meant = {local.replace(tzinfo=here, fold=fold).astimezone(UTC) for fold in (0, 1)}

    def check(built: Built) -> None:
        found = published(built)
        assert found == (meant if len(meant) == 1 else set()), (
            "an hour that daylight saving skips or doubles is refused"
        )
        assert found or built.codes == {"bad-date"}

    station = f"title: CKLS\nlink: https://ckls.example.com/\ntimezone: {zone}\n"
    build(article(published=quoted(written)), check, station=station, now=LATER_THAN_ALL)


NEARLY_DATES = st.from_regex(
    r"\A[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,3}"
    r"([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9:]{2,5})?)?\Z"
)


@given(text=NEARLY_DATES | TEXTS)
@MANY
def test_any_date_is_one_instant_or_a_problem(text: str) -> None:
    build(
        article(published=quoted(text)), lambda built: len(published(built)) <= 1 or pytest.fail("different instants")
    )


# --- addresses ------------------------------------------------------------------------------------------------

ADDRESS_PIECES = st.sampled_from([
    "https://", "http://", "HTTPS://", "//", "javascript:", "mailto:", "a.example", "A.Example", "é.example",
    "例え.テスト", "xn--bcher-kva.example", "a_b.example", "localhost", "127.0.0.1", "[::1]", "[", "]", ":80", ":443",
    ":8080", ":x", "user:pw@", "/", "/../", "/./", "//", "a", "é", "😀", "%C3%A9", "%c3", "%", "%41", "%2541", "%20",
    " ", "?", "a=1&b=2", "#", "#é", "\\", '"', "<", ">", "^", "`", "{", "|", "}", "'", "(", ")", "*", "~", "$",
    "\t", "\u00ad", "\u200b", "\u2028", ".", "..", "@", ";", ",",
])  # fmt: skip
ADDRESSES = st.one_of(
    TEXTS,
    st.lists(ADDRESS_PIECES, max_size=6).map("".join),
    st.lists(ADDRESS_PIECES, max_size=6).map(lambda pieces: "https://ckls.example.com" + "".join(pieces)),
)
NORMALISED = re.compile(r"/\.\.?(?=[/?#]|$)|%2[Ee]|:(80|443)\b|//[^/?#]*[^a-z0-9./:-]|https?://[^/?#]*(?!.)", re.DOTALL)


@pytest.mark.parametrize(
    ("field", "yaml", "read"),
    [
        ("link", "{}", "link"),
        ("image", "{{alt: x, url: {}}}", "image"),
        ("audio", "{{type: audio/mpeg, length: 1, url: {}}}", "audio"),
        ("source", "{{name: x, url: {}}}", "source's page"),
        ("related", "[{{title: x, url: {}}}]", "related page"),
        ("authors", "[{{name: x, url: {}}}]", "author's page"),
    ],
)
@given(text=ADDRESSES)
@example(text="https://ckls.example.com/a?b=%c3%a9&c=d#e")
@MANY
def test_an_address_is_valid_or_a_problem(field: str, yaml: str, read: str, text: str) -> None:
    def check(built: Built) -> None:
        found = {address for item in items(built).values() for address in item.get(read, [])}
        assert len(found) <= 1, "the formats name different addresses"
        if is_http(text) and not NORMALISED.search(text):
            assert found == {text} or (built.codes and not found), "a right address has to stay as it is"
        assert found or built.codes or not text.strip()

    build(article(**{field: yaml.format(quoted(text))}), check)


BAD_ADDRESSES = [
    ("link", "{}", 'https://a"b.example/'),
    ("link", "{}", "https://a`b.example/"),
    ("link", "{}", "https://a{b}.example/"),
    ("link", "{}", "https://[::1]/x"),
    ("audio", "{{type: audio/mpeg, length: 1, url: {}}}", "http://localhost/x.mp3"),
    ("id", "{}", "urn:uuid:not-one"),
    ("id", "{}", "tag:N@a.example,2026:x"),
    ("id", "{}", "tag:a.example,2026:%41"),
    ("id", "{}", "https://a.example/%7Ex"),
    ("id", "{}", "https://a.example/%2541"),
]
"""Legal in a way, but what the W3C's validator calls an error, or not canonical."""


@pytest.mark.parametrize(("field", "yaml", "address"), BAD_ADDRESSES, ids=[case[2] for case in BAD_ADDRESSES])
def test_a_bad_address_is_put_right_or_a_problem(field: str, yaml: str, address: str) -> None:
    build(article(**{field: yaml.format(quoted(address))}), items)


ID_PIECES = st.sampled_from([
    "tag:", "TAG:", "a.example", "A.example", "n@a.example", "N@a.example", ",2026", ",2026-05-02", ":", "x", "x/y",
    "é", "%41", "%", "%25", "%2541", "#x", "?x", " ", "urn:", "urn:isbn:", "urn:uuid:",
    "12345678-1234-1234-1234-123456789abc", "https://a.example", "/%7Ex", "/../x", ":443", "~", "~~", "[", "'", "(",
    ")",
])  # fmt: skip


@given(text=st.one_of(TEXTS, st.lists(ID_PIECES, max_size=6).map("".join)))
@settings(FEW, max_examples=200)
def test_an_id_is_the_same_everywhere_or_a_problem(text: str) -> None:
    def check(built: Built) -> None:
        found = {identity for item in items(built).values() for identity in item["id"]}
        assert len(found) <= 1, "the formats have different ids"
        if is_identity(text) and not NORMALISED.search(text):
            assert found == {text}, "a right id has to stay as it is"

    build(article(id=quoted(text)), check)


# --- whole files ----------------------------------------------------------------------------------------------

ENCODED = TEXTS.map(lambda text: text.encode("utf-8", "replace"))
BROKEN = st.builds(
    lambda start, length, put: ARTICLE.encode()[:start] + put + ARTICLE.encode()[start + length :],
    st.integers(0, len(ARTICLE)),
    st.integers(0, 12),
    st.binary(max_size=6) | ENCODED,
)


@given(content=st.one_of(st.binary(max_size=200), BROKEN, ENCODED))
@example(content=b"[" * 5000)
@example(content=b"\xff\xfe" + ARTICLE.encode("utf-16-le"))
@example(content=PUBLISHER.encode())
@settings(FEW, max_examples=300)
def test_any_bytes_are_an_article_or_a_problem(content: bytes) -> None:
    def check(built: Built) -> None:
        counts = {len(found) for found in read_items(built.out / "ckls").values()}
        assert counts == {1} or (counts == {0} and built.report.exit_code() == 1)

    build(content, check)


# --- several files --------------------------------------------------------------------------------------------

DAYS = [1, 1, 2, 2, 3]
"""Of five articles; some are published at one instant, so that only the id tells which comes first."""


def numbered(number: int) -> str:
    return article(
        title=f"no. {number}",
        link=f"https://ckls.example.com/{number}",
        id=f"tag:ckls.example.com,2026:{number}",
        published=f"2026-05-0{DAYS[number]}",
    )


def tree_of(order: Iterable[int], names: list[str]) -> dict[str, bytes]:
    """The feeds of the five articles, whose files are made in this order with these names."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        return tree(build_articles(Path(folder), {names[number]: numbered(number) for number in order}).out)


@pytest.fixture(scope="module")
def same() -> dict[str, bytes]:
    feeds = tree_of(range(5), [f"{number}.yaml" for number in range(5)])
    assert feeds["ckls/rss.xml"].count(b"<item>") == 5
    return feeds


NAMES = st.lists(st.from_regex(r"([a-z]/){0,2}[a-zA-Z0-9é-]{1,8}", fullmatch=True), min_size=5, max_size=5)


@given(order=st.permutations(range(5)), names=NAMES)
@FEW
def test_the_order_of_files_never_matters(same: dict[str, bytes], order: list[int], names: list[str]) -> None:
    assert tree_of(order, [f"{name}-{number}.yaml" for number, name in enumerate(names)]) == same
