"""How much an item is talked about: RSS 1.0's slash module."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom import ENTRY
from feedpub.rules.grammar import Blank, Shape, many, optional, rule, text
from feedpub.rules.names import SLASH
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.rule import Fault, Finding, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values.numbers import WHOLE
from feedpub.rules.values.plain import PLAIN

_SPEC = "RSS 1.0, slash module"


@value_rule("s-hit-parade", Severity.ERROR, f"{_SPEC}, hit_parade", "For example: 177,155,105,33,6,3,0")
def _hit_parade(value: str) -> Fault | None:
    """A hit parade is a list of whole numbers, separated by commas."""
    numbers = [number.strip() for number in value.split(",")]
    bad = next((number for number in numbers if not (number.isascii() and number.isdigit())), None)
    return None if bad is None else Fault(f"“{bad[:20]}” is not a whole number.")


for _shape in (ITEM, ENTRY):
    _shape.admit(
        SLASH,
        {
            "comments": optional(Shape(WHOLE)),
            "hit_parade": optional(Shape(text(_hit_parade, blank=Blank.JUDGED))),
            "section": many(Shape(PLAIN)),
            "department": many(Shape(PLAIN)),
        },
    )
_COMMENTS = SLASH("comments")


@rule("s-slash-date", Severity.WARNING, "RSS Profile, slash:comments", "Add lastBuildDate.", on=CHANNEL)
def _counted_when(channel: Element) -> Iterator[Finding]:
    """A feed that counts comments says in lastBuildDate when they were counted."""
    if channel.child("lastBuildDate") is not None:
        return
    for first in channel.below("item", _COMMENTS)[:1]:
        yield Finding(first, "The channel has no lastBuildDate, so nobody can tell when the comments were counted.")
