"""What fields mean, for the schema that editors complete from: the texts that stand below them in the models.

pydantic can put them there itself, but then every run reads the source of all models, which takes a tenth of its time.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from feedpub.model.fields import Input


def described_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a model, in which each field says what it means. OSError if the sources are not there."""
    schema = model.model_json_schema()
    models = {one.__name__: one for one in _below(Input)}
    for name, part in [*schema.get("$defs", {}).items(), (model.__name__, schema)]:
        for field, text in _texts(models[name]) if name in models else ():
            part.get("properties", {}).get(field, {}).setdefault("description", text)
    return schema


def _below(model: type[Input]) -> Iterator[type[Input]]:
    for subclass in model.__subclasses__():
        yield subclass
        yield from _below(subclass)


def _texts(model: type[Input]) -> Iterator[tuple[str, str]]:
    """The fields of a model with the texts that stand below them; those of what it is made from come last."""
    for base in model.__mro__:
        if issubclass(base, Input):
            (declared,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
            for field, after in pairwise(declared.body if isinstance(declared, ast.ClassDef) else ()):
                match field, after:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        yield name, inspect.cleandoc(text)
