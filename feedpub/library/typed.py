"""A document as a model, or what the model refuses: problems with a place and words for an editor."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feedpub.document import Document, Path
from feedpub.model.fields import Reading
from feedpub.problem import Place, Problem, Severity, suggestion

Model = TypeVar("Model", bound=BaseModel)


def typed_document(document: Document, model: type[Model], reading: Reading) -> tuple[Model | None, list[Problem]]:
    """The document as the model if nothing in it is an error, and all that is wrong with it."""
    problems = list(document.problems)
    typed = None
    if not document.unreadable:
        try:
            typed = model.model_validate(document.data, context=reading)
        except ValidationError as error:
            problems.extend(_problems_of(error, document, model))
    usable = all(problem.severity is not Severity.ERROR for problem in problems)
    return (typed if usable else None), problems


_NOT_A = {
    "string_type": ("one text", "Write it in one line, without brackets."),
    "tuple_type": ("a list", "Put it in brackets, with commas between: [first, second]"),
    "dict_type": ("a group of fields", "Write one indented field a line below it."),
    "model_type": ("a group of fields", "Write one indented field a line below it."),
    "model_attributes_type": ("a group of fields", "Write one indented field a line below it."),
    "int_parsing": ("a whole number", "Such as 50, in digits only."),
    "int_type": ("a whole number", "Such as 50, in digits only."),
}


def _problems_of(error: ValidationError, document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    found = [(_path(details), details) for details in error.errors(include_url=False)]
    misspelt = {_meant(path, model) for path, details in found if details["type"] == "extra_forbidden"}
    for path, details in found:
        if any(path[: len(spoiled)] == spoiled for spoiled in document.spoiled):
            continue
        if _is_there_though(details, path, misspelt, document.spoiled):
            continue  # it stands there, but misspelt, or in a way that could not be read
        yield _problem(details, path, document, model)


def _path(details: ErrorDetails) -> Path:
    return tuple(part for part in details["loc"] if part != "[key]")


def _is_there_though(details: ErrorDetails, path: Path, misspelt: set[Path], spoiled: set[Path]) -> bool:
    """Whether something is said to be missing that stands there, misspelt or in a way that could not be read."""
    if details["type"] == "missing":
        return path in misspelt or any(path[:-1] == other[:-1] for other in spoiled)
    if details.get("ctx", {}).get("code") != "missing-field":
        return False
    candidates = misspelt | spoiled
    if path[-1:] == ("body_html",):  # stands for all the fields that give an article its text
        return any(other[:-1] == path[:-1] and other[-1] in {"body", "body_html", "summary"} for other in candidates)
    return any(other[: len(path)] == path for other in candidates)


def _meant(path: Path, model: type[BaseModel]) -> Path:
    """Where the value of an unknown field was probably meant to be."""
    return (*path[:-1], suggestion(str(path[-1]), _fields_at(model, path[:-1])))


def _problem(details: ErrorDetails, path: Path, document: Document, model: type[BaseModel]) -> Problem:
    kind, context = details["type"], details.get("ctx", {})
    name = _name(path)
    if kind == "mistake":
        of_key = context["code"] == "missing-field" or details["loc"][-1] == "[key]"
        return Problem(document.place(path, of_key=of_key), context["code"], context["message"], context["fix"])
    if kind == "missing":
        return _missing(path, document)
    if kind == "extra_forbidden":
        return _unknown(path, document, model)
    if kind == "enum" and not isinstance(details["input"], str):
        kind = "string_type"
    if kind in _NOT_A:
        what, fix = _NOT_A[kind]
        return Problem(document.place(path), "wrong-type", f"`{name}` has to be {what}.", fix)
    if kind in {"greater_than_equal", "less_than_equal"}:
        return _out_of_range(name, kind, context, document.place(path))
    if kind == "enum":
        fix = f"One of {context['expected'].replace(' or ', ', ').replace(chr(39), '')}."
        near = suggestion(str(details["input"]), context["expected"].replace("'", "").replace(" or ", ", ").split(", "))
        message = f"“{str(details['input'])[:40]}” is not something that `{name}` can be."
        return Problem(document.place(path), "unknown-value", message, f"{near}, perhaps? {fix}" if near else fix)
    if kind in {"too_long", "string_too_long"}:
        message = f"`{name}` has more than {context['max_length']} characters."
        return Problem(document.place(path), "too-long", message, "Shorten it, or move the text into `body`.")
    message = f"`{name}` is not right: {details['msg'][0].lower()}{details['msg'][1:]}."
    return Problem(document.place(path), "unknown-value", message)


def _out_of_range(name: str, kind: str, context: dict[str, Any], place: Place) -> Problem:
    bound = context["ge"] if kind == "greater_than_equal" else context["le"]
    side = "at least" if kind == "greater_than_equal" else "at most"
    return Problem(place, "unknown-value", f"`{name}` has to be {side} {bound}.", f"Such as {bound}.")


def _missing(path: Path, document: Document) -> Problem:
    name = _name(path)
    place = document.place(path, of_key=True)
    if path in document.marks:
        return Problem(place, "missing-field", f"`{name}` has no value.", f"Write it after `{path[-1]}: `.")
    return Problem(place, "missing-field", f"`{name}` is missing.", f"Add a line `{path[-1]}: …`.")


def _unknown(path: Path, document: Document, model: type[BaseModel]) -> Problem:
    fields = _fields_at(model, path[:-1])
    near = suggestion(str(path[-1]), fields)
    fix = f"Did you mean `{near}`?" if near else f"The fields here are {', '.join(fields)}."
    message = f"There is no field `{str(path[-1])[:40]}`" + (f" in `{_name(path[:-1])}`." if path[:-1] else ".")
    return Problem(document.place(path, of_key=True), "unknown-field", message, fix)


def _fields_at(model: type[BaseModel], path: Path) -> list[str]:
    """The names that the model knows at a path, by the JSON schema that editors complete from."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    for part in path:
        schema = _follow(schema, definitions)
        schema = (
            schema.get("items", {})
            if isinstance(part, int)
            else schema.get("properties", {}).get(part) or schema.get("additionalProperties", {})
        )
    return list(_follow(schema, definitions).get("properties", {}))


def _follow(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    for option in schema.get("anyOf", []):
        if option.get("type") != "null":
            schema = option
    if "$ref" in schema:
        found: dict[str, Any] = definitions[schema["$ref"].rpartition("/")[2]]
        return found
    return schema


def _name(path: Path) -> str:
    """`image.alt`, or `tags[2]` counted from 1 as people do."""
    name = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return name.removeprefix(".")
