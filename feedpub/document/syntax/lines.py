"""Lines that are no fields, or do not stand where they should."""

import re

from feedpub.document.quoting import field_in_quotes, in_quotes
from feedpub.document.syntax.failure import BLOCK_SIGN, FIELD, LONG_TEXTS, QUOTE_FIX, Failure, Told, indentation

_CONFLICT = re.compile(r"(?:<{7}|>{7})(?:\s|$)")


def conflict(failure: Failure) -> Told | None:
    """What git writes into a file that two people have changed (git-merge(1), "How conflicts are presented")."""
    number = next((number for number, line in enumerate(failure.lines) if _CONFLICT.match(line)), None)
    if number is None or number > failure.line:
        return None
    message = "git left two versions of the text here, because two people changed it."
    fix = "Keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
    return Told(number, 0, message, fix)


def tab(failure: Failure) -> Told | None:
    """A tab in the indentation."""
    found = re.match(r"[ -]*\t", failure.text)
    if not found:
        return None
    message = "There is a tab where YAML wants spaces."
    return Told(failure.line, found.end() - 1, message, "Indent with spaces, two for each level.", "tab")


def long_text_without_sign(failure: Failure) -> Told | None:
    """`body:` with several lines below it needs a |, else YAML reads them as one text, fields or comments."""
    line, name = failure.owner()
    if name not in LONG_TEXTS or BLOCK_SIGN.search(failure.lines[line]):
        return None
    if not any(words in failure.problem for words in ("expected key", "expected ':'", "mapping values")):
        return None
    message = f"`{name}` has several lines of text, but no | after its colon."
    return Told(line, failure.lines[line].index(name), message, f"Write `{name}: |`, with the text indented below it.")


def paragraphs_without_sign(failure: Failure) -> Told | None:
    """A long text that begins on the line of its name, with a sign that YAML takes for its own, and goes on below."""
    for number in range(failure.line, -1, -1):
        found = _BEGUN_IN_LINE.match(failure.lines[number])
        if found and found[1] in LONG_TEXTS:
            below = next((line for line in failure.lines[number + 1 :] if line.strip()), "")
            if not below.startswith(" "):
                return None
            message = f"`{found[1]}` has several lines of text, but no | after its colon."
            fix = f"Write `{found[1]}: |`, with the text indented below it."
            return Told(number, 0, message, fix)
        if FIELD.match(failure.lines[number]) and not failure.lines[number].startswith(" "):
            return None
    return None


_BEGUN_IN_LINE = re.compile(r"([a-z_]+): +[\"'\[{@`*&!%]")


def spaces_in_empty_line(failure: Failure) -> Told | None:
    """An empty line at the beginning of a text that has more spaces than the text itself."""
    if "block scalar" not in failure.context and "expected key" not in failure.problem:
        return None
    number = failure.line - 1
    while number > 0 and not failure.lines[number].strip():
        if indentation(failure.lines[number]) > indentation(failure.text) > 0:
            message = "There are more spaces in this empty line than before the text below it."
            return Told(number, 0, message, "Delete them.")
        number -= 1
    return None


def first_line_of_text_too_deep(failure: Failure) -> Told | None:
    """A text whose first line is indented more than the others."""
    line, name = failure.owner()
    if "expected key" not in failure.problem or not name or not re.search(r":\s+[|>]\S*\s*$", failure.lines[line]):
        return None
    first = next((number for number in range(line + 1, failure.line) if failure.lines[number].strip()), failure.line)
    column = indentation(failure.lines[first])
    if first == failure.line or column <= indentation(failure.text):
        return None
    message = f"This line of `{name}` is indented further than the lines below it."
    return Told(first, column, message, f"Start it in column {indentation(failure.text) + 1}, like the others.")


_NO_FIELD = "This line is not a field: it does not begin with a name and a colon."
_NO_FIELD_FIX = "Indent it if it belongs to the text above; otherwise write `name: value`."


def no_field(failure: Failure) -> Told | None:
    """A line without a colon where a field belongs."""
    if "could not find expected ':'" not in failure.problem or failure.opened is None:
        return None
    if told := _no_space(failure, failure.opened[0]):
        return told
    above = failure.lines[failure.written_before(failure.opened[0])].partition(":")[0]
    if above in LONG_TEXTS:
        return Told(*failure.opened, _NO_FIELD, f"Write `{above}: |`, and indent the text below it by two spaces.")
    return Told(*failure.opened, _NO_FIELD, _NO_FIELD_FIX)


def line_before_is_no_field(failure: Failure) -> Told | None:
    """A line that is no field is found out by the colon of the next one, the first in it."""
    if "mapping values" not in failure.problem or failure.line == 0 or FIELD.match(failure.text[: failure.column]):
        return None  # the latter is a second colon in the same line
    before = failure.written_before(failure.line)
    if told := _no_space(failure, before):
        return told
    if failure.text[:1].isspace() or FIELD.match(failure.lines[before]):
        return None
    return Told(before, 0, _NO_FIELD, _NO_FIELD_FIX)


_NAME_AND_COLON = re.compile(r"(\s*(?:- +)*)([\w-]+)(?::(?=[^\s/])|:(?=[^\S \t])|\uff1a)")


def _no_space(failure: Failure, line: int) -> Told | None:
    """What to say of a line in which the colon is not one, or nothing or no ordinary space is behind it."""
    text = failure.lines[line]
    found = _NAME_AND_COLON.match(text)
    if found is None:
        return None
    at, fix = found.end(2), f"Write {found[2]}: {text[found.end() :].strip()}"
    if text[at] == "\uff1a":
        return Told(line, at, "This is a full-width colon (U+FF1A), which is none for YAML.", fix)
    if text[at + 1].isspace():
        return Told(line, at + 1, "The space after the colon is not an ordinary one, so YAML does not see it.", fix)
    return Told(line, at, "There is no space after the colon.", fix)


def colon(failure: Failure) -> Told | None:
    """A colon in a text, or in a line that is indented further than the fields above it."""
    if "mapping values" not in failure.problem:
        return None
    if told := _below_a_value(failure):
        return told
    if FIELD.match(failure.text[: failure.column]) or re.match(r"[\w-]+ +: ", failure.text[: failure.column]):
        message = "A colon in the text makes YAML see two fields on one line."
        return Told(failure.line, failure.column, message, QUOTE_FIX + field_in_quotes(failure.text, 0))
    message = "This line is indented further than the field above it."
    return Told(failure.line, indentation(failure.text), message, _LINE_UP)


def _below_a_value(failure: Failure) -> Told | None:
    """A field below one that has a value already: image: https://… and alt: below it; or a text that goes on."""
    above = failure.written_before(failure.line)
    value = re.match(r"([a-z_]+): +([^\s\"'\[{|>].*)", failure.lines[above])
    inner = re.match(r" +([\w-]+):(?= )", failure.text)
    if value is None or inner is None or failure.column != inner.end(1) or inner[1] in _OF_THE_WHOLE:
        return None
    if value[1] not in _GROUPS:
        message = "A colon in the text makes YAML see a field here."
        whole = in_quotes(f"{value[2].strip()} {failure.text.strip()}")
        return Told(failure.line, failure.column, message, f"{QUOTE_FIX}{value[1]}: {whole}")
    fields = [f"{'url' if '://' in value[2] else 'name'}: {_in_braces(value[2])}"]
    for line in failure.lines[failure.line :]:
        field = re.match(r" +([a-z_]+): +(\S.*)", line)
        if field is None:
            break
        fields.append(f"{field[1]}: {_in_braces(field[2])}")
    group = f"{{{', '.join(fields)}}}"
    message = f"`{value[1]}` has a value already, so no fields can stand below it."
    fix = f"Write {value[1]}: {f'[{group}]' if value[1].endswith('s') else group}"
    return Told(failure.line, indentation(failure.text), message, fix)


_OF_THE_WHOLE = {"title", "link", "published", "updated", "summary", "body", "body_html", "section", "tags", "status"}
"""Fields that stand at the margin, and are in no group."""
_GROUPS = {"audio", "authors", "image", "icon", "logo", "location", "license", "persons", "publisher", "source"}
"""Fields that can be written as one text, and as a group of fields, or a list of such."""


def _in_braces(text: str) -> str:
    """A text as it can stand in braces."""
    text = text.strip()
    return text if re.fullmatch(r"\w[^:#,\[\]{}\"]*|([\"']).*\1", text) else in_quotes(text)


_LINE_UP = "Start all fields in the same column."


_OWN_FIELD = re.compile(r"[a-z_]+ *:")
"""What begins like a field of ours: their names have small letters."""


def at_the_margin(failure: Failure) -> Told | None:
    """A line of a long text that is not indented."""
    for number in failure.suspects:
        line = failure.lines[number]
        if not line[:1].strip() or line.startswith("#") or _OWN_FIELD.match(line):
            continue
        if name := failure.long_text_above(number):
            message = f"This line is not indented, so it ends the text of `{name}`."
            return Told(number, 0, message, "Indent it by two spaces, like the text.")
    return None


def comment_in_text(failure: Failure) -> Told | None:
    """A heading of Markdown that is not indented like the text above it: it ends that, and is a comment for YAML."""
    number, _ = failure.owner()
    above = failure.lines[number].lstrip(" ")
    name = failure.long_text_above(number)
    if "expected key" not in failure.problem or not above.startswith("#") or not name:
        return None
    message = f"This line is not indented, so it ends the text of `{name}`; YAML takes it for a comment."
    return Told(number, indentation(failure.lines[number]), message, "Indent it by two spaces, like the text.")


def odd_indentation(failure: Failure) -> Told | None:
    """Indentation with spaces that are none for YAML, as word processors and web pages have."""
    for number in failure.suspects:
        if found := re.match(r" *(?=[^\S \t])", failure.lines[number]):
            message = "The spaces at the beginning of this line are not ordinary ones, so YAML does not see them."
            return Told(number, found.end(), message, "Delete them, and type ordinary spaces.")
    return None


def comma_at_the_end(failure: Failure) -> Told | None:
    """A comma after the value of a field, as JSON has it."""
    if "expected key" not in failure.problem or failure.text[failure.column :].strip() != ",":
        return None
    return Told(failure.line, failure.column, "In YAML, no comma stands after the value of a field.", "Take it out.")


def first_is_indented(failure: Failure) -> Told | None:
    """A first field that does not begin in the first column, though the others do."""
    if "expected <document start>" not in failure.problem:
        return None
    first = next(number for number, line in enumerate(failure.lines) if line.strip() and not line.startswith("#"))
    if first >= failure.line or not failure.lines[first].startswith(" ") or failure.text.startswith(" "):
        return None
    return Told(first, 0, "This line is indented, unlike the fields below it.", "Take out the spaces at its beginning.")


def not_lined_up(failure: Failure) -> Told | None:
    """A line that begins in another column than those that it belongs to."""
    if "expected key" not in failure.problem and "'-' indicator" not in failure.problem:
        return None
    indent = indentation(failure.text)
    if re.match(r"\s*(?:- +)*[\w-]+:\s+['\"\[{]", failure.text) and failure.column > indent:
        message = "The text continues after its closing quotation mark or bracket."
        return Told(failure.line, failure.column, message, QUOTE_FIX + field_in_quotes(failure.text, 0))
    message = "This line does not line up with the fields above it."
    return Told(failure.line, failure.column, message, _column_in_list(failure, indent) or _LINE_UP)


def _column_in_list(failure: Failure, indent: int) -> str:
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


def list_in_line(failure: Failure) -> Told | None:
    """A list that begins on the line of its field."""
    if "block sequence entries" not in failure.problem:
        return None
    message = "A list cannot begin on the line of the field's name."
    fix = "Put each `- ` on a line of its own"
    if FIELD.match(failure.text):
        fix += f"; if it is text, put it in quotes: {field_in_quotes(failure.text, failure.column)}"
    return Told(failure.line, failure.column, message, fix)


def after_the_end(failure: Failure) -> Told | None:
    """Anything after the end of what can be read."""
    if "expected <document start>" not in failure.problem:
        return None
    return Told(failure.line, failure.column, "What follows here is not a field.", _LINE_UP)
