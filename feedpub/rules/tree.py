"""A feed as a tree that rules look at: elements with their attributes, their text, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from feedpub.problem import Place
from feedpub.rules.names import ATOM, PODCAST, PODCAST_ON_GITHUB, local_name, shown

if TYPE_CHECKING:
    from feedpub.rules.files import Files

ITEMS = {"item", ATOM("entry"), PODCAST("liveItem"), PODCAST_ON_GITHUB("liveItem")}
"""What a feed lists, by the tags of its formats."""


class Element:
    """An element: its tag (see `names`), its attributes by name, its children, and all text directly inside it.

    `offset` is where its `<` stands in the document's bytes.
    """

    __slots__ = ("_below", "_number", "attributes", "children", "offset", "parent", "tag", "text")
    _below: _Grandchildren
    _number: int

    def __init__(self, tag: str, attributes: dict[str, str], offset: int, parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: Sequence[Element] = ()
        self.offset = offset
        self.parent = parent
        self.text = ""

    def __iter__(self) -> Iterator[Element]:
        """The element and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child

    def child(self, tag: str) -> Element | None:
        """The first child with this tag."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def all(self, tag: str) -> list[Element]:
        """The children with this tag."""
        return [child for child in self.children if child.tag == tag]

    def below(self, tag: str, inner: str) -> Sequence[Element]:
        """The children with the tag `inner` of all children with this tag, of each the first.

        They are found in one pass for all tags, once and for all: the tree is complete.
        """
        try:
            return self._below.get(tag, _NOTHING).get(inner, ())
        except AttributeError:  # nobody has asked before
            self._below = _grandchildren(self)
            return self.below(tag, inner)

    def value(self, tag: str) -> str:
        """The text of the first child with this tag, without white space around it; empty if there is none."""
        child = self.child(tag)
        return child.text.strip() if child is not None else ""

    @property
    def name(self) -> str:
        """The tag as people write it."""
        return shown(self.tag)

    @property
    def number(self) -> int:
        """Its number among the children of its parent that have the same tag, from 1."""
        try:
            return self._number
        except AttributeError:  # nobody has asked before
            _count_off(self.parent.children if self.parent is not None else [self])
            return self._number

    @property
    def path(self) -> str:
        """Where the element is in the document, such as `rss/channel/item[3]/pubDate`."""
        return "/".join(reversed([_step(element) for element in self.ancestors]))

    @property
    def ancestors(self) -> Iterator[Element]:
        """The element itself and what it stands in, outwards."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def item_title(self) -> str:
        """The title of the item that the element belongs to; empty if it belongs to none, or the item has none."""
        item = next((element for element in self.ancestors if element.tag in ITEMS), None)
        if item is None:
            return ""
        titles = (child.text for child in item.children if local_name(child.tag) == "title")
        return " ".join(next(titles, "").split())


def _step(element: Element) -> str:
    """An element's name, with its number among those of one name where there are several."""
    if element.parent is None:
        return element.name
    alone = element.number == 1 and element.tag not in ITEMS and len(element.parent.all(element.tag)) == 1
    return element.name if alone else f"{element.name}[{element.number}]"


def _count_off(siblings: Iterable[Element]) -> None:
    """Number the children of one element, each tag from 1; all at once, for a feed may have many bad items."""
    counts: dict[str, int] = {}
    for element in siblings:
        element._number = counts[element.tag] = counts.get(element.tag, 0) + 1  # noqa: SLF001 - of this module


_Grandchildren = dict[str, dict[str, list["Element"]]]
_NOTHING: dict[str, list[Element]] = {}


def _grandchildren(element: Element) -> _Grandchildren:
    """The children of an element's children by the tags of both, of each child the first with a tag."""
    found: _Grandchildren = {}
    for child in element.children:
        by_tag = found.setdefault(child.tag, {})
        for grandchild in child.children:
            others = by_tag.setdefault(grandchild.tag, [])
            if not others or others[-1].parent is not child:
                others.append(grandchild)
    return found


class Declaration(NamedTuple):
    """A namespace that is declared, and where the declaring element stands."""

    prefix: str
    uri: str
    offset: int


_BLOCK = 2**16


@dataclass(frozen=True)
class Document:
    """A feed in XML that could be read.

    `content` are its bytes in UTF-8, which offsets count in. `encoding` is what it was written in and `declared` what
    its XML declaration says. `url` is where it is served from, if that is known; `doctype` the offset of a DOCTYPE.
    `files` are the files beside it, `previous` the bytes of the feed that subscribers have, and `now` the instant as of
    which it is judged, where they are known.
    """

    file: str
    content: bytes
    root: Element
    declarations: list[Declaration] = field(default_factory=list)
    encoding: str = "utf-8"
    declared: str | None = None
    url: str | None = None
    doctype: int | None = None
    files: Files | None = None
    previous: bytes | None = None
    now: datetime | None = None

    def place(self, offset: int) -> Place:
        """The line and column, counted from 1 in characters, of an offset."""
        block = offset // _BLOCK
        line = 1 + self._ends_before(block) + self._ends(block * _BLOCK, offset)
        newline = self.content.rfind(b"\n", 0, offset)
        before = self.content[max(newline, self.content.rfind(b"\r", newline + 1, offset)) + 1 : offset]
        return Place(self.file, line, len(before.decode("utf-8", "replace")) + 1)

    def _ends_before(self, block: int) -> int:
        """How many lines end before a block of bytes: a list of all lines would take as long as judging the feed."""
        counted = self._counted
        for start in range((len(counted) - 1) * _BLOCK, block * _BLOCK, _BLOCK):
            counted.append(counted[-1] + self._ends(start, start + _BLOCK))
        return counted[block]

    @cached_property
    def _counted(self) -> list[int]:
        """How many lines end before each block, as far as somebody has asked."""
        return [0]

    def _ends(self, start: int, stop: int) -> int:
        """How many lines end in a part of the content; one with CR and LF at the LF (XML 1.0 section 2.11)."""
        count = self.content.count
        return count(b"\n", start, stop) + count(b"\r", start, stop) - count(b"\r\n", start, stop + 1)

    def offset_of_attribute(self, element: Element, name: str) -> int:
        """Where an attribute's name stands; the element's own offset if it has none of that name."""
        local = re.escape(local_name(name).encode())
        pattern = rb"""<[^\s/>]+(?:\s+(?!(?:[^\s=:]+:)?%b\s*=)[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s+""" % local
        found = re.compile(pattern).match(self.content, element.offset)
        return found.end() if found else element.offset

    def offset_of_text(self, element: Element, snippet: str) -> int:
        """Where a part of an element's text stands, as it is or escaped; the element's own offset if that fails."""
        end = self._end(element)
        for written in _ways_to_write(snippet):
            found = self.content.find(written.encode(), element.offset, end)
            if written and found >= 0:
                return found
        return element.offset

    def _end(self, element: Element) -> int:
        """An offset before which all of the element's own text stands."""
        name = re.escape(local_name(element.tag).encode())
        found = re.compile(rb"</(?:[^\s:>]+:)?%b\s*>" % name).search(self.content, element.offset)
        return found.end() if found else len(self.content)


def line_and_column(content: bytes, offset: int) -> tuple[int, int]:
    """The line and column, counted from 1 in characters, of an offset of a document that could not be read."""
    before = content[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1, len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1


def _ways_to_write(text: str) -> Iterator[str]:
    """A text as it is, and with more and more of its characters escaped."""
    yield text
    for character, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        if character in text:
            text = text.replace(character, reference)
            yield text
    if "&quot;" in text:
        yield text.replace("&gt;", ">")
