"""The shape of a JSON Feed: which members an object may have, of which type, and what is asked of them.

`@rule` hangs a further check on a shape; `also` does so for a rule that another format has too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from feedpub.problem import Severity
from feedpub.rules.grammar import ANY_TEXT, Text
from feedpub.rules.jsonfeed.positions import Path
from feedpub.rules.rule import RULES, Basis, Rule, enter


class Finding(NamedTuple):
    """Where a rule is broken: the path of a value, or the offset of something in the text.

    `fix` stands in for the rule's advice where more can be told; `snippet` is the part of a text that is meant, and
    `named` says that the member's name is.
    """

    at: Path | int
    message: str
    fix: str = ""
    snippet: str = ""
    named: bool = False


class Node(NamedTuple):
    """An object of a feed, as rules look at it."""

    members: dict[str, Any]
    path: Path

    def text(self, name: str) -> str:
        """A member that is a text, without white space around it; empty if there is none."""
        value = self.members.get(name)
        return value.strip() if type(value) is str else ""

    def nodes(self, name: str) -> Iterator[Node]:
        """The objects in a member that is a list."""
        value = self.members.get(name)
        for number, entry in enumerate(value if type(value) is list else ()):
            if type(entry) is dict:
                yield Node(entry, (*self.path, name, number))

    def finding(self, message: str, name: str = "", fix: str = "") -> Finding:
        """A finding about a member, or about the object itself."""
        snippet = self.members[name] if name and type(self.members[name]) is str else ""
        return Finding((*self.path, name) if name else self.path, message, fix, snippet)


Check = Callable[[Node], Iterator[Finding]]


@dataclass(eq=False)
class Shape:
    """An object of the specification: what it is called, its members, and the rules that miss those it needs."""

    name: str
    members: Mapping[str, Member]
    required: Mapping[str, Rule] = field(default_factory=dict)
    checks: list[tuple[Rule, Check]] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Member:
    """A member: the types of Python that its value may have, in words, and what is asked of it further.

    `each` is what the entries of a list are, `shape` what an object is, `rule` what a wrong type breaks if that is not
    the common rule.
    """

    types: frozenset[type]
    what: str
    text: Text = ANY_TEXT
    each: Member | None = None
    shape: Shape | None = None
    rule: Rule | None = None


def string(text: Text = ANY_TEXT, rule: Rule | None = None) -> Member:
    """A text."""
    return Member(frozenset({str}), "a text in quotation marks", text, rule=rule)


def list_of(each: Member, rule: Rule | None = None) -> Member:
    """A list."""
    return Member(frozenset({list}), "a list in square brackets", each=each, rule=rule)


def object_of(shape: Shape) -> Member:
    """An object."""
    return Member(frozenset({dict}), "an object in curly brackets", shape=shape)


NUMBER = Member(frozenset({int, float}), "a number without quotation marks")
BOOLEAN = Member(frozenset({bool}), "true or false without quotation marks")


def rule(
    code: str, severity: Severity, source: str, advice: str, *, on: Shape, basis: Basis = Basis.SPEC
) -> Callable[[Check], Check]:
    """Make a rule of a function that looks at every object of a shape."""

    def register(check: Check) -> Check:
        on.checks.append((enter(code, severity, source, advice, basis, check.__doc__), check))
        return check

    return register


def also(code: str, *, on: Shape) -> Callable[[Check], Check]:
    """Let a function look at every object of a shape for a rule that there is already."""

    def register(check: Check) -> Check:
        on.checks.append((RULES[code], check))
        return check

    return register
