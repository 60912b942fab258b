"""Feeds of several documents (RFC 5005): whether one comes from each to the others, and none loses an entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from feedpub.problem import Severity
from feedpub.rules.atom.addresses import address_of, links_of
from feedpub.rules.beside.pages import Page, entries_of, holder_of, page_at, page_of, page_of_xml, relation_named
from feedpub.rules.files import Files
from feedpub.rules.names import TOMBSTONES
from feedpub.rules.rule import Finding, document_rule
from feedpub.rules.tree import Document, Element

MOST = 100
"""Documents that are followed from one."""
_BACK = {"next": "previous", "previous": "next", "next-archive": "prev-archive", "prev-archive": "next-archive"}
Fault = tuple[str, str]
"""What is wrong, and what to do about it."""


@document_rule(
    "f-chain", Severity.ERROR, "RFC 5005 sections 3 and 4", "Make the documents of the feed link to each other."
)
def _chain_holds(document: Document) -> Iterator[Finding]:
    """The documents of a paged or archived feed form a chain, without a circle, and no entry is lost or repeated."""
    if document.files is None:
        return
    holder, page = holder_of(document.root), page_of_xml(document.root)
    if holder is None or page is None:
        return
    chain = chain_of(document.files, document.url, page)
    for relation in (*_BACK, "prev"):
        for link in links_of(holder, relation)[:1]:
            fault = chain.fault(relation_named(relation), address_of(link).strip())
            if fault is not None:
                yield Finding(link, *fault, "href")
    if page.archive:
        elements = [element for element, _ in entries_of(holder)]
        for index, message in chain.repeated():
            yield Finding(elements[index], message, "Leave it in one of them.")
    elif document.previous is not None and "prev-archive" in page.links:
        yield from _lost(document.previous, chain, holder)


def chain_of(files: Files, url: str | None, page: Page) -> Chain:
    """The chain that a document is part of, seen from there."""
    own = (*((url,) if url else ()), *page.links.get("self", ()))
    path = next((found for address in own if (found := files.find(address)) is not None), None)
    return Chain(files, page, own, path)


class Chain(NamedTuple):
    """A document among the others of its feed: what it holds, its own addresses, and its file if that is known."""

    files: Files
    page: Page
    own: tuple[str, ...]
    path: Path | None

    def fault(self, relation: str, address: str) -> Fault | None:
        """What is wrong with a link to another document; that it leads to this one has a rule of its own."""
        path = self.files.find(address)
        if address in self.page.links.get("self", ()) or (path is None and not self.files.holds(address)):
            return None
        if path is None:
            message = f"There is no file for the {relation} document, so readers that follow the link find nothing."
            return message, "Publish it, or take the link out"
        target = page_at(self.files, path)
        if target is None:
            return f"The {relation} document, {path.name[:60]}, is not a feed.", "Write the address of one"
        if self._is_circle(relation, path):
            message = f"The {relation} links go round in a circle through {path.name[:60]}, so readers that follow them"
            return f"{message} never finish.", f"Take the {relation} link out of the last document"
        return self._wrong_way_back(relation, path, target) or self._other_current(relation, path, target)

    def _is_circle(self, relation: str, path: Path | None) -> bool:
        seen = {self.path}
        while path is not None and len(seen) <= MOST:
            if path in seen:
                return True
            seen.add(path)
            path = self._step(page_at(self.files, path), relation)
        return False

    def _step(self, page: Page | None, relation: str) -> Path | None:
        addresses = page.links.get(relation, ()) if page is not None else ()
        return self.files.find(addresses[0]) if addresses else None

    def _wrong_way_back(self, relation: str, path: Path, target: Page) -> Fault | None:
        back = _BACK[relation]
        addresses = target.links.get(back, ())
        found = {self.files.find(address) for address in addresses} - {None}
        if self.path is None or self.path in found:
            return None
        name = path.name[:60]
        if found:
            message = f"{name} is the {relation} document of this one, but its {back} link leads to "
            message += f"{addresses[0][:100]}, so readers that follow the links miss some."
            return message, f"Point the {back} link of {name} at this document"
        if relation == "next-archive" and not addresses:  # RFC 5005 section 4 requires prev-archive only
            message = f"{name} has no prev-archive link back, so readers never reach this document."
            return message, f"Add a prev-archive link to {name}"
        return None

    def _other_current(self, relation: str, path: Path, target: Page) -> Fault | None:
        """Told by the newer of two documents, which has the link to the older."""
        said = target.links.get("current", ())
        mine = self.page.links.get("current", ()) or (() if self.page.archive else self.own)
        if relation not in {"prev-archive", "next"} or not said or not mine:
            return None
        if said[0] in mine or self.files.find(said[0]) in {self.files.find(address) for address in mine} - {None}:
            return None
        message = f"{path.name[:60]} says that the current feed is {said[0][:100]}, but here it is {mine[0][:100]}."
        return message, "Name the same current feed in all documents"

    def older(self) -> Iterator[tuple[Path | None, Page | None]]:
        """The archives before this document, newest first; at the end None if one is not at hand."""
        seen, page = {self.path}, self.page
        while addresses := page.links.get("prev-archive", ()):
            path = self.files.find(addresses[0])
            older = page_at(self.files, path) if path is not None and path not in seen else None
            yield path, older
            if older is None or len(seen) > MOST:
                break
            seen.add(path)
            page = older

    def repeated(self) -> Iterator[tuple[int, str]]:
        """The numbers of entries that an older archive has too, unchanged.

        One that was changed is published again in a newer archive (section 4.2).
        """
        own = {entry.id: (index, entry.updated) for index, entry in enumerate(self.page.entries) if entry.id}
        for path, page in self.older():
            if page is None or path is None or not page.archive:
                continue
            updates = page.updates
            for identity in [identity for identity in own if identity in updates]:
                index, updated = own.pop(identity)
                if updated == updates[identity]:
                    yield index, f"The archive {path.name[:60]} has this entry too; readers may show it twice."


def _lost(previous: bytes, chain: Chain, holder: Element) -> Iterator[Finding]:
    """What fell out of the feed at its end when new entries came, and is in no archive (RFC 5005 section 4.1).

    What is gone from the middle was withdrawn.
    """
    before = page_of(previous)
    now = chain.page.updates
    if before is None or not now.keys() - before.updates.keys():
        return
    last = max((index for index, entry in enumerate(before.entries) if entry.id in now), default=-1)
    known = {element.attributes.get("ref", "") for element in holder.all(TOMBSTONES("deleted-entry"))}
    for _, page in chain.older():
        if page is None:
            return
        known.update(page.updates)
    lost = [entry for entry in before.entries[last + 1 :] if entry.id and entry.id not in known]
    if lost:
        message = f"“{lost[0].title[:60]}” was in the feed before and is now in no archive either"
        message += f", as {len(lost) - 1} more." if len(lost) > 1 else "."
        link = links_of(holder, "prev-archive")[0]
        yield Finding(link, message, "Put it into an archive before it leaves the feed", "href")
