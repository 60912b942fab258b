"""Pictures and audio that end before their end: a copy that was broken off, or is still going on elsewhere.

Only where a format says by itself where it ends. Whatever follows after that is let be, as readers do.
"""

import mmap
import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def is_cut_off(path: Path, kind: str | None) -> bool:
    """Whether a file of this media type surely lacks its end. Raises OSError."""
    check = _CHECKS.get(kind or "")
    if check is None:
        return False
    with path.open("rb") as file:
        return check(file, path.stat().st_size)


def _png(file: BinaryIO, size: int) -> bool:
    """The last chunk is IEND (PNG, third edition, section 5.3)."""
    at = 8
    while at + 12 <= size:
        file.seek(at)
        length, name = struct.unpack(">I4s", file.read(8))
        at += 12 + int(length)
        if name == b"IEND":
            break
    else:
        return True
    return at > size


def _jpeg(file: BinaryIO, _size: int) -> bool:
    """The scans are followed by EOI; in them, FF is always followed by 00 or a restart (ITU-T T.81, section B.1.1)."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        at = 2
        while content[at : at + 1] == b"\xff":  # segments before the first scan may hold a small picture, with its EOI
            marker = content[at + 1 : at + 2]
            if marker == _FILL:
                at += 1
            elif marker == _SCAN:
                return content.find(b"\xff\xd9", at) < 0
            else:
                at += 2 + int.from_bytes(content[at + 2 : at + 4])
        return at >= len(content)


_FILL, _SCAN = b"\xff", b"\xda"


def _riff(file: BinaryIO, size: int) -> bool:
    """The header says how much follows it; where it was not known yet, it is 0 or as large as can be."""
    length = int.from_bytes(file.read(8)[4:], "little")
    return 0 < length < _UNKNOWN and 8 + length > size + 1  # the byte that makes it even is often left out


_UNKNOWN = 0x7FF0_0000


def _boxes(file: BinaryIO, size: int) -> bool:
    """Every box says how long it is (ISO/IEC 14496-12, section 4.2); one of no length goes to the end."""
    at = 0
    while at + 16 <= size:
        file.seek(at)
        length, _, long = struct.unpack(">I4sQ", file.read(16))
        length = long if length == 1 else length
        if length < 8:
            return False
        at += length
    return at > size


_CHECKS: dict[str, Callable[[BinaryIO, int], bool]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/webp": _riff,
    "image/avif": _boxes,
    "audio/wav": _riff,
    "audio/mp4": _boxes,
}
