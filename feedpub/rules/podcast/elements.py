"""The podcast namespace under both of its addresses: where its elements may stand, and how they are found."""

from collections.abc import Mapping
from functools import lru_cache

from feedpub.problem import Severity
from feedpub.rules.grammar import Child, Shape
from feedpub.rules.names import PODCAST, PODCAST_ON_GITHUB
from feedpub.rules.rule import Basis, enter
from feedpub.rules.structure import DUPLICATE_ELEMENT, MISPLACED_ELEMENT, SPECIAL, UNKNOWN_ATTRIBUTE, UNKNOWN_ELEMENT
from feedpub.rules.tree import Element

DOCS = "podcast namespace 1.0"
"""What all sources here begin with: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md."""

UNKNOWN = enter(
    "p-unknown",
    Severity.WARNING,
    DOCS,
    "Look up the name in the documentation of the podcast namespace, or take it out.",
    Basis.SPEC,
    "Every element of the podcast namespace, and every attribute, is in its documentation.",
)
MISPLACED = enter(
    "p-parent",
    Severity.ERROR,
    f"{DOCS}, Parent",
    "Move it to the element that its documentation names as parent; apps look for it nowhere else.",
    Basis.SPEC,
    "An element of the podcast namespace is in the parent that its documentation names.",
)
TWICE = enter(
    "p-guid-twice",
    Severity.ERROR,
    f"{DOCS}, Count",
    "Keep one of them; apps may take either.",
    Basis.SPEC,
    "An element that the podcast namespace allows once (guid, locked, medium and others) is not repeated.",
)
for _namespace in (PODCAST, PODCAST_ON_GITHUB):
    SPECIAL[UNKNOWN_ELEMENT, _namespace.uri] = UNKNOWN
    SPECIAL[UNKNOWN_ATTRIBUTE, _namespace.uri] = UNKNOWN
    SPECIAL[MISPLACED_ELEMENT, _namespace.uri] = MISPLACED
    SPECIAL[DUPLICATE_ELEMENT, _namespace.uri] = TWICE


def admit(shape: Shape, children: Mapping[str, Child]) -> Shape:
    """Let elements of the podcast namespace stand in a shape, under both addresses; the shape itself is returned."""
    shape.admit(PODCAST, children)
    shape.admit(PODCAST_ON_GITHUB, children)
    return shape


@lru_cache
def _tags(local: str) -> tuple[str, str]:
    """The tags of an element under both addresses."""
    return PODCAST(local), PODCAST_ON_GITHUB(local)


def named(element: Element, local: str) -> list[Element]:
    """The children that are elements of the podcast namespace with this local name."""
    tags = _tags(local)
    return [child for child in element.children if child.tag in tags]


def lacks(element: Element, *names: str) -> list[str]:
    """Those of an element's attributes that are not there."""
    return [name for name in names if name not in element.attributes]
