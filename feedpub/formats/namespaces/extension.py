"""The form of a feedgen extension: it is told the feed or item, and adds elements to what feedgen has made."""

from typing import ClassVar

from feedgen.ext.base import BaseExtension
from lxml import etree

from feedpub.model.feed import Channel, Feed, Item


class Extension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What the extensions of feeds and of items share: a namespace, and doing nothing by default."""

    prefix: ClassVar[str] = ""
    namespace: ClassVar[str] = ""

    def extend_ns(self) -> dict[str, str]:
        """The namespace to declare on the root element."""
        return {self.prefix: self.namespace} if self.prefix else {}

    def extend_rss(self, element: etree._Element) -> None:
        """Add to RSS's `rss` (with the channel in it) or `item`."""

    def extend_atom(self, element: etree._Element) -> None:
        """Add to Atom's `feed` or `entry`."""

    def add(
        self, parent: etree._Element, name: str, text: str | None = None, /, **attributes: str | None
    ) -> etree._Element:
        """Append an element of this namespace with the attributes that are not None."""
        given = {key: value for key, value in attributes.items() if value is not None}
        element = etree.SubElement(parent, f"{{{self.namespace}}}{name}" if self.namespace else name, given)
        element.text = text
        return element


class FeedExtension(Extension):
    """Adds to a whole feed."""

    feed: Feed


class ItemExtension(Extension):
    """Adds to one item of a channel."""

    item: Item
    channel: Channel
