"""Rules about HTML, hung on what they look at, so that one scan of the tags asks all of them.

`@element_rule` looks at the start tags of some elements, `@attribute_rule` at the values of some attributes, and
`@foreign_rule` at every start tag in a drawing (SVG) or formula (MathML). Rules that the scan itself watches over are
made with `watched`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from feedpub.problem import Severity
from feedpub.rules.grammar import Verdict
from feedpub.rules.rule import Basis, Fault, Rule, enter
from feedpub.rules.tree import Element


class Tag(NamedTuple):
    """A start tag: its name and attributes in small letters, and the tag as it is written, or the element itself."""

    name: str
    attributes: Mapping[str, str]
    written: str
    at: Element | None = None
    foreign: bool = False
    """Whether it stands in a drawing or formula."""


TagCheck = Callable[[Tag], Fault | None]
AttributeCheck = Callable[[str], Fault | None]

ELEMENT_CHECKS: dict[str, list[tuple[Rule, TagCheck]]] = {}
"""The checks of start tags, by the element's name."""
ATTRIBUTE_CHECKS: dict[str, list[tuple[Rule, AttributeCheck]]] = {}
"""The checks of values, by the attribute's name."""
FOREIGN_CHECKS: list[tuple[Rule, TagCheck]] = []
"""The checks of start tags in drawings and formulas."""
RELATIVE: set[Rule] = set()
"""Rules about relative addresses, which are right where there is a base for them."""

Registered = Callable[[TagCheck], TagCheck]
_HTML = "HTML Living Standard"


def watched(code: str, severity: Severity, advice: str, demand: str, *, basis: Basis, source: str = _HTML) -> Rule:
    """Enter a rule that the scan itself watches over."""
    return enter(code, severity, source, advice, basis, demand)


def element_rule(
    code: str, severity: Severity, source: str, advice: str, *, on: Iterable[str], basis: Basis = Basis.POLICY
) -> Registered:
    """Make a rule of a function that looks at the start tags of the elements `on`."""

    def register(check: TagCheck) -> TagCheck:
        made = enter(code, severity, source, advice, basis, check.__doc__)
        for name in on:
            ELEMENT_CHECKS.setdefault(name, []).append((made, check))
        return check

    return register


def foreign_rule(code: str, severity: Severity, source: str, advice: str, *, basis: Basis = Basis.POLICY) -> Registered:
    """Make a rule of a function that looks at the start tags in drawings and formulas."""

    def register(check: TagCheck) -> TagCheck:
        FOREIGN_CHECKS.append((enter(code, severity, source, advice, basis, check.__doc__), check))
        return check

    return register


def attribute_rule(
    code: str, severity: Severity, source: str, advice: str, *, on: Iterable[str], basis: Basis = Basis.POLICY,
    relative: bool = False,
) -> Callable[[AttributeCheck], AttributeCheck]:  # fmt: skip
    """Make a rule of a function that looks at the values of the attributes `on`.

    `relative`: the rule is about addresses that lack a base.
    """

    def register(check: AttributeCheck) -> AttributeCheck:
        made = enter(code, severity, source, advice, basis, check.__doc__)
        if relative:
            RELATIVE.add(made)
        for name in on:
            ATTRIBUTE_CHECKS.setdefault(name, []).append((made, check))
        return check

    return register


MOST = 5
"""Faults against one rule that are told of one content; the sixth tells nothing new."""


class Gathered:
    """What is wrong with one content, in the order in which it was found."""

    def __init__(self, *, based: bool) -> None:
        self.based = based
        self._found: list[tuple[Rule, Fault]] = []
        self._messages: dict[Rule, set[str]] = {}

    def add(self, rule: Rule, fault: Fault | None) -> None:
        """Add a fault, unless the same was told already."""
        if fault is None or (self.based and rule in RELATIVE):
            return
        told = self._messages.setdefault(rule, set())
        if len(told) < MOST and fault.message not in told:
            told.add(fault.message)
            self._found.append((rule, fault))

    def has_enough_of(self, rule: Rule) -> bool:
        """Whether nothing more is told of a rule."""
        return len(self._messages.get(rule, ())) >= MOST

    def verdict(self) -> Verdict:
        """All of it."""
        return tuple(self._found)
