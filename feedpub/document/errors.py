"""What libyaml could not read, in words for an editor.

libyaml says where it gave up and what it wanted there. Each function below knows one mistake by that and by the
lines around it; the first that recognises its mistake explains it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from feedpub.document.quoting import field_in_quotes

QUOTE_FIX = "Put the whole text in quotes: "

_FIELD = re.compile(r"\s*(?:- +)*([\w-]+):(?:\s|$)")
_LONG_TEXTS = {"body", "body_html"}


class Told(NamedTuple):
    """A syntax error in words, at a line and column counted from 0."""

    line: int
    column: int
    message: str
    fix: str
    code: str = "yaml-syntax"


@dataclass(frozen=True)
class _Failure:
    """Where libyaml gave up (from 0), what it says about it, and where that begins which it was reading."""

    lines: list[str]
    line: int
    column: int
    problem: str
    context: str
    opened: tuple[int, int] | None

    @property
    def text(self) -> str:
        """The line it gave up in."""
        return self.lines[self.line]

    def owner(self) -> tuple[int, str]:
        """The nearest line above that is indented less: its number, and the name of its field, if it is one."""
        indent = _indent(self.text)
        for number in range(self.line - 1, -1, -1):
            above = self.lines[number]
            if above.strip() and _indent(above) < indent:
                field = _FIELD.match(above)
                return number, field.group(1) if field else ""
        return self.line, ""


def explain(error: yaml.MarkedYAMLError, lines: list[str]) -> Told:
    """A syntax error in a file with these lines, in words."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Told(0, 0, f"This is not YAML: {error.problem}.", "")
    opened = (error.context_mark.line, error.context_mark.column) if error.context_mark else None
    line, column = (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))
    failure = _Failure(lines, line, column, error.problem or "", error.context or "", opened)
    return next(told for recognise in _MISTAKES if (told := recognise(failure)))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_CONFLICT = re.compile(r"(?:<{7}|>{7})(?:\s|$)")


def _conflict(failure: _Failure) -> Told | None:
    """What git writes into a file that two people have changed (git-merge(1), "How conflicts are presented")."""
    number = next((number for number, line in enumerate(failure.lines) if _CONFLICT.match(line)), None)
    if number is None or number > failure.line:
        return None
    message = "git left two versions of the text here, because two people changed it."
    fix = "Keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
    return Told(number, 0, message, fix)


def _tab(failure: _Failure) -> Told | None:
    found = re.match(r"[ -]*\t", failure.text)
    if not found:
        return None
    message = "There is a tab where YAML wants spaces."
    return Told(failure.line, found.end() - 1, message, "Indent with spaces, two for each level.", "tab")


def _open_quotation_mark(failure: _Failure) -> Told | None:
    if "unexpected end of stream" not in failure.problem or failure.opened is None:
        return None
    line, column = failure.opened
    rest = failure.lines[line][column + 1 :]
    if failure.lines[line][column] == "'" and re.match(r"\w", rest) and "'" not in rest:
        message = "Text that begins with an apostrophe needs quotes around it."
        return Told(line, column, message, QUOTE_FIX + field_in_quotes(failure.lines[line], column))
    return Told(line, column, "A quotation mark is opened here and never closed.", "Close it at the end of the text.")


_OPENS_QUOTES = re.compile(r"""[\w-]+:\s+(["'])(?:(?!\1).)*$""")


def _quotation_mark_closed_later(failure: _Failure) -> Told | None:
    """A quotation mark that is not closed in its line swallows the fields up to the next one anywhere."""
    for number, line in enumerate(failure.lines[: failure.line]):
        found = _OPENS_QUOTES.match(line)
        if found and any(_FIELD.match(below) for below in _up_to(failure, number + 1, found.group(1))):
            message = (
                "A quotation mark is opened here but not closed on this line, so YAML reads the fields below as text."
            )
            return Told(number, found.start(1), message, "Close it at the end of the text.")
    return None


def _up_to(failure: _Failure, first: int, sign: str) -> Iterator[str]:
    """The lines from one on, up to that in which a sign stands, or in which reading failed."""
    for line in failure.lines[first : failure.line + 1]:
        yield line
        if sign in line:
            return


_BLOCK_SIGN = re.compile(r":\s+[|>][-+0-9]*\s*(#.*)?$")


def _long_text_without_sign(failure: _Failure) -> Told | None:
    """`body:` with several lines below it needs a |, else YAML reads them as one text, fields or comments."""
    line, name = failure.owner()
    if name not in _LONG_TEXTS or _BLOCK_SIGN.search(failure.lines[line]):
        return None
    if not any(words in failure.problem for words in ("expected key", "expected ':'", "mapping values")):
        return None
    message = f"`{name}` has several lines of text, but no | after its colon."
    return Told(line, failure.lines[line].index(name), message, f"Write `{name}: |`, with the text indented below it.")


def _first_line_of_text_too_deep(failure: _Failure) -> Told | None:
    line, name = failure.owner()
    if "expected key" not in failure.problem or not name or not re.search(r":\s+[|>]\S*\s*$", failure.lines[line]):
        return None
    first = next((number for number in range(line + 1, failure.line) if failure.lines[number].strip()), failure.line)
    column = _indent(failure.lines[first])
    if first == failure.line or column <= _indent(failure.text):
        return None
    message = f"This line of `{name}` is indented further than the lines below it."
    return Told(first, column, message, f"Start it in column {_indent(failure.text) + 1}, like the others.")


_NO_FIELD = "This line is not a field: it does not begin with a name and a colon."
_NO_FIELD_FIX = "Indent it if it belongs to the text above; otherwise write `name: value`."


def _no_field(failure: _Failure) -> Told | None:
    if "could not find expected ':'" not in failure.problem or failure.opened is None:
        return None
    if told := _no_space(failure, failure.opened[0]):
        return told
    above = next((line for line in reversed(failure.lines[: failure.opened[0]]) if line.strip()), "")
    if above.partition(":")[0] in _LONG_TEXTS:
        name = above.partition(":")[0]
        return Told(*failure.opened, _NO_FIELD, f"Write `{name}: |`, and indent the text below it by two spaces.")
    return Told(*failure.opened, _NO_FIELD, _NO_FIELD_FIX)


def _line_before_is_no_field(failure: _Failure) -> Told | None:
    """A line that is no field is found out by the colon of the next one, the first in it."""
    if "mapping values" not in failure.problem or failure.line == 0 or failure.text[:1].isspace():
        return None
    if _FIELD.match(failure.text[: failure.column]):  # it is a second colon in the same line
        return None
    before = failure.line - 1
    if told := _no_space(failure, before):
        return told
    return None if _FIELD.match(failure.lines[before]) else Told(before, 0, _NO_FIELD, _NO_FIELD_FIX)


def _no_space(failure: _Failure, line: int) -> Told | None:
    """What to say of a line in which nothing, or no ordinary space, stands between the colon and the value."""
    text = failure.lines[line]
    if found := re.match(r"([\w-]+):([^\S \t])", text):
        message = "The space after the colon is not an ordinary one, so YAML does not see it."
        fix = f"Write {found.group(1)}: {text[found.end() :].strip()}"
        return Told(line, found.end() - 1, message, fix)
    if found := re.match(r"([\w-]+):(?=[^\s/])", text):
        fix = f"Write {found.group(1)}: {text[found.end() :]}"
        return Told(line, found.end() - 1, "There is no space after the colon.", fix)
    return None


def _comma_too_many(failure: _Failure) -> Told | None:
    if "node content" not in failure.problem or not failure.text[failure.column :].startswith(","):
        return None
    return Told(failure.line, failure.column, "There is one comma too many here.", "Take it out.")


def _bracket_at_the_end(failure: _Failure) -> Told | None:
    """The file ends after a bracket was opened, as one does that is saved by half."""
    if "node content" not in failure.problem or any(line.strip() for line in _rest(failure)):
        return None
    for number in range(failure.line, -1, -1):
        before = failure.lines[number] if number < failure.line else failure.text[: failure.column]
        if (column := max(map(before.rfind, "[{"))) >= 0:
            return Told(number, column, "A bracket is opened here and never closed.", "Put ] or } at the end.")
    return None


def _rest(failure: _Failure) -> list[str]:
    return [failure.text[failure.column :], *failure.lines[failure.line + 1 :]]


def _open_bracket(failure: _Failure) -> Told | None:
    if failure.opened is None or "',' or" not in failure.problem:
        return None
    goes_on = re.match(r".*?[\[,{]\s*(?:[\w-]+:\s+)?([\"'])(?:(?!\1).)*\1\s*", failure.text[: failure.column])
    after = failure.text[failure.column :]
    if goes_on and goes_on.end() == failure.column and after and after[0] not in "\"'[{:":
        message = "The text continues after its closing quotation mark."
        return Told(failure.line, failure.column, message, QUOTE_FIX + field_in_quotes(failure.text, failure.column))
    message = "This bracket is not closed, or a comma is missing between two values in it."
    return Told(*failure.opened, message, "Put commas between the values, and ] or } at the end.")


def _sign_of_yaml(failure: _Failure) -> Told | None:
    """Text that begins with one of the signs that YAML takes for its own."""
    block = "block scalar" in failure.context and "comment" in failure.problem
    if failure.opened is not None and (block or "scanning an a" in failure.context):
        line, column = failure.opened
    elif "cannot start any token" in failure.problem:
        line, column = failure.line, failure.column
    else:
        return None
    text = failure.lines[line]
    field = _FIELD.match(text)
    if block and field and field.group(1) in _LONG_TEXTS:
        message = f"The text of `{field.group(1)}` has to begin on the line below the {text[column]}."
        fix = f"Move what follows the {text[column]} to the next line, indented by two spaces."
        return Told(line, failure.column, message, fix)
    message = f"Text cannot begin with {text[column : column + 1]} unless it is in quotes."
    return Told(line, column, message, QUOTE_FIX + field_in_quotes(text, column))


def _colon(failure: _Failure) -> Told | None:
    if "mapping values" not in failure.problem:
        return None
    if _FIELD.match(failure.text[: failure.column]):
        message = "A colon in the text makes YAML see two fields on one line."
        return Told(failure.line, failure.column, message, QUOTE_FIX + field_in_quotes(failure.text, 0))
    message = "This line is indented further than the field above it."
    return Told(failure.line, failure.column, message, _LINE_UP)


_LINE_UP = "Start all fields in the same column."


def _backslash(failure: _Failure) -> Told | None:
    if "escape" not in failure.problem:
        return None
    message = "Inside double quotes, a backslash starts a code, and this one does not exist."
    return Told(failure.line, failure.column, message, "Use single quotes, or write the backslash twice.")


def _heading_at_the_margin(failure: _Failure) -> Told | None:
    """A heading of Markdown that is not indented ends the text above it: for YAML it is a comment."""
    number, _ = failure.owner()
    if "expected key" not in failure.problem or not failure.lines[number].startswith("#"):
        return None
    above = next((line for line in reversed(failure.lines[:number]) if line.strip() and line[0] not in " #"), "")
    field = _FIELD.match(above)
    if field is None or field.group(1) not in _LONG_TEXTS or not _BLOCK_SIGN.search(above):
        return None
    message = f"This line is not indented, so it ends the text of `{field.group(1)}`; YAML takes it for a comment."
    return Told(number, 0, message, "Indent it by two spaces, like the text.")


def _not_lined_up(failure: _Failure) -> Told | None:
    if "expected key" not in failure.problem and "'-' indicator" not in failure.problem:
        return None
    indent = _indent(failure.text)
    if re.match(r"\s*(?:- +)*[\w-]+:\s+['\"\[{]", failure.text) and failure.column > indent:
        message = "The text continues after its closing quotation mark or bracket."
        return Told(failure.line, failure.column, message, QUOTE_FIX + field_in_quotes(failure.text, 0))
    message = "This line does not line up with the fields above it."
    return Told(failure.line, failure.column, message, _column_in_list(failure, indent) or _LINE_UP)


def _column_in_list(failure: _Failure, indent: int) -> str:
    """Where a line belongs that is part of a list: under the dash, or under the first field after it."""
    for above in reversed(failure.lines[: failure.line]):
        dash = re.match(r"( *)- +", above)
        if dash and failure.text[indent:].startswith("- "):
            return f"Start it in column {len(dash.group(1)) + 1}, under the dash above it."
        if dash:
            return f"Start it in column {dash.end() + 1} if it belongs to the - above it."
        if not above.startswith(" "):
            break
    return ""


def _list_in_line(failure: _Failure) -> Told | None:
    if "block sequence entries" not in failure.problem:
        return None
    message = "A list cannot begin on the line of the field's name."
    fix = "Put each `- ` on a line of its own"
    if _FIELD.match(failure.text):
        fix += f"; if it is text, put it in quotes: {field_in_quotes(failure.text, failure.column)}"
    return Told(failure.line, failure.column, message, fix)


def _after_the_end(failure: _Failure) -> Told | None:
    if "expected <document start>" not in failure.problem:
        return None
    return Told(failure.line, failure.column, "What follows here is not a field.", _LINE_UP)


def _unknown(failure: _Failure) -> Told | None:
    message = f"This is not YAML: {failure.problem}{' ' + failure.context if failure.context else ''}."
    return Told(failure.line, failure.column, message, "Compare it with an article that works.")


_MISTAKES: tuple[Callable[[_Failure], Told | None], ...] = (
    _conflict,
    _tab,
    _open_quotation_mark,
    _quotation_mark_closed_later,
    _long_text_without_sign,
    _first_line_of_text_too_deep,
    _no_field,
    _line_before_is_no_field,
    _comma_too_many,
    _bracket_at_the_end,
    _open_bracket,
    _sign_of_yaml,
    _colon,
    _backslash,
    _heading_at_the_margin,
    _not_lined_up,
    _list_in_line,
    _after_the_end,
    _unknown,
)
