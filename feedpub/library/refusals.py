"""What a model refuses, in words for an editor: what is wrong at a place, and what to type instead."""

import re
import unicodedata
from collections.abc import Iterator

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from feedpub.document import Document, Path, Value, in_quotes
from feedpub.library.shapes import Shape, shape_of, shape_of_list
from feedpub.problem import Problem, suggestion

TEXTS = ("body", "body_html", "summary")
"""Fields that give an article its text."""


def problem_of(details: ErrorDetails, path: Path, document: Document, model: type[BaseModel]) -> Problem:
    """One of pydantic's errors at a path of a document that is to be the model, in words."""
    kind, context = details["type"], details.get("ctx", {})
    if kind == "mistake":
        return _mistake(details, path, document)
    if kind == "missing":
        return _missing(path, document, shape_of(model, path))
    if kind == "extra_forbidden":
        return unknown_field(path, document, model)
    if kind == "enum" and not isinstance(details["input"], str):
        kind = "string_type"
    if kind in _NOT_A:
        return _wrong_type(kind, path, document, shape_of(model, path))
    name, place = _name(path), document.place(path)
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound, side, rest = (context["ge"], "least", "more") if "ge" in context else (context["le"], "most", "less")
        return Problem(place, "unknown-value", f"`{name}` has to be at {side} {bound}.", f"Write {bound} or {rest}.")
    if kind == "enum":
        choices = shape_of(model, path).choices
        near = _meant_choice(str(details["input"]), choices)
        fix = f"Did you mean {near}?" if near else f"Write one of {', '.join(choices)}."
        message = f"“{str(details['input'])[:40]}” is not a value that `{name}` can have."
        return Problem(place, "unknown-value", message, fix)
    if kind in {"too_long", "string_too_long"}:
        message = f"`{name}` has more than {context['max_length']} characters."
        return Problem(place, "too-long", message, "Shorten it, or move the text into `body`.")
    return Problem(place, "unknown-value", f"`{name}` is not right: {details['msg']}.")


def _meant_choice(word: str, choices: list[str]) -> str:
    """The one of some words that was most likely meant: not the opposite, as published is of unpublished."""
    near = suggestion(word, choices)
    return "" if re.match(r"(?:un|non|not)[ -]?", word.casefold()) and near and near in word.casefold() else near


def _mistake(details: ErrorDetails, path: Path, document: Document) -> Problem:
    context = details["ctx"]
    path = (*path, *context["at"])
    of_key = context["code"] == "missing-field" or details["loc"][-1] == "[key]"
    if of_key and path not in document.marks and path[-1:] == ("body_html",):
        path = next((other for name in TEXTS if (other := (*path[:-1], name)) in document.marks), path)
    return Problem(document.place(path, of_key=of_key), context["code"], context["message"], context["fix"])


_NOT_A = {
    "string_type": "one text",
    "tuple_type": "a list",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_type": "a whole number",
}


def _wrong_type(kind: str, path: Path, document: Document, shape: Shape) -> Problem:
    """A value of the wrong type, and how what was written is written as the right one."""
    value = document.value(path)
    field = "" if isinstance(path[-1], int) else f"{path[-1]}: "
    if path == ("chapters",) and isinstance(value, str) and value.endswith(".json"):
        fix = f"Write chapters_file: {value}"
    elif shape.is_long_text:
        fix = f"Write `{field}|`, with the text indented below it."
    elif isinstance(value, dict) and any(name.startswith("-") for name in value):
        name = next(name for name in value if name.startswith("-"))
        fix = f"Put a space after the dash: - {name[1:]}: {value[name]}"
    elif isinstance(value, str) and (bullet := _BULLET.match(value)) and _NOT_A[kind] == "a list":
        fix = f"Begin each line with a dash and a space: - {bullet.group(1)}"
    elif isinstance(value, str) and path in document.joined and _NOT_A[kind] == "a list":
        fix = f"Write {field}{shape.write(list(_elements_below(document, path, value)))}"
    elif kind == "string_type" and isinstance(value, list) and isinstance(path[-1], int) and len(path) > 1:
        fix = f"Write {path[-2]}: {shape_of_list(shape).write(value)}, without the dash."
    elif kind == "string_type" and isinstance(value, list) and all(isinstance(part, str) for part in value):
        joined = ", ".join(map(str, value))
        fix = f"Write {field}{value[0]}; the others can be tags" if value and path == ("section",) else ""
        fix = fix or f"Write {field}{joined}"
    elif kind == "string_type" and isinstance(value, dict):
        text = _torn_apart(value) or _in_braces(document, path)
        fix = f"Write {field}{in_quotes(text)}" if text else "Write it on one line, as one text."
    elif _NOT_A[kind] == "a whole number":
        fix = f"Write {field}{digits}" if (digits := _digits(value)) else f"Use digits only, for example: {field}50"
    else:
        fix = f"Write {field}{shape.write(value)}"
    return Problem(document.place(path), "wrong-type", f"`{_name(path)}` has to be {_NOT_A[kind]}.", fix)


_BULLET = re.compile(r"[-–•*·]\s?(\w(?:(?! [-–•*·]).)*)")
"""A dash or dot that was meant to begin the first element of a list, and that element."""


def _elements_below(document: Document, path: Path, value: str) -> Iterator[str]:
    """The elements of a list that somebody has written one below the other, without dashes."""
    place = document.place(path)
    lines: list[str] = []
    left = len("".join(value.split()))
    for number in range(place.line - 1, len(document.lines)):
        line = document.lines[number][place.column - 1 if number == place.line - 1 else 0 :].strip()
        left -= len("".join(line.split()))
        lines += [line] if line else []
        if left <= 0:
            break
    if left or " ".join(" ".join(lines).split()) != " ".join(value.split()):
        lines = re.split(r",\s+", value)  # in quotes, or with codes in them
    yield from (re.sub(r"^(?:[-–•*·]|[0-9]+[.)])\s+", "", line) for line in lines)


def _torn_apart(value: dict[str, Value]) -> str:
    """The text that was meant, if a colon in it made a field of it."""
    match list(value.items()):
        case [(name, str(text))]:
            return f"{name}: {text}"
        case _:
            return ""


def _in_braces(document: Document, path: Path) -> str:
    """The text that was meant, if it stands in braces in its line: {name}."""
    place = document.place(path)
    found = re.match(r"\{[^{}]+\}", document.lines[place.line - 1][place.column - 1 :])
    return found.group() if found else ""


def _digits(value: object) -> str:
    """The digits of a number that was written with commas, spaces or a fraction of nothing; else nothing."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}([,_' .][0-9]{3})+|[0-9_]+(\.0+)?", value.strip()):
        return re.sub(r"\.0{1,2}$|[^0-9]", "", value.strip())
    return ""


def _missing(path: Path, document: Document, shape: Shape) -> Problem:
    name, line = _name(path), f"{path[-1]}: {shape.write()}"
    place = document.place(path, of_key=True)
    if path in document.marks:
        return Problem(place, "missing-field", f"`{name}` has no visible value.", f"For example: {line}")
    group = _in_braces(document, path[:-1]) if len(path) > 1 else ""
    fix = f"Write {group[:-1].rstrip(' ,')}, {line}}}" if 0 < len(group) < _MOST else f"Add a line such as {line}"
    return Problem(place, "missing-field", f"`{name}` is missing.", fix)


_MOST = 200
"""Characters of a group that is worth while to write out."""


def unknown_field(path: Path, document: Document, model: type[BaseModel]) -> Problem:
    """What to say of a name that no field has."""
    fields, name = shape_of(model, path[:-1]).names, str(path[-1])
    message = f"There is no field `{name[:40]}`" + (f" in `{_name(path[:-1])}`." if path[:-1] else ".")
    if is_torn_apart(path, document, model):
        message = "A colon in the text makes YAML see a field here."
        fix = f"Put the whole text in quotes: {in_quotes(f'{name}: {document.value(path)}')}"
    elif name[:1].isspace():
        message = "The spaces at the beginning of this line are not ordinary ones, so YAML does not see them."
        fix = "Delete them, and type ordinary spaces."
    elif without_oddities(name) in fields:
        message = "There is an invisible character in the name of this field."
        fix = f"Type it again: {without_oddities(name)}"
    elif name.casefold() == "draft" and "status" in fields:
        fix = "Write status: draft for an article that is to wait; otherwise delete this line."
    elif (found := re.match(r"([a-z_]+):(\S.*)", name)) and found[1] in fields:
        message = "There is no space after the colon."
        fix = f"Write {found[1]}: {in_quotes(found[2] + _rest(path, document))}"
    elif group := _group_above(path, document, model):
        fix = f"Indent it by two spaces, if it belongs to `{group}`."
    elif len(path) == 1 and not name[:1].islower() and name.casefold() not in fields:
        fix = "If this is text, indent it by two spaces, like the lines above it."
    elif near := meant_name(name, fields):
        fix = f"Did you mean {near}?"
    elif " " in name:
        fix = "Put a text with a comma or a colon in quotes."
    else:
        fix = f"The fields here are {', '.join(fields)}."
    return Problem(document.place(path, of_key=True), "unknown-field", message, fix)


def _rest(path: Path, document: Document) -> str:
    """What stands behind the second colon of a line, as it was written."""
    value = document.value(path)
    return f": {value}" if isinstance(value, str) else ""


def is_torn_apart(path: Path, document: Document, model: type[BaseModel]) -> bool:
    """Whether a name that no field has is the first half of a text with a colon in it: - Ann: Lee."""
    above, name = document.value(path[:-1]), str(path[-1])
    if not (isinstance(above, dict) and len(above) == 1 and len(path) > 1 and isinstance(above.get(name), str)):
        return False
    shape = shape_of(model, path[:-1])
    return shape.takes_text and not meant_name(name, shape.names)


def _group_above(path: Path, document: Document, model: type[BaseModel]) -> str:
    """The field without a value above an unknown one that it may belong to: its line is not indented."""
    if len(document.empty) > _MANY:
        return ""
    here = document.place(path, of_key=True).line
    above = [one for one in document.empty if len(one) == len(path) and document.place(one, of_key=True).line < here]
    nearest = max(above, key=lambda one: document.place(one).line, default=())
    return str(nearest[-1]) if nearest and path[-1] in shape_of(model, nearest).names else ""


_MANY = 50
"""Fields without a value, of which nobody writes as many."""


def without_oddities(name: str) -> str:
    """The name of a field without characters that nobody can see."""
    return "".join(char for char in name if unicodedata.category(char) != "Cf").strip()


def meant_name(name: str, fields: list[str]) -> str:
    """The field that was most likely meant by a name that none has; empty if that cannot be told."""
    plain = re.sub(r"[ -]+", "_", without_oddities(name)).casefold()
    begins = name.partition(":")[0]
    if plain in fields or begins in fields:
        return plain if plain in fields else begins
    other = next((field for field, others in _OTHER_NAMES.items() if plain.replace("_", "") in others), "")
    return other if other in fields else suggestion(name, fields)


_OTHER_NAMES = {
    "title": {"headline", "name", "head"},
    "link": {"url", "permalink", "canonical", "canonicalurl", "href", "address"},
    "published": {
        "date",
        "pubdate",
        "created",
        "createdat",
        "publishedat",
        "publishdate",
        "publicationdate",
        "datetime",
    },
    "updated": {"modified", "updatedat", "lastmod", "lastmodified", "moddate"},
    "authors": {"author", "byline", "by", "writer", "writers", "creator"},
    "section": {"category", "rubric", "desk", "topic"},
    "tags": {"keywords", "categories", "topics", "labels"},
    "summary": {"description", "excerpt", "subtitle", "dek", "deck", "lede", "teaser", "abstract", "intro"},
    "body": {"text", "content", "story", "article", "markdown"},
    "body_html": {"html", "contenthtml"},
    "image": {"picture", "photo", "thumbnail", "img", "featuredimage", "hero"},
    "audio": {"enclosure", "mp3", "sound", "file"},
    "id": {"guid", "uuid", "identifier"},
}
"""What other programs, and people, call these fields."""


def _name(path: Path) -> str:
    """`image.alt`, or `tags[2]` counted from 1 as people do."""
    name = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return name.removeprefix(".")
