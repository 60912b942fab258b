"""What a rule is: one thing that a feed is judged by, with its code, its source, and what to do about it.

A rule is a function with a decorator. `@rule` looks at elements of one shape (see `grammar`), `@value_rule` at a text
wherever the shapes name it, `@document_rule` at the document as a whole. The first line of the function's docstring is
what the rule demands; `feedpub rules` and docs/rules.md are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from feedpub.problem import Severity
from feedpub.rules.tree import Document, Element


class Basis(StrEnum):
    """Where a rule comes from. A profile decides whether platforms' rules and policies are errors.

    What only one destination asks for is not judged at all under the profiles of others.
    """

    SPEC = "specification"
    PLATFORM = "platform"
    POLICY = "policy"
    DESTINATION = "destination"


class Rule(NamedTuple):
    """One rule: what it demands, how bad it is when broken, who says so, and what to do."""

    code: str
    severity: Severity
    source: str
    demand: str
    advice: str
    basis: Basis = Basis.SPEC


class Finding(NamedTuple):
    """Where a rule is broken: an element, or an offset of the document; an attribute of it, or a part of its text.

    `fix` stands in for the rule's advice where more can be told.
    """

    at: Element | int
    message: str
    fix: str = ""
    attribute: str = ""
    snippet: str = ""


class Fault(NamedTuple):
    """What is wrong with a text, the part of it that is meant, and what to write instead of the rule's advice.

    `at` is the element that is meant, where it is one inside the element that was judged.
    """

    message: str
    fix: str = ""
    snippet: str = ""
    at: Element | None = None


ElementCheck = Callable[[Element], Iterator[Finding]]
DocumentCheck = Callable[[Document], Iterator[Finding]]
ValueCheck = Callable[[str], Fault | None]

RULES: dict[str, Rule] = {}
"""Every rule by its code; complete when all modules of rules are imported."""

DOCUMENT_CHECKS: list[tuple[Rule, DocumentCheck]] = []
"""The rules about documents as a whole."""


class ValueRule(NamedTuple):
    """A rule about a text, for a shape to name."""

    rule: Rule
    check: ValueCheck


def enter(code: str, severity: Severity, source: str, advice: str, basis: Basis, demand: str | None) -> Rule:
    """Enter a rule into the table; Python without docstrings (-OO) has no demands. Raises ValueError if it is there."""
    if code in RULES:
        raise ValueError(f"The rule {code} is there already.")
    first, *_ = (demand or "").strip().splitlines() or [""]
    RULES[code] = made = Rule(code, severity, source, first, advice, basis)
    return made


def value_rule(
    code: str, severity: Severity, source: str, advice: str, basis: Basis = Basis.SPEC
) -> Callable[[ValueCheck], ValueRule]:
    """Make a rule of a function from a text to what is wrong with it, or None."""
    return lambda check: ValueRule(enter(code, severity, source, advice, basis, check.__doc__), check)


def document_rule(
    code: str, severity: Severity, source: str, advice: str, basis: Basis = Basis.SPEC
) -> Callable[[DocumentCheck], DocumentCheck]:
    """Make a rule of a function from a document to what is wrong with it."""

    def register(check: DocumentCheck) -> DocumentCheck:
        DOCUMENT_CHECKS.append((enter(code, severity, source, advice, basis, check.__doc__), check))
        return check

    return register
