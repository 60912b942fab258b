"""Pictures and audio that end before their end are told from whole ones."""

import struct
import wave
from pathlib import Path

import pytest

from feedpub.cut_off import is_cut_off
from feedpub.media import kind_of
from tests.newsroom import REPOSITORY

_HARBOR = REPOSITORY / "articles" / "harbor"


def _box(name: bytes, content: bytes, *, is_long: bool = False) -> bytes:
    if is_long:
        return struct.pack(">I4sQ", 1, name, 16 + len(content)) + content
    return struct.pack(">I4s", 8 + len(content), name) + content


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, 2 + len(content)) + content


_SCAN = b"\xff\xda\x00\x04ab" + b"\x12\xff\x00\x34" * 40
_JPEG = b"".join(
    [
        *(b"\xff\xd8", _segment(0xE1, b"Exif with a small picture \xff\xd8 \xff\xd9")),
        *(b"\xff" * 3, _segment(0xC0, bytes(9)), _SCAN, b"\xff\xd9"),
    ]
)
_WHOLE: dict[str, bytes] = {
    "icon.png": (_HARBOR / "media" / "icon.png").read_bytes(),
    "ferry.jpg": (_HARBOR / "media" / "ferry.jpg").read_bytes(),
    "small.jpg": _JPEG,
    "gull.webp": b"RIFF" + struct.pack("<I", 104) + b"WEBPVP8 " + bytes(96),
    "gull.avif": _box(b"ftyp", b"avif" + bytes(8)) + _box(b"meta", bytes(50)) + _box(b"mdat", bytes(90), is_long=True),
    "gull.m4a": _box(b"ftyp", b"M4A " + bytes(8)) + _box(b"mdat", bytes(90)) + _box(b"moov", bytes(60)),
}


@pytest.fixture
def write(tmp_path: Path) -> Path:
    with wave.open(str(tmp_path / "bells.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(900))
    for name, content in _WHOLE.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


_NAMES = [*_WHOLE, "bells.wav"]


@pytest.mark.parametrize("name", _NAMES)
def test_what_is_whole_is_not_cut_off_whatever_follows(write: Path, name: str) -> None:
    path = write / name
    kind = kind_of(path)
    assert kind is not None
    assert not is_cut_off(path, kind)
    for more in (b"\0", b"\0" * 100, b"a note of the camera's, and more of it", b"TAG" + b"Gulls".ljust(125)):
        path.write_bytes(path.read_bytes() + more)
        assert not is_cut_off(path, kind)


@pytest.mark.parametrize("name", _NAMES)
def test_what_lacks_its_end_is_cut_off(write: Path, name: str) -> None:
    path = write / name
    whole, kind = path.read_bytes(), kind_of(path)
    ends = sorted({len(whole) - 2, *range(len(whole) - 3, 60, -max(1, len(whole) // 200))})
    for end in ends:
        if end in _UNTOLD.get(name, ()):
            continue
        path.write_bytes(whole[:end])
        assert is_cut_off(path, kind), f"{end} of {len(whole)} bytes"


_UNTOLD = {
    "gull.avif": range(78, 94),
    "gull.m4a": range(118, 134),
    "gull.webp": range(104, 112),
    "bells.wav": range(936, 944),
}
"""Where one box has ended and the next has no header yet: that there should be another one is not told.

Of a RIFF file, the last eight bytes: some programs say how long all of it is where they should say how much follows.
"""


@pytest.mark.parametrize(
    "header",
    [
        b"RIFF" + struct.pack("<I", 0) + b"WAVE",
        b"RIFF" + struct.pack("<I", 0xFFFF_FFFF) + b"WAVE",
        b"RIFF" + struct.pack("<I", 0x7FFF_F024) + b"WAVE",
        b"RIFF" + struct.pack("<I", 4 + 101 + 1) + b"WAVE" + bytes(101),  # the byte that makes it even is missing
        b"RIFF" + struct.pack("<I", 112) + b"WAVE" + bytes(100),  # the length of all
    ],
)
def test_a_recording_of_unknown_length_is_let_be(tmp_path: Path, header: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(header)
    assert not is_cut_off(tmp_path / "a.wav", "audio/wav")


@pytest.mark.parametrize("content", [_box(b"ftyp", b"M4A ") + struct.pack(">I4s", 0, b"mdat") + bytes(90), bytes(40)])
def test_boxes_to_the_end_and_what_are_none_are_let_be(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.m4a").write_bytes(content)
    assert not is_cut_off(tmp_path / "a.m4a", "audio/mp4")


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("image/jpeg", b"\xff\xd8" + b"\xff" * 5_000_000, False),
        ("image/jpeg", b"\xff\xd8" + b"\xff\xe0\x00\x02" * 1_000_000, False),
        ("image/jpeg", b"\xff\xd8" + b"\xff\xe0\x00\x00" * 1_000, False),
        ("image/png", b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), True),
        ("image/png", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0tEXt1234" * 400_000, False),
        ("audio/mp4", b"\0\0\0\x08free" * 600_000, False),
        ("audio/wav", b"", False),
        ("image/jpeg", b"", True),
        ("image/png", b"", True),
        ("image/avif", b"\0\0\0\x01meta" + b"\xff" * 8, True),
    ],
)
def test_odd_files_are_not_gone_through_to_their_end(
    tmp_path: Path, kind: str, content: bytes, *, expected: bool
) -> None:
    (tmp_path / "a").write_bytes(content)
    assert is_cut_off(tmp_path / "a", kind) == expected


def test_the_end_is_found_where_two_reads_meet(tmp_path: Path) -> None:
    scan = b"\xff\xd8\xff\xda"
    (tmp_path / "a").write_bytes(scan + bytes(2**20 - 1) + b"\xff\xd9")
    assert not is_cut_off(tmp_path / "a", "image/jpeg")
    (tmp_path / "a").write_bytes(scan + bytes(2**20) + b"\xff")
    assert is_cut_off(tmp_path / "a", "image/jpeg")


@pytest.mark.parametrize("kind", ["audio/mpeg", "image/gif", None])
def test_formats_that_do_not_say_where_they_end_are_let_be(tmp_path: Path, kind: str | None) -> None:
    (tmp_path / "a").write_bytes(b"ID3")
    assert not is_cut_off(tmp_path / "a", kind)
