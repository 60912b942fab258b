"""A document as a model, or what the model refuses: problems with a place and words for an editor."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feedpub.document import Document, Path, Value, in_quotes
from feedpub.library.shapes import Shape, shape_of
from feedpub.model.fields import FieldContext
from feedpub.problem import Problem, errors, suggestion

Model = TypeVar("Model", bound=BaseModel)


def typed_document(document: Document, model: type[Model], context: FieldContext) -> tuple[Model | None, list[Problem]]:
    """The document as the model if nothing in it is an error, and all that is wrong with it."""
    problems = list(document.problems)
    typed = None
    if not document.unreadable:
        try:
            typed = model.model_validate(document.data, context=context)
        except ValidationError as error:
            problems.extend(_problems_of(error, document, model))
        problems.extend(_unknown_without_value(document, model))
    usable = not errors(problems)
    return (typed if usable else None), problems


def _problems_of(error: ValidationError, document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    found = [(_path(details), details) for details in error.errors(include_url=False)]
    misspelt = {_meant(path, model) for path, details in found if details["type"] == "extra_forbidden"}
    for path, details in found:
        if document.is_spoiled(path):
            continue
        if _is_there_though(details, path, misspelt, document.spoiled):
            continue  # it stands there, but misspelt, or in a way that could not be read
        yield _problem(details, path, document, model)


def _unknown_without_value(document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """Names that no field has and that nothing stands after: the model is not told of them.

    Mostly one of them is the rest of a text with a comma in it: {name: Buffalo, NY}.
    """
    for path in document.empty:
        *above, name = path
        if isinstance(name, str) and document.value(path) is None and not document.is_spoiled(path):
            fields = shape_of(model, tuple(above)).names
            if fields and name not in fields:
                problem = _unknown(path, document, model)
                if isinstance(document.value(tuple(above)), dict) and above:
                    problem = replace(problem, fix=f"{problem.fix} Put a text with a comma in quotes.")
                yield problem


def _path(details: ErrorDetails) -> Path:
    return tuple(part for part in details["loc"] if part != "[key]")


def _is_there_though(details: ErrorDetails, path: Path, misspelt: set[Path], spoiled: set[Path]) -> bool:
    """Whether something is said to be missing that stands there, misspelt or in a way that could not be read."""
    if details["type"] == "missing":
        return path in misspelt or (*path[:-1], "<<") in spoiled
    if details.get("ctx", {}).get("code") != "missing-field":
        return False
    candidates = misspelt | spoiled
    if path[-1:] == ("body_html",):  # stands for all the fields that give an article its text
        return any(other[:-1] == path[:-1] and other[-1] in _TEXTS for other in candidates)
    return any(other[: len(path)] == path for other in candidates)


_TEXTS = ("body", "body_html", "summary")


def _meant(path: Path, model: type[BaseModel]) -> Path:
    """Where the value of an unknown field was probably meant to be."""
    return (*path[:-1], suggestion(str(path[-1]), shape_of(model, path[:-1]).names))


def _problem(details: ErrorDetails, path: Path, document: Document, model: type[BaseModel]) -> Problem:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "mistake":
        return _mistake(details, path, document)
    if kind == "missing":
        return _missing(path, document, shape_of(model, path))
    if kind == "extra_forbidden":
        return _unknown(path, document, model)
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
        near = suggestion(str(details["input"]), choices)
        fix = f"Did you mean {near}?" if near else f"Write one of {', '.join(choices)}."
        message = f"“{str(details['input'])[:40]}” is not a value that `{name}` can have."
        return Problem(place, "unknown-value", message, fix)
    if kind in {"too_long", "string_too_long"}:
        message = f"`{name}` has more than {context['max_length']} characters."
        return Problem(place, "too-long", message, "Shorten it, or move the text into `body`.")
    return Problem(place, "unknown-value", f"`{name}` is not right: {details['msg']}.")


def _mistake(details: ErrorDetails, path: Path, document: Document) -> Problem:
    context = details["ctx"]
    path = (*path, *context["at"])
    of_key = context["code"] == "missing-field" or details["loc"][-1] == "[key]"
    if of_key and path not in document.marks and path[-1:] == ("body_html",):
        path = next((other for name in _TEXTS if (other := (*path[:-1], name)) in document.marks), path)
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
    if shape.is_long_text:
        fix = f"Write `{field}|`, with the text indented below it."
    elif isinstance(value, dict) and any(name.startswith("-") for name in value):
        name = next(name for name in value if name.startswith("-"))
        fix = f"Put a space after the dash: - {name[1:]}: {value[name]}"
    elif isinstance(value, str) and (bullet := _BULLET.match(value)) and _NOT_A[kind] == "a list":
        fix = f"Begin each line with a dash and a space: - {bullet.group(1)}"
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
    found = re.match(r"\{[^{}]+\}(?=\s*$)", document.lines[place.line - 1][place.column - 1 :])
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
    return Problem(place, "missing-field", f"`{name}` is missing.", f"Add a line such as {line}")


def _unknown(path: Path, document: Document, model: type[BaseModel]) -> Problem:
    fields = shape_of(model, path[:-1]).names
    near = suggestion(str(path[-1]), fields)
    fix = f"Did you mean {near}?" if near else f"The fields here are {', '.join(fields)}."
    message = f"There is no field `{str(path[-1])[:40]}`" + (f" in `{_name(path[:-1])}`." if path[:-1] else ".")
    return Problem(document.place(path, of_key=True), "unknown-field", message, fix)


def _name(path: Path) -> str:
    """`image.alt`, or `tags[2]` counted from 1 as people do."""
    name = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return name.removeprefix(".")
