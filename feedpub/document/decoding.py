"""Bytes to text: a file of an editor's is UTF-8, and every character in it is one that a feed may carry."""

from __future__ import annotations

from itertools import islice

from feedpub.characters import FORBIDDEN, GARBLED, describe_forbidden, ungarble
from feedpub.problem import Place, Problem, Severity

MAX_FORBIDDEN = 20
"""How many control characters of one file are told; a binary file has thousands."""

_UTF8_FIX = "Open it in your editor and save it with the encoding UTF-8."
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class UnreadableDocumentError(Exception):
    """The rest of the file cannot be understood; holds the problem."""

    def __init__(self, place: Place, code: str, message: str, fix: str = "") -> None:
        self.problem = Problem(place, code, message, fix)
        super().__init__(message)


def decode(raw: bytes, file: str, problems: list[Problem]) -> str:
    """The text of a file's bytes; what is odd about them is added to `problems`. Raises UnreadableDocumentError."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableDocumentError(Place(file, 1, 1), "not-utf8", "The file is saved as UTF-16.", _UTF8_FIX)
    if raw.startswith(_BYTE_ORDER_MARK):
        raw = raw.removeprefix(_BYTE_ORDER_MARK)
        message = "The file begins with an invisible byte order mark, which some programs stumble over."
        fix = "Save it as “UTF-8”, not “UTF-8 with BOM”."
        problems.append(Problem(Place(file, 1, 1), "byte-order-mark", message, fix, Severity.WARNING))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(raw, error.start, file) from error
    _check_characters(text, file, problems)
    return text


def garbled(text: str, place: Place) -> Problem:
    """The warning for text that went through a wrong encoding."""
    meant = ungarble(text)
    message = f"“{text}” looks like “{meant}”, garbled by a wrong encoding."
    return Problem(place, "garbled-text", message, f"Type “{meant}” in its place.", Severity.WARNING)


def _not_utf8(raw: bytes, position: int, file: str) -> UnreadableDocumentError:
    byte = raw[position : position + 1]
    guess = byte.decode("windows-1252", errors="replace")
    message = f"The file is not UTF-8: the byte 0x{byte[0]:02X} stands alone here"
    message += "." if guess == "\ufffd" else f"; in Windows-1252 it is “{guess}”."
    place = _place_after(file, raw[:position].decode("utf-8"))
    return UnreadableDocumentError(place, "not-utf8", message, _UTF8_FIX)


def _check_characters(text: str, file: str, problems: list[Problem]) -> None:
    forbidden = [
        (_place_after(file, text[: found.start()]), "control-character", *describe_forbidden(found.group()))
        for found in islice(FORBIDDEN.finditer(text), MAX_FORBIDDEN)
    ]
    if forbidden:
        problems.extend(Problem(*one) for one in forbidden[:-1])
        raise UnreadableDocumentError(*forbidden[-1])
    problems.extend(
        garbled(found.group(), _place_after(file, text[: found.start()])) for found in GARBLED.finditer(text)
    )


def _place_after(file: str, before: str) -> Place:
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
