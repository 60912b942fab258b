"""Characters that no feed may carry, that nobody can see, or that show that text was garbled on its way."""

import re
import unicodedata

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffd-\uffff]")
"""Control characters, halves of pairs, noncharacters, a byte order mark that strayed into text, and U+FFFD, which
stands for something lost.

XML forbids most of them (XML 1.0 section 2.2) and discourages the others; HTML parsers report all.
"""

GARBLED = re.compile("[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac[\u0153\u02dc\u2122\u00a6\u201c\u201d]")
"""UTF-8 that was read as Windows-1252: an accented letter, a dash or a typographic quotation mark as two or three."""


def is_harmless(line: str) -> bool:
    """Whether none of the above is in a line, at a glance: one that is not may be harmless all the same.

    What Python cannot print are controls, halves of pairs and noncharacters, but also rare spaces.
    """
    return line.isprintable() and (line.isascii() or not any(sign in line for sign in "\u00c2\u00c3\u20ac\ufffd"))


def is_harmless_text(text: str) -> bool:
    """Whether nothing forbidden and nothing garbled is in a text of any length, at a glance, as above."""
    return is_harmless_utf8(text.encode("utf-8", "surrogatepass"))


def is_harmless_utf8(raw: bytes) -> bool:
    """The same of a text in UTF-8.

    What is left when all other bytes are taken out is a control, or may begin one (C2), an accented letter (C3), half
    of a pair (ED), or a noncharacter (EF).
    """
    return not raw.translate(None, _HARMLESS_BYTES)


_HARMLESS_BYTES = bytes({*b"\t\n\r", *range(0x20, 0x7F), *range(0x80, 0x100)} - {0xC2, 0xC3, 0xED, 0xEF})


_TURNING = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_CLOSING = "\u2069"


def describe_forbidden(character: str) -> tuple[str, str]:
    """What a forbidden character is, and what to do about it."""
    code = ord(character)
    if code == 0xFFFD:
        message = "A character was lost here: U+FFFD (�) is in its place."
        return message, "Type the character that belongs here."
    if code == 0xFEFF:
        message = "There is an invisible byte order mark (U+FEFF) here; it is allowed only at the beginning of a file."
        return message, _DELETE
    message = f"There is an invisible control character (U+{code:04X}) here, which no feed may contain."
    if 0x80 <= code <= 0x9F and (meant := _windows_1252(code)):
        return message, f"It was probably meant to be “{meant}”: delete it and type that."
    return message, _DELETE


_DELETE = "Delete it; it often slips in when text is pasted."


def _windows_1252(code: int) -> str:
    return bytes([code]).decode("windows-1252", errors="ignore")


def turning(line: str) -> str:
    """The first character of a line that turns its direction beyond its end; empty if there is none.

    Embeddings and overrides (U+202A to U+202E) do, and validators remark on them; isolates that are closed do not,
    and neither do the marks that right-to-left scripts need (U+200E, U+200F, U+061C).
    """
    if found := _TURNING.search(line):
        return found.group()
    opened: list[str] = []
    for isolate in _ISOLATES.findall(line):
        if isolate != _CLOSING:
            opened.append(isolate)
        elif not opened:
            return _CLOSING
        else:
            opened.pop()
    return opened[0] if opened else ""


def invisible(text: str) -> str:
    """The first character of the text that nobody can see, spaces aside; empty if there is none."""
    return next((char for char in text if unicodedata.category(char) == "Cf"), "")


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen: it is empty, or spaces and invisible characters."""
    if text[:1].isascii() and text[:1].isalnum():
        return False
    return not text.strip() or all(
        char.isspace() or unicodedata.category(char) == "Cf" or char in _UNSEEN for char in text
    )


_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
"""Joiners, fillers, the empty Braille cell and variation selectors, which are no format characters for Unicode."""


def folded(name: str) -> str:
    """What is the same for names that people take for one: in capitals or not, with accents stored in either way, with
    any kind of space, and signs that nobody sees between letters."""
    if name.isascii():
        return name.casefold()
    return " ".join(unicodedata.normalize("NFC", name).translate(_WITHOUT_UNSEEN).split()).casefold()


_WITHOUT_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def ungarble(text: str) -> str:
    """What garbled text was before; the text itself if that cannot be told."""
    try:
        return text.encode("windows-1252").decode("utf-8")
    except UnicodeError:
        return text
