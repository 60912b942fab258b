"""The document as a whole: its encoding, its DOCTYPE, its namespaces, and whether it is a feed at all."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.names import ATOM, BY_URI, PODCAST, PODCAST_ON_GITHUB, XHTML, local_name, namespace_of
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Finding, document_rule, enter
from feedpub.rules.tree import Document, Element

_XML = "XML 1.0"


def _enter_read(code: str, source: str, demand: str, advice: str) -> None:
    """Enter a rule that the reader itself watches over: what breaks it cannot be read further."""
    enter(code, Severity.ERROR, source, advice, Basis.SPEC, demand)


_enter_read("x-malformed", _XML, "A feed is well-formed XML.", "Use a program to write the XML.")
_enter_read("x-encoding", f"{_XML} section 4.3.3", "A feed is in the encoding that it declares.", "Save it as UTF-8.")
_enter_read("x-entity", f"{_XML} section 4.2; OWASP, XXE", "A feed declares no entities.", "Write the text itself.")
_enter_read("x-too-deep", "practice", "Elements are nested at most 100 levels deep.", "Close the elements.")
_enter_read("x-too-large", "practice", "A feed is not larger than readers can handle.", "Put fewer items into it.")
NOT_A_FEED = enter(
    "x-not-a-feed",
    Severity.ERROR,
    "RSS 2.0; RFC 4287 section 2; JSON Feed 1.1",
    'Begin it with <rss version="2.0"> or <feed xmlns="http://www.w3.org/2005/Atom">, or write a JSON Feed.',
    Basis.SPEC,
    "The document is a feed.",
)


def not_a_feed(root: Element) -> Finding:
    """The finding for a document whose first element is not that of a feed."""
    name, uri = local_name(root.tag), namespace_of(root.tag)
    if uri in _RETIRED:
        return Finding(root, f"<{name}> is {_RETIRED[uri]}; readers expect RSS 2.0 or Atom 1.0.")
    if name.lower() == "html":
        return Finding(root, "This is a web page, not a feed.", "Find out where the feed itself is.")
    if name == "feed":
        return Finding(root, f"<feed> is in the namespace “{uri}”, not in Atom's.", f'Write xmlns="{ATOM.uri}".')
    if name == "rss":
        return Finding(root, "The elements of RSS are in no namespace.", f'Take xmlns="{uri}" out.')
    return Finding(root, f"<{root.name}> is not the first element of any feed.")


_RETIRED = {
    "http://purl.org/atom/ns#": "Atom 0.3, which RFC 4287 replaced in 2005",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "RSS 1.0 or other RDF",
}


@document_rule(
    "x-usual-names",
    Severity.WARNING,
    "practice",
    "Declare the namespace with xmlns= and take the prefix away.",
    Basis.PLATFORM,
)
def _usual_names(document: Document) -> Iterator[Finding]:
    """The elements of Atom, and of XHTML in it, have no prefix: some readers look for them by their usual names."""
    if not document.root.tag.startswith(ATOM.uri):
        return
    if _PREFIXED.match(document.content, document.root.offset):
        yield Finding(document.root, "The elements of Atom have a prefix, with which some readers do not know them.")
    for declaration in document.declarations:
        if declaration.uri == XHTML.uri and declaration.prefix:
            message = f"XHTML has the prefix {declaration.prefix}, with which some readers show its tags as text."
            yield Finding(declaration.offset, message)


_PREFIXED = pattern(rb"<[^\s/>:]+:")


@document_rule("x-dtd", Severity.ERROR, f"{_XML} section 2.8; OWASP, XXE", "Take the DOCTYPE out.", Basis.POLICY)
def _no_doctype(document: Document) -> Iterator[Finding]:
    """A feed has no DOCTYPE."""
    if document.doctype is not None and local_name(document.root.tag).lower() != "html":
        yield Finding(document.doctype, "The feed has a DOCTYPE; careful readers refuse it.")


@document_rule(
    "x-not-utf8",
    Severity.WARNING,
    "RFC 7303 section 3; Apple, Podcaster's guide to RSS",
    "Save it as UTF-8.",
    Basis.POLICY,
)
def _in_utf8(document: Document) -> Iterator[Finding]:
    """A feed is published in UTF-8."""
    if document.encoding not in {"utf-8", "ascii"}:
        yield Finding(0, f"The feed is in {document.declared or document.encoding}; some readers know UTF-8 only.")


@document_rule("x-xml-version", Severity.ERROR, "RSS 2.0; RFC 4287 section 2", 'Write <?xml version="1.0"?>.')
def _is_xml_1_0(document: Document) -> Iterator[Finding]:
    """A feed is XML 1.0."""
    found = _VERSION.match(document.content)
    if found and found.group(1) != b"1.0":
        yield Finding(0, f"The feed is in XML {found.group(1)[:20].decode('ascii', 'replace')}, which readers refuse.")


_VERSION = pattern(rb"""<\?xml\s+version\s*=\s*["']([^"'>]*)["']""")


@document_rule(
    "x-prefix",
    Severity.WARNING,
    "the specification of the namespace",
    "Write its URI, or another prefix.",
    Basis.POLICY,
)
def _prefixes_are_as_usual(document: Document) -> Iterator[Finding]:
    """A prefix that feeds commonly use for one namespace is not used for another."""
    for declaration in document.declarations:
        usual = _USUAL.get(declaration.prefix)
        if usual and declaration.uri not in usual and not _meant(declaration.uri):
            message = (
                f"{declaration.prefix}: stands for “{declaration.uri[:80]}” here; some readers look only at the prefix."
            )
            yield Finding(declaration.offset, message, f"Write {min(usual)}, or another prefix.")


_LOOSE = {"at", "cc", "gml", "mi", "podcast", "snf", "xml"}
"""Prefixes that namespaces share, or that rules of their own are about."""
_USUAL = {space.prefix: {space.uri} for space in BY_URI.values() if space.prefix and space.prefix not in _LOOSE}
_USUAL["thr"].add("http://purl.org/rss/1.0/modules/threading/")


@document_rule(
    "x-ns-typo", Severity.ERROR, "Namespaces in XML section 2.3", "Write it exactly as in its specification."
)
def _namespaces_are_spelled(document: Document) -> Iterator[Finding]:
    """A namespace URI is written exactly as in its specification, including capitals and slashes."""
    of_root = namespace_of(document.root.tag)  # told by not_a_feed already
    for declaration in document.declarations:
        meant = _meant(declaration.uri)
        if meant and declaration.uri != of_root:
            message = (
                f"“{declaration.uri}” is not the namespace that it looks like, so readers see none of its elements."
            )
            yield Finding(declaration.offset, message, f"Write {meant}", snippet=declaration.uri)


def _meant(uri: str) -> str:
    """The known namespace that a URI is written almost like: all but capitals, slashes and scheme. Empty if none is."""
    if uri in BY_URI or uri in _RETIRED or _normal(uri) == _normal(PODCAST.uri):
        return ""
    return next((known for known in BY_URI if known and _normal(known) == _normal(uri)), "")


def _normal(uri: str) -> str:
    return uri.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/#")


@document_rule("x-ns-unknown-podcast", Severity.ERROR, "podcast-namespace 1.0", f"Write {PODCAST.uri}")
def _podcast_namespace(document: Document) -> Iterator[Finding]:
    """The podcast namespace has one of its two documented URIs."""
    for declaration in document.declarations:
        looks = "podcastindex" in declaration.uri.lower() and "namespace" in declaration.uri.lower()
        if looks and declaration.uri not in {PODCAST.uri, PODCAST_ON_GITHUB.uri}:
            yield Finding(declaration.offset, f"“{declaration.uri}” is not the podcast namespace.")
