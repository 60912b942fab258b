"""The shape of a feed: which elements an element may hold, how often, with which attributes and which text.

Each specification's module writes its elements down as shapes, and the modules of namespaces that live in other
formats add theirs to those of RSS and Atom (`Shape.admit`). `@rule` hangs a further check on a shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from feedpub.problem import Severity
from feedpub.rules.names import ATOM, Namespace
from feedpub.rules.rule import Basis, ElementCheck, Fault, Rule, ValueRule, enter
from feedpub.rules.tree import Element

Verdict = tuple[tuple[Rule, Fault], ...]
"""What is wrong with a text: the rules that it breaks, and how."""
Judge = Callable[[str], Verdict]
Recogniser = Callable[[str], object]
"""Tells texts that are certainly right at a glance; of others it says nothing."""


class Blank(Enum):
    """What it means that a text is empty or all white space."""

    ALLOWED = "allowed"
    WARNING = "warning"
    JUDGED = "judged"
    """The text's own rules say."""


class Text(NamedTuple):
    """A text that an element or attribute holds, and the judge of it; None lets any text be.

    `plain` tells texts that break no rule at a glance: what it matches is not judged.
    """

    judge: Judge | None = None
    blank: Blank = Blank.WARNING
    rules: tuple[ValueRule, ...] = ()
    plain: Recogniser | None = None

    def if_blank(self, blank: Blank) -> Text:
        """The same text, but for what it means that it is empty."""
        return self._replace(blank=blank)


is_not_blank: Recogniser = str.strip
"""Tells texts that hold more than white space; nothing in Python is quicker."""
CACHED = 2**10
"""Texts that a judge remembers: a feed's formats carry the same ones, and rules ask for dates again."""


def text(*rules: ValueRule, blank: Blank = Blank.WARNING, plain: re.Pattern[str] | Recogniser | None = None) -> Text:
    """A text that is judged by these rules, in this order; after the first error the others are not asked.

    `plain` tells texts that break none of the rules: most texts of most feeds, so that they cost little.
    """
    if not rules:
        return Text(None, blank, plain=is_not_blank)

    @lru_cache(CACHED)
    def judge(value: str) -> Verdict:
        found: list[tuple[Rule, Fault]] = []
        for rule, check in rules:
            fault = check(value)
            if fault is not None:
                found.append((rule, fault))
                if rule.severity is Severity.ERROR:
                    break
        return tuple(found)

    return Text(judge, blank, rules, plain if plain is None or callable(plain) else plain.fullmatch)


ANY_TEXT = Text(None, plain=is_not_blank)
"""Text that nothing is asked of but that there is some."""
OPTIONAL_TEXT = Text(None, Blank.ALLOWED, plain=bool)


class Attribute(NamedTuple):
    """An attribute: its text, whether it has to be there, and what it mostly is."""

    text: Text = ANY_TEXT
    required: bool = False
    usual: str = "…"


class Occurs(Enum):
    """How often an element may stand in another."""

    ONCE = "once"
    AT_MOST_ONCE = "at most once"
    ANY = "any number of times"
    AT_LEAST_ONCE = "at least once"


VALUES = ("url", "href", "uri", "srcset", "text", "term")
"""Attributes that say what the whole element says: an address, a name."""
REQUIRED = {Occurs.ONCE, Occurs.AT_LEAST_ONCE}
SINGLE = {Occurs.ONCE, Occurs.AT_MOST_ONCE}


Condition = Callable[[Sequence[str]], bool]
"""Tells from the names of what an element has whether there is anything to look at.

They are the tags of those children that belong there, and the names of its attributes, each after an @.
"""
Glance = Callable[[Element], object]
"""Tells elements that are certainly right at a glance; of others it says nothing."""


def having(*names: str) -> Condition:
    """Whether an element has a child or an attribute of one of these names."""
    wanted = frozenset(names)
    return lambda there: not wanted.isdisjoint(there)


def lacking(*names: str) -> Condition:
    """Whether an element lacks a child or an attribute of at least one of these names."""
    wanted = frozenset(names)
    return lambda there: not wanted.issubset(there)


def having_several(tag: str) -> Condition:
    """Whether an element has more than one child with this tag."""
    return lambda there: there.count(tag) > 1


class Check(NamedTuple):
    """A rule that looks at the elements of a shape; if `when` is given, at those that it is true of.

    `unless` tells at a glance elements that certainly do not break it; rules that share one are skipped together.
    """

    rule: Rule
    run: ElementCheck
    when: Condition | None = None
    unless: Glance | None = None


@dataclass(eq=False)
class Shape:
    """What an element looks like. `text` is None for an element that contains no text of its own.

    `children` and `required` are by tag; `open` lets any element in, unjudged (foreign markup, XHTML). `attributes`
    None lets any attribute in. `source` is the section of the specification that says all this. `judge` looks at
    elements whose text depends on an attribute, such as Atom's `type`. `value` is the attribute that a text inside the
    element was meant for; it is found for elements that hold none. With `guests`, elements of other namespaces that
    have no place there may stand in it: readers see none of them. `like` is a shape whose children of other namespaces
    than Atom's may stand in it too.
    """

    text: Text | None = None
    attributes: Mapping[str, Attribute] | None = field(default_factory=dict)
    children: dict[str, tuple[Occurs, Shape]] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    open: bool = False
    source: str = ""
    judge: Callable[[Element], Verdict] | None = None
    checks: list[Check] = field(default_factory=list)
    value: str = ""
    guests: bool = False
    like: Shape | None = None

    def __post_init__(self) -> None:
        attributes = self.attributes or {}
        self.required_attributes = {name: attr.usual for name, attr in attributes.items() if attr.required}
        if self.text is None and not self.value:
            self.value = next((name for name in VALUES if name in attributes), "")
        self.required = [tag for tag, (occurs, _) in self.children.items() if occurs in REQUIRED]

    def child(self, tag: str) -> Child | None:
        """How often a child with this tag may stand in it, and its shape; None if it has no place there."""
        found = self.children.get(tag)
        if found is None and self.like is not None and not tag.startswith(ATOM.uri):
            return self.like.children.get(tag)
        return found

    def holds(self, name: str) -> Text:
        """What its attribute of this name holds. Raises KeyError."""
        return (self.attributes or {})[name].text

    def admit(self, namespace: Namespace, children: Mapping[str, Child]) -> None:
        """Let elements of a namespace, by their local names, stand in elements of this shape."""
        VOCABULARIES.setdefault(namespace.uri, {})
        for local, (occurs, shape) in children.items():
            tag = namespace(local)
            self.children[tag] = (occurs, shape)
            VOCABULARIES[namespace.uri].setdefault(local, []).append(self)
            if occurs in REQUIRED and tag not in self.required:
                self.required.append(tag)


Child = tuple[Occurs, Shape]

VOCABULARIES: dict[str, dict[str, list[Shape]]] = {}
"""Every element that is known, by its namespace's URI and its local name: the shapes that it may stand in."""


def once(shape: Shape) -> Child:
    """An element that has to be there, once."""
    return Occurs.ONCE, shape


def optional(shape: Shape) -> Child:
    """An element that may be there, once."""
    return Occurs.AT_MOST_ONCE, shape


def many(shape: Shape) -> Child:
    """An element that may be there any number of times."""
    return Occurs.ANY, shape


def some(shape: Shape) -> Child:
    """An element that has to be there at least once."""
    return Occurs.AT_LEAST_ONCE, shape


def rule(  # noqa: PLR0913 - all that tells a rule, most of it by name
    code: str,
    severity: Severity,
    source: str,
    advice: str,
    *,
    on: Shape | Iterable[Shape],
    basis: Basis = Basis.SPEC,
    when: Condition | None = None,
    unless: Glance | None = None,
) -> Callable[[ElementCheck], ElementCheck]:
    """Make a rule of a function that looks at every element of the shapes `on`.

    `when` tells of which of them it has to be asked at all: `having` or `lacking` some children or attributes. `unless`
    tells at a glance which of them are certainly right: most of most feeds.
    """
    shapes = [on] if isinstance(on, Shape) else list(on)

    def register(check: ElementCheck) -> ElementCheck:
        made = enter(code, severity, source, advice, basis, check.__doc__)
        for shape in shapes:
            shape.checks.append(Check(made, check, when, unless))
        return check

    return register
