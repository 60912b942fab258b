"""Files of text beside a feed, read in bounded time and memory."""

import json
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

MOST_BYTES = 10 * 2**20
"""Bytes of a file that are looked at; the transcript of a day has about 3 MB."""


class Flaw(NamedTuple):
    """What is wrong with a file, the line that is meant if there is one, and what to do about it."""

    message: str
    fix: str = ""
    line: int = 0


class Text(NamedTuple):
    """The text of a file, and whether that is all of it."""

    content: str
    whole: bool = True


def read_text(path: Path) -> Text | Flaw:
    """The text of a file, with line feeds between its lines, or why it is none. Raises OSError."""
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if not raw.strip():
        return Flaw("is empty.")
    whole = len(raw) <= MOST_BYTES
    if not whole:
        raw = raw[: raw.rfind(b"\n", 0, MOST_BYTES) + 1]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Flaw(f"the byte 0x{raw[error.start]:02X} is not UTF-8.", "Save it as UTF-8.", line)
    if "\0" in text:
        return Flaw("contains bytes that are not text.")
    return Text(text.replace("\r\n", "\n").replace("\r", "\n"), whole)


def read_json(text: Text) -> Any | Flaw:
    """What JSON in a text says, or why it is none."""
    try:
        return json.loads(text.content, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        return Flaw("this is not JSON.", "Use a program to write it.", error.lineno)
    except (ValueError, RecursionError):  # a number too long or a list too deep for any program
        return Flaw("is not JSON that programs can read.", "Use a program to write it.")


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def number(value: object) -> float | None:
    """Seconds, as a number of JSON; None if the value is no number, or more than any program counts to."""
    return float(value) if type(value) in {int, float} and abs(value) < _MOST_SECONDS else None  # type: ignore[arg-type]  # its type is a number's


_MOST_SECONDS = 1e9
"""Thirty years; nothing plays that long."""
