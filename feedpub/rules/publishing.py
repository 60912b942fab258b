"""What the Atom Publishing Protocol puts into feeds and entries (RFC 5023)."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom.shapes import CATEGORY, COMMON, DATE, ENTRY, FEED, IRI, SOURCE, TITLE
from feedpub.rules.grammar import Attribute, Blank, Shape, many, once, optional, rule, text
from feedpub.rules.names import APP, ATOM
from feedpub.rules.rule import Fault, Finding, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import REFERENCE
from feedpub.rules.values.media_types import MEDIA_TYPE
from feedpub.rules.values.numbers import one_of

_SPEC = "RFC 5023 section"


@value_rule("a-app-accept", Severity.ERROR, f"{_SPEC} 8.3.4", "Write a type such as image/png, or image/*.")
def _accept(value: str) -> Fault | None:
    """What a collection accepts is a list of media types with commas between; * stands for any."""
    for kind in value.split(","):
        if kind.strip() and MEDIA_TYPE.rules[0].check(kind.replace("*", "any")):
            return Fault(f"“{kind.strip()[:40]}” is not a media type.", snippet=kind.strip())
    return None


_YES_OR_NO = one_of(
    ("yes", "no"), code="a-app-yes-no", source=f"{_SPEC} 13.1.1 and 7.2.1", demand="app:draft and fixed are yes or no."
)
DRAFT = Shape(_YES_OR_NO, COMMON, source=f"{_SPEC} 13.1.1")
CONTROL = Shape(None, COMMON, source=f"{_SPEC} 13.1.1")
CONTROL.admit(APP, {"draft": optional(DRAFT)})
CONTROL.guests = True  # RFC 5023 section 13.1.1 lets any extension stand in it
CATEGORIES = Shape(
    None,
    COMMON
    | {
        "fixed": Attribute(_YES_OR_NO),
        "scheme": Attribute(IRI),
        "href": Attribute(REFERENCE),
    },
    source=f"{_SPEC} 7.2.1",
)
CATEGORIES.admit(ATOM, {"category": many(CATEGORY)})
COLLECTION = Shape(None, COMMON | {"href": Attribute(REFERENCE, required=True)}, source=f"{_SPEC} 8.3.3")
COLLECTION.admit(ATOM, {"title": once(TITLE)})
COLLECTION.admit(
    APP, {"accept": many(Shape(text(_accept, blank=Blank.ALLOWED), COMMON)), "categories": many(CATEGORIES)}
)
ENTRY.admit(APP, {"edited": optional(DATE), "control": optional(CONTROL)})
for _shape in (FEED, SOURCE):
    _shape.admit(APP, {"collection": many(COLLECTION)})


@rule("a-app-categories", Severity.ERROR, f"{_SPEC} 7.2.1", "Keep either the href or the rest.", on=CATEGORIES)
def _categories_in_one_place(categories: Element) -> Iterator[Finding]:
    """app:categories with an href is empty, and has neither fixed nor scheme."""
    if "href" in categories.attributes and (
        categories.children or "fixed" in categories.attributes or "scheme" in categories.attributes
    ):
        yield Finding(categories, "The categories are said to be elsewhere, and are here too.", attribute="href")


@rule("a-app-draft", Severity.WARNING, f"{_SPEC} 13.1.1", "Take the entry out until it is ready.", on=ENTRY)
def _drafts_stay_home(entry: Element) -> Iterator[Finding]:
    """No entry of a public feed is a draft."""
    control = entry.child(APP("control")) if entry.parent is not None else None
    if control is not None and control.value(APP("draft")) == "yes":
        yield Finding(control, "The entry is marked as a draft, but every subscriber sees it.")
