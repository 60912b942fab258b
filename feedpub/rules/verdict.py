"""Findings as problems: how bad each is under a profile, and where it stands."""

from feedpub.problem import NO_SUBJECT, Problem, Severity, Subject
from feedpub.rules.profiles import Profile
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


def problem_of(document: Document, rule: Rule, finding: Finding, severity: Severity) -> Problem:
    """A finding in a document as a problem with its place."""
    place = document.place(_offset(document, finding))
    return Problem(place, rule.code, finding.message, finding.fix or rule.advice, severity, _subject(finding))


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
