"""Attributes of a page changed where they stand: whatever else is in the page stays as it is, to the byte."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate

from typing_extensions import override

Attributes = Mapping[str, str]
Edit = Callable[[str, Attributes], Attributes]
"""Takes a start tag's name and attributes, and gives those that get other values."""

_ATTRIBUTE = re.compile(r"""([^\s/>=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+))?""")


def edited(page: str, edit: Edit, tail: str) -> str:
    """A page with its start tags edited, and with `tail` before the end of its body, or at its own end."""
    reader = _Reader(page, edit)
    reader.feed(page)
    reader.close()
    at = len(page) if reader.end_of_body is None else reader.end_of_body
    pieces, done = [], 0
    for start, end, new in sorted([*reader.edits, (at, at, tail)]):
        pieces += [page[done:start], new]
        done = end
    return "".join([*pieces, page[done:]])


class _Reader(HTMLParser):
    """Finds the start tags, which are not those in comments, scripts and styles, and what becomes of them."""

    def __init__(self, page: str, edit: Edit) -> None:
        super().__init__(convert_charrefs=False)
        self.edits: list[tuple[int, int, str]] = []
        self.end_of_body: int | None = None
        self._edit = edit
        self._lines = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    @override
    def handle_starttag(self, tag: str, attrs: object) -> None:
        written = self.get_starttag_text() or ""
        new = _rewritten(written, tag, self._edit)
        if new != written:
            self.edits.append((self._at, self._at + len(written), new))

    @override
    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "body":
            self.end_of_body = self._at


def _rewritten(written: str, tag: str, edit: Edit) -> str:
    """A start tag with the attributes that it is to have; of two with one name, the first counts (HTML 13.2.5.33)."""
    start = len(tag) + 1
    found = {match[1].lower(): _value(match) for match in reversed([*_ATTRIBUTE.finditer(written, start)])}
    new = edit(tag, found)

    def renewed(match: re.Match[str]) -> str:
        name = match[1].lower()
        return f'{match[1]}{match[2] or "="}"{escape(new[name])}"' if name in new else match[0]

    return written[:start] + _ATTRIBUTE.sub(renewed, written[start:]) if new else written


def _value(match: re.Match[str]) -> str:
    written = match[3] or ""
    return unescape(written[1:-1] if written[:1] in {'"', "'"} else written)
