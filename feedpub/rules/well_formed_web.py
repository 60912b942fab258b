"""Where an item is talked about: the CommentAPI of wellformedweb.org."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom import ENTRY
from feedpub.rules.grammar import Shape, optional, rule
from feedpub.rules.names import WELL_FORMED_WEB
from feedpub.rules.rss.shapes import ITEM
from feedpub.rules.rule import Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import URL

_MISSPELT = Shape(URL)
for _shape in (ITEM, ENTRY):
    _shape.admit(
        WELL_FORMED_WEB,
        {"comment": optional(Shape(URL)), "commentRss": optional(Shape(URL)), "commentRSS": optional(_MISSPELT)},
    )


@rule(
    "w-comment-rss",
    Severity.WARNING,
    "wellformedweb.org, CommentAPI; RSS Profile, wfw:commentRss",
    "Write wfw:commentRss.",
    on=_MISSPELT,
)
def _comments_are_spelled(element: Element) -> Iterator[Finding]:
    """The feed of an item's comments is in wfw:commentRss, with small letters at the end."""
    yield Finding(element, "Readers look for wfw:commentRss; an early draft had a misprint.")
