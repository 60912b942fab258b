"""What a single value may be: text in, typed value out, or a problem in plain words.

Every field of a YAML file arrives as text. Each type here says what it accepts and raises `mistake(…)`, whose
code is an entry of the catalogue, when the text is something else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, cast
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from feedpub.characters import FORBIDDEN, describe_forbidden, invisible, is_harmless, is_harmless_text, turning


class Input(BaseModel):
    """What one mapping of a YAML file may hold: frozen, and no field that is not named here."""

    # A model is built when it is needed first: most are parts of others, and are built with them.
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


@dataclass(frozen=True)
class FieldContext:
    """What the text of a field is read against: the zone of local times, the folder that file names start
    from (relative to `articles/`, with forward slashes), and the values a station inherits."""

    folder: str
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    inherited: Mapping[str, object] = field(default_factory=dict)

    @staticmethod
    def of(info: ValidationInfo) -> "FieldContext":
        """The context that a validator was called with."""
        return cast("FieldContext", info.context)


def mistake(code: str, message: str, fix: str = "", *, at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """The error a validator raises: an entry of the catalogue, the words, and what to type instead.

    `at` says where in the value it is, if it is not the whole of it.
    """
    # Names in braces are filled in by pydantic, so the words travel as values, never as the template.
    return PydanticCustomError("mistake", "{message}", {"code": code, "message": message, "fix": fix, "at": at})


_SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")


def text_of(value: object) -> str:
    """The value, if it is text. Raises pydantic's error for what is none."""
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    return value


def without_control(text: str) -> str:
    """The text, if it holds no character that no feed may carry."""
    if not is_harmless_text(text) and (found := FORBIDDEN.search(text)):
        raise mistake("control-character", *describe_forbidden(found.group()))
    return text


def without_invisible(text: str) -> str:
    """The text of an address, if it holds no character that nobody can see."""
    if character := invisible(without_control(text)):
        message = f"There is an invisible character (U+{ord(character):04X}) in the address."
        raise mistake("control-character", message, "Type it again; such characters slip in when text is pasted.")
    return text


def _one_line(text: str) -> str:
    if is_harmless(text) and text.strip() == text and "  " not in text:
        return text
    line = _SPACES.sub(" ", without_control(text)).strip()
    if character := turning(line):
        message = (
            f"An invisible character (U+{ord(character):04X}) reverses the direction of the text, and of what follows."
        )
        raise mistake("control-character", message, "Delete it; it often slips in when text is pasted.")
    return line


def _lines(text: str) -> str:
    return without_control(text).replace("\r\n", "\n").replace("\r", "\n")


Line = Annotated[str, AfterValidator(_one_line), StringConstraints(max_length=2000)]
"""Text in one line: white space is folded to single spaces, as every reader does."""


LongLine = Annotated[str, AfterValidator(_one_line), StringConstraints(max_length=4000)]
"""A longer text in one line."""


def _whole(value: object) -> object:
    """A whole number in plain digits; pydantic alone would also take 1_000 and 50.0."""
    if isinstance(value, str) and not re.fullmatch(r"\s*[0-9]+\s*", value):
        raise PydanticKnownError("int_parsing")
    return value


IN_DIGITS = BeforeValidator(_whole)
"""What a whole number has to pass before pydantic reads it."""

MOST = 2**31 - 1
"""What programs everywhere can count to."""

Count = Annotated[int, Field(ge=1, le=MOST), IN_DIGITS]
"""A whole number, 1 or more."""

Prose = Annotated[str, AfterValidator(_lines), WithJsonSchema({"type": "string", "contentMediaType": "text/plain"})]
"""Text of several lines."""

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def _yes_or_no(value: object) -> object:
    if isinstance(value, bool):
        return value
    word = text_of(value).strip()
    if word.casefold() not in _YES_NO:
        raise mistake("unknown-value", f"“{word[:40]}” is neither yes nor no.", "Write yes or no")
    return _YES_NO[word.casefold()]


YesNo = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema({"enum": ["yes", "no", True, False]})]
"""yes or no."""

Number = Annotated[int, Field(ge=0, le=MOST), IN_DIGITS]
"""A whole number, 0 or more."""
