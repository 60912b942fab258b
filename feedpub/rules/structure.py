"""A document held against the shapes of its elements, in one pass: the rules that every specification shares."""

from collections.abc import Callable, Iterable, Sequence

from feedpub.problem import Severity, suggestion
from feedpub.rules.advice import for_html, same_elsewhere, where_it_belongs
from feedpub.rules.grammar import SINGLE, VALUES, VOCABULARIES, Blank, Check, Shape, Text
from feedpub.rules.layout import ANYWHERE, Layout, Layouts
from feedpub.rules.names import ATOM, NO_NAMESPACE, XHTML, local_name, namespace_of, shown
from feedpub.rules.rule import Basis, Finding, Rule, enter
from feedpub.rules.tree import Element
from feedpub.rules.values.markup import is_html

Report = Callable[[Rule, Finding], None]
MOST = 100
"""Suggestions that one feed gets; more mistakes than that are not told one by one."""


def _enter(code: str, severity: Severity, advice: str, demand: str) -> Rule:
    return enter(
        code, severity, "RSS 2.0, RFC 4287 and the specification of each namespace", advice, Basis.SPEC, demand
    )


MISSING_ELEMENT = _enter("x-missing-element", Severity.ERROR, "Add it.", "Every required element is present.")
DUPLICATE_ELEMENT = _enter(
    "x-duplicate-element", Severity.ERROR, "Keep one of them.", "An element allowed once is not repeated."
)
UNKNOWN_ELEMENT = _enter(
    "x-unknown-element",
    Severity.ERROR,
    "Take it out, or put it into a namespace of its own.",
    "Every element is defined by the format or namespace it claims.",
)
MISPLACED_ELEMENT = _enter(
    "x-misplaced-element", Severity.ERROR, "Take it out.", "Every element is in a place where it is allowed."
)
GUEST = _enter(
    "x-no-use",
    Severity.WARNING,
    "Move it to where readers look for it, or take it out.",
    "An element of an extension is where readers look for it.",
)
IN_TEXT = _enter(
    "x-in-text", Severity.WARNING, "Take it out, or put it beside the text.", "No element is inside a text."
)
NO_NAMESPACE_ELEMENT = _enter(
    "x-no-namespace",
    Severity.WARNING,
    "Put it into a namespace of its own.",
    "An element that is not one of Atom's is in a namespace.",
)
MISSING_ATTRIBUTE = _enter("x-missing-attribute", Severity.ERROR, "Add it.", "Every required attribute is present.")
UNKNOWN_ATTRIBUTE = _enter(
    "x-unknown-attribute", Severity.ERROR, "Take it out.", "Every attribute is defined for the element that it is on."
)
UNEXPECTED_TEXT = _enter(
    "x-unexpected-text", Severity.ERROR, "Take it out.", "An element that may not contain text contains none."
)
BLANK = _enter(
    "x-blank", Severity.WARNING, "Write something in it, or leave it out.", "No element or attribute is empty."
)

SPECIAL: dict[tuple[Rule, str], Rule] = {}
"""Rules of a namespace, by its URI, that stand in for the ones above."""


_LIKE_VALUES = {*VALUES, "src", "link", "name", "value", "address", "file"}
"""What people call the attribute that says what the whole element says."""
SHOWN = 100
"""Characters of a value that are shown in what to write instead."""


class Walk:
    """Holds elements against shapes, and reports what does not fit, if `is_asked` says that anybody asked for it."""

    def __init__(self, report: Report, root: Shape, is_asked: Callable[[Rule], bool] = lambda _: True) -> None:
        self.report = report
        self.root = root
        self._layouts = Layouts(is_asked)
        self._suggestions = MOST

    def _suggestion(self, word: str, known: Iterable[str]) -> str:
        """The known word that was probably meant; not for ever, for looking takes longer than judging.

        Who mistypes a word seldom does so at its first letter; words that differ there are others.
        """
        self._suggestions -= 1
        if self._suggestions < 0:
            return ""
        first = word[:1].casefold()
        return suggestion(word[:40], [name for name in known if name[:1].casefold() == first])

    def judge(self, element: Element, shape: Shape) -> None:
        """Judge an element of this shape and all below it."""
        layout, words = self._layouts.of(element, shape), element.text
        if layout is None or (words and (shape.text is None or shape.value) and not words.isspace()):
            self._judge_closely(element, shape)
            return
        for name, value in element.attributes.items():
            expected = layout.attributes[name]
            if not value or expected.plain is None or not expected.plain(value):
                self._text(element, value, expected, name)
        if shape.text is not None and not (words and shape.text.plain is not None and shape.text.plain(words)):
            self._text(element, words, shape.text, "")
        if layout.children:
            self._judge_children(element, layout)
        if shape.judge is not None:
            self._judge_whole(element, shape)
        for glance, checks in layout.checks:
            if glance is None or not glance(element):
                self._checks(element, checks)

    def _judge_children(self, element: Element, layout: Layout) -> None:
        for child, (shape, recogniser) in zip(element.children, layout.children, strict=True):
            if recogniser is None or child.attributes or child.children or not (child.text and recogniser(child.text)):
                self.judge(child, shape)

    def _judge_closely(self, element: Element, shape: Shape) -> None:
        """Judge an element that something may be wrong with by its attributes, its children, or its text."""
        outside = bool(element.text) and bool(shape.value) and _is_outside(element, shape)
        if outside:
            self._value_outside(element, shape)
        self._attributes(element, shape, complete=outside)
        if shape.text is not None:
            self._text(element, element.text, shape.text, "")
        elif element.text and not outside and not shape.open and not element.text.isspace():
            self._unexpected_text(element, shape)
        there = self._children(element, shape) if not shape.open else []
        if not shape.open:
            self._missing(element, shape, there)
        if shape.judge is not None:
            self._judge_whole(element, shape)
        if not outside:
            self._checks(element, self._layouts.checks(shape, [*there, *map("@".__add__, element.attributes)]))

    def _judge_whole(self, element: Element, shape: Shape) -> None:
        for rule, fault in shape.judge(element) if shape.judge is not None else ():
            self.report(rule, Finding(fault.at or element, fault.message, fault.fix, snippet=fault.snippet))

    def _checks(self, element: Element, checks: tuple[Check, ...]) -> None:
        for rule, run, _, _ in checks:
            for finding in run(element):
                self.report(rule, finding)

    def _value_outside(self, element: Element, shape: Shape) -> None:
        message = f"<{element.name}> needs the attribute {shape.value}; its value is between the tags instead"
        fix = f"Write {_with_value(element, shape)}"
        self.report(MISSING_ATTRIBUTE, Finding(element, f"{message}{_says(shape)}.", fix))

    def _unexpected_text(self, element: Element, shape: Shape) -> None:
        message = f"<{element.name}> contains no text of its own{_says(shape)}."
        self.report(UNEXPECTED_TEXT, Finding(element, message, snippet=element.text.strip()))

    def _text(self, element: Element, value: str, expected: Text, attribute: str) -> None:
        if value and expected.plain is not None and expected.plain(value):
            return
        if not value or value.isspace():
            if expected.blank is Blank.WARNING and (attribute or not element.children):
                what = f"The attribute {shown(attribute)} of <{element.name}>" if attribute else f"<{element.name}>"
                self.report(BLANK, Finding(element, f"{what} is empty.", attribute=attribute))
            if expected.blank is not Blank.JUDGED:
                return
        if expected.judge is None:
            return
        for rule, fault in expected.judge(value):
            snippet = fault.snippet or ("" if attribute else value.strip())
            self.report(rule, Finding(element, fault.message, fault.fix, attribute, snippet))

    def _attributes(self, element: Element, shape: Shape, *, complete: bool) -> None:
        """Judge the attributes of an element, and whether it has all that it needs, unless that is told already."""
        known, renamed = shape.attributes, set()
        if known is not None:
            for name, value in element.attributes.items():
                attribute = known.get(name) or ANYWHERE.get(name)
                if attribute is not None:
                    self._text(element, value, attribute.text, name)
                elif " " not in name:
                    renamed.add(self._unknown_attribute(element, name, shape))
        for name, usual in () if complete else shape.required_attributes.items():
            if name not in element.attributes and name not in renamed:
                message = f"<{element.name}> has no attribute {name}, which it needs{_says(shape)}."
                self.report(MISSING_ATTRIBUTE, Finding(element, message, f'Add {name}="{usual}".'))

    def _unknown_attribute(self, element: Element, name: str, shape: Shape) -> str:
        """Tell of an attribute that the element has not; the one that was meant, if telling so is enough."""
        absent = [known for known in shape.attributes or () if known not in element.attributes and " " not in known]
        near = self._suggestion(name, absent)
        if not near and shape.value in absent and name in _LIKE_VALUES:
            near = shape.value
        rule = SPECIAL.get((UNKNOWN_ATTRIBUTE, namespace_of(element.tag)), UNKNOWN_ATTRIBUTE)
        message = f"<{element.name}> has no attribute called {name}{_says(shape)}."
        self.report(rule, Finding(element, message, f"Write {near}." if near else UNKNOWN_ATTRIBUTE.advice, name))
        return near if rule.severity is Severity.ERROR else ""

    def _children(self, element: Element, shape: Shape) -> list[str]:
        """Judge the children of an element; the tags of those that belong there."""
        there: list[str] = []
        seen: set[str] = set()
        html: Element | None = None
        for child in element.children:
            declared = shape.child(child.tag)
            if declared is None:
                if shape.text is None or not is_html(child.tag):
                    self._foreign(child, shape)
                elif html is None:
                    html = child
                    self._html(child, element)
                continue
            occurs, child_shape = declared
            if child.tag in seen and occurs in SINGLE:
                message = f"<{element.name}> has a second <{child.name}>; there is one at most{_says(shape)}."
                rule = SPECIAL.get((DUPLICATE_ELEMENT, namespace_of(child.tag)), DUPLICATE_ELEMENT)
                self.report(rule, Finding(child, message))
            there.append(child.tag)
            seen.add(child.tag)
            self.judge(child, child_shape)
        return there

    def _missing(self, element: Element, shape: Shape, there: Sequence[str]) -> None:
        for tag in shape.required:
            if tag not in there:
                message = f"<{element.name}> has no <{shown(tag)}>, which it needs{_says(shape)}."
                self.report(MISSING_ELEMENT, Finding(element, message, f"Add <{shown(tag)}>."))

    def _foreign(self, child: Element, shape: Shape) -> None:
        """An element that the shape does not name: unknown, misplaced, or none of our business."""
        uri, local = namespace_of(child.tag), local_name(child.tag)
        if shape.text is not None and uri == XHTML.uri:
            self._html(child, child.parent or child)
        if uri not in VOCABULARIES:
            if shape.text is not None and uri != XHTML.uri:
                message = f"<{child.name}> stands inside of a text, where readers do not see it."
                self.report(IN_TEXT, Finding(child, message))
            return
        if uri == NO_NAMESPACE.uri and _is_atom(child):
            message = f"<{child.name}> is in no namespace, so nobody can tell what it means."
            self.report(NO_NAMESPACE_ELEMENT, Finding(child, message))
        elif local in VOCABULARIES[uri]:
            self._misplaced(child, shape)
        else:
            rule = SPECIAL.get((UNKNOWN_ELEMENT, uri), UNKNOWN_ELEMENT)
            self.report(rule, Finding(child, f"There is no element <{child.name}>.", self._meant(child, shape)))

    def _misplaced(self, child: Element, shape: Shape) -> None:
        parent, uri = child.parent, namespace_of(child.tag)
        around = namespace_of(parent.tag) if parent is not None else ""
        is_guest = uri != around and (shape.guests or uri == ATOM.uri)
        rule = GUEST if is_guest else SPECIAL.get((MISPLACED_ELEMENT, uri), MISPLACED_ELEMENT)
        self._suggestions -= 1
        fix = where_it_belongs(child, shape, self.root) if self._suggestions >= 0 else ""
        name = parent.name if parent is not None else ""
        message = f"<{child.name}> does not belong in <{name}>{_says(shape)}."
        if is_guest:
            message = f"<{child.name}> stands in <{name}>, where readers do not look for it."
        self.report(rule, Finding(child, message, fix))

    def _meant(self, child: Element, shape: Shape) -> str:
        """What to write instead of an unknown element."""
        if other := same_elsewhere(child.tag, shape):
            return f"Did you mean <{other}>?"
        uri, local = namespace_of(child.tag), local_name(child.tag)
        here = (local_name(tag) for tag in shape.children if namespace_of(tag) == uri)
        near = self._suggestion(local, here) or self._suggestion(local, VOCABULARIES[uri])
        return f"Did you mean <{child.name.removesuffix(local)}{near}>?" if near else ""

    def _html(self, child: Element, parent: Element) -> None:
        message = f"<{child.name}> is not escaped in <{parent.name}>, so readers take it for an element of the feed."
        self.report(UNKNOWN_ELEMENT, Finding(child, message, for_html(child, parent)))


def _is_outside(element: Element, shape: Shape) -> bool:
    """Whether an element holds as text what belongs into an attribute that it has not."""
    return shape.value not in element.attributes and not element.text.isspace() and not shape.required


def _with_value(element: Element, shape: Shape) -> str:
    """The tag of an element as it should be: what it has, the text inside it as an attribute, and what is missing."""
    known = shape.attributes or {}
    pairs = {name: value for name, value in element.attributes.items() if name in known and " " not in name}
    pairs[shape.value] = " ".join(element.text.split())
    pairs |= {name: usual for name, usual in shape.required_attributes.items() if name not in pairs}
    written = "".join(f' {name}="{_in_quotes(_short(value))}"' for name, value in pairs.items())
    is_atom = [ancestor.tag for ancestor in element.ancestors][-1].startswith(ATOM.uri)
    name = local_name(element.tag) if is_atom and namespace_of(element.tag) == ATOM.uri else element.name
    return f"<{name}{written}{'' if element.children else '/'}>"


def _in_quotes(value: str) -> str:
    """A value as it stands between the quotation marks of an attribute."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _short(value: str) -> str:
    return value if len(value) <= SHOWN else f"{value[: SHOWN - 1]}…"


def _is_atom(element: Element) -> bool:
    """Whether an element stands in Atom's elements alone."""
    return all(namespace_of(ancestor.tag) == ATOM.uri for ancestor in element.ancestors if ancestor is not element)


def _says(shape: Shape) -> str:
    return f" ({shape.source})" if shape.source else ""
