"""What the specifications say of an element's make-up, told once for all elements that are made alike.

The items of a feed have the same attributes and children, mostly in the same order. Whether those may be there, and
which rules there is work for, need not be found out ten thousand times.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from feedpub.rules.grammar import OPTIONAL_TEXT, SINGLE, VOCABULARIES, Attribute, Check, Glance, Recogniser, Shape, Text
from feedpub.rules.names import namespace_of
from feedpub.rules.rule import Rule
from feedpub.rules.tree import Element

ANYWHERE: dict[str, Attribute] = {}
"""Attributes that any element may have: those of XML itself (XML 1.0 section 2.12, XML Base)."""
MOST = 2**12
"""Make-ups that are remembered; a feed has a dozen."""


class Layout(NamedTuple):
    """A make-up that no specification objects to.

    `attributes` and `children` are what the attributes, by their names, and the children are judged by. The recogniser
    stands with the shape of a child that is done with when its text is recognised. `checks` are those to run, each
    group with the glance that can spare it.
    """

    attributes: dict[str, Text]
    children: tuple[tuple[Shape, Recogniser | None], ...]
    checks: tuple[tuple[Glance | None, tuple[Check, ...]], ...]


class Layouts:
    """The layouts that elements of one feed have; rules that nobody has asked for have no checks in them."""

    def __init__(self, is_asked: Callable[[Rule], bool]) -> None:
        self._is_asked = is_asked
        self._known: dict[tuple[Shape, tuple[str, ...], tuple[str, ...]], Layout | None] = {}

    def of(self, element: Element, shape: Shape) -> Layout | None:
        """The layout of an element of this shape; None if there is something to object to."""
        tags = () if shape.open or not element.children else tuple([child.tag for child in element.children])
        key = (shape, tuple(element.attributes), tags)
        try:
            return self._known[key]
        except KeyError:
            layout = self._layout(*key)
            if len(self._known) < MOST:
                self._known[key] = layout
            return layout

    def checks(self, shape: Shape, there: Sequence[str]) -> tuple[Check, ...]:
        """The checks that have something to look at in an element that has what these names tell (see Condition)."""
        asked = (check for check in shape.checks if self._is_asked(check.rule))
        return tuple(check for check in asked if check.when is None or check.when(there))

    def _layout(self, shape: Shape, names: tuple[str, ...], tags: tuple[str, ...]) -> Layout | None:
        attributes, children = _texts(shape, names), _shapes(shape, tags)
        if attributes is None or children is None:
            return None
        there = [tag for tag in tags if shape.child(tag)]
        if not (shape.open or set(there).issuperset(shape.required)):
            return None
        if not set(names).issuperset(shape.required_attributes):
            return None
        recognised = tuple((child, self._recogniser(child)) for child in children)
        checks = self.checks(shape, [*there, *map("@".__add__, names)])
        glances = dict.fromkeys(check.unless for check in checks)
        together = ((glance, tuple(check for check in checks if check.unless is glance)) for glance in glances)
        return Layout(attributes, recognised, tuple(together))

    def _recogniser(self, shape: Shape) -> Recogniser | None:
        """What tells of an element without attributes and children, by its text alone, that nothing is wrong."""
        if shape.text is None or shape.judge is not None or shape.value or shape.required_attributes or shape.required:
            return None
        return None if self.checks(shape, ()) else shape.text.plain


def _texts(shape: Shape, names: Iterable[str]) -> dict[str, Text] | None:
    """What attributes of these names hold; None if one of them is unknown. Those of foreign namespaces are let be."""
    if shape.attributes is None:
        return dict.fromkeys(names, OPTIONAL_TEXT)
    texts: dict[str, Text] = {}
    for name in names:
        attribute = shape.attributes.get(name) or ANYWHERE.get(name)
        if attribute is None and " " not in name:
            return None
        texts[name] = attribute.text if attribute else OPTIONAL_TEXT
    return texts


_FOREIGN = Shape(OPTIONAL_TEXT, attributes=None, open=True)


def _shapes(shape: Shape, tags: Iterable[str]) -> tuple[Shape, ...] | None:
    """The shapes of children with these tags; None if one of them is unknown, misplaced or there twice."""
    shapes: list[Shape] = []
    seen: set[str] = set()
    for tag in tags:
        declared = shape.child(tag)
        if declared is None:
            if namespace_of(tag) in VOCABULARIES or shape.text is not None:
                return None
            shapes.append(_FOREIGN)
            continue
        occurs, child = declared
        if tag in seen and occurs in SINGLE:
            return None
        seen.add(tag)
        shapes.append(child)
    return tuple(shapes)
