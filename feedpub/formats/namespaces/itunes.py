"""Apple's elements in the feed of a show, in the order of "A Podcaster's Guide to RSS" (podcasters.apple.com).

A feed of no show that carries an episode asks directories not to list it: they would list the show twice.
"""

from lxml import etree
from typing_extensions import override

from feedpub.formats.namespaces.extension import FeedExtension, ItemExtension
from feedpub.model.podcast import Podcast

NAMESPACE = "http://www.itunes.com/dtds/podcast-1.0.dtd"


class ItunesFeed(FeedExtension):
    """Writes what directories ask of a show."""

    prefix, namespace = "itunes", NAMESPACE

    @override
    def extend_ns(self) -> dict[str, str]:
        return super().extend_ns() if self.feed.channel.podcast or self._repeats_episodes() else {}

    def _repeats_episodes(self) -> bool:
        return any(item.episode for item in self.feed.items)

    @override
    def extend_rss(self, element: etree._Element) -> None:
        channel = element[0]
        if podcast := self.feed.channel.podcast:
            self._show(channel, podcast)
        elif self._repeats_episodes():
            self.add(channel, "block", "Yes")

    def _show(self, channel: etree._Element, podcast: Podcast) -> None:
        self.add(channel, "image", href=podcast.art)
        self._categories(channel, podcast)
        self.add(channel, "explicit", "true" if podcast.explicit else "false")
        self.add(channel, "author", podcast.author)
        owner = self.add(channel, "owner")
        self.add(owner, "name", podcast.owner)
        if podcast.email:
            self.add(owner, "email", podcast.email)
        self.add(channel, "type", podcast.kind)
        if podcast.new_feed_url:
            self.add(channel, "new-feed-url", podcast.new_feed_url)
        if podcast.blocked:
            self.add(channel, "block", "Yes")
        if podcast.complete:
            self.add(channel, "complete", "Yes")

    def _categories(self, channel: etree._Element, podcast: Podcast) -> None:
        """One element for each category, with those inside it that the show names."""
        written: dict[str, etree._Element] = {}
        for name, inner in podcast.categories:
            if name not in written:
                written[name] = self.add(channel, "category", text=name)
            if inner:
                self.add(written[name], "category", text=inner)


class ItunesItem(ItemExtension):
    """Writes what apps show of an episode."""

    prefix, namespace = "itunes", NAMESPACE

    @override
    def extend_rss(self, element: etree._Element) -> None:
        episode = self.item.episode
        if episode is None or self.channel.podcast is None:
            return
        audio = self.item.enclosure
        if audio and audio.duration:
            self.add(element, "duration", str(audio.duration))
        if episode.art:
            self.add(element, "image", href=episode.art)
        self.add(element, "explicit", "true" if episode.explicit else "false")
        if episode.number:
            self.add(element, "episode", str(episode.number))
        if episode.season:
            self.add(element, "season", str(episode.season))
        self.add(element, "episodeType", episode.kind)
