"""Bytes to the values of a JSON Feed, by Python's own parser in C, with nothing raised but UnreadableFeedError.

What JSON forbids ends the reading, as one problem with its place. What it allows and readers choke on (one name twice,
half of a pair of surrogates, a byte order mark) is noted, and judged by the rules of `document`.
"""

import codecs
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

from feedpub.characters import FORBIDDEN
from feedpub.rules.jsonfeed import malformed
from feedpub.rules.patterns import pattern
from feedpub.rules.reading import MAX_BYTES, MAX_DEPTH, UnreadableFeedError

MAX_VALUES = 2_000_000
"""Values in a feed; one of 1,000 full-text items has about 30,000."""
_LONGEST_NUMBER = 400
"""Digits of a number; one with more is beyond what 64 bits of floating point hold, and takes long to convert."""

_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be",
         codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}  # fmt: skip
_ODD_ESCAPE = pattern(r"\\(?:u(?:[dD]|00|[fF]{3})|[bf])")
"""What an escape begins with that may be half of a pair or a control character: only then all are looked at."""
_ESCAPE = pattern(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|(?P<code>u[0-9a-fA-F]{4})|(?P<short>[bf])|.)",
    re.DOTALL,
)
_ODD_BYTES = (pattern(rb"\xc2[\x80-\x9f]"), pattern(rb"\x7f"), pattern(rb"\xef\xbf[\xbd-\xbf]"))
"""In UTF-8 what may be a control character or one that was lost; quicker to look for than in the text."""
_SHORT = {"b": "\b", "f": "\f"}


class Written(NamedTuple):
    """Something in the text of a document, and the offset where it stands."""

    offset: int
    text: str


@dataclass(frozen=True)
class JsonDocument:
    """A JSON document that could be read.

    `text` is what offsets count in. `repeated` are the objects in which a name stands twice, with those names; `halves`
    the escapes that are half of a pair, and `controls` the characters that no feed may carry, escaped or not.
    """

    file: str
    text: str
    value: Any
    encoding: str = "utf-8"
    marked: bool = False
    url: str | None = None
    repeated: list[tuple[dict[str, Any], list[str]]] = field(default_factory=list)
    halves: list[Written] = field(default_factory=list)
    controls: list[Written] = field(default_factory=list)


def read_json(raw: bytes, file: str, url: str | None = None) -> JsonDocument:
    """Read the bytes of a JSON document; `file` is the name that places carry. Raises UnreadableFeedError."""
    if len(raw) > MAX_BYTES:
        message = f"The feed has {len(raw) / 2**20:.0f} MB; more than {MAX_BYTES // 2**20} are not read."
        raise UnreadableFeedError("x-too-large", message, "Put fewer items into it.", b"", 0)
    text, encoding, marked = _decoded(raw)
    _check_size(text)
    halves: list[Written] = []
    controls: list[Written] = []
    if encoding != "utf-8" or any(odd.search(raw) for odd in _ODD_BYTES):
        controls += (Written(found.start(), found.group()) for found in FORBIDDEN.finditer(text))
    if _ODD_ESCAPE.search(text):
        text = _without_halves(text, halves, controls)
    repeated: list[tuple[dict[str, Any], list[str]]] = []
    value = _parsed(text, repeated)
    return JsonDocument(file, text, value, encoding, marked, url, repeated, halves, controls)


def _unreadable(code: str, text: str, words: malformed.Words) -> UnreadableFeedError:
    """The error for a place in a text."""
    message, fix, offset = words
    return UnreadableFeedError(code, message, fix, text.encode(), len(text[:offset].encode()))


def _decoded(raw: bytes) -> tuple[str, str, bool]:
    """The text, its encoding, and whether a byte order mark stood before it (RFC 8259 section 8.1, RFC 7159)."""
    bom, encoding = next(((bom, name) for bom, name in _BOMS.items() if raw.startswith(bom)), (b"", ""))
    body = raw[len(bom) :]
    encoding = encoding or json.detect_encoding(body)
    try:
        return body.decode(encoding), encoding, bool(bom)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            message = f"The feed is in {encoding.upper()}, but some of its bytes are not."
            raise UnreadableFeedError("x-encoding", message, "Save it as UTF-8.", b"", 0) from error
        byte = body[error.start]
        message = f"The byte 0x{byte:02X} is not UTF-8, which JSON is in."
        if guess := bytes([byte]).decode("windows-1252", "ignore"):
            message += f" In Windows-1252 it is “{guess}”."
        raise UnreadableFeedError("x-encoding", message, "Save it as UTF-8.", body, error.start) from error


def _check_size(text: str) -> None:
    """Refuse what would take gigabytes as values; only a text with very many commas is looked at twice."""
    if sum(map(text.count, ",[{")) > MAX_VALUES and sum(map(malformed.STRING.sub("", text).count, ",[{")) > MAX_VALUES:
        message = f"The feed has more than {MAX_VALUES:,} values."
        raise UnreadableFeedError("x-too-large", message, "Put fewer items into it.", b"", 0)


def _without_halves(text: str, halves: list[Written], controls: list[Written]) -> str:
    """The text, as long as it was, with U+FFFD for each half of a pair, which no encoding can write."""

    def noted(found: re.Match[str]) -> str:
        if found["half"]:
            halves.append(Written(found.start(), found.group()))
            return "\\ufffd"
        if found["code"] or found["short"]:
            character = chr(int(found["code"][1:], 16)) if found["code"] else _SHORT[found["short"]]
            if FORBIDDEN.match(character):
                controls.append(Written(found.start(), character))
        return found.group()

    return _ESCAPE.sub(noted, text)


class _NotJsonError(ValueError):
    """A word that Python's parser takes for a number and JSON does not have."""


def _constant(word: str) -> NoReturn:
    raise _NotJsonError(word)


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) < _LONGEST_NUMBER else float(digits)


DECODER = json.JSONDecoder(parse_int=_whole, parse_constant=_constant)
"""Reads one value at an offset of a text that is known to be JSON."""


def _parsed(text: str, repeated: list[tuple[dict[str, Any], list[str]]]) -> Any:
    def collected(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs):
            counts = Counter(name for name, _ in pairs)
            repeated.append((members, [name for name, count in counts.items() if count > 1]))
        return members

    decoder = json.JSONDecoder(parse_int=_whole, parse_constant=_constant, object_pairs_hook=collected)
    try:
        value = decoder.decode(text)
    except json.JSONDecodeError as error:
        raise _unreadable("j-malformed", text, malformed.explain(text, error)) from error
    except _NotJsonError as error:
        raise _unreadable("j-malformed", text, malformed.explain_word(text, str(error))) from error
    except RecursionError as error:
        raise _unreadable("x-too-deep", text, malformed.explain_depth(text, malformed.offset_of_depth(text))) from error
    # Of what stands under one name twice only the last is among the values: then the text tells how deep it is.
    if (repeated or _is_deep(value)) and (offset := malformed.offset_of_depth(text)):
        raise _unreadable("x-too-deep", text, malformed.explain_depth(text, offset))
    return value


def _is_deep(value: Any) -> bool:
    """Whether values are nested deeper than any feed needs."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        containers = [entry for entry in level if type(entry) is dict or type(entry) is list]
        if not containers:
            return False
        level = [entry for outer in containers for entry in (outer.values() if type(outer) is dict else outer)]
    return True
