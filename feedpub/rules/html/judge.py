"""A start tag held against all rules that look at it, whether it was written as HTML or as XHTML."""

from functools import lru_cache

from feedpub.problem import Severity, suggestion
from feedpub.rules.html import elements, links, styles
from feedpub.rules.html.gather import ATTRIBUTE_CHECKS, ELEMENT_CHECKS, FOREIGN_CHECKS, Gathered, Tag, watched
from feedpub.rules.rule import Basis, Fault
from feedpub.rules.values.markup import ATTRIBUTES, ELEMENTS, FOREIGN_ATTRIBUTES, FOREIGN_ELEMENTS, OPEN_PREFIXES, RAW

__all__ = ["PLAIN_ELEMENTS", "elements", "judge_tag", "links", "styles"]

NOT_HTML = watched(
    "h-not-html",
    Severity.WARNING,
    "Use an element of HTML, or write &lt; for a literal <.",
    "Every element of content is one of HTML, SVG or MathML.",
    basis=Basis.SPEC,
    source="HTML Living Standard section 4",
)
UNKNOWN_ATTRIBUTE = watched(
    "h-attribute",
    Severity.WARNING,
    "Take it out, or begin a name of your own with data-",
    "Every attribute in content is one of HTML, SVG or MathML.",
    basis=Basis.SPEC,
    source="HTML Living Standard section 3.2.6",
)
HANDLER = watched(
    "h-onerror",
    Severity.ERROR,
    "Take the attribute out, as readers do.",
    "No attribute in content contains a script, as onclick and onerror do.",
    basis=Basis.POLICY,
    source="HTML; OWASP, XSS",
)
PLAIN_ELEMENTS = ELEMENTS - ELEMENT_CHECKS.keys() - RAW - {"svg", "math"}
"""Elements whose start tags need no look if they have no attributes."""


def is_handler(name: str) -> bool:
    """Whether an attribute runs a script when something happens."""
    return name.startswith("on") and len(name) > 2 and name.isalpha()


def judge_tag(tag: Tag, gathered: Gathered) -> None:
    """Judge a start tag."""
    name, attributes, written, at, foreign = tag
    if foreign and _judge_foreign(tag, gathered):
        return
    if name not in ELEMENTS and not (foreign and name in FOREIGN_ELEMENTS):
        if not gathered.has_enough_of(NOT_HTML):
            gathered.add(NOT_HTML, _not_html(tag))
        return
    for rule, look in ELEMENT_CHECKS.get(name, ()):
        if fault := look(tag):
            gathered.add(rule, fault._replace(snippet=written, at=at))
    for key, value in attributes.items():
        for rule, check in ATTRIBUTE_CHECKS.get(key, ()):
            if fault := check(value):
                gathered.add(rule, fault._replace(snippet=written, at=at))
        if key not in ATTRIBUTES:
            _judge_unknown(key, tag, gathered)


def _judge_foreign(tag: Tag, gathered: Gathered) -> bool:
    """Judge a tag in a drawing; whether something is wrong with it."""
    for rule, look in FOREIGN_CHECKS:
        if fault := look(tag):
            gathered.add(rule, fault._replace(snippet=tag.written, at=tag.at))
            return True
    return False


def _not_html(tag: Tag) -> Fault:
    shown = f"<{tag.name[:40]}>"
    if "@" in tag.name or "//" in tag.written[:12]:
        return Fault(f"Readers take “{shown}” for a tag and drop it.", "Write &lt; for the <.", tag.written, tag.at)
    if "-" in tag.name and not tag.foreign:
        return Fault(f"{shown} needs a script to be shown, which readers do not run.", "", tag.written, tag.at)
    return Fault(f"HTML has no element {shown}; readers drop it.", _did_you_mean(tag.name), tag.written, tag.at)


@lru_cache(512)
def _did_you_mean(name: str) -> str:
    near = suggestion(name, ELEMENTS) if len(name) < 20 else ""
    return f"Did you mean <{near}>?" if near else ""


def _judge_unknown(key: str, tag: Tag, gathered: Gathered) -> None:
    """An attribute that HTML does not have."""
    if is_handler(key):
        message = f"The attribute {key} of <{tag.name}> contains a script, which no reader runs."
        gathered.add(HANDLER, Fault(message, "", tag.written, tag.at))
    elif not key.startswith(OPEN_PREFIXES) and not (tag.foreign and key in FOREIGN_ATTRIBUTES):
        message = f"HTML has no attribute {key[:40]}, which <{tag.name}> has."
        gathered.add(UNKNOWN_ATTRIBUTE, Fault(message, "", tag.written, tag.at))
