"""Files as most are written, read by a few regular expressions: libyaml's events take three times as long.

What is not certainly everyday, or not certainly right, is left to libyaml (reader.py). Of the rest both say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from feedpub.characters import is_blank
from feedpub.document.contents import Mark, Marks, Path, Position, Value

_NAME = r"[A-Za-z_][A-Za-z0-9_-]{0,40}+"
_LETTER = r"0-9A-Za-zÀ-ÖØ-öø-ɏΆ-ώЀ-ӿ"
_PLAIN = rf"[{_LETTER}“«(©][^\n:#]*(?::(?=\S)[^\n:#]*)*(?<![ ])"
"""A value to the end of its line that begins with what readers see, and YAML gives no meaning to."""
_QUOTED = rf'"[{_LETTER}“«(©][^"\\\n]*+"'
_IN_BRACES = r"\{ [^\n#{}]*+ \}"
_REST = r"(?:[ ]++\#[ ].*+)?\n"
"""What may follow a value in its line: a comment."""
_BETWEEN = r"(?:\n|\#.*+\n)*+"
"""What may stand between fields: empty lines and comments."""

_BEGINNING = re.compile(rf"(?:---\n)?{_BETWEEN}")
_FIELD = re.compile(
    rf"""
    ({_NAME}):
    (?:
        [ ] (?P<plain> {_PLAIN} ) {_REST}
      | [ ] (?P<quoted> {_QUOTED} ) {_REST}
      | [ ] (?P<list> \[ [^\n#]* \] ) {_REST}
      | [ ] (?P<lines> \| {_REST} (?: [ ].*+\n | \n )++ )
      | [ ] (?P<group> {_IN_BRACES} ) {_REST}
      | {_REST} (?P<below> (?: (?:[ ]++|-[ ]) .*+\n )++ )
    )
    {_BETWEEN}
    """,
    re.VERBOSE,
)
_BELOW = re.compile(
    rf"""
    (?P<indent> [ ]*+ ) (?P<dash> -[ ] )? (?: (?P<name> {_NAME} ):[ ] )?
    (?: (?P<plain> {_PLAIN} ) | (?P<quoted> {_QUOTED} ) | (?P<group> {_IN_BRACES} ) ) {_REST}
    """,
    re.VERBOSE,
)
_IN_WORD = r"[^\n,\[\]{}:#?]*+"
_WORD = rf"[{_LETTER}]{_IN_WORD}(?::(?=[0-9A-Za-z]){_IN_WORD})*+(?<! )"
"""A value in brackets or braces, without signs that have a meaning there."""
_WORDS, _GROUPS = re.compile(_WORD), re.compile(_IN_BRACES, re.VERBOSE)
_PAIRS = re.compile(rf"({_NAME}): (?:({_WORD})|({_QUOTED}))")


class _NotEverydayError(Exception):
    """Something is not written as it mostly is."""


class _Below(NamedTuple):
    """A position in a text that begins some lines below another one's beginning."""

    line: int
    column: int


class EverydayMarks:
    """Where the fields of a file stand: known for those at the top; libyaml is asked for those inside others.

    `offsets` are those of the names and values in the text, `closely` has libyaml read one, or the part of it that is
    one field.
    """

    def __init__(self, text: str, offsets: Mapping[str, tuple[int, int]], closely: Callable[[str], Marks]) -> None:
        self._text, self._offsets, self._closely = text, offsets, closely
        self._inside: dict[str, tuple[int, Marks]] = {}

    def __contains__(self, path: object, /) -> bool:
        """Whether there is a field at a path."""
        return isinstance(path, tuple) and self.get(path) is not None

    def get(self, path: Path, /) -> Mark | None:
        """Where the field at a path stands, if there is one."""
        if len(path) == 1:
            return self._offsets.get(str(path[0]))
        field = str(path[0]) if path else ""
        if field not in self._offsets:
            return None
        lines, marks = self._marks_inside(field)
        mark = marks.get(path)
        return None if mark is None else (_lower(mark[0], lines), _lower(mark[1], lines))

    def _marks_inside(self, field: str) -> tuple[int, Marks]:
        """The lines before a field, and where everything in it stands, counted from there."""
        if field not in self._inside:
            begins = self._offsets[field][0]
            ends = min((at for at, _ in self._offsets.values() if at > begins), default=len(self._text))
            self._inside[field] = self._text.count("\n", 0, begins), self._closely(self._text[begins:ends])
        return self._inside[field]

    def values(self) -> Iterable[Mark]:
        """Where all of them stand."""
        return self._closely(self._text).values()


def _lower(position: Position | int | None, lines: int) -> Position | int | None:
    return position if position is None or isinstance(position, int) else _Below(position.line + lines, position.column)


class Everyday(NamedTuple):
    """What a file holds, and the offsets in it of the names of its fields and their values."""

    data: dict[str, Value]
    offsets: dict[str, tuple[int, int]]


def read_everyday(text: str) -> Everyday | None:
    """What a file with this text holds, which is free of other line ends; None if libyaml has to read it."""
    if "\t" in text or "\r" in text:
        return None
    everyday = Everyday({}, {})
    data, offsets = everyday
    begun = _BEGINNING.match(text)
    at, end = begun.end() if begun else 0, len(text)
    try:
        while at < end:
            found = _FIELD.match(text, at)
            if found is None:
                return None
            kind, name = found.lastgroup or "", found[1]
            if name in data:
                return None
            data[name] = _VALUES[kind](found[kind])
            begins = found.start(kind)
            offsets[name] = at, (_after_spaces(text, begins) if kind == "below" else begins)
            at = found.end()
    except _NotEverydayError:
        return None
    return everyday if data else None


def _after_spaces(text: str, offset: int) -> int:
    """The offset of the first character from here on that is no space."""
    while text[offset] == " ":
        offset += 1
    return offset


def _plain(written: str) -> str:
    if written in _NO_VALUES:
        raise _NotEverydayError
    return written


_NO_VALUES = {"null", "Null", "NULL"}


def _quoted(written: str) -> str:
    return written[1:-1]


def _lines(written: str) -> str:
    """A text behind a |, indented by two spaces (YAML 1.1 section 9.3.1), without the empty lines at its end."""
    _, *lines = written.split("\n")
    if lines[0][2:3] in {"", " "} or not {line[:2] for line in lines} <= {"  ", ""}:
        raise _NotEverydayError
    text = "\n".join([line[2:] for line in lines]).rstrip("\n") + "\n"
    if is_blank(text):
        raise _NotEverydayError
    return text


def _list(written: str) -> list[Value]:
    """A list of words, or of groups."""
    inside = written[1:-1]
    if inside.startswith("{"):
        return [_group(found.group()) for found in _separated(_GROUPS, inside)]
    return [_plain(found.group()) for found in _separated(_WORDS, inside)]


def _group(written: str) -> dict[str, Value]:
    group: dict[str, Value] = {}
    for found in _separated(_PAIRS, written[1:-1]):
        name, word, quoted = found.groups()
        if name in group:
            raise _NotEverydayError
        group[name] = _plain(word) if word else _quoted(quoted)
    return group


def _separated(pattern: re.Pattern[str], written: str) -> Iterator[re.Match[str]]:
    """What a text is made of: one or more that match, with a comma and a space between them."""
    found = pattern.match(written)
    while found is not None:
        yield found
        at = found.end()
        if at == len(written):
            return
        found = pattern.match(written, at + 2) if written.startswith(", ", at) else None
    raise _NotEverydayError


def _below(written: str) -> Value:
    """A list, a list of groups, or a group, whose lines are indented alike."""
    lines = list(_each_below(written))
    first = lines[0]
    if not first.dash:
        return _group_below(lines, first.indent)
    elements: list[list[_Line]] = []
    for line in lines:
        if line.dash and line.indent == first.indent:
            elements.append([line._replace(indent=line.indent + 2, dash=False)])
        else:
            elements[-1].append(line)
    return [_element(element, first.indent + 2) for element in elements]


class _Line(NamedTuple):
    """A line below the name of a field."""

    indent: int
    dash: bool
    name: str | None
    value: Value


def _each_below(written: str) -> Iterator[_Line]:
    at, end = 0, len(written)
    while at < end:
        found = _BELOW.match(written, at)
        if found is None:
            raise _NotEverydayError
        kind = found.lastgroup or ""
        yield _Line(len(found["indent"]), found["dash"] is not None, found["name"], _VALUES[kind](found[kind]))
        at = found.end()


def _element(lines: list[_Line], indent: int) -> Value:
    first, *others = lines
    if first.name is None and not others:
        return first.value
    return _group_below(lines, indent)


def _group_below(lines: list[_Line], indent: int) -> dict[str, Value]:
    group: dict[str, Value] = {}
    for line in lines:
        if line.name is None or line.dash or line.indent != indent or line.name in group:
            raise _NotEverydayError
        group[line.name] = line.value
    return group


_VALUES: dict[str, Callable[[str], Value]] = {
    "plain": _plain,
    "quoted": _quoted,
    "list": _list,
    "lines": _lines,
    "group": _group,
    "below": _below,
}
