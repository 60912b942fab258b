"""Lengths are those of the files at hand."""

from pathlib import Path

import pytest

from tests.beside.common import ATOM, BASE, JSON_FEED, TIDE, TIDE_URL, rss, said

ALTERNATE = (
    f'<podcast:alternateEnclosure length="LENGTH" type="audio/mpeg"><podcast:source uri="{TIDE_URL}"/>'
    "</podcast:alternateEnclosure>"
)


@pytest.mark.parametrize(
    ("element", "told", "column"),
    [
        (f'<enclosure url="{TIDE_URL}" length="LENGTH" type="audio/mpeg"/>', True, 54),
        (f'<media:content url="{TIDE_URL}" fileSize="LENGTH" type="audio/mpeg"/>', True, 58),
        (ALTERNATE, True, 29),
        (f'<enclosure url="{TIDE_URL}?from=rss" length="LENGTH" type="audio/mpeg"/>', False, 0),
        (f'<enclosure url="{BASE}audio/none.mp3" length="LENGTH" type="audio/mpeg"/>', False, 0),
    ],
)
def test_a_length_is_the_size(tide: Path, element: str, column: int, *, told: bool) -> None:
    right = rss(item=(element.replace("LENGTH", "24000"),))
    wrong = rss(item=(element.replace("LENGTH", "1000"),))
    assert said(right, tide) == []
    zero = said(wrong.replace("1000", "0"), tide)  # of an enclosure, e-zero tells that
    assert zero == ([("e-length-match", TIDE.format("0"), 13, column)] if told and "<enclosure" not in element else [])
    assert said(wrong, tide) == ([("e-length-match", TIDE.format("1,000"), 13, column)] if told else [])


def test_the_length_of_a_trailer_is_its_size(tide: Path) -> None:
    trailer = f'<podcast:trailer pubdate="Sat, 02 May 2026 13:30:00 +0000" url="{TIDE_URL}" length="12"'
    feed = rss(f'{trailer} type="audio/mpeg">Soon</podcast:trailer>', "<podcast:medium>podcast</podcast:medium>")
    assert ("e-length-match", TIDE.format("12"), 9, 102) in said(feed, tide)


def test_the_length_of_an_atom_enclosure_is_its_size(tide: Path) -> None:
    assert said(ATOM, tide) == []
    assert said(ATOM.replace('"24000"', '"7"'), tide) == [("e-length-match", TIDE.format("7"), 7, 63)]
    assert said(ATOM.replace('"24000"', f'"{"9" * 5000}"'), tide)[0][0] == "e-length-match"


def test_the_size_of_an_attachment_is_its_size(tide: Path) -> None:
    assert said(JSON_FEED, tide) == []
    wrong = JSON_FEED.replace('"size_in_bytes": 24000', '"size_in_bytes": 7')
    line = next(n for n, text in enumerate(wrong.splitlines(), 1) if "size_in_bytes" in text)
    assert said(wrong, tide) == [("e-length-match", TIDE.format("7"), line, 28)]
