"""A show and its episodes in RSS: Apple's elements, the podcast namespace, simple chapters."""

from dataclasses import replace

import pytest

from feedpub.model.podcast import (
    Soundbite,
)
from tests.podcasts.documents import head, item, lines, written
from tests.podcasts.shows import FEED, FULL_SHOW, HASH, NODE, OTHER, SITE, SMALL_EPISODE, full, show, with_fields

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
