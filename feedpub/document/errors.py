"""What libyaml could not read, in words for an editor."""

import re

import yaml

from feedpub.problem import Place

QUOTE_FIX = "Put the whole text in quotes: "


_NO_FIELD = "This line is no field: it has no colon after a name."
_NO_FIELD_FIX = "Indent it if it belongs to the text above; otherwise write `name: value`."


def explain(error: yaml.MarkedYAMLError, file: str, lines: list[str]) -> tuple[Place, str, str, str]:
    """The place, code, message and fix for a syntax error in a file with these lines."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Place(file, 1, 1), "yaml-syntax", f"This is not YAML: {error.problem}.", ""
    line, column = min(mark.line, len(lines) - 1), mark.column
    place = Place(file, line + 1, column + 1)
    text = lines[line]
    problem = error.problem or ""
    if "\t" in text[: column + 1]:
        message = "There is a tab where YAML wants spaces."
        tab = text.index("\t")
        return Place(file, line + 1, tab + 1), "tab", message, "Indent with spaces; two for each level."
    if "unexpected end of stream" in problem and error.context_mark is not None:
        quote = error.context_mark
        message = "A quotation mark is opened here and never closed."
        place = Place(file, quote.line + 1, quote.column + 1)
        return place, "yaml-syntax", message, "Close it at the end of the text."
    if "could not find expected ':'" in problem and error.context_mark is not None:
        begun = error.context_mark.line
        return Place(file, begun + 1, error.context_mark.column + 1), "yaml-syntax", _NO_FIELD, _NO_FIELD_FIX
    if "mapping values are not allowed" in problem and line > 0 and not text[:1].isspace():
        before = line - 1
        if re.match(r"[\w-]+:\S", lines[before]):
            name, _, value = lines[before].partition(":")
            message = "There is no space after the colon."
            return Place(file, before + 1, len(name) + 1), "yaml-syntax", message, f"Write {name}: {value}"
        if not re.match(r"[\w-]+:(\s|$)", lines[before]):
            return Place(file, before + 1, 1), "yaml-syntax", _NO_FIELD, _NO_FIELD_FIX
    opened = error.context_mark
    context = error.context or ""
    if opened is not None and "',' or" in problem:
        message = "This bracket is not closed, or a comma is missing between two values in it."
        fix = "Put commas between the values, and ] or } at the end."
        return Place(file, opened.line + 1, opened.column + 1), "yaml-syntax", message, fix
    if opened is not None and ("scanning an a" in context or ("block scalar" in context and "comment" in problem)):
        sign = lines[opened.line][opened.column : opened.column + 1]
        message = f"Text cannot begin with {sign} unless it stands in quotes."
        place = Place(file, opened.line + 1, opened.column + 1)
        return place, "yaml-syntax", message, QUOTE_FIX + _quoted(lines[opened.line])
    message, fix = _about(problem, error.context or "", text, column)
    return place, "yaml-syntax", message, fix


def _about(problem: str, context: str, text: str, column: int) -> tuple[str, str]:
    """Message and fix for an error in one line of the file."""
    if "mapping values are not allowed" in problem:
        if re.match(r"\s*(- )?[\w-]+:\s", text[:column]):
            return "A colon inside text ends it, so YAML sees two fields in one line.", QUOTE_FIX + _quoted(text)
        return (
            "This line is indented further than the field above it.",
            "Let all fields begin in the same column.",
        )
    if "cannot start any token" in problem:
        what = text[column : column + 1]
        return f"Text cannot begin with {what} unless it stands in quotes.", QUOTE_FIX + _quoted(text)
    if "escape" in problem:
        message = "Inside double quotes a backslash starts a code, and this one does not exist."
        return message, "Use single quotes, or write the backslash twice."
    if "expected key" in problem and context == "while parsing a block mapping":
        if re.match(r"\s*(- )?[\w-]+:\s+['\"\[{]", text):
            message = "The text goes on after its closing quotation mark or bracket."
            return message, QUOTE_FIX + _quoted(text)
        return (
            "This line does not line up with the fields above it.",
            "Let all fields begin in the same column.",
        )
    if "block sequence entries are not allowed" in problem:
        return "A list cannot begin in the line of the field's name.", "Put each `- ` in a line of its own."
    if "expected <document start>" in problem:
        return (
            "The file goes on here with something that is no field.",
            "Let all fields begin in the same column.",
        )
    return (
        f"This is not YAML: {problem}{' ' + context if context else ''}.",
        "Compare it with an article that works.",
    )


def _quoted(line: str) -> str:
    """The line with its value in double quotes, as it would be right."""
    name, _, value = line.strip().partition(":")
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    if '"' in value and "'" not in value:
        return f"{name}: '{value}'"
    return f'{name}: "' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
