"""Pictures and audio that end before their end: a copy that was broken off, or is still going on elsewhere.

Only where a format says by itself where it ends. Whatever follows after that is let be, as readers do.
"""

import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_MOST = 10_000
"""Parts of a file that are looked at; one of more is let be."""
_STEP = 2**20
"""Bytes that are read at once."""
_UNKNOWN = 0x7FF0_0000
"""What programs that write to a pipe say of a length that they do not know yet is this or more."""
_FILL, _SCAN, _END = b"\xff", 0xDA, b"\xff\xd9"
"""What may stand before a marker of a JPEG, the marker of a scan, and the one at the end (ITU-T T.81, table B.1)."""


def is_cut_off(path: Path, kind: str | None) -> bool:
    """Whether a file of this media type surely lacks its end. Raises OSError."""
    check = _CHECKS.get(kind or "")
    if check is None:
        return False
    with path.open("rb") as file:
        return check(file, path.stat().st_size)


def _png(file: BinaryIO, size: int) -> bool:
    """Chunks have names of letters, and the last one is IEND (PNG, third edition, section 5.3)."""
    at = 8
    for _ in range(_MOST):
        file.seek(at)
        head = file.read(8)
        at += 12 + int.from_bytes(head[:4])
        if at > size or not re.fullmatch(rb"[A-Za-z]{4}", head[4:]):
            return True
        if head[4:] == b"IEND":
            break
    return False


def _jpeg(file: BinaryIO, _size: int) -> bool:
    """The scans are followed by EOI; in them, FF is always followed by 00 or a restart (ITU-T T.81, section B.1.1).

    Segments before the first scan may hold a small picture, with an EOI of its own: they are passed over.
    """
    at = 2
    for _ in range(_MOST):
        file.seek(at)
        head = file.read(_MOST)
        rest = head.lstrip(_FILL)
        if rest == head:
            return not head  # what is no marker is let be
        if not rest:
            return len(head) < _MOST
        at += len(head) - len(rest)
        if rest[0] == _SCAN:
            file.seek(at)
            return not _has_end(file)
        at += 1 + int.from_bytes(rest[1:3])
    return False


def _has_end(file: BinaryIO) -> bool:
    before = b""
    while part := file.read(_STEP):
        if _END in before + part:
            return True
        before = part[-1:]
    return False


def _riff(file: BinaryIO, size: int) -> bool:
    """The header says how much follows it, or, as some programs write it, how long the file is."""
    length = int.from_bytes(file.read(8)[4:], "little")
    return length < _UNKNOWN and length > size


def _film(file: BinaryIO, size: int) -> bool:
    return _boxes(file, size, {b"moov", b"mdat"})


def _still(file: BinaryIO, size: int) -> bool:
    return _boxes(file, size, {b"meta", b"mdat"})


def _boxes(file: BinaryIO, size: int, needed: set[bytes]) -> bool:
    """Every box says how long it is (ISO/IEC 14496-12, section 4.2); one of no length goes to the end.

    What follows the ones that are `needed` may be no box at all.
    """
    at = 0
    for _ in range(_MOST):
        file.seek(at)
        head = file.read(16)
        if not needed or len(head) < 16:
            return False
        length, name, long = struct.unpack(">I4sQ", head)
        length = long if length == 1 else length
        if length < 8:
            return False
        at += length
        if at > size:
            return True
        needed = needed - {name}
    return False


_CHECKS: dict[str, Callable[[BinaryIO, int], bool]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/webp": _riff,
    "image/avif": _still,
    "audio/wav": _riff,
    "audio/mp4": _film,
}
