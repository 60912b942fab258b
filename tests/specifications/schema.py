"""A small schema for XML: which elements, how often, with which attributes and text."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}

Check = Callable[[str], object]


@dataclass(frozen=True)
class Element:
    """What an element may be. Attributes that end in `!` are required; `text` None: it has no text of its own.

    `children` are marked `1`, `?`, `*` or `+` before their names, as in "1 title".
    """

    text: Check | None = None
    attributes: Mapping[str, Check] = field(default_factory=dict)
    children: Mapping[str, "Element"] = field(default_factory=dict)


def name_of(tag: object) -> str:
    """`atom:link` for an element or attribute of a known namespace."""
    uri, _, local = str(tag).rpartition("}")
    return f"{_PREFIXES.get(uri[1:], uri[1:])}:{local}" if uri else local


def parse(document: bytes) -> etree._Element:
    """The root. Raises XMLSyntaxError: nothing is resolved, recovered or fetched."""
    return etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True, recover=False))


def check(element: etree._Element, schema: Element, path: str = "") -> Iterator[str]:
    """What of this element and all below it is not as the schema has it."""
    path = f"{path}/{name_of(element.tag)}"
    yield from _check_attributes(element, schema, path)
    text = element.text or ""
    if schema.text is None and (text.strip() or any((child.tail or "").strip() for child in element)):
        yield f"{path}: text {text.strip()[:40]!r}"
    if schema.text is not None and not schema.text(text):
        yield f"{path}: cannot be {text[:80]!r}"
    known = {key[2:]: (key[0], child) for key, child in schema.children.items()}
    names = [name_of(child.tag) for child in element]
    for name, (how_often, _) in known.items():
        if (
            not {"1": 1, "?": 0, "*": 0, "+": 1}[how_often]
            <= names.count(name)
            <= {"1": 1, "?": 1}.get(how_often, 10**6)
        ):
            yield f"{path}: {names.count(name)} {name}"
    for name, child in zip(names, element, strict=True):
        if name in known:
            yield from check(child, known[name][1], path)
        else:
            yield f"{path}: unknown element {name}"


def _check_attributes(element: etree._Element, schema: Element, path: str) -> Iterator[str]:
    given = {name_of(name): str(value) for name, value in element.attrib.items()}
    known = {name.rstrip("!"): allowed for name, allowed in schema.attributes.items()}
    for name in schema.attributes:
        if name.endswith("!") and name[:-1] not in given:
            yield f"{path}: no {name[:-1]}"
    for name, value in given.items():
        if name not in known:
            yield f"{path}: unknown attribute {name}"
        elif not known[name](value):
            yield f"{path}: {name} cannot be {value[:80]!r}"


LOST = re.compile("[\x80-\x9f\ufffd\ufdd0-\ufdef\ufffe\uffff]")
_GARBLED = re.compile("[\xc2\xc3][\x80-\xbf]")


def check_document(document: bytes, root: etree._Element, prefixes: set[str]) -> Iterator[str]:
    """What holds for every XML feed: its declaration, its namespaces under their own prefixes, its characters."""
    if not re.match(rb"<\?xml version=['\"]1\.0['\"] encoding=['\"]UTF-8['\"]\?>\s*<", document):
        yield "the XML declaration is missing"
    if len(document) > 5_000_000 or b"<!DOCTYPE" in document:
        yield "too large, or with a DOCTYPE"
    for element in root.iter():
        for prefix, uri in element.nsmap.items():
            if _PREFIXES.get(uri) not in prefixes or (prefix or "atom") != _PREFIXES[uri]:
                yield f"namespace {uri} under {prefix}"
        for value in (element.text or "", element.tail or "", *map(str, element.attrib.values())):
            if LOST.search(value) or (_GARBLED.search(value) and _is_utf8(value)):
                yield f"bad characters in {value[:40]!r}"


def _is_utf8(text: str) -> bool:
    try:
        text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False
    return True


def check_plain_text(document: bytes, elements: str, attributes: str) -> Iterator[str]:
    """Plain text holds & and < as hexadecimal references only, in the line of its start tag (RSS profile, "Character
    Data"): validators tell by these that no HTML is meant."""
    written = rf"<(?:{elements})(?: [^>]*)?>([^<]*)</|<[^!?>]* (?:{attributes})=\"([^\"]*)\"".encode()
    for found in re.finditer(written, document):
        text = found.group(1) or found.group(2) or b""
        if re.search(rb"&(?:amp|lt|#[0-9]|apos)|\n", text):
            yield f"plain text {text[:60]!r} without &#x26; or &#x3C;"
