"""Atom's elements in RSS (RSS Advisory Board's profile, "Namespace Elements: atom:link"): links and updated."""

from lxml import etree
from typing_extensions import override

from feedpub.formats import files
from feedpub.formats.instants import rfc3339
from feedpub.formats.namespaces.extension import FeedExtension, ItemExtension
from feedpub.formats.namespaces.history import history_links

NAMESPACE = "http://www.w3.org/2005/Atom"


class AtomLinksInRss(FeedExtension):
    """Writes the channel's self, alternate, hub and archive links at its head.

    feedgen writes the self link alone, after `link`; one reader takes the last link that it sees for the site.
    """

    prefix, namespace = "atom", NAMESPACE

    @override
    def extend_rss(self, element: etree._Element) -> None:
        channel_element = element[0]
        for written in channel_element.findall(f"{{{NAMESPACE}}}link"):
            channel_element.remove(written)
        channel = self.feed.channel
        links = [self._link("self", files.RSS.url(channel), files.RSS.media_type)]
        links += [self._link("alternate", f.url(channel), f.media_type) for f in files.ALL_FILES if f is not files.RSS]
        links += [self._link("hub", hub) for hub in channel.hubs]
        links += [self._link(*link, files.RSS.media_type) for link in history_links(self.feed.history, files.RSS)]
        channel_element[:0] = links

    def _link(self, rel: str, href: str, media_type: str | None = None) -> etree._Element:
        link = etree.Element(f"{{{NAMESPACE}}}link", rel=rel, href=href)
        if media_type:
            link.set("type", media_type)
        return link


class AtomInRssItem(ItemExtension):
    """Writes when an item changed, and the pages it refers to."""

    prefix, namespace = "atom", NAMESPACE

    @override
    def extend_rss(self, element: etree._Element) -> None:
        if self.item.updated != self.item.published:
            self.add(element, "updated", rfc3339(self.item.updated))
        for related in self.item.related:
            self.add(element, "link", rel="related", href=related.url, title=related.title)
