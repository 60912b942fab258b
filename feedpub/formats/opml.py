"""stations.opml: the list of a newsroom's feeds, for readers to import (OPML 2.0, http://opml.org/spec2.opml)."""

from collections.abc import Iterable

from lxml import etree

from feedpub.formats import files
from feedpub.model.feed import Channel

FILE = "stations.opml"


def render(title: str, stations: Iterable[Iterable[Channel]]) -> bytes:
    """One outline a feed; the feeds of a station that has several stand in an outline of the station's."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for channels in stations:
        main, *others = channels
        parent = etree.SubElement(body, "outline", text=main.title) if others else body
        for channel in (main, *others):
            etree.SubElement(parent, "outline", _outline(channel))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _outline(channel: Channel) -> dict[str, str]:
    return {
        "text": channel.title,
        "title": channel.title,
        "type": "rss",
        "version": "RSS2",
        "description": channel.description,
        "language": channel.language,
        "xmlUrl": files.RSS.url(channel),
        "htmlUrl": channel.link,
    }
