"""Text that begins with one of the signs that YAML takes for its own."""

import re

from feedpub.document.quoting import field_in_quotes
from feedpub.document.syntax.failure import FIELD, LONG_TEXTS, QUOTE_FIX, Failure, Told


def code_fence(failure: Failure) -> Told | None:
    """The marks around code in Markdown, copied with it."""
    if failure.line or not failure.text.startswith("```"):
        return None
    message = "These marks show code where it was copied from; they are no part of the article."
    return Told(0, 0, message, "Delete this line, and the ``` at the end.")


def bullet(failure: Failure) -> Told | None:
    """A list whose elements begin with asterisks."""
    found = re.match(r"( *)\* +(\S.*)", failure.text)
    if not found or "scanning an alias" not in failure.context:
        return None
    owner, name = failure.owner()
    if not name or not failure.lines[owner].rstrip().endswith(":"):
        return None
    message = "Text cannot begin with * unless it is in quotes."
    fix = f"Begin each line with a dash and a space: - {found.group(2)}"
    return Told(failure.line, len(found.group(1)), message, fix)


def sign_of_yaml(failure: Failure) -> Told | None:
    """Any other text that begins with such a sign."""
    block = "block scalar" in failure.context and "comment" in failure.problem
    place = _place(failure, block=block)
    if place is None:
        return None
    line, column = place
    text = failure.lines[line]
    if "directive" in failure.context:
        fix = "Take the % out, or indent the line if it belongs to the text above."
        return Told(line, column, "A line cannot begin with %.", fix)
    field = FIELD.match(text)
    if block and field and field.group(1) in LONG_TEXTS:
        message = f"The text of `{field.group(1)}` has to begin on the line below the {text[column]}."
        fix = f"Move what follows the {text[column]} to the next line, indented by two spaces."
        return Told(line, failure.column, message, fix)
    message = f"Text cannot begin with {text[column : column + 1]} unless it is in quotes."
    return Told(line, column, message, QUOTE_FIX + field_in_quotes(text, column))


_SCANNED = ("scanning an a", "scanning a tag", "parsing a tag", "scanning a directive")
"""What libyaml was at, after * or &, !, and %."""


def _place(failure: Failure, *, block: bool) -> tuple[int, int] | None:
    """Where the sign stands."""
    if failure.opened is not None and (block or any(words in failure.context for words in _SCANNED)):
        return failure.opened
    if "undefined tag handle" in failure.problem:
        return failure.line, failure.column
    closes = "node content" in failure.problem and failure.text[failure.column : failure.column + 1] in {"]", "}", ","}
    if closes or any(words in failure.problem for words in ("cannot start any token", "mapping keys are not allowed")):
        return failure.line, failure.column
    return None
