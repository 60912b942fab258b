"""What is not JSON, in words for somebody who writes feeds."""

import json
import re

from feedpub.rules.patterns import pattern
from feedpub.rules.reading import MAX_DEPTH

STRING = pattern(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
"""A text with its quotation marks; one that is not closed reaches to the end, so that nothing is tried twice."""
_BRACKET = pattern(STRING.pattern + r"|(?P<open>[\[{])|(?P<close>[\]}])", re.DOTALL)
_WORD = pattern(r"[^\W\d]\w*")
_MEANT = {"True": "true", "False": "false", "None": "null", "undefined": "null", "TRUE": "true", "FALSE": "false",
          "yes": "true", "no": "false", "NULL": "null", "nil": "null", "Null": "null"}  # fmt: skip
_QUOTES = "'`\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"

Words = tuple[str, str, int]
"""Message, fix, and the offset that they are about."""


def explain(text: str, error: json.JSONDecodeError) -> Words:
    """What is wrong at the place where the parser gave up."""
    offset, complaint = error.pos, error.msg
    if complaint.startswith("Unterminated string"):
        return (
            "A text begins here and is not closed.",
            'Write a " at its end; inside a text, a " is written \\".',
            offset,
        )
    if not text[offset:].strip():
        return _cut_off(text)
    if complaint.startswith("Invalid control character"):
        return _control(text, offset)
    if complaint.startswith("Invalid \\"):
        return _escape(text, offset)
    if complaint.startswith("Extra data"):
        return "There is something after the end of the feed.", "Delete what follows its last brace.", offset
    return _at(text, offset, complaint)


def _cut_off(text: str) -> Words:
    """The place of the innermost object or list that is open at the end."""
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found["open"]:
            opened.append(found.start())
        elif found["close"] and opened:
            opened.pop()
    if not opened:
        return "The feed ends before it begins.", "Write a JSON Feed.", 0
    closing = "}" if text[opened[-1]] == "{" else "]"
    message = f"The feed ends, but the {text[opened[-1]]} that opens here is not closed: it is cut off."
    return message, f"Write {closing}, or publish the whole feed.", opened[-1]


def _control(text: str, offset: int) -> Words:
    character = text[offset]
    what, meant = {"\n": ("a line break", "\\n"), "\r": ("a line break", "\\r"), "\t": ("a tab", "\\t")}.get(
        character, (f"a control character (U+{ord(character):04X})", "")
    )
    fix = f"Write {meant} instead, or add a missing quotation mark." if meant else "Take it out."
    return f"There is {what} inside a text, which JSON does not allow.", fix, offset


def _escape(text: str, offset: int) -> Words:
    start = offset if text[offset] == "\\" else max(text.rfind("\\", 0, offset + 1), 0)
    written = text[start : start + (6 if text[start + 1 : start + 2] == "u" else 2)]
    fix = "Write \\\\ for a literal backslash; \\u is followed by four hexadecimal digits."
    return f"JSON has no backslash code “{written}”.", fix, start


def _at(text: str, offset: int, complaint: str) -> Words:
    """The rest, told by the character that was not expected."""
    if complaint.startswith("Illegal trailing"):  # Python 3.13 and later stop at the comma, not at what follows it
        offset = text.index(text[offset + 1 :].lstrip()[0], offset + 1)
    character, before = text[offset], _before(text, offset)
    if character == ",":
        return "There is a comma where a value is expected.", "Take it out.", offset
    if character in "}]" and text[before : before + 1] == ",":
        return f"There is a comma before the {character}, but nothing follows it.", "Take the comma out.", before
    if text.startswith(("//", "/*", "#"), offset):
        return "JSON has no comments.", "Take it out; user_comment is for people who read the file.", offset
    if character in _QUOTES:
        return f'Names and texts have straight quotation marks ("), not {character}.', 'Write ".', offset
    if complaint.startswith("Expecting ','"):
        return _no_comma(text, offset)
    if complaint.startswith("Expecting ':'"):
        return "A colon is missing between a name and its value.", "Write : before this.", offset
    return _word(text, offset, named=complaint.startswith("Expecting property"))


def _before(text: str, offset: int) -> int:
    """The offset of the last character before another that is not white space; -1 if there is none."""
    before = offset - 1
    while before >= 0 and text[before] in " \t\r\n":
        before -= 1
    return before


def _no_comma(text: str, offset: int) -> Words:
    if text[offset].isdigit() and text[offset - 1 : offset] in {"0", "-"}:
        return "A number may not begin with a 0.", "Take the 0 out, or write it as a text.", offset - 1
    fix = 'Write a comma before this; a " that is part of a text is written \\".'
    return "A comma or a closing bracket is missing before this.", fix, offset


def _word(text: str, offset: int, *, named: bool) -> Words:
    found = _WORD.match(text, offset)
    word = found.group()[:40] if found else text[offset]
    if named and found:
        return f"The name {word} is not in quotation marks.", f'Write "{word}".', offset
    if named:
        return f"A name is expected here, not “{word}”.", 'Write a name in quotation marks (").', offset
    if word in _MEANT:
        return f"JSON has no {word}.", f"Write {_MEANT[word]}.", offset
    fix = 'Write a text in quotation marks ("), a number, true, false, a list or an object.'
    return f"“{word}” is not a value that JSON has.", fix, offset


def explain_word(text: str, word: str) -> Words:
    """What is wrong with a word that stands for a number, such as NaN, outside of texts."""
    pattern = re.compile(rf"{STRING.pattern}|(?P<word>{re.escape(word)})", re.DOTALL)
    offset = next((found.start() for found in pattern.finditer(text) if found["word"]), 0)
    return f"JSON has no {word}: a number is digits.", "Leave the member out.", offset


def explain_depth(text: str, offset: int) -> Words:
    """What is wrong with objects and lists that are nested without end."""
    message = f"Objects and lists are nested more than {MAX_DEPTH} levels deep here; no feed needs that."
    return message, f"Close the {text[offset]} before it.", offset


def offset_of_depth(text: str) -> int:
    """Where a document is nested deeper than any feed."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += bool(found["open"]) - bool(found["close"])
        if depth > MAX_DEPTH:
            return found.start()
    return 0
