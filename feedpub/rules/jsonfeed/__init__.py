"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): bytes to problems, with the rules that other formats have too.

The values are read by Python's parser in C; where they stand in the text is looked up for problems alone.
"""

from collections import Counter

from feedpub.problem import Problem, Subject
from feedpub.rules.jsonfeed import document as documents
from feedpub.rules.jsonfeed import feeds, items
from feedpub.rules.jsonfeed.grammar import Finding
from feedpub.rules.jsonfeed.positions import Path, Positions, paths_at, shown
from feedpub.rules.jsonfeed.reading import JsonDocument, read_json
from feedpub.rules.jsonfeed.shapes import FEED
from feedpub.rules.jsonfeed.walk import Walk
from feedpub.rules.profiles import Profile
from feedpub.rules.rule import Rule
from feedpub.rules.verdict import cut_short, severity_of

__all__ = ["feeds", "items", "validate_json"]


def validate_json(content: bytes, file: str, profile: Profile, url: str | None = None) -> list[Problem]:
    """Judge the bytes of a JSON Feed. Raises UnreadableFeedError for what is not JSON."""
    document = read_json(content, file, url)
    found = _found(document)
    if not found:
        return []
    positions = Positions(document, (finding.at for _, finding in found if isinstance(finding.at, tuple)))
    paths = paths_at(document.text, (finding.at for _, finding in found if isinstance(finding.at, int)))
    return sorted(
        Problem(
            positions.place(_offset(positions, finding)),
            rule.code,
            finding.message,
            finding.fix or rule.advice,
            severity,
            _subject(document, paths, finding),
        )
        for rule, finding in found
        if (severity := severity_of(rule, profile)) is not None
    )


MOST = 1000
"""Findings of one rule that are told one by one; a feed in which all is wrong is understood by then."""


def _found(document: JsonDocument) -> list[tuple[Rule, Finding]]:
    found: dict[str, list[tuple[Rule, Finding]]] = {}
    more: Counter[str] = Counter()

    def report(rule: Rule, finding: Finding) -> None:
        told = found.setdefault(rule.code, [])
        if len(told) < MOST:
            told.append((rule, finding))
        else:
            more[rule.code] += 1

    for rule, finding in documents.findings(document):
        report(rule, finding)
    if documents.is_feed(document.value):
        Walk(report).judge(document.value, FEED)
    for code, count in more.items():
        rule, last = found[code][-1]
        found[code][-1] = rule, last._replace(message=f"{last.message} So are {count:,} more.")
    return [one for told in found.values() for one in told]


def _offset(positions: Positions, finding: Finding) -> int:
    if isinstance(finding.at, int):
        return finding.at
    if finding.named:
        return positions.span(finding.at).name
    return positions.offset_of(finding.at, finding.snippet)


def _subject(document: JsonDocument, paths: dict[int, Path], finding: Finding) -> Subject:
    path = paths[finding.at] if isinstance(finding.at, int) else finding.at
    return Subject(shown(path), _item_title(document, path), cut_short(finding.snippet))


def _item_title(document: JsonDocument, path: Path) -> str:
    """The title of the item that a path leads into; empty if it leads into none, or the item has none."""
    if len(path) < 2 or path[0] != "items":
        return ""
    item = document.value["items"][path[1]]
    title = item.get("title") if isinstance(item, dict) else None
    return " ".join(title.split()) if isinstance(title, str) else ""
