"""What is told at a glance, to save time, is what a long look would tell."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from feedpub import text
from feedpub.characters import FORBIDDEN, GARBLED, is_blank, is_harmless, is_harmless_text, turning
from feedpub.languages import LANGUAGES, REGIONS
from feedpub.model import addresses, fields, registries, zones
from feedpub.rules import ROOTS, every_rule
from feedpub.rules.grammar import Shape
from feedpub.rules.tree import Element

_LINES = st.text(
    st.characters(max_codepoint=0x3000) | st.sampled_from("\ufffd\ufeff\u202e\u2066Ã©â€™Â ï»¿"), max_size=30
)
_LISTED = """
word **|word|word
===
|1) |+ |_|*|> |- |1. |    |<b>|<script>|</p>|&#7;|&lt;|`|# |[a](https://a.example/b)|[a](javascript:b)|[a](www.b.example)
|![a](b)|https://b.example/c|[a](https://1.2.3.4/)|[a](https://x_y.example/)|[a](https://local/)|[a]: /b|\\|é|| a ||~~
"""
_PIECES = _LISTED.split("|")
_MARKDOWN = st.lists(st.sampled_from([*_PIECES, "\n", "\n\n", "\u200b", "\u0085"]), max_size=14).map("".join)


@given(_LINES)
def test_a_line_that_seems_harmless_is(line: str) -> None:
    if is_harmless(line):
        assert not FORBIDDEN.search(line)
        assert not GARBLED.search(line)
        assert not turning(line)


@given(st.text() | _LINES)
@example("\x9f")
@example("\ufdd0")
@example("\ud800")
def test_a_text_that_seems_to_hold_no_control_holds_none(line: str) -> None:
    if is_harmless_text(line):
        assert not FORBIDDEN.search(line)
        assert not GARBLED.search(line)


def test_most_texts_are_seen_to_hold_no_control() -> None:
    assert is_harmless_text("A ferry – “Gull’s Wing” –\treturns.\r\nIn Москва, Αθήνα, 東京; 😀\n")
    assert not any(is_harmless_text(sign) for sign in "\x00\x1f\x7f\x80\ud800\ufffd")


def test_most_lines_are_seen_to_be_harmless() -> None:
    assert is_harmless("A ferry – “Gull’s Wing” – returns; Москва, Αθήνα, 東京, élan, 😀")
    assert not any(is_harmless(sign) for sign in "\x00\x1f\x7f\x80\ud800\ufffd\u202e\ufeff")


@given(_LINES | st.text("ab é–", max_size=12))
@example("A ferry returns")
@example("A  ferry")
@example(" A ferry")
@example("A ferry\u202e")
@example("A ferry\x07")
def test_a_line_is_the_same_with_and_without_a_glance(line: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        seen = _one_line(line)
        monkeypatch.setattr(fields, "is_harmless", lambda _: False)
        monkeypatch.setattr(fields, "is_harmless_text", lambda _: False)
        assert _one_line(line) == seen


def _one_line(line: str) -> str | tuple[str, ...]:
    """The line as fields have it, or what is wrong with it."""
    try:
        return fields._one_line(line)
    except PydanticCustomError as error:
        return (error.type, error.message())


@given(_MARKDOWN)
@example("[a]: /b")
@example("> " * 200 + "deep")
@example("- " * 200 + "deep")
@example("1. " * 200 + "deep")
@example("</p>&#7;")
def test_markdown_that_seems_simple_loses_nothing(markdown: str) -> None:
    if text.is_simple_markdown(markdown):
        clean = text.from_markdown(markdown, "https://a.example/")
        assert clean.losses == ()
        assert not is_blank(text.to_plain(clean.html))
        assert not FORBIDDEN.search(clean.html)


def test_most_markdown_is_simple() -> None:
    assert text.is_simple_markdown("A ferry\n=======\n\nreturns: “late”, at 12.30.")
    assert text.is_simple_markdown("A *ferry* [returns](https://ckls.example.com/ferry).\n\n- one\n- two\n\n> Said it.")
    assert not text.is_simple_markdown("A <b>ferry</b>.")
    assert not text.is_simple_markdown("![A ferry](https://ckls.example.com/ferry.jpg)")


@given(st.from_regex(addresses._EVERYDAY, fullmatch=True))
@example("https://ckls.example.com/a//b/")
@example("http://a.b/")
def test_an_everyday_address_is_taken_as_a_long_look_takes_it(address: str) -> None:
    everyday, addresses._EVERYDAY = addresses._EVERYDAY, re.compile("(?!)")
    try:
        assert addresses._web_url(address) == address
    finally:
        addresses._EVERYDAY = everyday


@pytest.mark.parametrize("region", ["", *sorted(REGIONS)])
def test_languages_and_regions_that_are_known_are_registered(region: str) -> None:
    from langcodes import tag_is_valid  # noqa: PLC0415 - takes long to load

    tags = [f"{language}-{region}" if region else language for language in sorted(LANGUAGES)]
    assert [tag for tag in tags if not tag_is_valid(tag)] == []
    assert all(map(registries._is_registered, tags))


def test_everyday_zones_are_zones() -> None:
    everyday = [zone for zone in zones._zones() if zones._EVERYDAY_ZONE.fullmatch(zone)]
    assert len(everyday) > 300
    assert not any(zones._ABBREVIATED.fullmatch(zone) for zone in everyday)


def _shapes() -> Iterator[Shape]:
    """Every shape of RSS and Atom, once."""
    every_rule()
    known, waiting = set(), [*ROOTS.values()]
    while waiting:
        shape = waiting.pop()
        if shape not in known:
            known.add(shape)
            yield shape
            waiting += [child for _, child in shape.children.values()]


_GLANCED = [(shape, check) for shape in _shapes() for check in shape.checks if check.unless is not None]
"""Shapes with each of their rules that is not asked of what seems right."""


_SCHEMES = ["https://", "http://", "HTTPS://", "//", ""]
_HOSTS = ["a.example", "a.example:80", "é.example", "a b", ""]
_FILES = [
    "/a.mp3",
    "/a/b.m4a",
    "/a.mp4",
    "/a.MP3",
    "/a.jpg",
    "/a.jpeg",
    "/a.png",
    "/a.gif",
    "/a.ogg",
    "/a",
    "/a.mp3?x=.png",
]
_ADDRESSES = [f"{scheme}{host}{file}" for scheme, host, file in product(_SCHEMES, _HOSTS, _FILES)]
_TYPES = ["", "audio/mpeg", "audio/mp4", "audio/x-m4a", "video/mp4", "image/png", "Audio/mpeg"]
_LENGTHS = ["", "0", "00", "07", "12", "1e3", " 1", "-1", "1\u00b9", "1\u0661"]
_ENCLOSURES = [
    {"url": url, "type": kind, "length": length} for url, kind, length in product(_ADDRESSES, _TYPES, _LENGTHS)
]
_GUIDS = ["", " ", "12345678", "1234567", "12345678 ", "123456789", "tag:a.example,2026:1", "abcdefgh", "\u00a0" * 9]
_OTHERS = [{"href": address} for address in _ADDRESSES] + [{"isPermaLink": word} for word in ("true", "false", "False")]


def test_elements_that_seem_right_break_no_rule() -> None:
    seen: set[str] = set()
    for attributes, words in [*product(_ENCLOSURES, [""]), *product([*_OTHERS, {}], _GUIDS)]:
        element = Element("x", attributes, 0, None)
        element.text = words
        for shape, check in _GLANCED:
            if attributes.keys() <= (shape.attributes or {}).keys() and check.unless and check.unless(element):
                seen.add(check.rule.code)
                assert list(check.run(element)) == [], (attributes, words)
    assert seen == {check.rule.code for _, check in _GLANCED}


def test_most_elements_are_seen_to_be_right() -> None:
    everyday = [
        Element("enclosure", {"url": "https://a.example/1/a.mp3", "length": "12", "type": "audio/mpeg"}, 0, None),
        Element("image", {"href": "https://a.example/art/1.jpg"}, 0, None),
        Element("guid", {"isPermaLink": "false"}, 0, None),
    ]
    everyday[-1].text = "tag:a.example,2026-05-02:ferry"
    glances = {check.unless for _, check in _GLANCED if check.unless is not None}
    assert len(glances) == len(everyday)
    assert all(any(glance(element) for glance in glances) for element in everyday)
