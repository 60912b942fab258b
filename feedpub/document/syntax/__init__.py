"""What libyaml could not read, in words for an editor.

libyaml says where it gave up and what it wanted there. Each function in this package knows one mistake by that and by
the lines around it; the first that recognises its mistake explains it.
"""

from collections.abc import Callable

import yaml

from feedpub.document.syntax import brackets, lines, quotes, signs
from feedpub.document.syntax.failure import Failure, Told


def explain(error: yaml.MarkedYAMLError, text: list[str]) -> Told:
    """A syntax error in a file with these lines, in words."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Told(0, 0, f"This is not YAML: {error.problem}.", "")
    opened = (error.context_mark.line, error.context_mark.column) if error.context_mark else None
    line, column = (mark.line, mark.column) if mark.line < len(text) else (len(text) - 1, len(text[-1]))
    failure = Failure(text, line, column, error.problem or "", error.context or "", opened)
    return next(told for recognise in _MISTAKES if (told := recognise(failure)))


def explain_name(text: list[str], line: int) -> Told:
    """What to say of a line whose field has a name that is no plain text."""
    told = lines.at_the_margin(Failure(text, line, 0, "", "", None))
    fix = "Write one field per line: a name, a colon, a space, the value."
    return told or Told(line, 0, "The name of a field has to be plain text.", fix)


def _unknown(failure: Failure) -> Told | None:
    message = f"This is not YAML: {failure.problem}{' ' + failure.context if failure.context else ''}."
    return Told(failure.line, failure.column, message, "Compare it with an article that works.")


_MISTAKES: tuple[Callable[[Failure], Told | None], ...] = (
    lines.conflict,
    lines.tab,
    lines.odd_indentation,
    signs.code_fence,
    lines.paragraphs_without_sign,
    quotes.apostrophe,
    quotes.names_in_quotes,
    quotes.typographic_end,
    quotes.not_closed,
    quotes.closed_later,
    lines.long_text_without_sign,
    lines.at_the_margin,
    lines.spaces_in_empty_line,
    lines.first_line_of_text_too_deep,
    lines.no_field,
    lines.line_before_is_no_field,
    brackets.hash_inside,
    brackets.comma_too_many,
    brackets.open_at_the_end,
    brackets.sign_inside,
    brackets.not_closed,
    signs.bullet,
    signs.sign_of_yaml,
    lines.colon,
    quotes.backslash,
    lines.comment_in_text,
    lines.comma_at_the_end,
    brackets.one_too_many,
    lines.not_lined_up,
    lines.list_in_line,
    lines.first_is_indented,
    lines.after_the_end,
    _unknown,
)
