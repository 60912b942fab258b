"""Bytes to text: a file of an editor's is UTF-8, and every character in it is one that a feed may carry."""

from __future__ import annotations

from itertools import islice

from feedpub.characters import FORBIDDEN, GARBLED, describe_forbidden, is_harmless_utf8, ungarble
from feedpub.document.lines import Positions
from feedpub.problem import Place, Problem, Severity

MAX_FORBIDDEN = 20
"""How many control characters of one file are told; a binary file has thousands."""

_UTF8_FIX = "Open it in your editor and save it with the encoding UTF-8."
_BINARY = {
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"RIFF": "a picture or audio (RIFF)",
    b"ID3": "audio (MP3)",
    b"\xff\xfb": "audio (MP3)",
    b"%PDF": "a document (PDF)",
    b"{\\rtf": "a document of a word processor (RTF)",
    b"PK\x03\x04": "a document of an office program, or an archive (ZIP)",
    b"\x1f\x8b": "an archive (gzip)",
}
"""What files begin with that people save under a wrong name."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class UnreadableDocumentError(Exception):
    """The rest of the file cannot be understood; holds the problem."""

    def __init__(self, place: Place, code: str, message: str, fix: str = "") -> None:
        self.problem = Problem(place, code, message, fix)
        super().__init__(message)


def decode(raw: bytes, file: str, problems: list[Problem]) -> str:
    """The text of a file's bytes; what is odd about them is added to `problems`. Raises UnreadableDocumentError."""
    if raw.startswith(tuple(_BINARY)):
        kind = next(kind for begins, kind in _BINARY.items() if raw.startswith(begins))
        fix = (
            "Save it as plain text: copy what it says into a new file of a text editor."
            if kind.startswith("a document")
            else "Give it back its old ending; an article refers to such a file by name: image: {file: name.jpg}"
        )
        raise UnreadableDocumentError(Place(file, 1, 1), "not-utf8", f"The file is {kind}, not text.", fix)
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
    if not is_harmless_utf8(raw):
        _check_characters(text, file, problems)
    if not text.isascii() and (separator := next((sign for sign in "\u2028\u2029" if sign in text), "")):
        place = Place(file, *Positions(text).of(text.index(separator)))
        message = f"There is an invisible line separator (U+{ord(separator):04X}) here, which ends a line for YAML."
        raise UnreadableDocumentError(place, "control-character", message, "Delete it, and press Enter in its place.")
    return text


def garbled(found: list[str], place: Place) -> Problem:
    """The warning for text that went through a wrong encoding: all of it in one, at the place of the first."""
    meant = ungarble(found[0])
    others = len(found) - 1
    message = f"“{found[0]}” looks like “{meant}”, garbled by a wrong encoding" + (
        f", and {others} more {'place looks' if others == 1 else 'places look'} the same." if others else "."
    )
    fix = f"Type “{meant}” in its place." if not others else f"Type “{meant}” in its place, and check the others."
    return Problem(place, "garbled-text", message, fix, Severity.WARNING)


def _not_utf8(raw: bytes, position: int, file: str) -> UnreadableDocumentError:
    byte = raw[position : position + 1]
    guess = byte.decode("windows-1252", errors="replace")
    message = f"The file is not UTF-8: the byte 0x{byte[0]:02X} is by itself here"
    message += "." if guess == "\ufffd" else f"; in Windows-1252 it is “{guess}”."
    before = raw[:position].decode("utf-8")
    return UnreadableDocumentError(Place(file, *Positions(before).of(len(before))), "not-utf8", message, _UTF8_FIX)


def _check_characters(text: str, file: str, problems: list[Problem]) -> None:
    forbidden = list(islice(FORBIDDEN.finditer(text), MAX_FORBIDDEN))
    wrong = list(GARBLED.finditer(text))
    if not forbidden and not wrong:
        return
    positions = Positions(text)
    told = [
        (Place(file, *positions.of(found.start())), "control-character", *describe_forbidden(found.group()))
        for found in forbidden
    ]
    if told:
        problems.extend(Problem(*one) for one in told[:-1])
        raise UnreadableDocumentError(*told[-1])
    place = Place(file, *positions.of(wrong[0].start()))
    problems.append(garbled([found.group() for found in wrong], place))
