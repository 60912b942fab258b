"""Feeds held against the files beside them, and against the feed that subscribers have."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedpub.cli import main
from feedpub.media import Picture, picture_of
from feedpub.rules import PROFILES, Files, validate
from feedpub.rules.beside import companions
from feedpub.rules.beside.chapters import judge as judge_chapters
from feedpub.rules.beside.reading import MOST_BYTES, Text
from feedpub.rules.beside.transcripts import JUDGES
from tests.newsroom import REPOSITORY
from tests.test_hostile_feeds import damaged

BASE = "https://quay.example/"
CODES = {"e-length-match", "f-chain", "i-artwork", "p-files", "s-guid-stable"}
Said = tuple[str, str, int, int]
"""The code, message, line and column of a problem."""


def said(content: bytes | str, folder: Path, **more: Any) -> list[Said]:
    """What the rules that need other files say of a feed that is rss.xml, feed.atom or feed.json in this folder."""
    raw = content.encode() if isinstance(content, str) else content
    name = "feed.json" if raw.startswith(b"{") else "feed.atom" if b"<feed" in raw else "rss.xml"
    more.setdefault("url", f"{BASE}{name}")
    problems = validate(raw, name, files=Files(folder, BASE), **more)
    return [(p.code, p.message, p.place.line, p.place.column) for p in problems if p.code in CODES]


def rss(*lines: str, item: tuple[str, ...] = (), name: str = "rss.xml") -> str:
    """A whole podcast feed with these lines in its channel and its item; the first of them are lines 9 and 14."""
    return "\n".join(
        (
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"',
            ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/"',
            ' xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:fh="http://purl.org/syndication/history/1.0">',
            "<channel>",
            f'<atom:link rel="self" href="{BASE}{name}" type="application/rss+xml"/>',
            "<title>Quay Radio</title>",
            "<link>https://quay.example/</link>",
            "<description>The sound of the sea</description><language>en-US</language>",
            *lines,
            "<item>",
            "<title>The gulls are back</title><link>https://quay.example/gulls</link>",
            '<description>They came early.</description><guid isPermaLink="false">tag:quay.example,2026:gulls</guid>',
            "<pubDate>Sat, 02 May 2026 13:30:00 +0000</pubDate>",
            *(item or ("<author>ann@quay.example (Ann)</author>",)),
            "</item></channel></rss>",
        )
    )


# --- addresses and files -------------------------------------------------------------------------------------


@pytest.fixture(name="quay")
def _quay(tmp_path: Path) -> Path:
    quay = tmp_path / "quay"
    (quay / "audio").mkdir(parents=True)
    (quay / "audio" / "a b.mp3").write_bytes(b"audio")
    (quay / "audio" / "same.mp3").symlink_to("a b.mp3")
    (quay / "out.mp3").symlink_to("../secret.mp3")
    (quay / "round").symlink_to("round")
    (tmp_path / "secret.mp3").write_bytes(b"secret")
    return quay


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://quay.example/pod/audio/a%20b.mp3", "audio/a b.mp3"),
        ("HTTPS://Quay.example:443/pod/audio/a%20b.mp3#t=10", "audio/a b.mp3"),
        ("https://quay.example/pod/audio/same.mp3", "audio/a b.mp3"),
        ("https://quay.example/pod/audio/a%20b.mp3?x=1", None),
        ("https://quay.example/pod/audio/", None),
        ("https://quay.example/pod/audio", None),
        ("https://quay.example/pod", None),
        ("https://quay.example/audio/a%20b.mp3", None),
        ("https://quay.example/podcast/audio/a%20b.mp3", None),
        ("http://quay.example/pod/audio/a%20b.mp3", None),
        ("https://quay.example:8443/pod/audio/a%20b.mp3", None),
        ("https://other.example/pod/audio/a%20b.mp3", None),
        ("https://quay.example/pod/out.mp3", None),
        ("https://quay.example/pod/../secret.mp3", None),
        ("https://quay.example/pod/%2e%2e/secret.mp3", None),
        ("https://quay.example/pod/..%2fsecret.mp3", None),
        ("https://quay.example/pod/round/a.mp3", None),
        ("https://quay.example/pod/%00.mp3", None),
        ("https://quay.example/pod/" + "a" * 5000, None),
        ("https://quay.example:99999/pod/audio/a%20b.mp3", None),
        ("https://[quay.example/pod/audio/a%20b.mp3", None),
        ("audio/a%20b.mp3", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("base", ["https://quay.example/pod", "https://quay.example/pod/"])
def test_an_address_leads_to_a_file_of_the_folder_alone(quay: Path, base: str, address: str, name: str | None) -> None:
    assert Files(quay, base).find(address) == (quay / name if name else None)


@given(st.text())
def test_no_address_fails(address: str) -> None:
    Files(REPOSITORY, BASE).find(address)
    Files(REPOSITORY, BASE).find(BASE + address)
    Files(REPOSITORY, address).find(BASE + "README.md")


# --- i-artwork -----------------------------------------------------------------------------------------------


def png(width: int, height: int, colours: int = 2) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(header)) + b"IHDR" + header + b"\0" * 4


def jpeg(width: int, height: int, components: int = 3) -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, components) + b"\x01\x11\x00" * components
    jfif = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    return b"\xff\xd8" + jfif + b"\xff\xff\xc2" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xda"


COVER = '<itunes:image href="https://quay.example/{}"/>'
TAKES = "Apple Podcasts takes 1400×1400 to 3000×3000."


@pytest.mark.parametrize(
    ("name", "content", "messages"),
    [
        ("cover.jpg", jpeg(1400, 1400), []),
        ("cover.jpeg", jpeg(3000, 3000), []),
        ("cover.png", png(3000, 3000), []),
        ("cover.png", png(1400, 1400, 3), []),
        ("cover.jpg", jpeg(600, 600), [f"cover.jpg has 600×600 pixels; {TAKES}"]),
        ("cover.png", png(3001, 3001), [f"cover.png has 3001×3001 pixels; {TAKES}"]),
        ("cover.png", png(1600, 1400), ["cover.png has 1600×1400 pixels, which is not square; apps cut it off."]),
        ("cover.jpg", jpeg(1400, 1400, 4), ["cover.jpg is in CMYK, which Apple Podcasts does not take."]),
        ("cover.png", png(1400, 1400, 0), ["cover.png is in shades of grey, which Apple Podcasts does not take."]),
        ("cover.png", jpeg(1400, 1400), ["cover.png is not what its name says: its bytes are image/jpeg."]),
        (
            "cover.png",
            b"RIFF\x00\x00\x00\x00WEBPVP8 ",
            ["cover.png is image/webp; Apple Podcasts takes JPEG and PNG only."],
        ),
        ("cover.png", b"", ["cover.png is no picture that is known; Apple Podcasts takes JPEG and PNG only."]),
        ("cover.png", png(1400, 1400)[:20], ["cover.png is damaged: it does not say how large it is."]),
        ("cover.jpg", jpeg(1400, 1400)[:12], ["cover.jpg is damaged: it does not say how large it is."]),
        ("cover.jpg", jpeg(600, 700, 1), [
            "cover.jpg has 600×700 pixels, which is not square; apps cut it off.",
            "cover.jpg is in shades of grey, which Apple Podcasts does not take.",
        ]),
    ],
)  # fmt: skip
def test_artwork(tmp_path: Path, name: str, content: bytes, messages: list[str]) -> None:
    (tmp_path / name).write_bytes(content)
    expected = [("i-artwork", message, 9, 15) for message in messages]
    assert said(rss(COVER.format(name)), tmp_path) == expected


def test_a_picture_is_told_of_once(tmp_path: Path) -> None:
    (tmp_path / "cover.jpg").write_bytes(jpeg(600, 600))
    feed = rss(COVER.format("cover.jpg"), item=(COVER.format("cover.jpg"), COVER.format("none.jpg")))
    assert [problem[0] for problem in said(feed, tmp_path)] == ["i-artwork"]


def test_artwork_is_an_error_for_apple(tmp_path: Path) -> None:
    (tmp_path / "cover.jpg").write_bytes(jpeg(600, 600))
    feed = rss(COVER.format("cover.jpg")).encode()
    (one,) = (p for p in validate(feed, files=Files(tmp_path, BASE), url=f"{BASE}rss.xml") if p.code == "i-artwork")
    assert (one.severity, one.fix) == (
        "warning",
        "Export it anew as JPEG or PNG in RGB, square, 1400×1400 to 3000×3000 pixels.",
    )
    judged = validate(feed, files=Files(tmp_path, BASE), profile=PROFILES["apple"])
    assert [p.severity for p in judged if p.code == "i-artwork"] == ["error"]


@given(st.binary(max_size=60))
@settings(max_examples=300)
def test_no_picture_fails(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "picture"
    for whole in (png(1400, 1400)[:8] + content, b"\xff\xd8" + content, b"\xff\xd8\xff" + content, content):
        path.write_bytes(whole)
        assert isinstance(picture_of(path), Picture | None)


# --- e-length-match ------------------------------------------------------------------------------------------

TIDE = "The feed says that tide.mp3 has {} bytes; it has 24,000."
TIDE_URL = f"{BASE}audio/tide.mp3"


@pytest.fixture(name="tide")
def _tide(tmp_path: Path) -> Path:
    (tmp_path / "audio").mkdir()
    (tmp_path / "audio" / "tide.mp3").write_bytes(bytes(24_000))
    return tmp_path


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


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{BASE}">
<id>tag:quay.example,2026:feed</id><title>Quay Radio</title><updated>2026-05-02T13:30:00Z</updated>
<link rel="self" type="application/atom+xml" href="{BASE}feed.atom"/><link href="{BASE}"/>
<author><name>Ann</name></author>
<entry><id>tag:quay.example,2026:gulls</id><title>The gulls are back</title><updated>2026-05-02T13:30:00Z</updated>
<link href="{BASE}gulls"/><summary>They came early.</summary>
<link rel="enclosure" type="audio/mpeg" href="audio/tide.mp3" length="24000"/>
</entry></feed>"""


def test_the_length_of_an_atom_enclosure_is_its_size(tide: Path) -> None:
    assert said(ATOM, tide) == []
    assert said(ATOM.replace('"24000"', '"7"'), tide) == [("e-length-match", TIDE.format("7"), 7, 63)]
    assert said(ATOM.replace('"24000"', f'"{"9" * 5000}"'), tide)[0][0] == "e-length-match"


def test_the_size_of_an_attachment_is_its_size(tide: Path) -> None:
    assert said(JSON_FEED, tide) == []
    wrong = JSON_FEED.replace('"size_in_bytes": 24000', '"size_in_bytes": 7')
    line = next(n for n, text in enumerate(wrong.splitlines(), 1) if "size_in_bytes" in text)
    assert said(wrong, tide) == [("e-length-match", TIDE.format("7"), line, 28)]


JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Quay Radio",
        "home_page_url": BASE,
        "feed_url": f"{BASE}feed.json",
        "items": [
            {
                "id": "tag:quay.example,2026:gulls",
                "url": f"{BASE}gulls",
                "title": "The gulls are back",
                "content_text": "They came early.",
                "date_published": "2026-05-02T13:30:00Z",
                "attachments": [{"url": TIDE_URL, "mime_type": "audio/mpeg", "size_in_bytes": 24000}],
            }
        ],
    },
    indent=2,
)

# --- p-files -------------------------------------------------------------------------------------------------

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
        ("text/vtt", "WEBVTT\n\nGulls!", "tide.txt holds no cues, so there is nothing to show."),
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
        (SRT_TYPE, "Gulls!", "tide.txt holds no cues, so there is nothing to show."),
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
        ("application/json", '{"segments": [1]}', "tide.txt has a segment, number 1, that is no object."),
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
        ("text/html", "Gulls!", "tide.txt holds no tags, so it is not HTML."),
        ("text/plain", "\0\1", "tide.txt holds bytes that are no text."),
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
            "has a version that is no text, so apps do not know how to read it.",
        ),
        (json.dumps({"version": "1.2.0"}), "has no list of chapters."),
        ("[]", "holds no object with chapters."),
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
        ('{"version": "1.2.0", "chapters": ["Intro"]}', "has a chapter, number 1, that is no object."),
        (changed(endTime=4), "has a chapter, number 2, that ends at 4 s, before it begins at 4.5 s."),
        (changed(endTime="9"), "has a chapter, number 2, with an endTime that is no number."),
        (changed(img=1), "has a chapter, number 2, with a img that is no text."),
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


# --- f-chain -------------------------------------------------------------------------------------------------


def part(name: str, links: dict[str, str], entry: str, *, archive: bool = True, updated: str = "02") -> str:
    """One document of an archived feed; its links begin in line 5, in the order of `links`, its entry in the last."""
    identity = f'<id>tag:quay.example,2026:{entry}</id><link href="{BASE}{entry}"/>'
    return "\n".join(
        (
            '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">',
            "<title>Quay Radio</title><id>tag:quay.example,2026:feed</id><author><name>Ann</name></author>",
            f'<link rel="self" href="{BASE}{name}"/><link href="{BASE}"/>{"<fh:archive/>" * archive}',
            "<updated>2026-05-02T13:30:00Z</updated>",
            *(f'<link rel="{relation}" href="{BASE}{target}"/>' for relation, target in links.items()),
            f"<entry>{identity}<title>{entry}</title><updated>2026-05-{updated}T13:30:00Z</updated>",
            "<summary>News</summary></entry></feed>",
        )
    )


CURRENT = {"current": "feed.atom"}
CHAIN = {
    "feed.atom": part("feed.atom", {"prev-archive": "2.atom"}, "new", archive=False),
    "2.atom": part("2.atom", {"prev-archive": "1.atom", **CURRENT}, "middle"),
    "1.atom": part("1.atom", {"next-archive": "2.atom", "prev-archive": "0.atom", **CURRENT}, "older"),
    "0.atom": part("0.atom", {"next-archive": "1.atom", **CURRENT}, "oldest"),
}


def chain(folder: Path, **changed: str | None) -> dict[str, list[tuple[str, int, int]]]:
    """What f-chain says of each document of the chain with these changed."""
    documents = {**CHAIN, **{f"{name.strip('_')}.atom": content for name, content in changed.items()}}
    for name, content in documents.items():
        if content is not None:
            (folder / name).write_text(content)
    files, told = Files(folder, BASE), {}
    for name, content in documents.items():
        problems = validate((content or "").encode(), name, url=f"{BASE}{name}", files=files) if content else []
        found = [(p.message, p.place.line, p.place.column) for p in problems if p.code == "f-chain"]
        if found:
            told[name] = found
    return told


def test_a_chain_that_holds(tmp_path: Path) -> None:
    assert chain(tmp_path) == {}


def test_a_document_that_is_not_there(tmp_path: Path) -> None:
    message = "There is no file for the {} document, so readers that follow the link find nothing."
    assert chain(tmp_path, _0=None) == {"1.atom": [(message.format("prev-archive"), 6, 26)]}


def test_a_document_that_is_no_feed(tmp_path: Path) -> None:
    feed = rss(f'<atom:link rel="next" href="{BASE}page.xml"/>')
    for content in ("<html/>", "", "{}", '{"items": 1}', "<rss/>"):
        (tmp_path / "page.xml").write_text(content)
        assert said(feed, tmp_path) == [("f-chain", "The next document, page.xml, is no feed.", 9, 23)]


def test_a_circle(tmp_path: Path) -> None:
    told = chain(tmp_path, _0=part("0.atom", {"prev-archive": "2.atom", **CURRENT}, "oldest"))
    message = "The prev-archive links lead round in a circle by way of {}, so readers never come to an end."
    assert told == {
        "feed.atom": [(message.format("2.atom"), 5, 26)],
        "2.atom": [(message.format("1.atom"), 5, 26)],
        "1.atom": [(message.format("0.atom"), 6, 26)],
        "0.atom": [(message.format("2.atom"), 5, 26)],
    }


def test_a_link_that_does_not_lead_back(tmp_path: Path) -> None:
    told = chain(tmp_path, _0=part("0.atom", {"next-archive": "2.atom", **CURRENT}, "oldest"))
    message = (
        "0.atom is the prev-archive document of this one, but its next-archive link leads to "
        "https://quay.example/2.atom, so readers that follow the links miss some."
    )
    assert told["1.atom"] == [(message, 6, 26)]
    assert told.keys() == {"1.atom", "0.atom"}


def test_an_archive_that_has_no_link_to_the_one_before(tmp_path: Path) -> None:
    told = chain(tmp_path, _2=part("2.atom", CURRENT, "middle"))
    message = "2.atom has no prev-archive link back, so readers never come to this document."
    assert told == {"1.atom": [(message, 5, 26)]}


def test_another_current_feed(tmp_path: Path) -> None:
    told = chain(tmp_path, _2=part("2.atom", {"prev-archive": "1.atom", "current": "other.atom"}, "middle"))
    said_here = "says that the current feed is https://quay.example/{}, but here it is https://quay.example/{}."
    assert told == {
        "feed.atom": [(f"2.atom {said_here.format('other.atom', 'feed.atom')}", 5, 26)],
        "2.atom": [(f"1.atom {said_here.format('feed.atom', 'other.atom')}", 5, 26)],
    }


def test_an_entry_in_two_archives(tmp_path: Path) -> None:
    told = chain(tmp_path, _2=part("2.atom", {"prev-archive": "1.atom", **CURRENT}, "oldest"))
    message = "The archive 0.atom has this entry too; readers may show it twice."
    assert told == {"2.atom": [(message, 7, 8)]}


def test_an_entry_that_was_changed_may_be_in_two_archives(tmp_path: Path) -> None:
    again = part("2.atom", {"prev-archive": "1.atom", **CURRENT}, "oldest", updated="03")
    assert chain(tmp_path, _2=again) == {}


def test_pages_of_rss(tmp_path: Path) -> None:
    def page(name: str, *links: str) -> str:
        return rss(
            *(f'<atom:link rel="{link.split()[0]}" href="{BASE}{link.split()[1]}"/>' for link in links), name=name
        )

    (tmp_path / "rss.xml").write_text(page("rss.xml", "next 2.xml"))
    (tmp_path / "2.xml").write_text(page("2.xml", "prev rss.xml", "next https://elsewhere.example/"))
    assert said(page("rss.xml", "next 2.xml"), tmp_path) == []
    (tmp_path / "3.xml").write_text(page("3.xml"))
    (tmp_path / "2.xml").write_text(page("2.xml", "previous 3.xml"))
    message = (
        "2.xml is the next document of this one, but its previous link leads to https://quay.example/3.xml, "
        "so readers that follow the links miss some."
    )
    assert said(page("rss.xml", "next 2.xml"), tmp_path) == [("f-chain", message, 9, 23)]


def test_pages_of_json(tmp_path: Path) -> None:
    first = {**json.loads(JSON_FEED), "next_url": f"{BASE}2.json"}
    first["items"][0].pop("attachments")
    second = {**first, "feed_url": f"{BASE}2.json"}
    del second["next_url"]
    (tmp_path / "feed.json").write_text(json.dumps(first))
    (tmp_path / "2.json").write_text(json.dumps(second))
    assert said(json.dumps(first), tmp_path) == []
    (tmp_path / "2.json").write_text(json.dumps({**second, "next_url": f"{BASE}feed.json"}))
    message = "The next links lead round in a circle by way of 2.json, so readers never come to an end."
    column = json.dumps(first).index(f'"{BASE}2.json"') + 1
    (problem,) = said(json.dumps(first), tmp_path)
    assert problem[:3] == ("f-chain", message, 1)
    assert problem[3] in {column, column + 1}
    (tmp_path / "2.json").unlink()
    assert [problem[0] for problem in said(json.dumps(first), tmp_path)] == ["f-chain"]


def test_an_entry_that_left_the_feed_is_in_an_archive(tmp_path: Path) -> None:
    for name, content in CHAIN.items():
        (tmp_path / name).write_text(content)
    now = CHAIN["feed.atom"]
    for entry, told in (("middle", False), ("lost", True)):
        before = now.replace("new", entry)
        message = f"“{entry}” was in the feed before and is now in no archive either."
        expected = [("f-chain", message, 5, 26)] if told else []
        assert said(now, tmp_path, previous=before.encode()) == expected
    withdrawn = now.replace("<entry>", '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" '
                            'ref="tag:quay.example,2026:lost" when="2026-05-03T00:00:00Z"/><entry>')  # fmt: skip
    assert said(withdrawn, tmp_path, previous=now.replace("new", "lost").encode()) == []
    (tmp_path / "0.atom").unlink()
    assert said(now, tmp_path, previous=now.replace("new", "lost").encode()) == []


def test_an_entry_that_left_the_feed_from_its_middle_was_withdrawn(tmp_path: Path) -> None:
    for name, content in CHAIN.items():
        (tmp_path / name).write_text(content)
    now = CHAIN["feed.atom"]
    entry = now[now.index("<entry>") : now.index("</feed>")]
    before = now.replace(entry, entry.replace("new", "withdrawn") + entry.replace("new", "kept"))
    after = now.replace(entry, entry + entry.replace("new", "kept"))
    assert said(after, tmp_path, previous=before.encode()) == []


def test_a_document_that_leads_to_itself_is_told_by_its_own_rule(tmp_path: Path) -> None:
    feed = rss(f'<atom:link rel="next" href="{BASE}rss.xml"/>')
    (tmp_path / "rss.xml").write_text(feed)
    assert said(feed, tmp_path) == []
    assert "f-next-self" in {problem.code for problem in validate(feed.encode())}


def test_a_long_chain_is_followed_in_no_time(tmp_path: Path) -> None:
    for number in range(1500):
        links = {"next-archive": f"{number - 1}.atom", "prev-archive": f"{number + 1}.atom"} | CURRENT
        (tmp_path / f"{number}.atom").write_text(part(f"{number}.atom", links, f"e{number}"))
    files = Files(tmp_path, BASE)
    middle = (tmp_path / "700.atom").read_bytes()
    assert validate(middle, url=f"{BASE}700.atom", files=files) == []
    assert len(files.known) < 250


# --- s-guid-stable -------------------------------------------------------------------------------------------

GUID = "tag:quay.example,2026:gulls"


@pytest.mark.parametrize(("feed", "word", "line", "column"), [(rss(), "guid", 11, 44), (ATOM, "id", 5, 8)])
def test_an_article_keeps_its_identity(tide: Path, feed: str, word: str, line: int, column: int) -> None:
    assert said(feed, tide, previous=feed.encode()) == []
    assert said(feed, tide, previous=feed.replace("are back", "return").encode()) == []
    assert said(feed, tide, previous=feed.replace(f"{BASE}gulls", f"{BASE}gull").encode()) == []
    other = "tag:quay.example,2026:old"
    lost = f"The {word} of this article was “{other}”; it is “{GUID}” now, so every subscriber gets it as a new one."
    assert said(feed, tide, previous=feed.replace(GUID, other).encode()) == [("s-guid-stable", lost, line, column)]
    reused = f"This {word} was that of “The tide is high”, so subscribers who have that do not get this article."
    before = feed.replace("The gulls are back", "The tide is high").replace(f"{BASE}gulls", f"{BASE}tide")
    assert said(feed, tide, previous=before.encode()) == [("s-guid-stable", reused, line, column)]


def test_a_guid_that_is_gone(tmp_path: Path) -> None:
    bare = rss().replace(f'<guid isPermaLink="false">{GUID}</guid>', "")
    lost = f"The guid of this article was “{GUID}”; it has none now, so every subscriber gets it as a new one."
    assert ("s-guid-stable", lost, 9, 1) in said(bare, tmp_path, previous=rss().encode())
    assert [problem[0] for problem in said(rss(), tmp_path, previous=bare.encode())] == []


def test_episodes_without_a_link_are_known_by_their_files(tmp_path: Path) -> None:
    enclosure = '<enclosure url="https://media.example/tide.mp3" length="1" type="audio/mpeg"/>'
    feed = rss(item=(enclosure,)).replace("<link>https://quay.example/gulls</link>", "")
    told = [problem[0] for problem in said(feed, tmp_path, previous=feed.replace(GUID, "old").encode())]
    assert told == ["s-guid-stable"]


def test_an_address_that_several_articles_have_says_nothing(tmp_path: Path) -> None:
    feed = rss().replace("<item>", f"<item><title>x</title><link>{BASE}gulls</link><guid>{BASE}x</guid></item><item>")
    assert "s-guid-stable" not in {p[0] for p in said(feed, tmp_path, previous=rss().replace(GUID, "old").encode())}


def test_the_identity_of_an_item_in_json(tide: Path) -> None:
    assert said(JSON_FEED, tide, previous=JSON_FEED.encode()) == []
    assert said(JSON_FEED, tide, previous=rss().encode()) == []
    lost = f"The id of this article was “old”; it is “{GUID}” now, so every subscriber gets it as a new one."
    assert said(JSON_FEED, tide, previous=JSON_FEED.replace(GUID, "old").encode()) == [("s-guid-stable", lost, 7, 5)]


def test_a_previous_feed_that_is_none_is_told(tide: Path) -> None:
    message = "What subscribers have cannot be read as a feed, so nobody can tell whether articles stay known."
    for feed in (rss(), ATOM, JSON_FEED):
        assert said(feed, tide, previous=b"<html/>") == [("s-guid-stable", message, 1, 1)]


@given(feed=damaged(), previous=damaged() | st.binary(max_size=50))
@settings(max_examples=300, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_feed_is_held_against_another(feed: bytes, previous: bytes) -> None:
    files = Files(REPOSITORY / "tests" / "rules", BASE)
    for problem in validate(feed, url=f"{BASE}r-date.good.xml", files=files, previous=previous):
        assert problem.message


def test_hostile_previous_feeds(tide: Path) -> None:
    for previous in (b"", b"\xff", b"{", b"[" * 10_000, b'{"items": [1, null, {"id": {}}, {"url": []}]}', b"<rss/>"):
        for feed in (rss(), ATOM, JSON_FEED):
            assert {problem[0] for problem in said(feed, tide, previous=previous)} <= {"s-guid-stable"}


# --- the command ---------------------------------------------------------------------------------------------


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments], catch_exceptions=False)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for folder in ("feeds/audio", "old"):
        (tmp_path / folder).mkdir(parents=True)
    enclosure = f'<enclosure url="{TIDE_URL}" length="1000" type="audio/mpeg"/>'
    (tmp_path / "feeds" / "rss.xml").write_text(rss(item=(enclosure,)))
    (tmp_path / "feeds" / "audio" / "tide.mp3").write_bytes(bytes(24_000))
    (tmp_path / "old" / "rss.xml").write_text(rss(item=(enclosure,)).replace(GUID, "tag:quay.example,2026:old"))
    return tmp_path


LENGTH_TOLD = f"""\
feeds/rss.xml:13:54: warning: {TIDE.format("1,000")} [e-length-match]
    Write length="24000"
    rss/channel/item[1]/enclosure/@length, in “The gulls are back”
"""


@pytest.mark.parametrize("source", ["feeds", "feeds/rss.xml"])
@pytest.mark.usefixtures("folder")
def test_files_beside_a_feed_are_looked_at(source: str) -> None:
    assert run(source).output == ""
    assert run("--base-url", BASE, source).output == LENGTH_TOLD
    assert run("--base-url", BASE, "--strict", source).exit_code == 1


@pytest.mark.parametrize(
    ("previous", "source"), [("old", "feeds"), ("old/rss.xml", "feeds/rss.xml"), ("old", "feeds/rss.xml")]
)
@pytest.mark.usefixtures("folder")
def test_guids_are_held_against_the_previous_feed(previous: str, source: str) -> None:
    result = run("--previous", previous, source)
    assert result.output == (
        "feeds/rss.xml:11:44: warning: The guid of this article was “tag:quay.example,2026:old”; it is "
        f"“{GUID}” now, so every subscriber gets it as a new one. [s-guid-stable]\n"
        "    Write tag:quay.example,2026:old again\n"
        "    rss/channel/item[1]/guid, in “The gulls are back”\n"
    )
    assert result.exit_code == 0
    assert run("--previous", "feeds", source).output == ""


def test_standard_input_has_a_previous_feed(folder: Path) -> None:
    arguments = ["validate", "--previous", "old/rss.xml", "-"]
    content = (folder / "feeds" / "rss.xml").read_bytes()
    assert "[s-guid-stable]" in CliRunner().invoke(main, arguments, input=content).output
    arguments[2] = "old"
    assert CliRunner().invoke(main, arguments, input=content).output == ""


def test_a_new_feed_has_no_previous_one(folder: Path) -> None:
    (folder / "old" / "rss.xml").unlink()
    assert run("--previous", "old", "feeds").output == ""


@pytest.mark.parametrize("sources", [["feeds"], ["feeds/rss.xml", "feeds/rss.xml"]])
@pytest.mark.usefixtures("folder")
def test_one_previous_feed_is_not_for_several(sources: list[str]) -> None:
    result = run("--previous", "old/rss.xml", *sources)
    assert result.exit_code == 2
    assert "--previous is one feed, but several are judged: name a folder." in result.output


@pytest.mark.usefixtures("folder")
def test_a_previous_feed_that_is_not_there() -> None:
    assert run("--previous", "none", "feeds").exit_code == 2
