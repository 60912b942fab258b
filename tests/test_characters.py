"""Characters that nobody can see: which of them are text, and which are a trap."""

import pytest

from feedpub.characters import invisible, is_blank, turning

PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u200b \u2060\u00ad", "\u3164", "\ufe0f\u200d"])
def test_what_nobody_can_see_is_no_text(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "\u200ba", PERSIAN, FAMILY, "\u0301"])
def test_what_can_be_seen_is_text(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("line", "character"),
    [
        ("a\u202eb", "\u202e"),
        ("a\u202ab\u202c", "\u202a"),
        ("a\u2066b", "\u2066"),
        ("a\u2069b", "\u2069"),
        ("\u2066a\u2067b\u2069", "\u2066"),
        ("\u2066a\u2067b\u2069\u2069", ""),
        ("a\u200e \u05d0\u200f", ""),
        (PERSIAN + FAMILY, ""),
    ],
)
def test_what_turns_the_direction_of_a_line_beyond_its_end(line: str, character: str) -> None:
    assert turning(line) == character


def test_invisible_characters_are_found() -> None:
    assert invisible("https://a.example/x\u200by") == "\u200b"
    assert invisible("https://a.example/é") == ""
