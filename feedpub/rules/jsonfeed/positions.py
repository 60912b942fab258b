"""Where values stand in the text of a JSON document: looked up only when there is a problem to place."""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from feedpub.problem import Place
from feedpub.rules.jsonfeed.reading import DECODER, JsonDocument

Path = tuple[str | int, ...]
"""The way to a value from the outermost one: names of members, and numbers in lists, from 0."""

_SPACE = re.compile(r"[ \t\r\n]*")
_LINE = re.compile(r"\r\n|\n|\r")
DEEPEST = 20
"""Steps of a path that are followed; what is deeper is placed there."""


class Span(NamedTuple):
    """Where a value begins, and where its member's name does (the value itself, if it has none).

    `end` is where a text, number or word ends; for what holds other values that are asked for it says nothing.
    """

    name: int
    start: int
    end: int


class Positions:
    """The spans of those values of a document that are asked for, found in one pass over its text."""

    def __init__(self, document: JsonDocument, wanted: Iterable[Path]) -> None:
        self.document = document
        self.text = document.text
        self.spans: dict[Path, Span] = {}
        self._lines = [0, *(found.end() for found in _LINE.finditer(self.text))]
        tree = _tree(wanted)
        # Of two members with one name the last counts, as in the values; so the search goes on to the end.
        self._missing = math.inf if document.repeated else tree.size()
        start = self._skip(0)
        self._descend((), start, start, tree)

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
        """Where a part of a text stands, however it is escaped; where its value begins if that fails."""
        span = self.span(path)
        for ascii_only in (False, True):
            written = json.dumps(snippet, ensure_ascii=ascii_only)[1:-1]
            for variant in (written, written.replace("/", "\\/")):
                found = self.text.find(variant, span.start, span.end)
                if snippet and found > span.start + 1:
                    return found
        return span.start

    def _skip(self, offset: int) -> int:
        found = _SPACE.match(self.text, offset)
        return found.end() if found else offset

    def _descend(self, path: Path, name: int, start: int, tree: Tree | None) -> int:
        """Note the span of the value at an offset, and of those in it that are wanted. Gives its end.

        When nothing is missing any more, the search ends, and the offsets that are given say nothing.
        """
        if tree is not None:
            self.spans[path] = Span(name, start, len(self.text))
            self._missing -= 1
        if tree and self.text[start] == "{":
            return self._object(path, start, tree)
        if tree and self.text[start] == "[":
            return self._list(path, start, tree)
        end = int(DECODER.raw_decode(self.text, start)[1])
        if tree is not None:
            self.spans[path] = Span(name, start, end)
        return end

    def _object(self, path: Path, start: int, tree: Tree) -> int:
        offset = self._skip(start + 1)
        while self._missing and self.text[offset] != "}":
            key, end = DECODER.raw_decode(self.text, offset)
            value = self._skip(self._skip(end) + 1)
            offset = self._after(self._descend((*path, key), offset, value, tree.get(key)))
        return offset + 1

    def _list(self, path: Path, start: int, tree: Tree) -> int:
        offset, number = self._skip(start + 1), 0
        while self._missing and self.text[offset] != "]":
            offset = self._after(self._descend((*path, number), offset, offset, tree.get(number)))
            number += 1
        return offset + 1

    def _after(self, end: int) -> int:
        """The offset of what follows a member: the next one, or the closing bracket."""
        if not self._missing:
            return end
        offset = self._skip(end)
        return self._skip(offset + 1) if self.text[offset] == "," else offset


class Tree(dict[str | int, "Tree"]):
    """Paths that are asked for, as branches."""

    def size(self) -> int:
        """How many values it names, those on the way to others too."""
        return 1 + sum(branch.size() for branch in self.values())


def _tree(paths: Iterable[Path]) -> Tree:
    root = Tree()
    for path in paths:
        branch = root
        for step in path[:DEEPEST]:
            branch = branch.setdefault(step, Tree())
    return root


def shown(path: Path) -> str:
    """A path as people write it: `items[2].date_published`; the feed itself is `feed`."""
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(steps).removeprefix(".") or "feed"
