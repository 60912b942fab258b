"""What YAML reads otherwise than it was meant, though it is right: text after a #, codes in quotes, lines joined."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import yaml
from yaml.events import ScalarEvent

from feedpub.characters import GARBLED
from feedpub.document.contents import Document, Path, Value, line_of
from feedpub.document.decoding import garbled
from feedpub.document.quoting import field_in_quotes, in_quotes, shortened
from feedpub.document.syntax.failure import FIELD, LONG_TEXTS, QUOTE_FIX, indentation
from feedpub.problem import Place, Problem, Severity


def swallowed(document: Document, event: yaml.Event) -> Problem | None:
    """YAML drops what follows ` #`. A comment has a space after the #, `Bus #5` was meant as text.

    The event is a value, or the name or dash before one that seems to be missing.
    """
    end = document.place_of(event.end_mark)
    line = document.lines[end.line - 1] if end.line <= len(document.lines) else ""
    found = re.match(r"(?:\s*:)?\s+(#[^\s#].*)", line[end.column - 1 :])
    if found is None:
        return _swallowed_below(document, end, line)
    begins = end.column - 1 + found.start(1)
    message = f"YAML takes “{shortened(found.group(1))}” for a comment, so it would not be published."
    fix = f"{QUOTE_FIX}{field_in_quotes(line, begins)} (or a space after the # of a comment)"
    if line[:begins].rstrip().endswith(("]", "}")):
        fix = f"Put it into the brackets, as {in_quotes(found[1].strip())} (or a space after the # of a comment)"
    return Problem(Place(document.file, end.line, begins + 1), "hash-in-text", message, fix)


def _swallowed_below(document: Document, end: Place, line: str) -> Problem | None:
    """The same on the next line, if that is indented like a part of the value."""
    below = document.lines[end.line] if end.line < len(document.lines) else ""
    found = re.match(r"( +)(#[^\s#].*)", below)
    if found is None or line[end.column - 1 :].strip(" :") or len(found[1]) <= indentation(line):
        return None
    message = f"YAML takes “{shortened(found[2])}” for a comment, so it is not published."
    fix = "Put it in quotes, behind a dash if it is one of a list; or write a space after the # of a comment."
    place = Place(document.file, end.line + 1, len(found[1]) + 1)
    return Problem(place, "hash-in-text", message, fix, Severity.WARNING)


_NO_SPACE = re.compile(r"([a-z_]+):(?!//)(\S.*)")


def without_space(document: Document, event: ScalarEvent) -> Problem | None:
    """In brackets, YAML takes `name:value` for a name."""
    found = _NO_SPACE.match(event.value)
    if found is None:
        return None
    place, fix = document.place_of(event.start_mark), f"Write {found[1]}: {found[2]}"
    return Problem(place, "yaml-syntax", "There is no space after the colon.", fix)


def joined(document: Document, event: ScalarEvent, *, in_brackets: bool) -> Problem | None:
    """YAML makes one text of several lines; in a list, the elements become one."""
    begins, ends = document.place_of(event.start_mark), document.place_of(event.end_mark)
    first, *others = document.lines[begins.line - 1 : ends.line]
    if in_brackets:
        return _without_comma(document, begins, ends)
    dash = next((number for number, line in enumerate(others) if line.lstrip().startswith("- ")), None)
    own = re.match(r" *(?=- )", first)
    if dash is None or own is None:
        return None
    place = Place(document.file, begins.line + 1 + dash, others[dash].index("-") + 1)
    message = "This line is indented further than the dash above it, so YAML makes one text of the two."
    fix = f"Start it in column {own.end() + 1}, under the dash above it."
    return Problem(place, "joined-lines", message, fix)


def _without_comma(document: Document, begins: Place, ends: Place) -> Problem | None:
    first, *others = document.lines[begins.line - 1 : ends.line]
    if not others or any(FIELD.match(line) for line in others):
        return None
    *between, last = others
    parts = [line.strip(" ,[]") for line in (first[begins.column - 1 :], *between, last[: ends.column - 1])]
    message = "There is no comma at the end of this line, so YAML makes one text of it and the next."
    fix = f"Write {', '.join(parts)} if these are {len(parts)} values."
    return Problem(begins, "joined-lines", message, fix, Severity.WARNING)


_ESCAPE = re.compile(r"\\.")
_CONTROLS = {f"\\{letter}": "a control character" for letter in "0abefv"}
_SPACES = {"\\n": "the end of a line", "\\r": "the end of a line", "\\t": "a tab"}
"""Codes of YAML in double quotes (YAML 1.1 section 5.6) that people write without meaning them, as in C:\\files."""


def escaped(document: Document, event: ScalarEvent, path: Path) -> Problem | None:
    """Codes behind a backslash that were hardly meant as such, and garbled text that was written in them."""
    found = [letters for letters in GARBLED.findall(event.value) if letters not in document.text]
    place = document.place_of(event.start_mark)
    if found:
        return garbled(found, place)
    if "\\" not in document.text or line_of(event.start_mark) != line_of(event.end_mark):
        return None
    written = document.lines[place.line - 1][place.column : document.place_of(event.end_mark).column - 2]
    has_lines = bool(path) and path[0] in {*LONG_TEXTS, "summary"}
    codes = _CONTROLS if has_lines else _CONTROLS | _SPACES
    code = next((code for code in _ESCAPE.findall(written) if code in codes), "")
    if not code:
        return None
    place = replace(place, column=place.column + 1 + written.index(code))
    message = f"In double quotes, {code} stands for {codes[code]}, so readers do not see the letter."
    fix = f"If it was meant as it stands, write {in_quotes(written)}"
    severity = Severity.ERROR if code in _CONTROLS else Severity.WARNING
    return Problem(place, "control-character", message, fix, severity)


_TORN, _TORN_END = re.compile("[“„«][^”“»]*$"), re.compile("^[^“„«]*[”“»]$")


def torn(document: Document, values: list[Value], path: Path) -> Iterator[Problem]:
    """`[“a, b”]` are two values: for YAML, only straight quotation marks hold text together."""
    for index, (value, after) in enumerate(pairwise(values)):
        if isinstance(value, str) and isinstance(after, str) and _TORN.match(value) and _TORN_END.search(after):
            message = "Typographic quotation marks do not keep text together, so the comma splits it in two."
            fix = f"Write {in_quotes(f'{value[1:]}, {after[:-1]}')}"
            yield Problem(document.place((*path, index)), "typographic-quotes", message, fix)
