"""Findings as problems: how bad each is under a profile, and where it stands."""

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from feedpub.problem import NO_SUBJECT, Problem, Severity, Subject
from feedpub.rules.profiles import PROFILES, SPEC, Profile
from feedpub.rules.rule import Basis, Finding, Rule
from feedpub.rules.tree import Document, Element

SHOWN = 80
"""Characters of an offending value that are shown."""


def severity_of(rule: Rule, profile: Profile) -> Severity | None:
    """How bad a broken rule is: what platforms and policies ask for is an error where a profile says so.

    None for what only other destinations ask for.
    """
    if rule.code in profile.errors:
        return Severity.ERROR
    if rule.basis is Basis.DESTINATION:
        return Severity.WARNING if rule.code in profile.warnings else None
    if rule.basis is not Basis.SPEC and rule.severity is Severity.ERROR:
        return Severity.WARNING
    return rule.severity


def standing(rule: Rule) -> str:
    """How bad a broken rule is, in words: everywhere, and for the destinations to which it matters more."""
    everywhere = severity_of(rule, SPEC)
    parts = [str(everywhere)] if everywhere is not None else []
    for severity in (Severity.ERROR, Severity.WARNING):
        names = [name for name, profile in PROFILES.items() if severity_of(rule, profile) is severity]
        if names and severity is not everywhere and SPEC.name not in names:
            parts.append(f"{severity} for {', '.join(sorted(names))}")
    return "; ".join(parts)


MOST = 100
"""Problems of one rule that are told of one feed; a feed of 100,000 bad items has the same mistake 100,000 times."""

Found = TypeVar("Found")


class Findings(Generic[Found]):
    """What was found wrong with one feed, under a profile, with at most MOST of each rule."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._kept: list[tuple[Rule, Found, Severity]] = []
        self._counts: dict[str, int] = {}

    def add(self, rule: Rule, found: Found) -> None:
        """Take a finding in, if the profile asks for its rule."""
        severity = severity_of(rule, self._profile)
        if severity is None:
            return
        count = self._counts[rule.code] = self._counts.get(rule.code, 0) + 1
        if count <= MOST:
            self._kept.append((rule, found, severity))

    def is_asked(self, rule: Rule) -> bool:
        """Whether the profile asks for a rule."""
        return severity_of(rule, self._profile) is not None

    @property
    def kept(self) -> list[Found]:
        """The findings that are told."""
        return [found for _, found, _ in self._kept]

    def problems(self, problem: Callable[[Rule, Found, Severity], Problem]) -> list[Problem]:
        """All as problems, in the order of their places; the last of a rule that has more says how many."""
        last = {rule.code: index for index, (rule, _, _) in enumerate(self._kept)}
        made = [problem(*kept) for kept in self._kept]
        for code, count in self._counts.items():
            if count > MOST:
                index = last[code]
                more = f"{made[index].message} The same is wrong {count - MOST:,} more times."
                made[index] = replace(made[index], message=more)
        return sorted(made)


def problem_in(document: Document) -> Callable[[Rule, Finding, Severity], Problem]:
    """What makes problems with their places of the findings in a document."""

    def problem(rule: Rule, finding: Finding, severity: Severity) -> Problem:
        place = document.place(_offset(document, finding))
        return Problem(place, rule.code, finding.message, finding.fix or rule.advice, severity, _subject(finding))

    return problem


def _offset(document: Document, finding: Finding) -> int:
    if not isinstance(finding.at, Element):
        return finding.at
    if finding.attribute:
        return document.offset_of_attribute(finding.at, finding.attribute)
    if finding.snippet:
        return document.offset_of_text(finding.at, finding.snippet)
    return finding.at.offset


def _subject(finding: Finding) -> Subject:
    if not isinstance(finding.at, Element):
        return NO_SUBJECT
    element = finding.at
    path = f"{element.path}/@{finding.attribute.rpartition(' ')[2]}" if finding.attribute else element.path
    value = finding.snippet or (element.attributes.get(finding.attribute, "") if finding.attribute else "")
    return Subject(path, element.item_title, cut_short(value))


def cut_short(value: str) -> str:
    """A value in one line of at most SHOWN characters."""
    line = " ".join(value.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
