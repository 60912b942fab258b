"""Atom 1.0 (RFC 4287) with tombstones (RFC 6721) and Media RSS, and what the W3C's validator warns of."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.specifications import html, media
from tests.specifications.media import is_plain
from tests.specifications.schema import NAMESPACES, Element, check, check_document, check_plain_text, parse
from tests.specifications.values import (
    is_email,
    is_http,
    is_identity,
    is_language,
    is_length,
    is_media_type,
    is_rfc3339,
    is_text,
    is_uri,
    one_of,
)

_RELATIONS = one_of("alternate", "self", "hub", "enclosure", "via", "related", "license")
_PLAIN_ELEMENTS = "title|subtitle|summary|rights|name|media:title|media:description"
_PLAIN_ATTRIBUTES = "title|label"

_PLAIN = Element(text=is_plain)
_TEXT = Element(text=bool, attributes={"type": one_of("html")})
"""A text construct (RFC 4287 section 3.1): text that speaks of HTML is escaped once more and says that it is HTML."""
_INSTANT = Element(text=is_rfc3339)
_ADDRESS = Element(text=is_http)
_IDENTITY = Element(text=is_identity)
_PERSON = Element(
    children={"1 atom:name": _PLAIN, "? atom:email": Element(text=is_email), "? atom:uri": Element(text=is_uri)}
)
_LINK = Element(
    attributes={
        "rel!": _RELATIONS,
        "href!": is_http,
        "type": is_media_type,
        "hreflang": is_language,
        "title": is_plain,
        "length": is_length,
    }
)
_CATEGORY = Element(attributes={"term!": is_text, "label": is_plain, "scheme": is_uri})
_CONTENT = Element(text=bool, attributes={"type!": one_of("html")})

_ENTRY = Element(
    attributes={"xml:lang": is_language},
    children={
        "1 atom:id": _IDENTITY,
        "1 atom:title": _TEXT,
        "1 atom:updated": _INSTANT,
        "1 atom:published": _INSTANT,
        "* atom:author": _PERSON,
        "? atom:content": _CONTENT,
        "? atom:summary": _TEXT,
        "* atom:category": _CATEGORY,
        "? atom:rights": _TEXT,
        "+ atom:link": _LINK,
        "* media:content": media.CONTENT,
    },
)
_FEED = Element(
    attributes={"xml:lang!": is_language},
    children={
        "1 atom:id": _IDENTITY,
        "1 atom:title": _TEXT,
        "1 atom:updated": _INSTANT,
        "* atom:author": _PERSON,
        "? atom:generator": Element(text=is_plain, attributes={"uri": is_http, "version": is_plain}),
        "? atom:icon": _ADDRESS,
        "? atom:logo": _ADDRESS,
        "? atom:rights": _TEXT,
        "? atom:subtitle": _TEXT,
        "+ atom:link": _LINK,
        "* atom:entry": _ENTRY,
        "* at:deleted-entry": Element(attributes={"ref!": is_identity, "when!": is_rfc3339}),
    },
)


def violations(document: bytes) -> list[str]:
    """What is wrong with a feed, in words for whoever mends feedpub."""
    try:
        root = parse(document)
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"]
    return list(_violations(document, root))


def _violations(document: bytes, root: etree._Element) -> Iterator[str]:
    if root.tag != f"{{{NAMESPACES['atom']}}}feed":
        yield f"the root is {root.tag!r}"
        return
    stones = _find(root, "at:deleted-entry")
    yield from check_document(document, root, {"atom", "media"} | ({"at"} if stones else set()))
    yield from check_plain_text(document, _PLAIN_ELEMENTS, _PLAIN_ATTRIBUTES)
    yield from check(root, _FEED)
    yield from _texts_tell_what_they_are(root)
    yield from _order(root)
    yield from _feed_links(root)
    entries = _find(root, "atom:entry")
    for entry in entries:
        yield from _entry(entry, has_author=bool(_find(root, "atom:author") or _find(entry, "atom:author")))
    yield from _repeats("id", [*_texts(entries, "atom:id"), *(str(stone.get("ref")) for stone in stones)])
    yield from _repeats("updated", _texts(entries, "atom:updated"))


def _find(element: etree._Element, path: str) -> list[etree._Element]:
    return element.findall(path, NAMESPACES)


def _texts(elements: list[etree._Element], path: str) -> list[str]:
    return [element.findtext(path, "", NAMESPACES) for element in elements]


def _repeats(what: str, values: list[str]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{count} entries have the {what} {value}"


def _order(root: etree._Element) -> Iterator[str]:
    """All that is said of the feed stands before its entries."""
    entry = f"{{{NAMESPACES['atom']}}}entry"
    names = [child.tag for child in root]
    if entry in names and any(name != entry for name in names[names.index(entry) :] if "tombstones" not in str(name)):
        yield "something of the feed's stands after an entry"


def _feed_links(root: etree._Element) -> Iterator[str]:
    links = _find(root, "atom:link")
    selves = [link for link in links if link.get("rel") == "self"]
    if [link.get("type") for link in selves] != ["application/atom+xml"]:
        yield "there is not one self link, of type application/atom+xml"
    if "text/html" not in [link.get("type") for link in links if link.get("rel") == "alternate"]:
        yield "no alternate link to a page"
    yield from _alternates(links)


def _alternates(links: list[etree._Element]) -> Iterator[str]:
    alternates = [f"{link.get('type')} {link.get('hreflang')}" for link in links if link.get("rel") == "alternate"]
    yield from _repeats("kind of alternate link", alternates)


def _entry(entry: etree._Element, *, has_author: bool) -> Iterator[str]:
    if not has_author:
        yield "neither the entry nor the feed has an author"
    links = _find(entry, "atom:link")
    relations = [link.get("rel") for link in links]
    if "alternate" not in relations:
        yield "an entry without an alternate link"
    yield from _alternates(links)
    for link in links:
        if link.get("rel") == "enclosure" and not (link.get("type") and link.get("length")):
            yield "an enclosure without type or length"
        if link.get("rel") in {"self", "hub"}:
            yield f"an entry with a link rel={link.get('rel')}"
    if not _find(entry, "atom:content") and not _find(entry, "atom:summary"):
        yield "an entry without content or summary"
    for content in _find(entry, "atom:content"):
        yield from (f"content: {found}" for found in html.violations(content.text or ""))


def _texts_tell_what_they_are(root: etree._Element) -> Iterator[str]:
    for name in ("title", "subtitle", "summary", "rights"):
        for element in _find(root, f".//atom:{name}"):
            text = element.text or ""
            if element.get("type") == "html":
                yield from (f"{name}: {found}" for found in html.violations(text))
            elif not is_plain(text):
                yield f"{name}: cannot be {text[:80]!r} without a type"
