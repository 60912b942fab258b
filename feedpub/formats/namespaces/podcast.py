"""The podcast namespace in the feed of a show, in the order of its documentation (podcastindex.org/namespace/1.0)."""

from lxml import etree
from typing_extensions import override

from feedpub.formats.instants import rfc822, rfc3339
from feedpub.formats.namespaces.extension import Extension, FeedExtension, ItemExtension
from feedpub.formats.namespaces.podcast_live import add_live_item
from feedpub.formats.namespaces.podcast_people import add_persons
from feedpub.model.podcast import Alternate, Episode, Podcast
from feedpub.model.podcasting import Location, RemoteItem, Value

NAMESPACE = "https://podcastindex.org/namespace/1.0"
CHAPTERS = "application/json+chapters"


class PodcastExtension(Extension):
    """What a show and its episodes both have."""

    prefix, namespace = "podcast", NAMESPACE

    def location(self, parent: etree._Element, location: Location | None) -> None:
        """The place that it is about."""
        if location:
            attributes = {"geo": location.geo, "osm": location.osm, "country": location.country}
            self.add(parent, "location", location.name, **attributes)


class PodcastFeed(PodcastExtension, FeedExtension):
    """Writes what is said of the show as a whole."""

    @override
    def extend_ns(self) -> dict[str, str]:
        return super().extend_ns() if self.feed.channel.podcast else {}

    @override
    def extend_rss(self, element: etree._Element) -> None:
        podcast = self.feed.channel.podcast
        if podcast is None:
            return
        channel = element[0]
        self._ownership(channel, podcast)
        add_persons(self, channel, podcast.persons)
        self.location(channel, podcast.location)
        self._trailers(channel, podcast)
        if podcast.license:
            self.add(channel, "license", podcast.license.name, url=podcast.license.url)
        if podcast.guid:
            self.add(channel, "guid", podcast.guid)
        self._value(channel, podcast.value)
        if podcast.medium:
            self.add(channel, "medium", podcast.medium)
        for live in podcast.live:
            add_live_item(self, channel, live)
        self._about_the_feed(channel, podcast)

    def _ownership(self, channel: etree._Element, podcast: Podcast) -> None:
        if podcast.locked is not None:
            self.add(channel, "locked", "yes" if podcast.locked else "no", owner=podcast.email)
        for funding in podcast.funding:
            self.add(channel, "funding", funding.text, url=funding.url)

    def _trailers(self, channel: etree._Element, podcast: Podcast) -> None:
        for trailer in podcast.trailers:
            self.add(
                channel,
                "trailer",
                trailer.title,
                pubdate=rfc822(trailer.published),
                url=trailer.file.url,
                length=_number(trailer.file.length),
                type=trailer.file.type,
                season=_number(trailer.season),
            )

    def _value(self, channel: etree._Element, value: Value | None) -> None:
        if value is None:
            return
        element = self.add(channel, "value", type=value.type, method=value.method, suggested=value.suggested)
        for recipient in value.recipients:
            self.add(
                element,
                "valueRecipient",
                name=recipient.name,
                customKey=recipient.custom_key,
                customValue=recipient.custom_value,
                type=recipient.type,
                address=recipient.address,
                split=str(recipient.split),
                fee="true" if recipient.fee else None,
            )

    def _about_the_feed(self, channel: etree._Element, podcast: Podcast) -> None:
        if podcast.blocked:
            self.add(channel, "block", "yes")
        for txt in podcast.txt:
            self.add(channel, "txt", txt.text, purpose=txt.purpose)
        if podcast.podroll:
            podroll = self.add(channel, "podroll")
            for item in podcast.podroll:
                self._remote_item(podroll, item)
        if frequency := podcast.update_frequency:
            self.add(
                channel,
                "updateFrequency",
                frequency.text,
                complete="true" if frequency.complete else None,
                dtstart=rfc3339(frequency.starts) if frequency.starts else None,
                rrule=frequency.rrule,
            )
        if podcast.publisher:
            self._remote_item(self.add(channel, "publisher"), podcast.publisher, medium="publisher")

    def _remote_item(self, parent: etree._Element, item: RemoteItem, medium: str | None = None) -> None:
        self.add(parent, "remoteItem", feedGuid=item.guid, feedUrl=item.url, medium=medium, title=item.title)


class PodcastItem(PodcastExtension, ItemExtension):
    """Writes what is said of an episode."""

    @override
    def extend_rss(self, element: etree._Element) -> None:
        episode = self.item.episode
        if episode is None or self.channel.podcast is None:
            return
        self._files(element, episode)
        add_persons(self, element, episode.persons)
        self.location(element, episode.location)
        if episode.season:
            self.add(element, "season", str(episode.season), name=episode.season_name)
        if episode.number:
            self.add(element, "episode", str(episode.number))
        for alternate in episode.alternates:
            self._alternate(element, alternate)
        for social in episode.social:
            self.add(
                element,
                "socialInteract",
                protocol=social.protocol,
                uri=social.url,
                accountId=social.account,
                accountUrl=social.account_url,
                priority=_number(social.priority),
            )

    def _files(self, element: etree._Element, episode: Episode) -> None:
        for transcript in episode.transcripts:
            rel = "captions" if transcript.captions else None
            attributes = {"url": transcript.url, "type": transcript.type, "language": transcript.language, "rel": rel}
            self.add(element, "transcript", **attributes)
        if episode.chapters_url:
            self.add(element, "chapters", url=episode.chapters_url, type=CHAPTERS)
        for bite in episode.soundbites:
            times = {"startTime": _seconds(bite.start), "duration": _seconds(bite.duration)}
            self.add(element, "soundbite", bite.title, **times)

    def _alternate(self, element: etree._Element, alternate: Alternate) -> None:
        holder = self.add(
            element,
            "alternateEnclosure",
            type=alternate.file.type,
            length=_number(alternate.file.length),
            bitrate=_number(alternate.bitrate),
            height=_number(alternate.height),
            lang=alternate.language,
            title=alternate.title,
            default="true" if alternate.default else None,
        )
        self.add(holder, "source", uri=alternate.file.url)
        if alternate.integrity:
            self.add(holder, "integrity", type="sri", value=alternate.integrity)


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _seconds(seconds: float) -> str:
    """Seconds with as many decimals as they have, to the thousandth; never as 1e+06."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")
