"""The sizes of media files, as a feed says them and as they are."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom.addresses import ATOM_LINK, address_of
from feedpub.rules.atom.relations import relation_of
from feedpub.rules.files import Files
from feedpub.rules.names import MEDIA, PODCAST, PODCAST_ON_GITHUB
from feedpub.rules.rule import Finding, document_rule
from feedpub.rules.tree import Document, Element

_MEDIA_CONTENT = MEDIA("content")
_TRAILERS = {PODCAST("trailer"), PODCAST_ON_GITHUB("trailer")}
_SOURCES = {PODCAST("source"), PODCAST_ON_GITHUB("source")}


@document_rule(
    "e-length-match",
    Severity.WARNING,
    "RSS 2.0, enclosure; RFC 4287 section 4.2.7.6; Media RSS, fileSize",
    "Write the file's size in bytes.",
)
def _length_is_the_size(document: Document) -> Iterator[Finding]:
    """The length of an enclosure is the size of its file, if the file is available."""
    if document.files is None:
        return
    for element in document.root:
        for holder, address, name in _media_of(element):
            said = holder.attributes.get(name, "").strip()
            if holder.tag == "enclosure" and not said.strip("0"):  # e-zero tells that
                continue
            wrong = wrong_length(document.files, address, said)
            if wrong is not None:
                message, size = wrong
                yield Finding(holder, message, f'Write {name}="{size}"', name)


def _media_of(element: Element) -> Iterator[tuple[Element, str, str]]:
    """The file that an element names: what says its length, its address, and the attribute with the length."""
    tag = element.tag
    if tag == "enclosure" or tag in _TRAILERS:
        yield element, element.attributes.get("url", ""), "length"
    elif tag == ATOM_LINK and "length" in element.attributes and relation_of(element) == "enclosure":
        yield element, address_of(element), "length"
    elif tag == _MEDIA_CONTENT:
        yield element, element.attributes.get("url", ""), "fileSize"
    elif tag in _SOURCES and element.parent is not None:
        yield element.parent, element.attributes.get("uri", ""), "length"


def wrong_length(files: Files, address: str, said: str) -> tuple[str, int] | None:
    """What is wrong with the length that a feed gives a file, and what its size is; None if nothing is known to be."""
    if not (said.isascii() and said.isdigit()) or (path := files.find(address)) is None:
        return None
    try:
        size = path.stat().st_size
    except OSError:  # it was taken away in the meantime
        return None
    said = said.lstrip("0") or "0"
    if said == str(size):
        return None
    return f"The feed says that {path.name[:60]} has {_bytes(said)}; it has {size:,}.", size


def _bytes(digits: str) -> str:
    """A number of bytes in words; that of a liar may have a million digits."""
    return "1 byte" if digits == "1" else f"{int(digits):,} bytes" if len(digits) < 20 else f"{digits[:20]}… bytes"
