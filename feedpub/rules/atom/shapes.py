"""The elements of Atom 1.0, and what each may hold."""

from collections.abc import Callable

from feedpub.problem import Severity
from feedpub.rules.atom.relations import RELATION
from feedpub.rules.atom.texts import CONTENT_TYPE, TYPE, judge_content, judge_text, judge_title
from feedpub.rules.grammar import (
    ANY_TEXT,
    OPTIONAL_TEXT,
    Attribute,
    Blank,
    Child,
    Shape,
    Text,
    Verdict,
    many,
    once,
    optional,
    text,
)
from feedpub.rules.layout import ANYWHERE
from feedpub.rules.names import ATOM, XML
from feedpub.rules.rule import Basis, Fault, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import EVERYDAY_URL, REFERENCE, absolute, dangerous
from feedpub.rules.values.dates import RFC3339
from feedpub.rules.values.identities import IDENTITY
from feedpub.rules.values.languages import LANGUAGE, LANGUAGE_OR_NONE
from feedpub.rules.values.media_types import MEDIA_TYPE
from feedpub.rules.values.people import EMAIL
from feedpub.rules.values.plain import NAME, PLAIN

_SPEC = "RFC 4287 section"

# --- values of Atom's own ------------------------------------------------------------------------------------


@value_rule("a-js-link", Severity.ERROR, "security", "Link to a page with https://", Basis.POLICY)
def _link_is_safe(value: str) -> Fault | None:
    """No link runs a script or contains a whole document (javascript:, data:)."""
    return dangerous.check(value)


@value_rule("a-length", Severity.ERROR, f"{_SPEC} 4.2.7.6", "Write the file's size in bytes, in digits only.")
def _length(value: str) -> Fault | None:
    """The length of a link is a number of bytes, in the digits 0 to 9."""
    return None if value.isascii() and value.isdigit() else Fault(f"“{value[:30]}” is not a number of bytes.")


@value_rule("a-hreflang", Severity.ERROR, f"{_SPEC} 4.2.7.4, BCP 47", "Write a tag such as en-US, fr-CA or de.")
def _hreflang(value: str) -> Fault | None:
    """The hreflang of a link is a language tag."""
    found = LANGUAGE.judge(value) if LANGUAGE.judge else ()
    return next((fault for rule, fault in found if rule.severity is Severity.ERROR), None)


@value_rule("a-name-email", Severity.WARNING, f"{_SPEC} 3.2", "Put the address into email, beside the name.")
def _no_email(value: str) -> Fault | None:
    """A person's name contains no e-mail address."""
    if "@" not in value:
        return None
    found = next((word for word in value.split() if "@" in word.strip("<>()[],;")[1:-1]), None)
    if found is None:
        return None
    return Fault(f"“{found[:40]}” is an e-mail address, not a part of a name.", snippet=found)


_HREF = text(
    *(_link_is_safe if rule is dangerous else rule for rule in REFERENCE.rules), blank=Blank.JUDGED, plain=EVERYDAY_URL
)
IRI = text(REFERENCE.rules[0], absolute, *REFERENCE.rules[1:], blank=Blank.JUDGED)
"""An absolute IRI."""
_WARNINGS_OF_LANGUAGE = (rule for rule in LANGUAGE.rules if rule.rule.severity is Severity.WARNING)

# --- shapes --------------------------------------------------------------------------------------------------

COMMON = {
    XML("base"): Attribute(REFERENCE),
    XML("lang"): Attribute(LANGUAGE_OR_NONE),
}
"""What every element of Atom may have (RFC 4287 section 2)."""
ANYWHERE.update(COMMON)


def leaf(content: Text, source: str, **attributes: Attribute) -> Shape:
    """An element that holds a text; `LEAVES` gathers them."""
    shape = Shape(content, COMMON | attributes, open=True, source=f"{_SPEC} {source}")
    LEAVES.append(shape)
    return shape


def text_construct(judge: Callable[[Element], Verdict], source: str = "3.1") -> Shape:
    """A text that is plain, HTML or XHTML."""
    return Shape(ANY_TEXT, COMMON | {"type": Attribute(TYPE)}, open=True, source=f"{_SPEC} {source}", judge=judge)


def holder(children: dict[str, Child], source: str) -> Shape:
    """An element that holds elements of Atom's, and those of other namespaces."""
    shape = Shape(None, COMMON, source=f"{_SPEC} {source}")
    shape.admit(ATOM, children)
    return shape


LEAVES: list[Shape] = []
"""The elements that hold a text and nothing else."""
_ADDRESS = REFERENCE.if_blank(Blank.WARNING)
TITLE = text_construct(judge_title)
TEXT = text_construct(judge_text)
CONTENT = Shape(
    OPTIONAL_TEXT,
    COMMON | {"type": Attribute(CONTENT_TYPE), "src": Attribute(_ADDRESS)},
    open=True,
    source=f"{_SPEC} 4.1.3",
    judge=judge_content,
)
PERSON = holder(
    {
        "name": once(leaf(text(*NAME.rules, _no_email), "3.2.1")),
        "uri": optional(leaf(_ADDRESS, "3.2.2")),
        "email": optional(leaf(EMAIL, "3.2.3")),
    },
    "3.2",
)
DATE = leaf(RFC3339, "3.3")
ID = leaf(IDENTITY, "4.2.6")
ICON = leaf(_ADDRESS, "4.2.5 and 4.2.8")
GENERATOR = leaf(PLAIN, "4.2.4", uri=Attribute(_ADDRESS), version=Attribute())
CATEGORY = Shape(
    OPTIONAL_TEXT,
    COMMON | {"term": Attribute(required=True), "scheme": Attribute(IRI), "label": Attribute(PLAIN)},
    open=True,
    source=f"{_SPEC} 4.2.2",
    value="term",
)
LINK_ATTRIBUTES = COMMON | {
    "href": Attribute(_HREF, required=True),
    "rel": Attribute(RELATION),
    "type": Attribute(MEDIA_TYPE),
    "hreflang": Attribute(text(_hreflang, *_WARNINGS_OF_LANGUAGE, blank=Blank.JUDGED)),
    "title": Attribute(NAME),
    "length": Attribute(text(_length, blank=Blank.JUDGED)),
}
"""What a link may have; extensions add theirs."""
LINK = Shape(OPTIONAL_TEXT, LINK_ATTRIBUTES, open=True, source=f"{_SPEC} 4.2.7", value="href")

_METADATA = {
    "author": many(PERSON),
    "category": many(CATEGORY),
    "contributor": many(PERSON),
    "generator": optional(GENERATOR),
    "icon": optional(ICON),
    "link": many(LINK),
    "logo": optional(ICON),
    "rights": optional(TEXT),
    "subtitle": optional(TEXT),
}
SOURCE = holder(_METADATA | {"id": optional(ID), "title": optional(TITLE), "updated": optional(DATE)}, "4.2.11")
ENTRY = holder(
    {
        "author": many(PERSON),
        "category": many(CATEGORY),
        "content": optional(CONTENT),
        "contributor": many(PERSON),
        "id": once(ID),
        "link": many(LINK),
        "published": optional(DATE),
        "rights": optional(TEXT),
        "source": optional(SOURCE),
        "summary": optional(TEXT),
        "title": once(TITLE),
        "updated": once(DATE),
    },
    "4.1.2",
)
PERSON.guests = True  # RFC 4287 section 3.2 lets any extension stand in a person
FEED = holder(_METADATA | {"id": once(ID), "title": once(TITLE), "updated": once(DATE), "entry": many(ENTRY)}, "4.1.1")
SOURCE.like = FEED  # RFC 4287 section 4.2.11: a source keeps the metadata of its feed
