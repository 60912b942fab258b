"""A JSON Feed as a document: its encoding, its names, its size, its address, and whether it is a feed at all."""

from collections.abc import Iterator
from typing import Any

from feedpub.characters import describe_forbidden
from feedpub.problem import Severity
from feedpub.rules import documents, serving
from feedpub.rules.jsonfeed.grammar import Finding
from feedpub.rules.jsonfeed.positions import DEEPEST, Path
from feedpub.rules.jsonfeed.reading import JsonDocument
from feedpub.rules.rule import RULES, Basis, Rule, enter

_JSON = "RFC 8259"

enter(
    "j-malformed",
    Severity.ERROR,
    f"{_JSON} section 2",
    "Use a program to write the JSON.",
    Basis.SPEC,
    "A JSON Feed is JSON.",
)
MARK = enter(
    "j-bom",
    Severity.ERROR,
    f"{_JSON} section 8.1",
    "Save it as UTF-8 without a byte order mark (BOM).",
    Basis.SPEC,
    "The feed does not begin with a byte order mark.",
)
REPEATED = enter(
    "j-duplicate",
    Severity.ERROR,
    f"{_JSON} section 4",
    "Keep one of them.",
    Basis.SPEC,
    "Each name appears in an object only once.",
)
HALF = enter(
    "j-surrogate",
    Severity.ERROR,
    f"{_JSON} section 8.2",
    "Write the character itself, in UTF-8.",
    Basis.SPEC,
    "An escaped character beyond U+FFFF is written with both of its halves.",
)
CONTROL = enter(
    "j-control",
    Severity.WARNING,
    "Unicode; XML 1.0 section 2.2",
    "Delete it; it often slips in when text is pasted.",
    Basis.POLICY,
    "No text contains a control or replacement character.",
)


def findings(document: JsonDocument) -> Iterator[tuple[Rule, Finding]]:
    """What is wrong with a document as a whole."""
    if document.marked:
        yield MARK, Finding(0, "The feed begins with a byte order mark, so many programs cannot read it.")
    if document.encoding != "utf-8":
        message = f"The feed is in {document.encoding.upper()}; some readers know UTF-8 only."
        yield RULES["x-not-utf8"], Finding(0, message)
    if len(document.text) > serving.LARGE:
        message = f"The feed has {len(document.text) / 2**20:.1f} MB; some readers refuse more than 5.0 MB."
        yield RULES["s-size"], Finding(0, message)
    for path, name in _repeated(document):
        yield (
            REPEATED,
            Finding(path, f"“{name[:40]}” appears in one object twice; readers may take either.", named=True),
        )
    for offset, escape in document.halves:
        yield HALF, Finding(offset, f"{escape} is half of a character; many programs refuse the feed.")
    for offset, character in document.controls:
        yield CONTROL, Finding(offset, *describe_forbidden(character))
    if is_feed(document.value):
        yield from _own_address(document)
    else:
        yield _not_a_feed(document.value)


def _repeated(document: JsonDocument) -> Iterator[tuple[Path, str]]:
    """The members whose name stands in their object twice."""
    names = {id(found): repeated for found, repeated in document.repeated}
    pending: list[tuple[Path, Any]] = [((), document.value)] if names else []
    while pending:
        path, value = pending.pop()
        for name in names.get(id(value), ()):
            yield (*path, name), name
        if len(path) < DEEPEST:
            steps = value.items() if isinstance(value, dict) else enumerate(value)
            pending += [((*path, step), inner) for step, inner in steps if isinstance(inner, dict | list)]


def is_feed(value: object) -> bool:
    """Whether a value means to be a JSON Feed: it says so, or it has what only a feed has."""
    if not isinstance(value, dict):
        return False
    version = value.get("version")
    return (isinstance(version, str) and "jsonfeed" in version.lower()) or "items" in value


def _not_a_feed(value: object) -> tuple[Rule, Finding]:
    """The finding for a document that is not a feed."""
    fix = 'Begin it with {"version": "https://jsonfeed.org/version/1.1", "title": …, "items": […]}.'
    if isinstance(value, list):
        return documents.NOT_A_FEED, Finding((), "This is a list; a JSON Feed is an object that contains one.", fix)
    message = "This is JSON, but not a JSON Feed: it has neither a JSON Feed's version nor items."
    return documents.NOT_A_FEED, Finding((), message, fix)


def _own_address(document: JsonDocument) -> Iterator[tuple[Rule, Finding]]:
    """Whether the feed knows the address that it is served from."""
    said = document.value.get("feed_url")
    if document.url is not None and isinstance(said, str) and said.strip() and said != document.url:
        message = f"The feed calls itself {said[:100]}, but is served from {document.url[:100]}."
        yield RULES["s-self"], Finding(("feed_url",), message, f"Write {document.url}", said)
