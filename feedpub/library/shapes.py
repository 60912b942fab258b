"""What a model takes at a place in a file, by the JSON Schema that editors complete from, and how to write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import BaseModel

from feedpub.document import Path, Value

_Schema = dict[str, Any]


@cache
def _schema_of(model: type[BaseModel]) -> _Schema:
    return model.model_json_schema()


@dataclass(frozen=True, slots=True)
class Shape:
    """A value as the schema describes it."""

    schema: _Schema
    definitions: dict[str, _Schema]

    def options(self) -> Iterator[Shape]:
        """The forms that the value may have, that of nothing at all left out."""
        if "$ref" in self.schema:
            yield from replace(self, schema=self.definitions[self.schema["$ref"].rpartition("/")[2]]).options()
        elif "anyOf" in self.schema:
            for option in self.schema["anyOf"]:
                yield from replace(self, schema=option).options()
        elif self.schema.get("type") != "null":
            yield self

    def main(self) -> Shape:
        """Its full form; a picture can also be written as its address alone."""
        return list(self.options())[-1]

    @property
    def names(self) -> list[str]:
        """The fields that it can have."""
        return list(self.main().schema.get("properties", {}))

    @property
    def choices(self) -> list[str]:
        """The words that it can be, if it has to be one of some."""
        return list(self.main().schema.get("enum", []))

    @property
    def is_long_text(self) -> bool:
        """Whether it is text of several lines."""
        return "contentMediaType" in self.main().schema

    def part(self, name: str | int) -> Shape:
        """The shape of a field, or of the elements of a list."""
        schema = self.main().schema
        if isinstance(name, int):
            return replace(self, schema=schema.get("items", {}))
        return replace(self, schema=schema.get("properties", {}).get(name) or schema.get("additionalProperties") or {})

    def write(self, value: Value | None = None) -> str:
        """How a value of this shape is written in one line of YAML, made of one that has another shape."""
        if isinstance(value, str) and self.takes_text:
            return _scalar(value)
        main = self.main()
        match main.schema.get("type"):
            case "array":
                return f"[{', '.join(main.part(0).write(element) for element in _elements(value))}]"
            case "object":
                return f"{{{', '.join(f'{name}: {written}' for name, written in main.fields(value))}}}"
            case _:
                return main.placeholder()

    def fields(self, value: Value | None) -> Iterator[tuple[str, str]]:
        """The fields of a group, made of a value that may be one of them; what is needed too is made up."""
        if "properties" not in self.schema:  # fields with any name
            yield "news", self.part("news").write()
            return
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        given = self._given(value)
        example = {} if given else (self.schema.get("examples") or [{}])[0]
        needed = sorted(self.schema.get("required") or example, key=self.names.index)
        for name in dict.fromkeys([*needed, *(name for name in given if name in self.names)]):
            if name in given:
                yield name, self.part(name).write(given[name])
            else:
                yield name, json.dumps(example[name], ensure_ascii=False) if name in example else self._gap(name)

    def _given(self, value: Value | None) -> dict[str, Value]:
        """The fields that a value gives: those of a group, or the one that a text can be."""
        if isinstance(value, dict):
            return value
        if not isinstance(value, str):
            return {}
        if (moment := _MOMENT.fullmatch(value)) and {"start", "title"} <= {*self.names}:
            return {"start": moment[1], "title": moment[2]}
        if "file" in self.names and "://" not in value:
            return {"file": value}
        example = (self.schema.get("examples") or [{}])[0]
        possible = sorted(self.schema.get("required") or example, key=self.names.index) or self.names
        return {next((name for name in possible if self.part(name).takes(value)), possible[0]): value}

    def _gap(self, name: str) -> str:
        """What stands for a field beside others that were given: it has to be filled, or is refused."""
        return self.part(name).write() if self.part(name).main().schema.get("format") == "uri" else "…"

    @property
    def takes_text(self) -> bool:
        """Whether a text alone can stand for it, as a name does for a person."""
        return any(option.schema.get("type") == "string" for option in self.options())

    def takes(self, text: str) -> bool:
        """Whether a text looks like what is wanted here."""
        schema = self.main().schema
        return (schema.get("format") == "uri") == ("://" in text) and not schema.get("examples")

    def placeholder(self) -> str:
        """What stands for a value that nobody has given yet."""
        if examples := self.schema.get("examples"):
            return str(examples[0])
        if choices := self.choices:
            return choices[0]
        if self.schema.get("type") == "integer":
            return "50"
        return '"https://…"' if self.schema.get("format") == "uri" else "…"


def shape_of(model: type[BaseModel], path: Path) -> Shape:
    """The shape of what stands at a path of a document that is to be the model."""
    schema = _schema_of(model)
    shape = Shape(schema, schema.get("$defs", {}))
    for part in path:
        shape = shape.part(part)
    return shape


def shape_of_list(element: Shape) -> Shape:
    """A list of values of this shape."""
    return replace(element, schema={"type": "array", "items": element.schema})


_MOMENT = re.compile(r"([0-9]+(?::[0-9]{2}){1,2})\s+(?:[-–]\s+)?(\S.*)")
"""A moment in audio, and what begins there."""


def _elements(value: Value | None) -> list[Value | None]:
    """What a list was to hold that somebody has written as one text."""
    if isinstance(value, list):
        return [*value]
    if not isinstance(value, str) or "://" in value:
        return [value]
    if re.fullmatch(r"#\w+(?:[\s,]+#\w+)*", value):
        return [*re.findall(r"\w+", value)]
    return [*re.split(r",\s+", value.strip("()[] "))]


def _scalar(text: str) -> str:
    """A text as it can stand anywhere in YAML, in quotes where it needs them."""
    return text if re.fullmatch(r"\w[^:#,\[\]{}\"\n]*", text) else json.dumps(text, ensure_ascii=False)
