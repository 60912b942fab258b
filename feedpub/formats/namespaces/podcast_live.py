"""What is heard live, as the podcast namespace has it: an item that is a stream (podcastindex.org, liveItem)."""

from lxml import etree

from feedpub.formats.instants import rfc3339
from feedpub.formats.namespaces.extension import Extension
from feedpub.formats.namespaces.itunes import NAMESPACE as ITUNES
from feedpub.formats.namespaces.podcast_people import add_persons
from feedpub.model.podcast import LiveItem
from feedpub.text import to_html

STREAM_LENGTH = "312"
"""RSS wants a length, a stream has none, and readers take 0 for no enclosure: a number that stands for none.

The documentation does the same, with 312 (liveItem, "Examples").
"""


def add_live_item(extension: Extension, channel: etree._Element, live: LiveItem) -> None:
    """Append a liveItem; RSS's own elements in it are in no namespace."""
    end = rfc3339(live.end) if live.end else None
    item = extension.add(channel, "liveItem", status=live.status, start=rfc3339(live.start), end=end)
    _own(item, "title", live.title)
    _own(item, "link", live.link)
    if live.summary:
        _own(item, "description", to_html(live.summary))
    _own(item, "guid", live.id, isPermaLink="false")
    _own(item, "enclosure", url=live.stream.url, length=STREAM_LENGTH, type=live.stream.type)
    if live.image:
        etree.SubElement(item, f"{{{ITUNES}}}image", href=live.image)
    add_persons(extension, item, live.persons)
    for link in live.content_links:
        extension.add(item, "contentLink", link.title, href=link.url)


def _own(item: etree._Element, name: str, text: str | None = None, /, **attributes: str) -> None:
    etree.SubElement(item, name, attributes).text = text
