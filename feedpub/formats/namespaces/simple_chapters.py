"""Podlove Simple Chapters 1.2 in the items of a show's feed (podlove.org/simple-chapters)."""

from lxml import etree
from typing_extensions import override

from feedpub.formats.namespaces.extension import FeedExtension, ItemExtension
from feedpub.transcripts import clock

NAMESPACE = "http://podlove.org/simple-chapters"


class SimpleChaptersFeed(FeedExtension):
    """Declares the namespace, if an episode has chapters."""

    prefix, namespace = "psc", NAMESPACE

    @override
    def extend_ns(self) -> dict[str, str]:
        has_chapters = any(item.episode and item.episode.chapters for item in self.feed.items)
        return super().extend_ns() if self.feed.channel.podcast and has_chapters else {}


class SimpleChaptersItem(ItemExtension):
    """Writes the chapters of an episode."""

    prefix, namespace = "psc", NAMESPACE

    @override
    def extend_rss(self, element: etree._Element) -> None:
        episode = self.item.episode
        if episode is None or self.channel.podcast is None or not episode.chapters:
            return
        chapters = self.add(element, "chapters", version="1.2")
        for chapter in episode.chapters:
            attributes = {"title": chapter.title, "href": chapter.url, "image": chapter.image}
            self.add(chapters, "chapter", start=clock(chapter.start), **attributes)
