"""A JSON Feed held against the shapes of its objects, in one pass: types, unknown members, extensions, blanks."""

from collections.abc import Callable, Iterator
from typing import Any

from feedpub.problem import Severity, suggestion
from feedpub.rules.grammar import Blank, Text
from feedpub.rules.jsonfeed.grammar import Finding, Member, Node, Shape
from feedpub.rules.jsonfeed.positions import Path
from feedpub.rules.jsonfeed.shapes import ALL, SPEC
from feedpub.rules.rule import Basis, Rule, enter

Report = Callable[[Rule, Finding], None]

TYPE = enter(
    "j-type",
    Severity.ERROR,
    SPEC,
    "Write it as that type, or leave it out.",
    Basis.SPEC,
    "A member has the type that the specification gives it: text, number, true or false, list, or object.",
)
NULL = enter(
    "j-null",
    Severity.WARNING,
    SPEC,
    "Leave the member out.",
    Basis.SPEC,
    "A member without a value is left out, not null.",
)
BLANK = enter(
    "j-blank",
    Severity.WARNING,
    SPEC,
    "Write something in it, or leave it out.",
    Basis.SPEC,
    "No text is empty.",
)
UNKNOWN = enter(
    "j-unknown",
    Severity.WARNING,
    f"{SPEC}, Extensions",
    "Take it out, or put it into an extension: an object whose name begins with _.",
    Basis.SPEC,
    "Every member is one that JSON Feed defines there, spelled exactly.",
)
EXTENSION = enter(
    "j-extension",
    Severity.ERROR,
    f"{SPEC}, Extensions",
    "Name it after what it is for, such as _quay_radio.",
    Basis.SPEC,
    "An extension's name begins with _ and a letter, no name in it begins with _, and no name contains a dot.",
)
EXTENSION_OBJECT = enter(
    "j-extension-object",
    Severity.WARNING,
    f"{SPEC}, Extensions",
    "Put it into an object with a name of your own.",
    Basis.SPEC,
    "An extension is an object.",
)

SUGGESTED = 100
"""Unknown names that a known one is looked for; that takes its time."""
_KINDS = {str: "a text", int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "an object"}


class Walk:
    """Holds values against shapes, and reports what does not fit."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._unknown = 0

    def judge(self, value: dict[str, Any], shape: Shape, path: Path = ()) -> None:
        """Judge an object of this shape and all in it."""
        for name, entry in value.items():
            member = shape.members.get(name)
            if member is None:
                self._foreign(name, entry, shape, (*path, name))
            elif entry is None:
                if name not in shape.required:
                    message = f"“{name}” is null, which is not {member.what}."
                    self.report(NULL, Finding((*path, name), message))
            else:
                self._value(entry, member, (*path, name))
        for name, rule in shape.required.items():
            if value.get(name) is None:
                at = (*path, name) if name in value else path
                self.report(rule, Finding(at, f"The {shape.name} has no {name}."))
        node = Node(value, path)
        for rule, check in shape.checks:
            for finding in check(node):
                self.report(rule, finding)

    def _value(self, value: object, member: Member, path: Path) -> None:
        if type(value) not in member.types:
            self._wrong_type(value, member, path)
        elif isinstance(value, str):
            if not value or member.text.plain is None or not member.text.plain(value):
                self._text(value, member.text, path)
        elif isinstance(value, list) and member.each is not None:
            for number, entry in enumerate(value):
                self._value(entry, member.each, (*path, number))
        elif isinstance(value, dict) and member.shape is not None:
            self.judge(value, member.shape, path)

    def _text(self, value: str, expected: Text, path: Path) -> None:
        if not value or value.isspace():
            if expected.blank is Blank.WARNING:
                self.report(BLANK, Finding(path, f"{_called(path)} is empty."))
            if expected.blank is not Blank.JUDGED:
                return
        if expected.judge is not None:
            for rule, fault in expected.judge(value):
                self.report(rule, Finding(path, fault.message, fault.fix, fault.snippet or value))

    def _wrong_type(self, value: object, member: Member, path: Path) -> None:
        is_a = _KINDS.get(type(value), "null")
        message = f"{_called(path)} is {is_a}; it has to be {member.what}."
        fix = ""
        if type(value) in {int, float} and str in member.types:
            fix = f'Write "{str(value)[:40]}", in quotation marks.'
        elif isinstance(value, str) and member.types & {int, float, bool}:
            fix = "Remove the quotation marks." if _is_meant(value, member) else ""
        elif list in member.types and member.each is not None and type(value) in member.each.types:
            fix = "Put square brackets around it."
        self.report(member.rule or TYPE, Finding(path, message, fix, value if isinstance(value, str) else ""))

    def _foreign(self, name: str, value: object, shape: Shape, path: Path) -> None:
        if name.startswith("_"):
            for rule, message in _extension(name, value):
                self.report(rule, Finding(path, message, named=True))
            return
        homes = [other.name for other in ALL if name in other.members]
        self._unknown += 1
        near = suggestion(name, shape.members) if self._unknown <= SUGGESTED else ""
        if homes:
            message, fix = f"“{name}” is a member of the {homes[0]}, not of the {shape.name}.", "Move it there."
        else:
            message = f"JSON Feed has no member “{name[:40]}” in the {shape.name}, so readers do not see it."
            fix = f"Did you mean “{near}”?" if near else ""
        self.report(UNKNOWN, Finding(path, message, fix, named=True))


def _extension(name: str, value: object) -> Iterator[tuple[Rule, str]]:
    if not name[1:2].isalpha():
        yield EXTENSION, f"“{name[:40]}” is not the name of an extension: a letter has to follow the _."
    if "." in name:
        yield EXTENSION, f"There is a dot in the extension's name “{name[:40]}”."
    if not isinstance(value, dict):
        yield EXTENSION_OBJECT, f"“{name[:40]}” is not an object, as extensions are."
        return
    bad = next((key for key in value if "." in key or key.startswith("_")), None)
    if bad is not None:
        what = "has a dot in it" if "." in bad else "begins with _, which only the extension's own name does"
        yield EXTENSION, f"The name “{bad[:40]}” in the extension “{name[:40]}” {what}."


def _called(path: Path) -> str:
    """A value by the name that people know it by: its member's, or that of the list that it is in."""
    if path and isinstance(path[-1], int):
        return f"An entry of “{path[-2]}”"
    return f"“{path[-1]}”" if path else "The feed"


def _is_meant(value: str, member: Member) -> bool:
    if bool in member.types:
        return value in {"true", "false"}
    return value.isascii() and value.replace(".", "", 1).isdigit()
