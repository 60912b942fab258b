"""Where libyaml gave up, and what is said of it."""

import re
from dataclasses import dataclass
from typing import NamedTuple

QUOTE_FIX = "Put the whole text in quotes: "

FIELD = re.compile(r"\s*(?:- +)*([\w-]+):(?:\s|$)")
"""A line that begins with the name of a field."""
LONG_TEXTS = {"body", "body_html"}
"""Fields with text of several lines."""
BLOCK_SIGN = re.compile(r":\s+[|>][-+0-9]*\s*(#.*)?$")
"""What ends the line of a field whose text stands below it."""


class Told(NamedTuple):
    """A syntax error in words, at a line and column counted from 0."""

    line: int
    column: int
    message: str
    fix: str
    code: str = "yaml-syntax"


@dataclass(frozen=True)
class Failure:
    """Where libyaml gave up (from 0), what it says about it, and where that begins which it was reading."""

    lines: list[str]
    line: int
    column: int
    problem: str
    context: str
    opened: tuple[int, int] | None

    @property
    def text(self) -> str:
        """The line it gave up in."""
        return self.lines[self.line]

    def owner(self) -> tuple[int, str]:
        """The nearest line above that is indented less: its number, and the name of its field, if it is one."""
        indent = indentation(self.text)
        for number in range(self.line - 1, -1, -1):
            above = self.lines[number]
            if above.strip() and indentation(above) < indent:
                field = FIELD.match(above)
                return number, field.group(1) if field else ""
        return self.line, ""

    @property
    def suspects(self) -> list[int]:
        """The lines that may be at fault: the one that it began to scan something in, and the one it gave up in."""
        began = [self.opened[0]] if self.opened and "scanning" in self.context else []
        return [number for number in dict.fromkeys([*began, self.line]) if number < len(self.lines)]

    def written_before(self, number: int) -> int:
        """The nearest line above one in which anything is written; that line itself if there is none."""
        return next((above for above in range(number - 1, -1, -1) if self.lines[above].strip()), number)

    def long_text_above(self, number: int) -> str:
        """The long text that the lines above one belong to, by the name of its field; empty if they do not."""
        above = (line for line in reversed(self.lines[:number]) if line.strip() and line[0] not in " #")
        field = FIELD.match(nearest := next(above, ""))
        return field.group(1) if field and field.group(1) in LONG_TEXTS and BLOCK_SIGN.search(nearest) else ""


def indentation(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))
