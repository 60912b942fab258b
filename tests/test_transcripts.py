"""A transcript with times becomes the others, and what is said stays what it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub import transcripts
from feedpub.rules.beside.reading import Text
from feedpub.rules.beside.transcripts import JUDGES
from feedpub.transcripts import WRITERS, Cue, as_json, as_srt, as_vtt, read

VTT = """\
WEBVTT - with a title

STYLE
::cue { color: white }

NOTE Nobody
hears this.

first
00:01.000 --> 00:02.500 align:start position:10%
<v.loud Ann Lee>Fish &amp; ships, <i>says</i> Tom.

01:00:00.000 --> 01:00:01.250
Two
lines.
"""
CUES = (
    Cue(1.0, 2.5, "Fish & ships, says Tom.", "Ann Lee"),
    Cue(3600.0, 3601.25, "Two lines."),
)


def test_webvtt_is_read_without_its_notes_styles_and_tags() -> None:
    assert read(VTT, "text/vtt") == CUES


def test_what_is_written() -> None:
    assert as_vtt(CUES).decode() == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Ann Lee>Fish &amp; ships, says Tom.\n\n"
        "01:00:00.000 --> 01:00:01.250\nTwo lines.\n"
    )
    assert as_srt(CUES).decode() == (
        "1\n00:00:01,000 --> 00:00:02,500\nAnn Lee: Fish & ships, says Tom.\n\n"
        "2\n01:00:00,000 --> 01:00:01,250\nTwo lines.\n"
    )
    assert json.loads(as_json(CUES)) == {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Ann Lee", "startTime": 1.0, "endTime": 2.5, "body": "Fish & ships, says Tom."},
            {"startTime": 3600.0, "endTime": 3601.25, "body": "Two lines."},
        ],
    }


def test_a_speaker_is_named_in_subrip_where_somebody_else_begins() -> None:
    cues = [Cue(0, 1, "One.", "Ann"), Cue(1, 2, "Two.", "Ann"), Cue(2, 3, "Three.", "Tom")]
    said = [line for line in as_srt(cues).decode().splitlines() if line.endswith(".")]
    assert said == ["Ann: One.", "Two.", "Tom: Three."]


def test_segments_of_json_that_do_not_say_when_they_end_last_until_the_next() -> None:
    document = {"version": "1.0.0", "segments": [{"startTime": 0, "body": "A"}, {"startTime": 2.5, "body": "B"}]}
    assert read(json.dumps(document), "application/json") == (Cue(0, 2.5, "A"), Cue(2.5, 7.5, "B"))


@pytest.mark.parametrize("end", ["1e999", "9" * 400, "true", '"2"', "null"])
def test_an_end_that_is_no_time_is_none(end: str) -> None:
    document = f'{{"segments": [{{"startTime": 0, "endTime": {end}, "body": "A"}}, {{"startTime": 2.5, "body": "B"}}]}}'
    assert read(document, "application/json") == (Cue(0, 2.5, "A"), Cue(2.5, 7.5, "B"))


def test_html_and_text_have_no_times() -> None:
    assert read("<p>Fish.</p>", "text/html") == read("Fish.", "text/plain") == ()


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
sentences = st.lists(words, min_size=1, max_size=5).map(" ".join)
cues = st.lists(
    st.builds(
        lambda gap, length, text, speaker: (gap, length, text, speaker),
        st.integers(0, 5000),
        st.integers(1, 100_000),
        sentences,
        st.none() | sentences.filter(lambda name: ">" not in name),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("kind", WRITERS)
@given(cues)
def test_what_is_written_is_valid_and_reads_as_what_it_was(
    kind: str, parts: list[tuple[int, int, str, str | None]]
) -> None:
    made, start = [], 0
    for gap, length, said, speaker in parts:
        start += gap
        made.append(Cue(start / 1000, (start + length) / 1000, said, speaker))
    written = WRITERS[kind](made).decode()
    assert list(JUDGES[kind](Text(written))) == []
    again = read(written, kind)
    if kind == "application/x-subrip":  # names are words there, so they cannot be told from what is said
        assert [(cue.start, cue.end) for cue in again] == [(cue.start, cue.end) for cue in made]
    else:
        assert list(again) == made


def test_a_clock_shows_hours_and_thousandths() -> None:
    assert transcripts.clock(3661.0015) == "01:01:01.002"
