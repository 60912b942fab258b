"""Lines as libyaml counts them, so that its positions and ours are the same."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for libyaml, whatever YAML 1.2 says (section 5.4 leaves only CR and LF)."""
_RARE = "\r\x85\u2028\u2029"


def split_lines(text: str) -> list[str]:
    """The lines of a text without what ends them; at least one."""
    return _BREAK.split(text)


class Positions:
    """Line and column, counted from 1, of offsets in a text; looked up, not counted again each time."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *_ends_of_lines(text)]

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column."""
        return self._starts[line - 1] + column - 1

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _ends_of_lines(text: str) -> Iterator[int]:
    """Where lines of a text end, what ends them included; those that nothing ends may be among them."""
    if any(sign in text for sign in _RARE):
        return (found.end() for found in _BREAK.finditer(text))
    return accumulate([len(line) + 1 for line in text.split("\n")])
