"""A problem is a value: where it is, how bad it is, what it is called, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error keeps something out of the feeds, a warning and an info do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file. Lines and columns count from 1; 0 says that the file as a whole is meant."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        name = printable(self.file)
        return f"{name}:{self.line}:{self.column}" if self.line else name


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What of a feed a problem is about: the path of the element, the title of its item, the value cut short."""

    path: str
    item: str = ""
    value: str = ""


NO_SUBJECT = Subject("")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, in words for an editor.

    `code` is an entry of the catalogue or a rule, `fix` says what to type instead where that can be told, and
    `subject` what of a feed is meant. Problems sort by place.
    """

    place: Place
    code: str
    message: str
    fix: str = ""
    severity: Severity = Severity.ERROR
    subject: Subject = NO_SUBJECT


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those of the problems that are errors."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def suggestion(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or nothing."""
    import difflib  # noqa: PLC0415 - takes 10 ms to load, and hardly any run has a word to correct

    by_small = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_small, n=1, cutoff=0.7)
    return by_small[near[0]] if near else ""


def os_error_in_words(error: OSError) -> str:
    """What the system says against reading or writing, and of which file."""
    return printable(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))


def printable(name: str) -> str:
    """The name of a file for people, and for output that takes nothing but UTF-8: what cannot be printed is escaped."""
    if name.isprintable() and name.isascii():
        return name
    name = name.encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in name)
