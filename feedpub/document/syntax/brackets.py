"""Lists and groups in brackets and braces."""

import re

from feedpub.document.quoting import field_in_quotes, in_quotes
from feedpub.document.syntax.failure import QUOTE_FIX, Failure, Told

_HASHTAG = re.compile(r"(?<=[\[{,\s])#(?=[^\s#,\]}])[^,\]}]*")


def hash_inside(failure: Failure) -> Told | None:
    """A # in brackets: YAML takes what follows for a comment, and the closing bracket with it."""
    if failure.opened is None or not any(words in failure.problem for words in ("',' or", "node content")):
        return None
    begins = failure.opened[0] if "',' or" in failure.problem else failure.written_before(failure.line)
    for number in range(min(begins, failure.line), failure.line + 1):
        line = failure.lines[number]
        bracket = re.search(r"[\[{]", line)
        found = _HASHTAG.search(line, bracket.end()) if bracket else None
        if bracket and found and not _is_quoted(line, found.start()):
            swallowed = line[found.start() :].strip()[:40]
            message = f"YAML takes “{swallowed}” for a comment, so the bracket is never closed."
            written = _HASHTAG.sub(lambda tag: in_quotes(tag.group().strip()), line[bracket.start() :].strip())
            return Told(number, found.start(), message, f"Write {written}", "hash-in-text")
    return None


def _is_quoted(line: str, column: int) -> bool:
    """Whether a column is within quotation marks."""
    return any(line[:column].count(sign) % 2 for sign in "\"'")


def comma_too_many(failure: Failure) -> Told | None:
    """Two commas with nothing between them."""
    if "node content" not in failure.problem or not failure.text[failure.column :].startswith(","):
        return None
    return Told(failure.line, failure.column, "There is one comma too many here.", "Take it out.")


def open_at_the_end(failure: Failure) -> Told | None:
    """The file ends after a bracket was opened, as one does that is saved by half."""
    if "node content" not in failure.problem or any(line.strip() for line in _rest(failure)):
        return None
    for number in range(failure.line, -1, -1):
        before = failure.lines[number] if number < failure.line else failure.text[: failure.column]
        if (column := max(map(before.rfind, "[{"))) >= 0:
            return Told(number, column, "A bracket is opened here and never closed.", "Put ] or } at the end.")
    return None


def _rest(failure: Failure) -> list[str]:
    return [failure.text[failure.column :], *failure.lines[failure.line + 1 :]]


def sign_inside(failure: Failure) -> Told | None:
    """A colon or a bracket in a text that stands in brackets."""
    sign = failure.text[failure.column : failure.column + 1]
    if not _is_in_brackets(failure) or sign not in {":", "[", "{"}:
        return None
    if re.fullmatch(r"\s*(?:- +)*[\w-]+", failure.text[: failure.column]):
        return None  # the next field: the bracket was to be closed before it
    before = failure.text[: failure.column]
    value = before[max(map(before.rfind, "[{,")) + 1 :]
    if not re.match(r"\s*(?:[\w-]+:\s+)?[^\s\"']", value):
        return None
    message = f"In brackets, a {sign} in the text means something to YAML." if sign != ":" else _SECOND_COLON
    return Told(failure.line, failure.column, message, QUOTE_FIX + field_in_quotes(failure.text, failure.column))


_SECOND_COLON = "A colon in the text makes YAML see two fields where there is one."


def _is_in_brackets(failure: Failure) -> bool:
    return failure.opened is not None and "',' or" in failure.problem


def not_closed(failure: Failure) -> Told | None:
    """A bracket that is not closed where the list or group in it ends."""
    if failure.opened is None or not _is_in_brackets(failure):
        return None
    goes_on = re.match(r".*?[\[,{]\s*(?:[\w-]+:\s+)?([\"'])(?:(?!\1).)*\1\s*", failure.text[: failure.column])
    after = failure.text[failure.column :]
    if goes_on and goes_on.end() == failure.column and after and after[0] not in "\"'[{:":
        message = "The text continues after its closing quotation mark."
        return Told(failure.line, failure.column, message, QUOTE_FIX + field_in_quotes(failure.text, failure.column))
    message = "This bracket is not closed, or a comma is missing between two values in it."
    return Told(*failure.opened, message, "Put commas between the values, and ] or } at the end.")


def one_too_many(failure: Failure) -> Told | None:
    """A bracket that closes nothing."""
    after = failure.text[failure.column :].strip()
    if "expected key" not in failure.problem or not after or after.strip("]}"):
        return None
    return Told(failure.line, failure.column, f"There is one {after[0]} too many here.", "Take it out.")
