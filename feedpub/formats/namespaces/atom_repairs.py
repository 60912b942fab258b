"""What feedgen 1.0.0 gets wrong in Atom, put right through its own extension mechanism.

It drops rel, type, title and length of every entry's link, writes instants with +00:00, and knows no xml:lang of an
entry and no type of a title. Its Atom elements are in no namespace, only their root has an attribute called xmlns.
"""

import re
from collections.abc import Iterator

from lxml import etree
from typing_extensions import override

from feedpub.formats import files
from feedpub.formats.instants import rfc3339
from feedpub.formats.namespaces.extension import FeedExtension, ItemExtension
from feedpub.formats.namespaces.history import history_links
from feedpub.text import to_html

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class AtomFeedRepairs(FeedExtension):
    """The feed's links (RFC 4287 section 4.2.7), instant and texts."""

    @override
    def extend_atom(self, element: etree._Element) -> None:
        channel = self.feed.channel
        _set_text(element, "updated", rfc3339(self.feed.updated))
        _tell_from_html(element, "title", "subtitle", "rights")
        _remove_links(element)
        self.add(element, "link", rel="self", href=files.ATOM.url(channel), type=files.ATOM.media_type)
        self.add(element, "link", rel="alternate", href=channel.link, type="text/html")
        for other in (files.RSS, files.JSON):
            self.add(element, "link", rel="alternate", href=other.url(channel), type=other.media_type)
        for hub in channel.hubs:
            self.add(element, "link", rel="hub", href=hub)
        for relation, href in history_links(self.feed.history, files.ATOM):
            self.add(element, "link", rel=relation, href=href, type=files.ATOM.media_type)


class AtomEntryRepairs(ItemExtension):
    """The entry's links, instants, texts and language."""

    @override
    def extend_atom(self, element: etree._Element) -> None:
        item = self.item
        _set_text(element, "updated", rfc3339(item.updated))
        _set_text(element, "published", rfc3339(item.published))
        _tell_from_html(element, "title", "summary", "rights")
        if item.language != self.channel.language:
            element.set(_XML_LANG, item.language)
        _remove_links(element)
        for attributes in self._links():
            self.add(element, "link", **attributes)

    def _links(self) -> Iterator[dict[str, str | None]]:
        item = self.item
        yield {"rel": "alternate", "href": item.link, "type": "text/html"}
        if audio := item.enclosure:
            yield {"rel": "enclosure", "href": audio.url, "type": audio.type, "length": str(audio.length)}
        if item.source:
            yield {"rel": "via", "href": item.source.url, "title": item.source.title}
        for related in item.related:
            yield {"rel": "related", "href": related.url, "title": related.title}


def _set_text(element: etree._Element, name: str, text: str) -> None:
    child = element.find(name)
    if child is not None:
        child.text = text


_END_TAG = re.compile(r"</\w+>")


def _tell_from_html(element: etree._Element, *names: str) -> None:
    """Text that speaks of HTML is best told apart from HTML as HTML (RFC 4287 section 3.1.1.2): escaped once more."""
    for name in names:
        child = element.find(name)
        if child is not None and child.text and _END_TAG.search(child.text):
            child.set("type", "html")
            child.text = to_html(child.text)


def _remove_links(element: etree._Element) -> None:
    for link in element.findall("link"):
        element.remove(link)
