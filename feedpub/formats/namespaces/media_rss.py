"""Media RSS 1.5.1: the picture and the audio of an item with what is said of them.

https://www.rssboard.org/media-rss. The alternative text is `media:description`, as in Mastodon's feeds; the
caption is `media:title`. Where there is no text, readers take a description for it, so it is the title there, unless
there is a caption.
"""

from lxml import etree
from typing_extensions import override

from feedpub.formats.namespaces.extension import FeedExtension, ItemExtension
from feedpub.model.feed import Enclosure, Picture

NAMESPACE = "http://search.yahoo.com/mrss/"


class MediaFeed(FeedExtension):
    """Declares the namespace."""

    prefix, namespace = "media", NAMESPACE


class MediaItem(ItemExtension):
    """Writes a `media:content` for the picture, then one for the audio."""

    prefix, namespace = "media", NAMESPACE

    @override
    def extend_rss(self, element: etree._Element) -> None:
        if self.item.image:
            self._picture(element, self.item.image)
        if self.item.enclosure:
            self._audio(element, self.item.enclosure)

    extend_atom = extend_rss

    def _picture(self, element: etree._Element, image: Picture) -> None:
        content = self.add(
            element,
            "content",
            url=image.url,
            medium="image",
            type=image.type,
            width=_number(image.width),
            height=_number(image.height),
        )
        has_text = self.item.html is not None
        if title := image.caption or (None if has_text else image.alt):
            self.add(content, "title", title, type="plain")
        if image.alt and has_text:
            self.add(content, "description", image.alt, type="plain")
        if image.credit:
            self.add(content, "credit", image.credit)

    def _audio(self, element: etree._Element, audio: Enclosure) -> None:
        self.add(
            element,
            "content",
            url=audio.url,
            medium="audio",
            type=audio.type,
            fileSize=_number(audio.length),
            duration=_number(audio.duration),
        )


class MediaFeedInRss(MediaFeed):
    """Leaves a show's feed alone."""

    @override
    def extend_ns(self) -> dict[str, str]:
        return {} if self.feed.channel.podcast else super().extend_ns()


class MediaItemInRss(MediaItem):
    """Leaves episodes in a show's feed alone: podcast apps take each `media:content` for another file to play."""

    @override
    def extend_rss(self, element: etree._Element) -> None:
        if self.channel.podcast is None:
            super().extend_rss(element)


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)
