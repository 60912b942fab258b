"""Character references in HTML: those that there are none of, and markup that was escaped twice."""

import re
from html.entities import html5

from feedpub.problem import Severity
from feedpub.rules.html.gather import Gathered, watched
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault
from feedpub.rules.values.markup import ELEMENTS

REFERENCE = watched(
    "h-reference",
    Severity.WARNING,
    "Write the character itself, or &amp; for a literal &.",
    "Every character reference names a character that exists.",
    basis=Basis.SPEC,
    source="HTML Living Standard section 13.5, 13.2.5.80",
)
ESCAPED_TWICE = watched(
    "h-cdata-escaped",
    Severity.WARNING,
    "Escape it once: either in CDATA, or with &lt; and &amp;",
    "HTML is escaped once: either it is in CDATA, or its < and & are escaped.",
    basis=Basis.SPEC,
    source="RSS 2.0, encoding examples; RFC 4287 section 3.1.1.2",
)

_NAMED = pattern(r"&([A-Za-z][A-Za-z0-9]*+;)")
_NUMBER = pattern(r"&#(?:[xX]([0-9A-Fa-f]++)|([0-9]++));?")
_KNOWN = frozenset(html5)
_ESCAPED_TAG = pattern(r"&lt;(/?)([A-Za-z][A-Za-z0-9]*+)(?=\s|/|&gt;|>)", re.IGNORECASE)


def judge_references(text: str, gathered: Gathered) -> None:
    """Judge the references of a text that has some."""
    unknown = set(_NAMED.findall(text)) - _KNOWN
    for name in sorted(unknown)[:5]:
        message = f"There is no character called &{name[:30]}"
        gathered.add(REFERENCE, Fault(message, snippet=f"&{name}"))
    if "&#" in text:
        _judge_numbers(text, gathered)
    if "<" not in text and "&lt;" in text:
        _judge_escaped_tags(text, gathered)


def _judge_numbers(text: str, gathered: Gathered) -> None:
    for found in _NUMBER.finditer(text):
        written = found.group()[:20]
        code = _code(*found.groups())
        if code < 0x20 and code not in {9, 10, 13}:
            gathered.add(REFERENCE, Fault(f"{written} is not a character that text may contain.", "", written))
        elif 0x7F <= code <= 0x9F:
            gathered.add(REFERENCE, _meant(written, code))
        elif code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE:
            gathered.add(REFERENCE, Fault(f"There is no character {written}.", "", written))


def _code(digits: str | None, decimal: str | None) -> int:
    """The number of a reference; one that no character has if it is long."""
    if digits is not None:
        return int(digits, 16) if len(digits) < 16 else 0x110000
    return int(decimal) if decimal is not None and len(decimal) < 16 else 0x110000


def _meant(written: str, code: int) -> Fault:
    """The fault of a reference to a control character: the number is that of a character in Windows-1252."""
    character = bytes([code]).decode("windows-1252", "ignore")
    message = f"{written} is a control character, which some readers show as a box."
    return Fault(message, f"Write {character} or &#{ord(character)};" if character else "", written)


def _judge_escaped_tags(text: str, gathered: Gathered) -> None:
    """A content without tags that begins with an escaped one, or has an escaped start and end tag."""
    seen: set[str] = set()
    start = len(text) - len(text.lstrip())
    for found in _ESCAPED_TAG.finditer(text):
        slash, name = found.group(1), found.group(2).lower()
        if name not in ELEMENTS:
            continue
        if found.start() == start or (slash and name in seen):
            message = f"Readers show “<{slash}{name}>” as text; the tags were escaped twice."
            gathered.add(ESCAPED_TWICE, Fault(message, snippet=found.group()))
            return
        seen.add(name)
