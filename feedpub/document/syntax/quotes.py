"""Quotation marks that do not do what was meant."""

import re
from collections.abc import Iterator

from feedpub.document.quoting import field_in_quotes, in_quotes
from feedpub.document.syntax.failure import FIELD, QUOTE_FIX, Failure, Told

_TYPOGRAPHIC_END = re.compile(r"""\s*(?:- +)*([\w-]+: +)(["'])((?:(?!\2).)*)[“”„\u2018\u2019]\s*$""")


def typographic_end(failure: Failure) -> Told | None:
    """Text that begins with a straight quotation mark and ends with a typographic one."""
    for number, line in enumerate(failure.lines[: failure.line + 1]):
        if found := _TYPOGRAPHIC_END.match(line):
            message = (
                "The text begins with a straight quotation mark, which the typographic one at its end does not close."
            )
            fix = f"Write {found[1]}{in_quotes(found[3])}"
            return Told(number, len(line.rstrip()) - 1, message, fix, "typographic-quotes")
    return None


_APOSTROPHE = re.compile(
    r"(\s*(?:- +)*(?:[\w-]+: +)?)'(?:tis|twas|twere|til|em|cause|bout|round|cuz|n|[0-9]0s)\b", re.IGNORECASE
)


def apostrophe(failure: Failure) -> Told | None:
    """Text that begins with an apostrophe, which YAML takes for a quotation mark that the next one closes, if any."""
    for number in range(failure.line, -1, -1):
        line = failure.lines[number]
        if (found := _APOSTROPHE.match(line)) and not line.rstrip().endswith("'"):
            message = "Text that begins with an apostrophe needs quotes around it."
            return Told(number, found.end(1), message, QUOTE_FIX + field_in_quotes(line, found.end(1)))
    return None


_NAMES = re.compile(r"""([a-z_]+): +((["']).*?\3(?:, *(["']).*?\4)+)\s*$""")


def names_in_quotes(failure: Failure) -> Told | None:
    """Several texts in quotes, with commas between them, but no brackets around them."""
    found = _NAMES.match(failure.text)
    if found is None or "expected key" not in failure.problem:
        return None
    message = "Several texts are a list, which has brackets around it."
    return Told(failure.line, found.start(2), message, f"Write {found[1]}: [{found[2]}]")


def not_closed(failure: Failure) -> Told | None:
    """A quotation mark that is opened, and never closed."""
    if "unexpected end of stream" not in failure.problem or failure.opened is None:
        return None
    line, column = failure.opened
    rest = failure.lines[line][column + 1 :]
    if failure.lines[line][column] == "'" and re.match(r"\w", rest) and "'" not in rest:
        message = "Text that begins with an apostrophe needs quotes around it."
        return Told(line, column, message, QUOTE_FIX + field_in_quotes(failure.lines[line], column))
    return Told(line, column, "A quotation mark is opened here and never closed.", "Close it at the end of the text.")


_OPENS = re.compile(r"""[\w-]+:\s+(["'])(?:(?!\1).)*$""")


def closed_later(failure: Failure) -> Told | None:
    """A quotation mark that is not closed in its line swallows the fields up to the next one anywhere."""
    for number, line in enumerate(failure.lines[: failure.line]):
        found = _OPENS.match(line)
        if found and any(FIELD.match(below) for below in _up_to(failure, number + 1, found.group(1))):
            message = (
                "A quotation mark is opened here but not closed on this line, so YAML reads the fields below as text."
            )
            return Told(number, found.start(1), message, "Close it at the end of the text.")
    return None


def _up_to(failure: Failure, first: int, sign: str) -> Iterator[str]:
    """The lines from one on, up to that in which a sign stands, or in which reading failed."""
    for line in failure.lines[first : failure.line + 1]:
        yield line
        if sign in line:
            return


def backslash(failure: Failure) -> Told | None:
    """A backslash in double quotes."""
    if "escape" not in failure.problem and "hexdecimal" not in failure.problem:
        return None
    if failure.text[failure.column + 1 : failure.column + 2] == "'":
        message = "Inside double quotes, an apostrophe needs no backslash."
        return Told(failure.line, failure.column, message, "Take the backslash out.")
    message = "Inside double quotes, a backslash starts a code, and this one does not exist."
    column = failure.text.rfind("\\", 0, failure.column + 1)
    return Told(failure.line, max(column, 0), message, "Use single quotes, or write the backslash twice.")
