"""Dublin Core, old (dc) and new (dcterms), in feeds, items and media objects; and what says one thing twice."""

from collections.abc import Callable, Iterator

from feedpub.problem import Severity
from feedpub.rules.atom import ENTRY, FEED, SOURCE
from feedpub.rules.grammar import Blank, Child, Shape, many, optional, rule
from feedpub.rules.media import CONTENT, GROUP
from feedpub.rules.names import ADMIN, ATOM, CC, CREATIVE_COMMONS, DC, DCTERMS, shown
from feedpub.rules.rss.shapes import CHANNEL, IMAGE, ITEM, TEXT_INPUT
from feedpub.rules.rule import Finding
from feedpub.rules.tree import Element
from feedpub.rules.values import words
from feedpub.rules.values.dates import W3CDTF
from feedpub.rules.values.languages import LANGUAGE
from feedpub.rules.values.numbers import POSITIVE
from feedpub.rules.values.plain import OPTIONAL_PLAIN, PLAIN

_DATE = Shape(W3CDTF.if_blank(Blank.JUDGED))
_LANGUAGE = Shape(LANGUAGE)
_TEXT = Shape(PLAIN)
_ANYTHING = Shape(OPTIONAL_PLAIN, None, open=True)
"""What may be a text, an address in an attribute, or a structure."""

_ELEMENTS: dict[str, Child] = {
    **{name: many(_TEXT) for name in words("contributor coverage creator identifier publisher relation subject")},
    **{name: optional(_TEXT) for name in words("description format rights source title type")},
    "date": optional(_DATE),
    "language": optional(_LANGUAGE),
}
_TERMS: dict[str, Child] = {
    **{
        name: many(_ANYTHING)
        for name in words("""
            accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience available
            bibliographicCitation conformsTo contributor coverage creator date description educationLevel format
            hasFormat hasPart hasVersion identifier instructionalMethod isFormatOf isPartOf isReferencedBy isReplacedBy
            isRequiredBy isVersionOf language license medium provenance publisher references relation replaces
            requires rights rightsHolder source spatial subject temporal title type valid
        """)
    },
    **{
        name: optional(_ANYTHING)
        for name in words("abstract dateAccepted dateCopyrighted dateSubmitted mediator tableOfContents")
    },
    **{name: optional(_DATE) for name in words("created issued modified")},
    "extent": optional(Shape(POSITIVE)),
}
for _shape in (CHANNEL, ITEM, IMAGE, TEXT_INPUT, FEED, SOURCE, ENTRY, CONTENT, GROUP):
    _shape.admit(DC, _ELEMENTS)
    _shape.admit(DCTERMS, _TERMS)

_LICENSES = (CREATIVE_COMMONS("license"), CC("license"))
_IN_CHANNEL = (
    ("copyright", DC("rights")),
    ("language", DC("language")),
    ("webMaster", DC("publisher")),
    ("managingEditor", DC("creator")),
    ("generator", ADMIN("generatorAgent")),
    ("pubDate", DC("date")),
    ("lastBuildDate", DCTERMS("modified")),
    ("category", DC("subject")),
    _LICENSES,
)
_IN_ITEM = (
    ("author", DC("creator")),
    ("category", DC("subject")),
    ("pubDate", DC("date")),
    ("pubDate", ATOM("published")),
    ("source", DC("source")),
    _LICENSES,
)
"""Pairs of elements that mean the same, the one that readers look at first."""


def _said_twice(pairs: tuple[tuple[str, str], ...]) -> Callable[[Element], Iterator[Finding]]:
    extensions = frozenset(extension for _, extension in pairs)

    def check(element: Element) -> Iterator[Finding]:
        """What an element of the format says is not repeated in an element of a namespace."""
        found = {child.tag: child for child in element.children if child.tag in extensions}
        for core, extension in pairs if found else ():
            if extension in found and element.child(core) is not None:
                yield Finding(
                    found[extension],
                    f"<{shown(core)}> says this already, and readers differ in which they take.",
                    f"Keep <{shown(core)}> alone.",
                )

    return check


_SOURCE = "RSS Profile; RSS 2.0, extending RSS"
_FIX = "Keep one of them."
rule("d-twice", Severity.WARNING, _SOURCE, _FIX, on=CHANNEL)(_said_twice(_IN_CHANNEL))
rule(
    "d-item-twice",
    Severity.WARNING,
    _SOURCE,
    _FIX,
    on=ITEM,
    when=lambda there: any(core in there and extension in there for core, extension in _IN_ITEM),
)(_said_twice(_IN_ITEM))
