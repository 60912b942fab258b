"""What the formats make of a show and its episodes: Apple's elements, the podcast namespace, simple chapters, JSON."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from textwrap import dedent, indent
from typing import Any

import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.formats import jsonfeed, rss
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
from feedpub.rules import PROFILES, validate
from tests.newsroom import REPOSITORY

SITE = "https://quay.example"
FEED = "https://feeds.quay.example/talk/"
NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)
NODE = "02d5c1bf8b940dc9cadca86d1b0a3c37fbe39cee4c7e839e33bef9174531d27f52"
HASH = "sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C+d6E/ICxyQOeFevnxNLR/wtJNrNYTjIysUBo"
OTHER = "917393e3-1b1e-5cef-ace4-edaa54e1f810"

# --- the smallest show ----------------------------------------------------------------------------------------

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


# --- a show with all fields -----------------------------------------------------------------------------------

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


# --- RSS ------------------------------------------------------------------------------------------------------


def written(feed: Feed, start: str, end: str) -> str:
    """What stands in the feed in RSS from one text up to another that follows it."""
    document = rss.render(feed).decode()
    return document[document.index(start) : document.index(end, document.index(start))].rstrip()


def lines(text: str, spaces: int) -> str:
    """A text as it stands in a document, without white space around it."""
    return indent(dedent(text), " " * spaces).strip()


def head(feed: Feed) -> str:
    """The channel up to its first item."""
    return written(feed, "<channel>", "<item>")


def item(feed: Feed) -> str:
    """The only item."""
    return written(feed, "<item>", "</channel>")


FULL_HEAD = f"""\
<channel>
  <atom:link rel="self" href="{FEED}rss.xml" type="application/rss+xml"/>
  <atom:link rel="alternate" href="{FEED}atom.xml" type="application/atom+xml"/>
  <atom:link rel="alternate" href="{FEED}feed.json" type="application/feed+json"/>
  <title>Quay Talk</title>
  <link>{SITE}/</link>
  <description>The quay talks.</description>
  <copyright>Quay Radio</copyright>
  <docs>https://www.rssboard.org/rss-specification</docs>
  <generator>feedpub</generator>
  <language>en-US</language>
  <lastBuildDate>Sat, 02 May 2026 12:00:00 +0000</lastBuildDate>
  <itunes:image href="{SITE}/art.png"/>
  <itunes:category text="News">
    <itunes:category text="Daily News"/>
    <itunes:category text="Politics"/>
  </itunes:category>
  <itunes:category text="Society &amp; Culture"/>
  <itunes:explicit>true</itunes:explicit>
  <itunes:author>Ann Lee</itunes:author>
  <itunes:owner>
    <itunes:name>Quay Radio</itunes:name>
    <itunes:email>talk@quay.example</itunes:email>
  </itunes:owner>
  <itunes:type>serial</itunes:type>
  <itunes:new-feed-url>{FEED}rss.xml</itunes:new-feed-url>
  <itunes:block>Yes</itunes:block>
  <itunes:complete>Yes</itunes:complete>
  <podcast:locked owner="talk@quay.example">yes</podcast:locked>
  <podcast:funding url="{SITE}/give">Give</podcast:funding>
  <podcast:funding url="{SITE}/join?a=1&amp;b=2">Join</podcast:funding>
  <podcast:person role="host" group="cast" img="{SITE}/ann.png" href="{SITE}/ann">Ann Lee</podcast:person>
  <podcast:person>Tom &amp; Reed</podcast:person>
  <podcast:location geo="geo:43.5,-69.5" osm="R175905" country="US">The quay</podcast:location>
  <podcast:trailer pubdate="Wed, 01 Apr 2026 08:00:00 +0000" url="{SITE}/soon.mp3" length="900000" type="audio/mpeg"\
 season="2">Soon</podcast:trailer>
  <podcast:trailer pubdate="Sun, 01 Mar 2026 00:00:00 +0000" url="{SITE}/sooner.mp3" type="audio/mpeg">Sooner\
</podcast:trailer>
  <podcast:license url="{SITE}/license">quay-license</podcast:license>
  <podcast:guid>1c0ab59a-8a96-545f-8b16-3ec7fa1e8a35</podcast:guid>
  <podcast:value type="lightning" method="keysend" suggested="0.00000005000">
    <podcast:valueRecipient name="Quay" customKey="112111100" customValue="quay" type="node" address="{NODE}"\
 split="90"/>
    <podcast:valueRecipient type="node" address="{NODE}" split="10" fee="true"/>
  </podcast:value>
  <podcast:medium>podcast</podcast:medium>
  <podcast:block>yes</podcast:block>
  <podcast:txt purpose="verify">quay-0100</podcast:txt>
  <podcast:txt>Ships</podcast:txt>
  <podcast:podroll>
    <podcast:remoteItem feedGuid="{OTHER}" feedUrl="https://fog.example/rss.xml" title="Fog"/>
    <podcast:remoteItem feedGuid="{OTHER}"/>
  </podcast:podroll>
  <podcast:updateFrequency complete="true" dtstart="2026-04-04T12:00:00Z" rrule="FREQ=WEEKLY;BYDAY=SA">Weekly\
</podcast:updateFrequency>
  <podcast:publisher>
    <podcast:remoteItem feedGuid="{OTHER}" feedUrl="{SITE}/all.xml" medium="publisher"/>
  </podcast:publisher>
"""
FULL_ITEM = f"""\
<item>
  <title>One</title>
  <link>{SITE}/one</link>
  <description>Somebody talks.</description>
  <content:encoded>&lt;p&gt;Somebody talks.&lt;/p&gt;</content:encoded>
  <guid isPermaLink="false">tag:quay.example,2026-05-02:one</guid>
  <enclosure url="{SITE}/one.mp3" length="24000000" type="audio/mpeg"/>
  <pubDate>Sat, 02 May 2026 12:00:00 +0000</pubDate>
  <dc:creator>Quay Radio</dc:creator>
  <itunes:duration>4321</itunes:duration>
  <itunes:image href="{SITE}/one.png"/>
  <itunes:explicit>true</itunes:explicit>
  <itunes:episode>7</itunes:episode>
  <itunes:season>2</itunes:season>
  <itunes:episodeType>bonus</itunes:episodeType>
  <podcast:transcript url="{SITE}/one.vtt" type="text/vtt" language="en-US" rel="captions"/>
  <podcast:transcript url="{SITE}/one.html" type="text/html" language="fr"/>
  <podcast:chapters url="{SITE}/one-chapters.json" type="application/json+chapters"/>
  <podcast:soundbite startTime="3661.125" duration="42.25">Listen</podcast:soundbite>
  <podcast:soundbite startTime="60" duration="100"/>
  <podcast:person>Tom &amp; Reed</podcast:person>
  <podcast:location>The pier</podcast:location>
  <podcast:season name="Low water">2</podcast:season>
  <podcast:episode>7</podcast:episode>
  <podcast:alternateEnclosure type="video/mp4" length="90000000" bitrate="160000" height="720" lang="en-US"\
 title="To see">
    <podcast:source uri="{SITE}/one.mp4"/>
    <podcast:integrity type="sri" value="{HASH}"/>
  </podcast:alternateEnclosure>
  <podcast:alternateEnclosure type="audio/mpeg" default="true">
    <podcast:source uri="{SITE}/one.mp3"/>
  </podcast:alternateEnclosure>
  <podcast:socialInteract protocol="activitypub" uri="https://social.quay.example/1" accountId="@talk"\
 accountUrl="https://social.quay.example/@talk" priority="1"/>
  <podcast:socialInteract protocol="disabled"/>
  <psc:chapters version="1.2">
    <psc:chapter start="00:00:00.000" title="Start"/>
    <psc:chapter start="01:02:03.500" title="Ships &amp; &lt;lights&gt;" href="{SITE}/ships" image="{SITE}/ships.png"/>
  </psc:chapters>
</item>
"""
FULL_LIVE = f"""\
<podcast:liveItem status="live" start="2026-06-06T00:00:00Z" end="2026-06-06T02:00:00Z">
  <title>At night &#x3C;live&gt;</title>
  <link>{SITE}/night</link>
  <description>Ships &#x26;amp; lights.</description>
  <guid isPermaLink="false">tag:quay.example,2026:night</guid>
  <enclosure url="https://live.quay.example/s.mp3" length="312" type="audio/mpeg"/>
  <itunes:image href="{SITE}/night.png"/>
  <podcast:person role="host" group="cast" img="{SITE}/ann.png" href="{SITE}/ann">Ann Lee</podcast:person>
  <podcast:person>Tom &amp; Reed</podcast:person>
  <podcast:contentLink href="{SITE}/night">On our page</podcast:contentLink>
  <podcast:contentLink href="https://tv.example/night">On TV &amp; web</podcast:contentLink>
</podcast:liveItem>
<podcast:liveItem status="pending" start="2026-06-06T00:00:00Z">
  <title>By day</title>
  <link>{SITE}/night</link>
  <guid isPermaLink="false">tag:quay.example,2026:day</guid>
  <enclosure url="https://live.quay.example/s.mp3" length="312" type="audio/mpeg"/>
  <podcast:contentLink href="{SITE}/night">On our page</podcast:contentLink>
</podcast:liveItem>
"""


def test_the_head_of_a_show_with_all_fields() -> None:
    assert head(full(FULL_SHOW)) == lines(FULL_HEAD, 2)


def test_an_episode_with_all_fields() -> None:
    assert item(full()) == lines(FULL_ITEM, 4)


def test_live_items_stand_between_the_medium_and_the_block() -> None:
    text = head(full())
    live = written(full(), "<podcast:liveItem", "<podcast:block>")
    assert live == lines(FULL_LIVE, 4)
    assert text == head(full(FULL_SHOW)).replace("<podcast:block>", f"{live}\n    <podcast:block>")


def test_the_smallest_show_says_what_directories_require() -> None:
    assert written(show(), "<itunes:image", "<item>") == lines(
        f"""\
        <itunes:image href="{SITE}/art.png"/>
        <itunes:category text="News"/>
        <itunes:explicit>false</itunes:explicit>
        <itunes:author>Quay Radio</itunes:author>
        <itunes:owner>
          <itunes:name>Quay Radio</itunes:name>
        </itunes:owner>
        <itunes:type>episodic</itunes:type>
        """,
        4,
    )


def test_the_smallest_episode_says_its_type_and_whether_it_is_explicit() -> None:
    assert written(show(), "<itunes:explicit>false</itunes:explicit>\n      ", "</item>") == lines(
        """\
        <itunes:explicit>false</itunes:explicit>
        <itunes:episodeType>full</itunes:episodeType>
        """,
        6,
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0"), (73.5, "73.5"), (20000.125, "20000.125"), (1_234_567, "1234567"), (0.1 + 0.2, "0.3"), (120, "120")],
)
def test_the_seconds_of_a_soundbite_are_said_to_the_thousandth(seconds: float, said: str) -> None:
    episode = replace(SMALL_EPISODE, soundbites=(Soundbite(seconds, seconds),))
    assert f'<podcast:soundbite startTime="{said}" duration="{said}"/>' in item(show(episode=episode))


@pytest.mark.parametrize("locked", [True, False])
def test_a_show_without_an_address_is_locked_by_nobody_in_particular(locked: bool) -> None:  # noqa: FBT001 - a case
    said = "yes" if locked else "no"
    assert f"<podcast:locked>{said}</podcast:locked>" in head(with_fields(locked=locked))


# --- which feeds have which namespaces ------------------------------------------------------------------------

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
CHAPTERS = "http://podlove.org/simple-chapters"
MEDIA = "http://search.yahoo.com/mrss/"
PREFIXES = {ITUNES: "itunes", PODCAST: "podcast", CHAPTERS: "psc", MEDIA: "media"}


def namespaces(feed: Feed) -> set[str]:
    """Those of the four that the feed speaks of; each is declared at its root, with its usual prefix."""
    document, root = rss.render(feed).decode(), written(feed, "<rss ", "<channel>")
    found = {uri for uri in PREFIXES if uri in document}
    assert found == {uri for uri, prefix in PREFIXES.items() if f'xmlns:{prefix}="{uri}"' in root}
    return found


def test_a_feed_of_no_show_that_carries_an_episode_asks_not_to_be_listed_and_says_nothing_else_of_it() -> None:
    document = rss.render(full(None)).decode()
    assert document.count("<itunes:") == head(full(None)).count("<itunes:block>Yes</itunes:block>") == 1
    assert namespaces(full(None)) == {ITUNES, MEDIA}


def test_a_feed_without_episodes_has_nothing_of_podcasts() -> None:
    assert namespaces(show(None, None)) == {MEDIA}
    assert namespaces(show(None)) == {ITUNES, MEDIA}


def test_chapters_are_declared_if_an_episode_has_some() -> None:
    assert namespaces(show()) == {ITUNES, PODCAST}
    assert namespaces(full()) == {ITUNES, PODCAST, CHAPTERS}


def test_an_episode_in_the_feed_of_a_show_has_its_audio_in_the_enclosure_alone() -> None:
    assert rss.render(show()).decode().count(f"{SITE}/one.mp3") == 1
    assert rss.render(show(None)).decode().count(f"{SITE}/one.mp3") == 2


# --- JSON -----------------------------------------------------------------------------------------------------


def test_json_has_what_it_has_no_member_for_in_an_extension() -> None:
    document = json.loads(jsonfeed.render(full()))
    assert document["_feedpub"] == {
        "about": jsonfeed.ABOUT,
        "copyright": "Quay Radio",
        "guid": "1c0ab59a-8a96-545f-8b16-3ec7fa1e8a35",
        "explicit": True,
        "type": "serial",
        "categories": ["News > Daily News", "Society & Culture", "News > Politics"],
    }
    (entry,) = document["items"]
    assert entry["_feedpub"] == {
        "show": "talk",
        "season": 2,
        "season_name": "Low water",
        "episode": 7,
        "episode_type": "bonus",
        "explicit": True,
        "image": f"{SITE}/one.png",
        "chapters": f"{SITE}/one-chapters.json",
        "transcripts": [
            {"url": f"{SITE}/one.vtt", "type": "text/vtt", "language": "en-US"},
            {"url": f"{SITE}/one.html", "type": "text/html", "language": "fr"},
        ],
        "persons": [{"name": "Tom & Reed"}],
    }
    assert "image" not in entry
    assert entry["attachments"][0]["duration_in_seconds"] == 4321


def test_json_says_of_the_smallest_show_what_there_is() -> None:
    document = json.loads(jsonfeed.render(show()))
    about = {"about": jsonfeed.ABOUT, "copyright": "Quay Radio"}
    assert document["_feedpub"] == {**about, "explicit": False, "type": "episodic", "categories": ["News"]}
    (entry,) = document["items"]
    assert entry["_feedpub"] == {"show": "talk", "episode_type": "full", "explicit": False}
    elsewhere = json.loads(jsonfeed.render(show(None)))
    assert elsewhere["_feedpub"] == about
    assert elsewhere["items"][0]["_feedpub"] == entry["_feedpub"]


# --- our own validator ----------------------------------------------------------------------------------------


def said(feed: Feed, profile: str) -> list[str]:
    """What the validator says of a feed in RSS."""
    problems = validate(rss.render(feed), profile=PROFILES[profile])
    return [f"{problem.code}: {problem.message}" for problem in problems]


@pytest.mark.parametrize("profile", ["spec", "apple", "psp-1", "podcasting-2.0"])
def test_the_validator_has_nothing_to_say_of_a_show(profile: str) -> None:
    assert said(full(), profile) == []
    assert said(with_fields(guid=FULL.guid, locked=False, email=FULL.email), profile) == []


@pytest.mark.parametrize("profile", ["spec", "apple", "psp-1", "podcasting-2.0"])
def test_nobody_has_anything_to_say_of_the_sample_show(profile: str) -> None:
    feed = REPOSITORY / "feeds/harbor/tide-tables/rss.xml"
    base = "https://feeds.example.org/harbor/tide-tables/"
    done = CliRunner().invoke(main, ["validate", "--profile", profile, "--base-url", base, str(feed)])
    assert (done.exit_code, done.output) == (0, "")
