"""A document as a model, or what the model refuses: problems with a place and words for an editor."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feedpub.document import Document, Path
from feedpub.library.refusals import TEXTS, is_torn_apart, meant_name, problem_of, unknown_field
from feedpub.library.shapes import shape_of
from feedpub.model.fields import FieldContext
from feedpub.problem import Problem, errors

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
    unknown = {path for path, details in found if details["type"] == "extra_forbidden"}
    torn = {path[:-1] for path in unknown if is_torn_apart(path, document, model)}
    misspelt = {(*path[:-1], meant_name(str(path[-1]), shape_of(model, path[:-1]).names)) for path in unknown}
    for path, details in found:
        if document.is_spoiled(path):
            continue
        if _is_there_though(details, path, misspelt, document.spoiled):
            continue  # it stands there, but misspelt, or in a way that could not be read
        if path[:-1] in torn and path not in unknown:
            continue  # what is missing in a group that was to be a text
        yield problem_of(details, path, document, model)


def _unknown_without_value(document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """Names that no field has and that nothing stands after: the model is not told of them.

    Mostly one of them is the rest of a text with a comma in it: {name: Buffalo, NY}.
    """
    for path in document.empty:
        *above, name = path
        if isinstance(name, str) and document.value(path) is None and not document.is_spoiled(path):
            fields = shape_of(model, tuple(above)).names
            if fields and name not in fields:
                problem = unknown_field(path, document, model)
                if isinstance(document.value(tuple(above)), dict) and above:
                    problem = replace(problem, fix=_WITH_COMMA if " " in name else f"{problem.fix} {_WITH_COMMA}")
                yield problem


_WITH_COMMA = "Put a text with a comma in quotes."


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
        return any(other[:-1] == path[:-1] and other[-1] in TEXTS for other in candidates)
    return any(other[: len(path)] == path for other in candidates)
