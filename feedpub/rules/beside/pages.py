"""What documents beside a feed need to be asked: where their links lead, and which entries they hold, in any format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from feedpub.rules.atom.addresses import ATOM_LINK, address_of, links_of
from feedpub.rules.atom.relations import relation_of
from feedpub.rules.files import Files
from feedpub.rules.names import ATOM, HISTORY
from feedpub.rules.reading import MAX_BYTES, UnreadableFeedError, looks_like_json, read_xml
from feedpub.rules.tree import Element

_ENTRY, _ID, _TITLE, _UPDATED = ATOM("entry"), ATOM("id"), ATOM("title"), ATOM("updated")
_ARCHIVE = HISTORY("archive")


class Entry(NamedTuple):
    """An item or entry: its guid or id, the address of its article or else of its file, its title and last change."""

    id: str
    address: str
    title: str
    updated: str


class Page(NamedTuple):
    """One document of a feed: the addresses that it links to, by relation; its entries; whether it is an archive."""

    links: Mapping[str, tuple[str, ...]]
    entries: tuple[Entry, ...]
    archive: bool = False

    @property
    def updates(self) -> dict[str, str]:
        """When each entry changed last, by its id."""
        return {entry.id: entry.updated for entry in self.entries if entry.id}


def relation_named(relation: str) -> str:
    """The name of a relation in `links`; previous has two (IANA, link relations)."""
    return "previous" if relation == "prev" else relation


def page_at(files: Files, path: Path) -> Page | None:
    """The feed in a file; None if there is none."""
    if path not in files.known:
        try:
            with path.open("rb") as file:
                files.known[path] = page_of(file.read(MAX_BYTES + 1))
        except OSError:  # what nobody may read is no feed
            files.known[path] = None
    page = files.known[path]
    return page if isinstance(page, Page) else None


def page_of(content: bytes) -> Page | None:
    """The feed in these bytes; None if there is none."""
    try:
        if looks_like_json(content):
            from feedpub.rules.jsonfeed.reading import read_json  # noqa: PLC0415 - most feeds are XML

            return page_of_json(read_json(content, "").value)
        return page_of_xml(read_xml(content, "").root)
    except UnreadableFeedError:
        return None


# --- RSS and Atom --------------------------------------------------------------------------------------------


def holder_of(root: Element) -> Element | None:
    """The element that holds a feed's links and entries; None if the document is no feed."""
    if root.tag == ATOM("feed"):
        return root
    return root.child("channel") if root.tag == "rss" else None


def page_of_xml(root: Element) -> Page | None:
    """A feed in RSS or Atom; None if the document is no feed."""
    holder = holder_of(root)
    if holder is None:
        return None
    links: dict[str, tuple[str, ...]] = {}
    for link in holder.all(ATOM_LINK):
        relation = relation_named(relation_of(link))
        links[relation] = (*links.get(relation, ())[:_MOST_LINKS], address_of(link).strip())
    return Page(links, tuple(entry for _, entry in entries_of(holder)), holder.child(_ARCHIVE) is not None)


_MOST_LINKS = 10
"""Links of one relation that are kept; there is use for one."""


def entries_of(holder: Element) -> Iterator[tuple[Element, Entry]]:
    """The items or entries of a feed, each with the element that says which it is."""
    for element in holder.children:
        if element.tag == _ENTRY:
            link = next(iter(links_of(element, "alternate")), None)
            address = address_of(link).strip() if link is not None else ""
            entry = Entry(element.value(_ID), address, _words(element.value(_TITLE)), element.value(_UPDATED))
            identity = element.child(_ID)
            yield element if identity is None else identity, entry
        elif element.tag == "item":
            updated = element.value(_UPDATED) or element.value("pubDate")
            entry = Entry(element.value("guid"), _address(element), _words(element.value("title")), updated)
            guid = element.child("guid")
            yield element if guid is None else guid, entry


def _address(item: Element) -> str:
    enclosure = item.child("enclosure")
    return item.value("link") or (enclosure.attributes.get("url", "").strip() if enclosure is not None else "")


def _words(text: str) -> str:
    return " ".join(text.split())


# --- JSON Feed -----------------------------------------------------------------------------------------------


def page_of_json(value: Any) -> Page | None:
    """A JSON Feed; None if the value is none."""
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        return None
    named = {"next": _text(value.get("next_url")), "self": _text(value.get("feed_url"))}
    links = {relation: (address,) for relation, address in named.items() if address}
    return Page(links, tuple(_entry(item) for item in value["items"]))


def _entry(item: object) -> Entry:
    if not isinstance(item, dict):
        return Entry("", "", "", "")
    identity = item.get("id")
    if type(identity) is int:
        identity = str(identity)
    updated = _text(item.get("date_modified")) or _text(item.get("date_published"))
    return Entry(_text(identity), _text(item.get("url")), _words(_text(item.get("title"))), updated)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
