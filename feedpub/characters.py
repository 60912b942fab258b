"""Characters that no feed may carry, or that show that text was garbled on its way."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
"""Control characters, halves of pairs, noncharacters, and U+FFFD, which stands for something lost.

XML forbids most of them (XML 1.0 section 2.2) and discourages the others; HTML parsers report all.
"""

GARBLED = re.compile("[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac[\u0153\u02dc\u2122\u00a6\u201c\u201d]")
"""UTF-8 that was read as Windows-1252: an accented letter, a dash or a typographic quotation mark as two or three."""


def describe_forbidden(character: str) -> tuple[str, str]:
    """What a forbidden character is, and what to do about it."""
    code = ord(character)
    if code == 0xFFFD:
        message = "A character was lost here: U+FFFD (�) stands in its place."
        return message, "Type the character that belongs here."
    message = f"There is an invisible control character (U+{code:04X}) here, which no feed may carry."
    if 0x80 <= code <= 0x9F and (meant := _windows_1252(code)):
        return message, f"It was probably meant to be “{meant}”: delete it and type that."
    return message, "Delete it; it often comes along when text is pasted."


def _windows_1252(code: int) -> str:
    return bytes([code]).decode("windows-1252", errors="ignore")


def ungarble(text: str) -> str:
    """What garbled text was before; the text itself if that cannot be told."""
    try:
        return text.encode("windows-1252").decode("utf-8")
    except UnicodeError:
        return text
