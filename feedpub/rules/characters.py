"""What a wrong encoding leaves behind in a document: characters that stand for none, and letters that are two."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Finding, document_rule
from feedpub.rules.tree import Document, Element

_CONTROL = pattern(rb"\xc2[\x80-\x9f]")
_REFERENCE = pattern(rb"&#(?:1(?:2[89]|[345][0-9])|[xX][89][0-9A-Fa-f]|65533|[xX][fF]{3}[dD]);")
_NO_CHARACTER = "\ufffd".encode()
_REPLACED = pattern(re.escape(_NO_CHARACTER))
_TWICE = pattern(rb"\xc3(?:[\x82\x83]\xc2[\xa1-\xa9\xac-\xb9\xbc-\xbf]|\xa2\xe2\x82\xac)[^\x00-\x7f]{0,60}")
_ALWAYS_THERE = {_CONTROL: b"\xc2", _REFERENCE: b"#", _REPLACED: _NO_CHARACTER, _TWICE: b"\xc3"}
"""What is in all that a pattern finds; looking for it alone takes a fraction of the time."""
_LOOKED_AT = 50
"""Places of one document that are looked at: one mistake is behind them all."""


@document_rule(
    "x-control", Severity.WARNING, "XML 1.0 section 2.2", "Read the text in the encoding that it was written in."
)
def _nothing_left_over(document: Document) -> Iterator[Finding]:
    """The text has no control or replacement character (U+0080 to U+009F, U+FFFD), the mark of a wrong encoding."""
    for element, written in _found(document, [_CONTROL, _REFERENCE, _REPLACED]):
        character = _character(written)
        meant = character.encode("latin-1").decode("windows-1252", "ignore") if character < "\xa0" else ""
        fix = f"It was “{meant}” in Windows-1252: decode it as that." if meant else ""
        message = f"The character U+{ord(character):04X} shows as nothing or as a box."
        yield Finding(element, message, fix, snippet=character)


@document_rule(
    "x-mojibake", Severity.WARNING, "XML 1.0 section 4.3.3", "Read the text in the encoding that it was written in."
)
def _encoded_once(document: Document) -> Iterator[Finding]:
    """No text is UTF-8 misread as Windows-1252 (é shown as Ã©)."""
    for element, written in _found(document, [_TWICE]):
        text = written.decode(errors="ignore")
        try:
            meant = text.encode("windows-1252").decode()
        except UnicodeError:
            meant = ""
        yield Finding(
            element,
            f"“{text[:20]}” is UTF-8 that was read as Windows-1252.",
            f"Write “{meant}”." if meant else "",
            snippet=text,
        )


def _found(document: Document, patterns: list[re.Pattern[bytes]]) -> Iterator[tuple[Element, bytes]]:
    """The elements in which a pattern is found, each once, with what is found first."""
    told: set[int] = set()
    for looked_for in patterns:
        if _ALWAYS_THERE[looked_for] not in document.content:
            continue
        for count, found in enumerate(looked_for.finditer(document.content)):
            if count == _LOOKED_AT:
                break
            element = _element_at(document.root, found.start())
            written = found.group()
            if id(element) in told or (written.startswith(b"&") and _in_cdata(document.content, found.start())):
                continue
            told.add(id(element))
            yield element, written


def _element_at(element: Element, offset: int) -> Element:
    """The element in whose tag or text an offset is."""
    while index := bisect_right(element.children, offset, key=lambda child: child.offset):
        element = element.children[index - 1]
    return element


def _in_cdata(content: bytes, offset: int) -> bool:
    """Whether an offset is in a CDATA section, where a reference is a part of the text."""
    return content.rfind(b"<![CDATA[", 0, offset) > content.rfind(b"]]>", 0, offset)


def _character(written: bytes) -> str:
    if not written.startswith(b"&"):
        return written.decode()
    digits = written[2:-1].decode().lower()
    return chr(int(digits[1:], 16) if digits.startswith("x") else int(digits))
