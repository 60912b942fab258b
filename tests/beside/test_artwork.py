"""Artwork at hand is what Apple asks for."""

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.media import Picture, picture_of
from feedpub.rules import PROFILES, Files, validate
from tests.beside.common import BASE, rss, said


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
        ("cover.png", png(1600, 1400), ["cover.png has 1600×1400 pixels, which is not square; apps crop it."]),
        ("cover.jpg", jpeg(1400, 1400, 4), ["cover.jpg is in CMYK, which Apple Podcasts does not take."]),
        ("cover.png", png(1400, 1400, 0), ["cover.png is in shades of grey, which Apple Podcasts does not take."]),
        ("cover.png", jpeg(1400, 1400), ["cover.png is not what its name says: its bytes are image/jpeg."]),
        (
            "cover.png",
            b"RIFF\x00\x00\x00\x00WEBPVP8 ",
            ["cover.png is image/webp; Apple Podcasts takes JPEG and PNG only."],
        ),
        ("cover.png", b"", ["cover.png is not in a known picture format; Apple Podcasts takes JPEG and PNG only."]),
        ("cover.png", png(1400, 1400)[:20], ["cover.png is damaged: it does not say how large it is."]),
        ("cover.jpg", jpeg(1400, 1400)[:12], ["cover.jpg is damaged: it does not say how large it is."]),
        ("cover.jpg", jpeg(600, 700, 1), [
            "cover.jpg has 600×700 pixels, which is not square; apps crop it.",
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
        "Export it again as JPEG or PNG in RGB, square, 1400×1400 to 3000×3000 pixels.",
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
