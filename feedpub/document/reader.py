"""The reader: libyaml's events become mappings of text.

Every scalar stays the text that was written: nothing becomes a number, a date or a truth value here, so `NO`,
`12:34` and `2023-05-02` mean what they say, and the model decides what they are. What YAML allows and an
article does not need (anchors, aliases, tags, several documents) is a problem with its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import yaml
from yaml._yaml import CParser
from yaml.events import MappingEndEvent, ScalarEvent, SequenceEndEvent

from feedpub.characters import is_blank
from feedpub.document import misread
from feedpub.document.contents import Document, Marks, Path, Position, Value, line_of
from feedpub.document.decoding import UnreadableDocumentError, decode
from feedpub.document.everyday import EverydayMarks, read_everyday
from feedpub.document.quoting import shortened
from feedpub.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 12
"""Far more than any field needs; deeper nesting is a mistake or an attack."""

_EMPTY_WORDS = {"~", "null", "Null", "NULL"}
_PLACEHOLDER = "…"
"""What stands in messages for something that only the editor knows."""


def read(raw: bytes, file: str) -> Document:
    """Read the bytes of one YAML file. `file` is the name that problems carry; nothing is raised."""
    document = Document(file)
    try:
        document.text = decode(raw, file, document.problems)
        if everyday := read_everyday(document.text):
            document.data = everyday.data
            document.marks = EverydayMarks(document.text, everyday.offsets, _marks)
        else:
            document.data = _Reader(document).mapping_document()
    except UnreadableDocumentError as error:
        return Document(file, problems=[*document.problems, error.problem], unreadable=True)
    return document


def _marks(text: str) -> Marks:
    """Where everything stands in a text that nothing is wrong with."""
    document = Document("", text=text)
    _Reader(document).mapping_document()
    return document.marks


class _Reader:
    """Builds mappings of text from libyaml's events.

    A first run reads every file of a newsroom, so what happens for each value is little, and in few calls.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        document.marks = self.marks = dict[Path, tuple[Position | None, Position | None]]()
        self.has_hash = "#" in document.text and (" #" in document.text or "\t#" in document.text)
        self.in_brackets = 0
        self.has_refused = False
        self.parser = CParser(document.text)
        self.next_event: Callable[[], yaml.Event] = self.parser.get_event  # type: ignore[assignment] # None at the end

    def mapping_document(self) -> dict[str, Value]:
        try:
            self._next(yaml.StreamStartEvent)
            if self.parser.check_event(yaml.StreamEndEvent):
                self._no_fields()
            self._next(yaml.DocumentStartEvent)
            root = self._value(self._next(), (), 0, 0)
            self._next(yaml.DocumentEndEvent)
            if not self.parser.check_event(yaml.StreamEndEvent):
                self._second_document()
        except yaml.MarkedYAMLError as error:
            raise self._not_yaml(error) from error
        if root is None:
            self._no_fields()
        if not isinstance(root, dict):
            message = "The file does not have fields such as `title: Ferry returns`."
            raise UnreadableDocumentError(Place(self.document.file, 1, 1), "wrong-type", message, _FIELDS_FIX)
        return root

    def _no_fields(self) -> NoReturn:
        fix = "Write its fields into it, or delete the file."
        raise UnreadableDocumentError(Place(self.document.file, 1, 1), "empty-file", "The file has no fields.", fix)

    def _not_yaml(self, error: yaml.MarkedYAMLError) -> UnreadableDocumentError:
        """What to raise for a syntax error; a bracket that a # has swallowed was told with the #."""
        problems = self.document.problems
        if self.in_brackets and problems and problems[-1].code == "hash-in-text":
            last = problems.pop()
            return UnreadableDocumentError(last.place, last.code, last.message, last.fix)
        from feedpub.document.syntax import explain  # noqa: PLC0415 - hardly any file is not YAML

        told = explain(error, self.document.lines)
        place = Place(self.document.file, told.line + 1, told.column + 1)
        return UnreadableDocumentError(place, told.code, told.message, told.fix)

    def _next(self, kind: type[yaml.Event] = yaml.Event) -> yaml.Event:
        event = self.parser.get_event()
        if not isinstance(event, kind):
            raise TypeError(f"libyaml sent {event!r} instead of {kind.__name__}")
        return event

    def _second_document(self) -> None:
        place = self._at(self._next())
        message = "A second document begins here; a file has one article."
        fix = "Delete the --- line, and put the text under it, indented, into `body: |`, or into a file of its own."
        raise UnreadableDocumentError(place, "second-document", message, fix)

    def _value(self, event: yaml.Event, path: Path, line: int, depth: int) -> Value | None:
        """The value that begins with an event; `line` is that of its name, or its own in a list, counted from 0."""
        if isinstance(event, ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._refuse_properties(event, path)
            return self._scalar(event, path, line)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, path, "alias", f"*{event.anchor} refers to text given elsewhere.")
            return None
        if not isinstance(event, yaml.CollectionStartEvent):
            raise TypeError(f"libyaml sent {event!r} where a value begins")
        self._refuse_properties(event, path)
        if depth >= MAX_DEPTH:
            message = f"This is nested more than {MAX_DEPTH} levels deep; no field needs that."
            raise UnreadableDocumentError(self._at(event), "too-deep", message, "Close the brackets before it.")
        return self._collection(event, path, depth)

    def _refuse_properties(self, event: ScalarEvent | yaml.CollectionStartEvent, path: Path) -> None:
        """Refuse what may stand before a value (YAML 1.1 section 4.2.1)."""
        if event.anchor is not None:
            self._refuse(event, path, "anchor", f"&{event.anchor} gives a name to a part of the file.")
        if event.tag is not None:
            self._refuse(
                event, path, "yaml-tag", f"{shortened(_as_written(event.tag))} tells YAML how to read a value."
            )

    def _collection(self, event: yaml.CollectionStartEvent, path: Path, depth: int) -> Value:
        brackets = 1 if event.flow_style else 0
        self.in_brackets += brackets
        read = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
        value = read(path, depth)
        self.in_brackets -= brackets
        return value

    def _scalar(self, event: ScalarEvent, path: Path, line: int) -> str | None:
        text, style = event.value, event.style
        if is_blank(text) or path in self.document.spoiled:
            return None
        if style == "|":
            return text
        if line_of(event.end_mark) > line and path:
            self.document.joined[path] = style or ""
            if not style and isinstance(path[-1], int):
                self._tell(misread.joined(self.document, event, in_brackets=self.in_brackets > 0), path)
        if text == _PLACEHOLDER:
            self._report(
                event, path, "null-value", "… stands for something that only you know.", "Write it in its place."
            )
            return None
        if style == '"':
            self._tell(misread.escaped(self.document, event, path), path)
        elif not style and text in _EMPTY_WORDS:
            self._null(event, path, text)
            return None
        if self.has_hash and (problem := misread.swallowed(self.document, event)):
            self.document.problems.append(problem)
        return text

    def _null(self, event: ScalarEvent, path: Path, text: str) -> None:
        message = f"`{text}` is written where a value belongs."
        fix = f'Leave the field out, or put quotes around it if it is meant as text: "{text}".'
        self._report(event, path, "null-value", message, fix)

    def _mapping(self, path: Path, depth: int) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        marks, next_event = self.marks, self.next_event
        while not isinstance(event := next_event(), MappingEndEvent):
            if not isinstance(event, ScalarEvent) or event.tag or event.anchor:
                raise self._no_name(event)
            key, stands = event.value, event.start_mark
            here = (*path, key)
            known = marks.get(here)
            if known is not None:
                self._duplicate(event, key, known[0])
                here = (*path, key, "#")  # a place no field has, so that the first value keeps its own
            begins = next_event()
            marks[here] = stands, begins.start_mark
            value = self._value(begins, here, line_of(stands), depth + 1)
            if value is None:
                if self.has_hash:  # `title: #5` has no value
                    self._tell(misread.swallowed(self.document, event), here)
                if self.in_brackets:
                    self._tell(misread.without_space(self.document, event), path)
                self.document.empty.append(here)
            elif known is None:
                mapping[key] = value
        return mapping

    def _no_name(self, event: yaml.Event) -> UnreadableDocumentError:
        from feedpub.document.syntax import explain_name  # noqa: PLC0415 - hardly any file is not YAML

        place = self._at(event)
        told = explain_name(self.document.lines, place.line - 1)
        return UnreadableDocumentError(place, told.code, told.message, told.fix)

    def _duplicate(self, event: ScalarEvent, key: str, first: Position | None) -> None:
        message = f"`{key}` is given twice; it is already on line {line_of(first) + 1}."
        self.document.problems.append(
            Problem(self._at(event), "duplicate-key", message, "Keep one of the two and delete the other.")
        )

    def _sequence(self, path: Path, depth: int) -> list[Value]:
        values: list[Value] = []
        marks, next_event = self.marks, self.next_event
        while not isinstance(event := next_event(), SequenceEndEvent):
            here, stands = (*path, len(values)), event.start_mark
            marks[here] = stands, stands
            value = self._value(event, here, line_of(stands), depth + 1)
            if value is None and self.has_hash:  # `- #5` has no value
                self._tell(misread.swallowed(self.document, event), here)
            if value is not None:
                values.append(value)
            elif here in self.document.spoiled:
                values.append("")  # keeps the numbers of the elements after it
        if self.in_brackets:
            self.document.problems.extend(misread.torn(self.document, values, path))
            if self.has_hash:
                self._tell(misread.swallowed(self.document, event), path)
        return values

    def _at(self, event: yaml.Event) -> Place:
        return self.document.place_of(event.start_mark)

    def _tell(self, problem: Problem | None, path: Path) -> None:
        """Report a problem, if there is one; if it is an error, nothing more is told of what is at a path."""
        if problem is not None:
            self.document.problems.append(problem)
            if problem.severity is Severity.ERROR:
                self.document.spoiled.add(path)

    def _refuse(self, event: yaml.Event, path: Path, code: str, message: str) -> None:
        """Report the first anchor, alias or tag; the others of the file have the same cause."""
        self.document.spoiled.add(path)
        if not self.has_refused:
            self.has_refused = True
            self._report(event, path, code, message, "Write the value itself; if it is text, put quotes around it.")

    def _report(self, event: yaml.Event, path: Path, code: str, message: str, fix: str) -> None:
        self.document.problems.append(Problem(self._at(event), code, message, fix))
        self.document.spoiled.add(path)


_FIELDS_FIX = "Write one field per line: a name, a colon, a space, the value."


def _as_written(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
