"""The smallest show and one with all fields, each with an episode."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from feedpub.model.feed import Author, Channel, Enclosure, Feed, Item
from feedpub.model.podcast import (
    Alternate,
    Chapter,
    ContentLink,
    Episode,
    LiveItem,
    MediaFile,
    Podcast,
    Soundbite,
    Trailer,
    Transcript,
)
from feedpub.model.podcasting import (
    Contributor,
    Funding,
    License,
    Location,
    Recipient,
    RemoteItem,
    SocialInteract,
    Text,
    UpdateFrequency,
    Value,
)
from feedpub.model.show import Category

SITE = "https://quay.example"
FEED = "https://feeds.quay.example/talk/"
NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)
NODE = "02d5c1bf8b940dc9cadca86d1b0a3c37fbe39cee4c7e839e33bef9174531d27f52"
HASH = "sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C+d6E/ICxyQOeFevnxNLR/wtJNrNYTjIysUBo"
OTHER = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
SMALL_SHOW = Podcast(
    show="talk",
    author="Quay Radio",
    owner="Quay Radio",
    explicit=False,
    kind="episodic",
    categories=(Category("News"),),
    art=f"{SITE}/art.png",
)
SMALL_EPISODE = Episode(show="talk", kind="full", explicit=False)
CHANNEL = Channel(
    path="quay/talk",
    url=FEED,
    title="Quay Talk",
    description="The quay talks.",
    link=f"{SITE}/",
    language="en-US",
    author=Author("Quay Radio"),
    limit=5,
    full=5,
    copyright="Quay Radio",
    podcast=SMALL_SHOW,
)
ITEM = Item(
    id="tag:quay.example,2026-05-02:one",
    link=f"{SITE}/one",
    title="One",
    published=NOON,
    updated=NOON,
    summary="Somebody talks.",
    html="<p>Somebody talks.</p>",
    language="en-US",
    enclosure=Enclosure(f"{SITE}/one.mp3", "audio/mpeg", 24_000_000),
    episode=SMALL_EPISODE,
)


def show(podcast: Podcast | None = SMALL_SHOW, episode: Episode | None = SMALL_EPISODE, **fields: Any) -> Feed:
    """The feed of a show with one episode; fields are its item's."""
    item = replace(ITEM, episode=episode, **fields)
    return Feed(replace(CHANNEL, podcast=podcast), (item,), (), NOON)


def with_fields(**fields: Any) -> Feed:
    """The feed of the smallest show with these fields."""
    return show(replace(SMALL_SHOW, **fields))


HOST = Contributor(name="Ann Lee", role="host", group="cast", image=f"{SITE}/ann.png", url=f"{SITE}/ann")
GUEST = Contributor(name="Tom & Reed")
QUAY = Location(name="The quay", geo="geo:43.5,-69.5", osm="R175905", country="US")
FULL_SHOW = Podcast(
    show="talk",
    author="Ann Lee",
    owner="Quay Radio",
    explicit=True,
    kind="serial",
    categories=(
        Category("News", "Daily News"),
        Category("Society & Culture"),
        Category("News", "Politics"),
    ),
    art=f"{SITE}/art.png",
    email="talk@quay.example",
    guid="1c0ab59a-8a96-545f-8b16-3ec7fa1e8a35",
    funding=(Funding(text="Give", url=f"{SITE}/give"), Funding(text="Join", url=f"{SITE}/join?a=1&b=2")),
    locked=True,
    medium="podcast",
    persons=(HOST, GUEST),
    trailers=(
        Trailer(MediaFile(f"{SITE}/soon.mp3", "audio/mpeg", 900_000), "Soon", datetime(2026, 4, 1, 8, tzinfo=UTC), 2),
        Trailer(MediaFile(f"{SITE}/sooner.mp3", "audio/mpeg"), "Sooner", datetime(2026, 3, 1, tzinfo=UTC)),
    ),
    license=License(name="quay-license", url=f"{SITE}/license"),
    location=QUAY,
    update_frequency=UpdateFrequency(
        text="Weekly", rrule="FREQ=WEEKLY;BYDAY=SA", starts=datetime(2026, 4, 4, 12, tzinfo=UTC), complete=True
    ),
    complete=True,
    blocked=True,
    new_feed_url=f"{FEED}rss.xml",
    podroll=(RemoteItem(guid=OTHER, url="https://fog.example/rss.xml", title="Fog"), RemoteItem(guid=OTHER)),
    publisher=RemoteItem(guid=OTHER, url=f"{SITE}/all.xml"),
    value=Value(
        suggested="0.00000005000",
        recipients=(
            Recipient(name="Quay", type="node", address=NODE, split=90, custom_key="112111100", custom_value="quay"),
            Recipient(type="node", address=NODE, split=10, fee=True),
        ),
    ),
    txt=(Text(text="quay-0100", purpose="verify"), Text(text="Ships")),
)
FULL_EPISODE = Episode(
    show="talk",
    kind="bonus",
    explicit=True,
    number=7,
    season=2,
    season_name="Low water",
    art=f"{SITE}/one.png",
    chapters_url=f"{SITE}/one-chapters.json",
    chapters=(
        Chapter(0, "Start"),
        Chapter(3723.5, "Ships & <lights>", f"{SITE}/ships", f"{SITE}/ships.png"),
    ),
    transcripts=(
        Transcript(f"{SITE}/one.vtt", "text/vtt", "en-US", captions=True),
        Transcript(f"{SITE}/one.html", "text/html", "fr"),
    ),
    persons=(GUEST,),
    soundbites=(Soundbite(3661.125, 42.25, "Listen"), Soundbite(60, 100)),
    alternates=(
        Alternate(
            MediaFile(f"{SITE}/one.mp4", "video/mp4", 90_000_000),
            title="To see",
            bitrate=160_000,
            height=720,
            language="en-US",
            integrity=HASH,
        ),
        Alternate(MediaFile(f"{SITE}/one.mp3", "audio/mpeg"), default=True),
    ),
    location=Location(name="The pier"),
    social=(
        SocialInteract(
            protocol="activitypub",
            url="https://social.quay.example/1",
            account="@talk",
            account_url="https://social.quay.example/@talk",
            priority=1,
        ),
        SocialInteract(protocol="disabled"),
    ),
)
LIVE = LiveItem(
    id="tag:quay.example,2026:night",
    title="At night <live>",
    status="live",
    start=datetime(2026, 6, 6, tzinfo=UTC),
    end=datetime(2026, 6, 6, 2, tzinfo=UTC),
    stream=MediaFile("https://live.quay.example/s.mp3", "audio/mpeg"),
    link=f"{SITE}/night",
    content_links=(ContentLink("On our page", f"{SITE}/night"), ContentLink("On TV & web", "https://tv.example/night")),
    summary="Ships & lights.",
    image=f"{SITE}/night.png",
    persons=(HOST, GUEST),
)
SMALL_LIVE = replace(LIVE, id="tag:quay.example,2026:day", title="By day", status="pending", end=None, summary=None,
                     image=None, persons=(), content_links=LIVE.content_links[:1])  # fmt: skip
FULL = replace(FULL_SHOW, live=(LIVE, SMALL_LIVE))
ENCLOSURE = replace(ITEM.enclosure or Enclosure("", "", 0), duration=4321)


def full(podcast: Podcast | None = FULL) -> Feed:
    """A feed with the episode that has all fields."""
    return show(podcast, FULL_EPISODE, enclosure=ENCLOSURE)
