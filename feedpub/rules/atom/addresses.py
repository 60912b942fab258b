"""Where references in Atom lead: relative ones are resolved against xml:base."""

from collections.abc import Iterator
from urllib.parse import urljoin

from feedpub.problem import Severity
from feedpub.rules.atom.relations import relation_of
from feedpub.rules.names import ATOM, XML, local_name
from feedpub.rules.rule import Finding, document_rule
from feedpub.rules.tree import Document, Element
from feedpub.rules.values.addresses import parts_of

BASE = XML("base")
ATOM_LINK = ATOM("link")


def base_of(element: Element) -> str:
    """The address that references in an element are relative to, as far as the document itself says; may be empty."""
    base = ""
    for ancestor in element.ancestors:
        if declared := ancestor.attributes.get(BASE):
            base = resolved(declared, base)
            if parts_of(base).scheme:
                break
    return base


def resolved(base: str, reference: str) -> str:
    """A reference resolved against a base; the reference itself if either cannot be taken apart."""
    try:
        return urljoin(base, reference) if base else reference
    except ValueError:
        return reference


def address_of(link: Element) -> str:
    """Where a link leads, as far as the document itself says."""
    return resolved(base_of(link), link.attributes.get("href", ""))


def links_of(parent: Element, relation: str) -> list[Element]:
    """The links in an element that are for one thing."""
    return [child for child in parent.children if child.tag == ATOM_LINK and relation_of(child) == relation]


@document_rule(
    "a-same-document",
    Severity.WARNING,
    "RFC 3986 section 4.4, RFC 4287 section 2",
    "Write the full address that is meant.",
)
def _leads_elsewhere(document: Document) -> Iterator[Finding]:
    """A relative link does not lead to the xml:base alone, which means the feed itself (RFC 3986)."""
    if local_name(document.root.tag) not in {"feed", "entry"} or b"xml:base" not in document.content:
        return
    own = {document.url, *(address_of(link) for link in links_of(document.root, "self"))}
    for parent in (document.root, *document.root.all(ATOM("entry"))):
        for link in parent.all(ATOM_LINK):
            href, base = link.attributes.get("href", ""), base_of(link)
            if base and base not in own and not parts_of(href).scheme and _is_same(resolved(base, href), base):
                message = f"“{href[:40]}” leads to the xml:base itself, which some readers take for the feed."
                yield Finding(link, message, f"Write {base}", "href")


def _is_same(address: str, base: str) -> bool:
    return address.partition("#")[0] == base.partition("#")[0]


@document_rule("a-xml-id", Severity.ERROR, "xml:id Version 1.0 section 4", "Give each element a name of its own.")
def _identifiers_differ(document: Document) -> Iterator[Finding]:
    """An xml:id is a name that begins with a letter, and no two elements have the same one."""
    if b"xml:id" not in document.content:
        return
    seen: set[str] = set()
    for element in document.root:
        name = element.attributes.get(_ID)
        if name is None:
            continue
        name = " ".join(name.split())
        if not name.replace("-", "_").replace(".", "_").isidentifier():
            yield Finding(element, f"“{name[:40]}” is not a name that an element may have.", attribute=_ID)
        elif name in seen:
            yield Finding(element, f"Another element has the xml:id “{name[:40]}” too.", attribute=_ID)
        seen.add(name)


_ID = XML("id")
