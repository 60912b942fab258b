"""Parts of files (RFC 9110 section 14): podcast apps seek in audio by asking for them."""

import re
from itertools import pairwise
from typing import NamedTuple

_RANGE = re.compile(r"([0-9]{0,18})-([0-9]{0,18})")
_MOST = 20
"""More parts than this are not asked for by anybody who means well (section 14.2)."""


class Span(NamedTuple):
    """Bytes of a file: the first, and how many."""

    start: int
    length: int

    def of(self, size: int) -> str:
        """The value of Content-Range."""
        return f"bytes {self.start}-{self.start + self.length - 1}/{size}"


def spans(header: str, size: int) -> list[Span] | None:
    """The parts that a Range asks of so many bytes; none if it can have none of them (416).

    None if all is to be sent: it is no range of bytes, is not written well, or asks for too much.
    """
    unit, _, listed = header.partition("=")
    matches = [_RANGE.fullmatch(one.strip()) for one in listed.split(",") if one.strip()]
    if unit.strip().lower() != "bytes" or not matches:
        return None
    asked: list[Span] = []
    for match in matches:
        if match is None or (span := _span(match[1], match[2], size)) is _WRONG:
            return None
        asked += [span] if span.length else []
    ordered = sorted(asked)
    overlaps = any(before.start + before.length > after.start for before, after in pairwise(ordered))
    return None if len(asked) > _MOST or overlaps else asked


_WRONG = Span(-1, 0)


def _span(first: str, last: str, size: int) -> Span:
    """One part; of length 0 if the file has nothing of it."""
    if not first and not last:
        return _WRONG
    if not first:
        length = min(int(last), size)
        return Span(size - length, length)
    start = int(first)
    if last and int(last) < start:
        return _WRONG
    end = min(int(last) + 1, size) if last else size
    return Span(start, max(0, end - start))
