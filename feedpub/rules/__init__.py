"""The validator: any RSS, Atom or JSON feed judged by the specifications, one module a specification."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from feedpub.problem import Place, Problem
from feedpub.rules import atom, documents, extensions, rss, serving
from feedpub.rules.files import Files
from feedpub.rules.grammar import Shape
from feedpub.rules.names import ATOM
from feedpub.rules.profiles import OWN, PROFILES, SPEC, Profile
from feedpub.rules.reading import UnreadableFeedError, looks_like_json, read_xml
from feedpub.rules.rule import DOCUMENT_CHECKS, RULES, Finding, Rule
from feedpub.rules.structure import Walk
from feedpub.rules.tree import Document, line_and_column
from feedpub.rules.verdict import Findings, problem_in

__all__ = ["PROFILES", "Files", "Profile", "every_rule", "serving", "validate"]

ROOTS: dict[str, Shape] = {"rss": rss.RSS, ATOM("feed"): atom.FEED, ATOM("entry"): atom.ENTRY}
"""The shapes of the documents that are feeds, by the tag of their first element."""


def validate(
    content: bytes,
    file: str = "feed",
    *,
    profile: Profile = SPEC,
    url: str | None = None,
    files: Files | None = None,
    previous: bytes | None = None,
    now: datetime | None = None,
) -> list[Problem]:
    """Judge the bytes of a feed, and return all that is wrong with it in the order of its lines.

    `file` is the name that problems carry; `url` is where the feed is served from, if that is known. `files` are those
    beside it, `previous` the bytes of the feed that subscribers have and `now` the instant (in UTC) as of which it is
    judged, for rules that need them. Nothing is raised for any bytes, nothing is fetched, and the time is in proportion
    to their number.
    """
    with _without_collector():
        try:
            if looks_like_json(content):
                from feedpub.rules.jsonfeed import validate_json  # noqa: PLC0415 - most feeds are XML

                return validate_json(content, file, profile, url, files, previous, now)
            document = replace(read_xml(content, file, url), files=files, previous=previous, now=now)
        except UnreadableFeedError as error:
            place = Place(file, *line_and_column(error.content, error.offset))
            return [Problem(place, error.code, error.message, error.fix)]
        return _judge(document, profile)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for garbage while a tree grows: there is none, and looking doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def every_rule() -> dict[str, Rule]:
    """All rules by their codes."""
    extensions.load_all()
    return RULES


def _judge(document: Document, profile: Profile) -> list[Problem]:
    namespaces = {declaration.uri for declaration in document.declarations}
    extensions.load(namespaces, destinations=profile not in {SPEC, OWN})
    if document.files is not None or document.previous is not None:
        extensions.load_beside()
    if document.now is not None:
        extensions.load_clock()
    findings: Findings[Finding] = Findings(profile)
    for rule, check in DOCUMENT_CHECKS:
        for finding in check(document):
            findings.add(rule, finding)
    shape = ROOTS.get(document.root.tag)
    if shape is None:
        findings.add(documents.NOT_A_FEED, documents.not_a_feed(document.root))
    else:
        Walk(findings.add, shape, findings.is_asked).judge(document.root, shape)
    return findings.problems(problem_in(document))
