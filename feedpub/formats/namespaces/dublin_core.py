"""Dublin Core 1.1 in RSS items: creator, language, rights (http://purl.org/dc/elements/1.1/).

RSS's own `author` wants an e-mail address and most readers look for `dc:creator`; the RSS Advisory Board's profile
recommends it for names.
"""

from lxml import etree
from typing_extensions import override

from feedpub.formats.namespaces.extension import FeedExtension, ItemExtension

NAMESPACE = "http://purl.org/dc/elements/1.1/"


class DublinCoreFeed(FeedExtension):
    """Declares the namespace."""

    prefix, namespace = "dc", NAMESPACE


class DublinCoreItem(ItemExtension):
    """Names the authors (the station where nobody is named), and the language and rights that are not the channel's."""

    prefix, namespace = "dc", NAMESPACE

    @override
    def extend_rss(self, element: etree._Element) -> None:
        for author in self.item.authors or (self.channel.author,):
            self.add(element, "creator", author.name)
        if self.item.language != self.channel.language:
            self.add(element, "language", self.item.language)
        if self.item.rights:
            self.add(element, "rights", self.item.rights)
