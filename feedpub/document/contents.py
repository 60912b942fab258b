"""What a YAML file holds: its fields as text, and where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeAlias

from feedpub.document.lines import Positions, split_lines
from feedpub.problem import Place, Problem

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Path: TypeAlias = tuple[str | int, ...]


class Position(Protocol):
    """A position as yaml tells it: line and column, counted from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column, in characters."""


Mark: TypeAlias = tuple[Position | int | None, Position | int | None]
"""Where a field stands, its name and its value: a position or an offset in the text, for nobody asks for most of them.

yaml's types let a position be missing, libyaml never does.
"""


class Marks(Protocol):
    """Where the fields of a file stand, by their paths."""

    def __contains__(self, path: object, /) -> bool:
        """Whether there is a field at a path."""

    def get(self, path: Path, /) -> Mark | None:
        """Where the field at a path stands, if there is one."""

    def values(self) -> Iterable[Mark]:
        """Where all of them stand."""


def line_of(position: Position | None) -> int:
    """The line of a position, counted from 0; yaml's types let it be missing, libyaml never does."""
    return position.line if position else 0


@dataclass
class Document:
    """One YAML file: its fields as text, and where each of them stands.

    A field without a value (`summary:`, or one that nobody can see) is not in `data`, as if it had not been written,
    but keeps its mark, and is one of `empty`. `spoiled` holds the paths of values that a problem has already been
    reported for, `joined` those of texts over several lines that YAML made one line of, with the sign that they begin
    with.
    """

    file: str
    data: dict[str, Value] = field(default_factory=dict)
    marks: Marks = field(default_factory=dict[Path, Mark])
    problems: list[Problem] = field(default_factory=list)
    spoiled: set[Path] = field(default_factory=set)
    joined: dict[Path, str] = field(default_factory=dict)
    empty: list[Path] = field(default_factory=list)
    text: str = ""
    unreadable: bool = False

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return split_lines(self.text)

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """The place of the value (or the name) at `path`, or of the nearest thing around it that exists."""
        mark = self.marks.get(path)
        while mark is None and path:
            path = path[:-1]
            mark = self.marks.get(path)
        name, value = mark or (None, None)
        return self.place_of(name if of_key else value)

    def place_of(self, position: Position | int | None) -> Place:
        """The place of one of yaml's positions, or of an offset in the text; the first of all if it is missing."""
        if position is None:
            return Place(self.file, 1, 1)
        if isinstance(position, int):
            return Place(self.file, *self._positions.of(position))
        return Place(self.file, position.line + 1, position.column + 1)

    def place_of_text(self, path: Path, snippet: str) -> Place:
        """Where `snippet` first stands at or after the value at `path`; the value's own place if it does not."""
        place = self.place(path)
        text, positions = self._in_small_letters
        found = text.find(snippet.lower(), positions.offset(place.line, place.column))
        return Place(self.file, *positions.of(found)) if found >= 0 and "\n" not in snippet else place

    def place_of_pattern(self, path: Path, pattern: str, *, last: bool = False) -> Place:
        """Where a pattern first, or last, matches at or after the value at `path`; its own place if it does not.

        The case of letters does not matter.
        """
        place = self.place(path)
        text, positions = self._in_small_letters
        begins = positions.offset(place.line, place.column)
        at = -1
        for found in re.compile(pattern.lower()).finditer(text, begins):
            at = found.start()
            if not last:
                break
        return Place(self.file, *positions.of(at)) if at >= 0 else place

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.text)

    @cached_property
    def _in_small_letters(self) -> tuple[str, Positions]:
        """The text in small letters, and the positions in it: some letters become two."""
        text = "\n".join(line.lower() for line in self.lines)
        return text, Positions(text)

    def is_spoiled(self, path: Path) -> bool:
        """Whether something has already been told of the value at a path, or of what it is in."""
        return any(path[:length] in self.spoiled for length in range(len(path) + 1))

    def value(self, path: Path) -> Value | None:
        """The value at `path`, if there is one."""
        value: Value | None = self.data
        for part in path:
            if isinstance(value, dict) and isinstance(part, str):
                value = value.get(part)
            else:
                value = value[part] if isinstance(value, list) and isinstance(part, int) else None
        return value

    def lines_below(self, path: Path) -> list[tuple[int, str]]:
        """The lines below the one with the name at `path`, up to the next field, with their numbers."""
        first = self.place(path, of_key=True).line
        lines = (self.place_of(name).line for name, _ in self.marks.values())
        later = [line for line in lines if line > first]
        last = min(later, default=len(self.lines) + 1) - 1
        return list(enumerate(self.lines[first:last], start=first + 1))
