"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): bytes to problems, with the rules that other formats have too.

The values are read by Python's parser in C; where they stand in the text is looked up for problems alone.
"""

from collections.abc import Callable
from datetime import datetime

from feedpub.problem import Problem, Severity, Subject
from feedpub.rules.files import Files
from feedpub.rules.jsonfeed import document as documents
from feedpub.rules.jsonfeed import feeds, items
from feedpub.rules.jsonfeed.grammar import Finding
from feedpub.rules.jsonfeed.positions import Path, Positions, paths_at, shown
from feedpub.rules.jsonfeed.reading import JsonDocument, read_json
from feedpub.rules.jsonfeed.shapes import FEED
from feedpub.rules.jsonfeed.walk import Walk
from feedpub.rules.profiles import Profile
from feedpub.rules.rule import Rule
from feedpub.rules.verdict import Findings, cut_short

__all__ = ["feeds", "items", "validate_json"]


def validate_json(
    content: bytes,
    file: str,
    profile: Profile,
    url: str | None = None,
    files: Files | None = None,
    previous: bytes | None = None,
    now: datetime | None = None,
) -> list[Problem]:
    """Judge the bytes of a JSON Feed. Raises UnreadableFeedError for what is not JSON."""
    document = read_json(content, file, url)
    findings: Findings[Finding] = Findings(profile)
    for rule, finding in documents.findings(document):
        findings.add(rule, finding)
    if documents.is_feed(document.value):
        Walk(findings.add).judge(document.value, FEED)
        if files is not None or previous is not None:
            from feedpub.rules.jsonfeed import beside  # noqa: PLC0415 - most feeds are judged alone

            for rule, finding in beside.findings(document, files, previous):
                findings.add(rule, finding)
        if now is not None:
            from feedpub.rules.jsonfeed import clock  # noqa: PLC0415 - feeds of one's own are judged without a clock

            for rule, finding in clock.findings(document, now):
                findings.add(rule, finding)
    if not findings.kept:
        return []
    return findings.problems(_problem_in(document, [finding.at for finding in findings.kept]))


def _problem_in(document: JsonDocument, ats: list[Path | int]) -> Callable[[Rule, Finding, Severity], Problem]:
    """What makes problems with their places of findings at these paths and offsets."""
    positions = Positions(document, (at for at in ats if isinstance(at, tuple)))
    paths = paths_at(document.text, (at for at in ats if isinstance(at, int)))

    def problem(rule: Rule, finding: Finding, severity: Severity) -> Problem:
        place = positions.place(_offset(positions, finding))
        path = paths[finding.at] if isinstance(finding.at, int) else finding.at
        subject = Subject(shown(path), _item_title(document, path), cut_short(finding.snippet))
        return Problem(place, rule.code, finding.message, finding.fix or rule.advice, severity, subject)

    return problem


def _offset(positions: Positions, finding: Finding) -> int:
    if isinstance(finding.at, int):
        return finding.at
    if finding.named:
        return positions.span(finding.at).name
    return positions.offset_of(finding.at, finding.snippet)


def _item_title(document: JsonDocument, path: Path) -> str:
    """The title of the item that a path leads into; empty if it leads into none, or the item has none."""
    if len(path) < 2 or path[0] != "items" or not isinstance(path[1], int):
        return ""
    # What stands under one name twice has paths in the text that the values lack.
    items = document.value.get("items") if isinstance(document.value, dict) else None
    item = items[path[1]] if isinstance(items, list) and path[1] < len(items) else None
    title = item.get("title") if isinstance(item, dict) else None
    return " ".join(title.split()) if isinstance(title, str) else ""
