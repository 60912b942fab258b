"""Transcripts and chapters at hand are what their types say."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.rules.beside import companions
from feedpub.rules.beside.chapters import judge as judge_chapters
from feedpub.rules.beside.reading import MOST_BYTES, Text
from feedpub.rules.beside.transcripts import JUDGES
from tests.beside.common import BASE, rss, said

VTT = """\
WEBVTT

NOTE made by hand

1
00:01.000 --> 00:04.500 align:start
<v Ann>Gulls!

00:04.000 --> 01:00:05.000
More.
"""
SRT = "1\n00:00:01,000 --> 00:00:04,500\nAnn: Gulls!\n\n2\n00:00:04,500 --> 00:00:06,000\nMore.\n"
TRANSCRIPT = {
    "version": "1.0.0",
    "segments": [
        {"speaker": "Ann", "startTime": 0.5, "endTime": 0.75, "body": "Gulls!"},
        {"startTime": 1, "body": "!"},
    ],
}
CHAPTERS: dict[str, Any] = {
    "version": "1.2.0",
    "chapters": [
        {"startTime": 0, "title": "Intro"},
        {
            "startTime": 4.5,
            "endTime": 9,
            "toc": False,
            "img": "https://quay.example/a.jpg",
            "url": "https://quay.example/",
        },
        {"startTime": 9, "location": {"name": "Quay", "geo": "geo:69.6,18.9"}},
    ],
}
SRT_TYPE = "application/x-subrip"


def with_transcript(kind: str) -> str:
    return rss(item=(f'<podcast:transcript type="{kind}" url="{BASE}tide.txt"/>',))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text/vtt", VTT),
        ("text/vtt", "\ufeff" + VTT.replace("\n", "\r\n")),
        ("text/vtt", VTT.replace("WEBVTT", "WEBVTT - Gulls")),
        (SRT_TYPE, SRT),
        (SRT_TYPE, SRT.replace("\n", "\r\n")),
        ("application/json", json.dumps(TRANSCRIPT)),
        ("text/html", "<p>Gulls!</p>"),
        ("text/plain", "Gulls!"),
        ("application/octet-stream", "\0"),
    ],
)
def test_a_transcript_is_what_its_type_says(tmp_path: Path, kind: str, content: str) -> None:
    (tmp_path / "tide.txt").write_bytes(content.encode())
    assert said(with_transcript(kind), tmp_path) == []


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("text/vtt", SRT, "tide.txt does not begin with WEBVTT, so apps do not show it."),
        ("text/vtt", VTT.replace("WEBVTT", "WEBVTTX"), "tide.txt does not begin with WEBVTT, so apps do not show it."),
        ("text/vtt", "", "tide.txt is empty."),
        ("text/vtt", "WEBVTT\n\nGulls!", "tide.txt contains no cues, so there is nothing to show."),
        (
            "text/vtt",
            "WEBVTT\n00:01.000 --> 00:02.000\nGulls!",
            "tide.txt, line 2: the first cue follows WEBVTT without an empty line.",
        ),
        (
            "text/vtt",
            VTT.replace("00:01.000", "00:01,000"),
            "tide.txt, line 6: “00:01,000 --> 00:04.500 align:start” is not when a cue begins and ends.",
        ),
        (
            "text/vtt",
            VTT.replace("00:04.500", "00:00.500"),
            "tide.txt, line 6: the cue ends at 00:00.500, but begins at 00:01.000.",
        ),
        (
            "text/vtt",
            VTT.replace("00:04.000", "00:00.999"),
            "tide.txt, line 9: the cue begins before the one above it.",
        ),
        ("text/vtt", VTT.encode() + b"\xe9", "tide.txt, line 11: the byte 0xE9 is not UTF-8."),
        (SRT_TYPE, VTT, "tide.txt is WebVTT, not SubRip."),
        (SRT_TYPE, "Gulls!", "tide.txt contains no cues, so there is nothing to show."),
        (
            SRT_TYPE,
            SRT.replace("06,000", "06.000"),
            "tide.txt, line 6: “00:00:04,500 --> 00:00:06.000” is not when a cue begins and ends.",
        ),
        (
            SRT_TYPE,
            SRT.replace("06,000", "03,000"),
            "tide.txt, line 6: the cue ends at 00:00:03,000, but begins at 00:00:04,500.",
        ),
        ("application/json", "{", "tide.txt, line 1: this is not JSON."),
        ("application/json", "[" * 100_000, "tide.txt is not JSON that programs can read."),
        ("application/json", "[]", "tide.txt has no list of segments."),
        ("application/json", '{"segments": [1]}', "tide.txt has a segment, number 1, that is not an object."),
        (
            "application/json",
            json.dumps(TRANSCRIPT).replace("0.5", '"0.5"'),
            "tide.txt has a segment, number 1, without a startTime in seconds.",
        ),
        (
            "application/json",
            json.dumps(TRANSCRIPT).replace("0.75", "0.25"),
            "tide.txt has a segment, number 1, that ends at 0.25 s, before it begins at 0.5 s.",
        ),
        (
            "application/json",
            json.dumps(TRANSCRIPT).replace('"body": "!"', '"text": "!"'),
            "tide.txt has a segment, number 2, without a body, which is what is said.",
        ),
        ("text/html", "Gulls!", "tide.txt contains no tags, so it is not HTML."),
        ("text/plain", "\0\1", "tide.txt contains bytes that are not text."),
    ],
)
def test_a_transcript_that_is_not_what_its_type_says(
    tmp_path: Path, kind: str, content: str | bytes, message: str
) -> None:
    (tmp_path / "tide.txt").write_bytes(content if isinstance(content, bytes) else content.encode())
    column = len(f'<podcast:transcript type="{kind}" ') + 1
    assert said(with_transcript(kind), tmp_path) == [("p-files", message, 13, column)]


def test_a_transcript_is_looked_at_once_for_each_type(tmp_path: Path) -> None:
    (tmp_path / "tide.vtt").write_text("Gulls!")
    line = f'<podcast:transcript url="{BASE}tide.vtt" type="text/vtt"/>'
    feed = rss(item=(line, line, line.replace("text/vtt", "text/html")))
    assert [(problem[0], problem[2]) for problem in said(feed, tmp_path)] == [("p-files", 13), ("p-files", 15)]


def test_a_long_transcript_is_read_as_far_as_10_mb(tmp_path: Path) -> None:
    cue = b"00:01.000 --> 00:04.500\nGulls!\n\n"
    (tmp_path / "tide.txt").write_bytes(b"WEBVTT\n\n" + cue * (MOST_BYTES // len(cue)) + b"--> \xff")
    assert said(with_transcript("text/vtt"), tmp_path) == []


CHAPTERS_LINE = f'<podcast:chapters type="application/json+chapters" url="{BASE}tide.json"/>'


def changed(**changes: Any) -> str:
    """The chapters with other values in the second; None takes one out."""
    first, second, third = CHAPTERS["chapters"]
    kept = {name: value for name, value in {**second, **changes}.items() if value is not None}
    return json.dumps({**CHAPTERS, "chapters": [first, kept, third]})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (json.dumps(CHAPTERS), ""),
        (json.dumps({"version": "1.2.0", "chapters": []}), ""),
        (json.dumps({"chapters": []}), "has no version, so apps do not know how to read it."),
        (
            json.dumps({"version": 1.2, "chapters": []}),
            "has a version that is not a text, so apps do not know how to read it.",
        ),
        (json.dumps({"version": "1.2.0"}), "has no list of chapters."),
        ("[]", "contains no object with chapters."),
        ("<chapters/>", ", line 1: this is not JSON."),
        ('{"version": "1.2.0", "chapters": [{"startTime": NaN}]}', "is not JSON that programs can read."),
        (
            '{"version": "1.2.0", "chapters": [{"startTime": ' + "9" * 5000 + "}]}",
            "is not JSON that programs can read.",
        ),
        (
            changed(startTime=10, endTime=None),
            "has its chapters out of order: number 3 begins at 9 s, after one at 10 s.",
        ),
        (changed(startTime=None), "has a chapter, number 2, that has no startTime in seconds."),
        (changed(startTime="4"), "has a chapter, number 2, that has no startTime in seconds."),
        (changed(startTime=True), "has a chapter, number 2, that has no startTime in seconds."),
        (changed(startTime=1e14), "has a chapter, number 2, that has no startTime in seconds."),
        ('{"version": "1.2.0", "chapters": ["Intro"]}', "has a chapter, number 1, that is not an object."),
        (changed(endTime=4), "has a chapter, number 2, that ends at 4 s, before it begins at 4.5 s."),
        (changed(endTime="9"), "has a chapter, number 2, with an endTime that is not a number."),
        (changed(img=1), "has a chapter, number 2, with a img that is not a text."),
        (changed(toc="no"), "has a chapter, number 2, with a toc that is neither true nor false."),
        (changed(location={"name": "Quay"}), "has a chapter, number 2, with a location that lacks name or geo."),
    ],
)
def test_chapters(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "tide.json").write_text(content)
    told = f"tide.json{message if message.startswith(',') else f' {message}'}"
    expected = [("p-files", told, 13, 52)] if message else []
    assert said(rss(item=(CHAPTERS_LINE,)), tmp_path) == expected


def test_only_the_first_flaws_of_a_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "tide.json").write_text(json.dumps({"version": "1.2.0", "chapters": [{}] * 50}))
    assert len(said(rss(item=(CHAPTERS_LINE,)), tmp_path)) == companions._MOST


@given(st.text() | st.text(alphabet="WEBVT\n0123456789:.,-> {}[]\"'").map(lambda text: f"WEBVTT\n\n{text}"))
@settings(max_examples=300)
def test_no_file_of_text_fails(content: str) -> None:
    for judge in (judge_chapters, *JUDGES.values()):
        for flaw in judge(Text(content)):
            assert flaw.message


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["startTime", "endTime", "title", "toc", "location", "body", "version", "chapters", "segments"]
            ),
            inner,
            max_size=5,
        )
    ),
)


@given(json_values, st.lists(json_values, max_size=4))
@settings(max_examples=300)
def test_no_json_fails(value: Any, entries: list[Any]) -> None:
    for whole in (value, {"version": "1", "chapters": entries, "segments": entries}):
        for judge in (judge_chapters, JUDGES["application/json"]):
            list(judge(Text(json.dumps(whole))))
