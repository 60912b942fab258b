"""Text put into quotes as YAML reads it back: what an editor is told to type."""

import re

_ENTRY = re.compile(r"(\s*(?:- +)*)([\w-]+) *:(?:\s+|$)")


def in_quotes(text: str) -> str:
    """The text in quotes; in single ones if that spares it backslashes."""
    if ('"' in text or "\\" in text) and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def shortened(text: str) -> str:
    """What is quoted of a text in a message."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def field_in_quotes(line: str, column: int) -> str:
    """The field or the element of a list around a column (from 0), with the whole of its text in quotes."""
    piece = _piece(line, column)
    named = _ENTRY.match(piece)
    name = f"{named.group(2)}: " if named else ""
    text = piece[named.end() :] if named else re.sub(r"\s*(- +)*", "", piece, count=1)
    return name + in_quotes(_meant(text.strip()))


def _piece(line: str, column: int) -> str:
    """The whole line, or, in a list or mapping in brackets, what stands between the commas around the column."""
    before = line[:column]
    if not re.match(r"\s*(- +)*([\w-]+:\s+)?[\[{]", before):
        return line
    start = max(before.rfind(sign) for sign in "[{,") + 1
    end = _end_of_value(line, column)
    while line[start - 1] == "{" or "{" in before:  # a comma in the text of a group: no field begins after it
        if line[end : end + 1] != "," or re.match(r"\s*[\w-]+:\s", line[end + 1 :]):
            break
        end = _end_of_value(line, end + 1)
    return line[start:end]


def _end_of_value(line: str, column: int) -> int:
    """Where a value in brackets ends: at a comma or a closing bracket, but for those of brackets in it."""
    depth = 0
    for at, sign in enumerate(line[column:], column):
        if depth == 0 and sign in ",]}":
            return at
        depth += (sign in "[{") - (sign in "]}")
    return len(line)


def _meant(text: str) -> str:
    """The text that was meant by one that begins and ends with a quotation mark, or goes on with a # behind it."""
    if behind := re.fullmatch(r"(['\"])((?:(?!\1).)*)\1(\s+#.*)", text):
        return behind[2] + behind[3]
    if re.fullmatch(r"'(?:[^'\\]|\\'|\\(?!'))*'", text) and "\\'" in text:
        return text[1:-1].replace("\\'", "'")  # YAML has no such code in single quotes
    if len(text) < 2 or text[0] != text[-1] or text[0] not in "'\"":
        return text
    inner = text[1:-1]
    closing = re.compile(rf"(?<=\S){text[0]}(?![\w{text[0]}])")
    first = inner.find(text[0])
    # In `"Gulls" say "hi"` the second mark closes the first, so that all four belong to the text.
    return text if first >= 0 and closing.match(inner, first) else inner
