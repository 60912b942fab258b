"""Where values stand in the text of a JSON document: looked up only when there is a problem to place."""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from feedpub.problem import Place
from feedpub.rules.jsonfeed.reading import DECODER, JsonDocument
from feedpub.rules.patterns import pattern

Path = tuple[str | int, ...]
"""The way to a value from the outermost one: names of members, and numbers in lists, from 0."""

_SPACE = pattern(r"[ \t\r\n]*")
_LINE = pattern(r"\r\n|\n|\r")
DEEPEST = 20
"""Steps of a path that are followed; what is deeper is placed there."""


class Span(NamedTuple):
    """Where a value begins and ends, and where its member's name begins (the value itself if it has none)."""

    name: int
    start: int
    end: int


class Tree(dict[str | int, "Tree"]):
    """Paths that are asked for, as branches."""


class Positions:
    """The spans of those values of a document that are asked for: only what leads to them is looked into."""

    def __init__(self, document: JsonDocument, wanted: Iterable[Path]) -> None:
        self.document = document
        self.text = document.text
        self.spans: dict[Path, Span] = {}
        self._lines = [0, *(found.end() for found in _LINE.finditer(self.text))]
        start = _skip(self.text, 0)
        self._descend((), Span(start, start, len(self.text)), _tree(wanted))

    def span(self, path: Path) -> Span:
        """The span of a value, or of the nearest that it stands in."""
        path = path[:DEEPEST]
        while path and path not in self.spans:
            path = path[:-1]
        return self.spans[path]

    def place(self, offset: int) -> Place:
        """The line and column, counted from 1 in characters, of an offset."""
        line = bisect_right(self._lines, offset)
        return Place(self.document.file, line, offset - self._lines[line - 1] + 1)

    def offset_of(self, path: Path, snippet: str) -> int:
        """Where a part of a text stands, however it is escaped; where the value begins if that is it, or it fails."""
        span = self.span(path)
        for ascii_only in (False, True):
            written = json.dumps(snippet, ensure_ascii=ascii_only)[1:-1]
            for variant in (written, written.replace("/", "\\/")):
                found = self.text.find(variant, span.start, span.end)
                if snippet and found > span.start + 1:
                    return found
        return span.start

    def _descend(self, path: Path, span: Span, tree: Tree) -> None:
        self.spans[path] = span
        # Of two members with one name the last counts, as in the values; then none is the last before the end.
        missing = math.inf if self.document.repeated else len(tree)
        for step, inner in _entries(self.text, span.start) if missing and tree else ():
            branch = tree.get(step)
            if branch is not None:
                self._descend((*path, step), inner, branch)
                missing -= 1
                if not missing:
                    return


def paths_at(text: str, offsets: Iterable[int]) -> dict[int, Path]:
    """The paths of the values, or members' names, that stand at these offsets."""
    found: dict[int, Path] = {}

    def look(path: Path, start: int, inside: list[int]) -> None:
        found.update(dict.fromkeys(inside, path))
        entries = _entries(text, start) if len(path) < DEEPEST else ()
        for step, span in entries:
            if not inside or inside[-1] < span.name:
                return
            if here := inside[bisect_left(inside, span.name) : bisect_left(inside, span.end)]:
                look((*path, step), span.start, here)

    look((), _skip(text, 0), sorted(offsets))
    return found


def shown(path: Path) -> str:
    """A path as people write it: `items[2].date_published`; the feed itself is `feed`."""
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(steps).removeprefix(".") or "feed"


def _entries(text: str, start: int) -> Iterator[tuple[str | int, Span]]:
    """The members of an object, or the entries of a list, at an offset: what leads to them, and their spans."""
    if text[start] not in "{[":
        return
    offset, number = _skip(text, start + 1), 0
    while text[offset] not in "}]":
        name, step = offset, number
        if text[start] == "{":
            step, end = DECODER.raw_decode(text, offset)
            offset = _skip(text, _skip(text, end) + 1)
        end = DECODER.raw_decode(text, offset)[1]
        yield step, Span(name, offset, end)
        offset = _skip(text, end)
        if text[offset] == ",":
            offset = _skip(text, offset + 1)
        number += 1


def _skip(text: str, offset: int) -> int:
    """The offset of the first character from here on that is not white space."""
    found = _SPACE.match(text, offset)
    return found.end() if found else offset


def _tree(paths: Iterable[Path]) -> Tree:
    root = Tree()
    for path in paths:
        branch = root
        for step in path[:DEEPEST]:
            branch = branch.setdefault(step, Tree())
    return root
