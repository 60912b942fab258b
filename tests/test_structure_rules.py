"""What the rules that all specifications share say of what is wrong: once, in its place, with what to do."""

import pytest

from feedpub.rules import validate

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "atom": "http://www.w3.org/2005/Atom",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "media": "http://search.yahoo.com/mrss/",
        "podcast": "https://podcastindex.org/namespace/1.0",
    }.items()
)
RSS = f"""<rss version="2.0" {NAMESPACES}><channel><title>Quay Radio</title><description>The sea</description>
<atom:link rel="self" href="https://quay.example/rss.xml" type="application/rss+xml"/>
LINK
CHANNEL
<item><title>Gulls</title><link>https://quay.example/gulls</link><guid>https://quay.example/gulls</guid>
<pubDate>Sat, 02 May 2026 13:30:00 +0000</pubDate>
ITEM
</item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES}><title>Quay Radio</title><id>https://quay.example/</id>
<updated>2026-05-02T13:30:00Z</updated><author><name>Ann</name></author>
<link rel="self" href="https://quay.example/atom.xml"/>
FEED
<entry><title>Gulls</title><id>https://quay.example/gulls</id><updated>2026-05-02T13:30:00Z</updated>
<link href="https://quay.example/gulls"/><summary>They are back</summary>
ENTRY
</entry></feed>"""
PODCAST = {"e-missing", "i-no-category", "i-no-explicit", "i-no-image", "i-no-language"}
"""Rules that ask more of a podcast than these feeds have."""
LINK = "<link>https://quay.example/</link>"
APPLE = "Apple, Podcaster's guide to RSS"
OUTSIDE = "its value is between the tags instead"


def said(feed: str) -> list[str]:
    """What is said of a feed, a line each: place, code, message and fix."""
    return [
        f"{found.place.line}:{found.place.column} {found.severity} {found.code}: {found.message} | {found.fix}"
        for found in validate(feed.encode(), "feed.xml")
        if found.code not in PODCAST
    ]


def rss(channel: str = "", item: str = "", link: str = LINK) -> str:
    """A feed in RSS with something in its channel and item."""
    return RSS.replace("LINK", link).replace("CHANNEL", channel).replace("ITEM", item)


def atom(feed: str = "", entry: str = "") -> str:
    """A feed in Atom with something in its feed and entry."""
    return ATOM.replace("FEED", feed).replace("ENTRY", entry)


def test_a_missing_element_is_told_once() -> None:
    column = RSS.index("<channel>") + 1
    assert said(rss(link="")) == [
        f"1:{column} error x-missing-element: <channel> has no <link>, which it needs (RSS 2.0, channel). | Add <link>."
    ]
    assert said('<rss version="2.0"/>') == [
        "1:1 error x-missing-element: <rss> has no <channel>, which it needs (RSS 2.0, rss). | Add <channel>."
    ]
    assert said(rss("<image><title>Quay Radio</title><link>https://quay.example/</link></image>")) == [
        "4:1 error x-missing-element: <image> has no <url>, which it needs (RSS 2.0, image). | Add <url>."
    ]


WRITTEN = {
    # What stands where it may not, and where it may.
    ("channel", "<author>ann@quay.example (Ann)</author>"): (
        "4:1 error x-misplaced-element: <author> does not belong in <channel> (RSS 2.0, channel). "
        "| Write <managingEditor>ann@example.org (Ann)</managingEditor>."
    ),
    ("channel", "<itunes:duration>90</itunes:duration>"): (
        "4:1 error x-misplaced-element: <itunes:duration> does not belong in <channel> (RSS 2.0, channel). "
        "| Move it into <item>."
    ),
    ("item", "<image><url>https://quay.example/gull.png</url></image>"): (
        "7:1 error x-misplaced-element: <image> does not belong in <item> (RSS 2.0, item). "
        '| Write <media:content url="…" medium="image"/>, or an enclosure.'
    ),
    ("item", "<itunes:type>serial</itunes:type>"): (
        "7:1 error x-misplaced-element: <itunes:type> does not belong in <item> (RSS 2.0, item). "
        "| Move it into <channel>."
    ),
    ("item", "<itunes:email>ann@quay.example</itunes:email>"): (
        "7:1 error x-misplaced-element: <itunes:email> does not belong in <item> (RSS 2.0, item). "
        "| Move it into <itunes:owner>."
    ),
    ("item", "<description>Gulls<pubDate>today</pubDate></description>"): (
        "7:19 error x-misplaced-element: <pubDate> does not belong in <description>. | Take it out; <item> has one."
    ),
    ("item", "<name>Ann</name>"): (
        "7:1 error x-misplaced-element: <name> does not belong in <item> (RSS 2.0, item). | Take it out."
    ),
    ("item", "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"): (
        "7:1 error p-parent: <podcast:guid> does not belong in <item> (RSS 2.0, item). | Move it into <channel>."
    ),
    # HTML that is not escaped.
    ("item", "<description>They <b>came</b> <i>back</i></description>"): (
        "7:19 error x-unknown-element: <b> is not escaped in <description>, so readers take it for an element of the "
        "feed. | Write &lt;b&gt;, or put the whole text into CDATA."
    ),
    ("item", "<category>Sea<b>!</b></category>"): (
        "7:14 error x-unknown-element: <b> is not escaped in <category>, so readers take it for an element of the "
        "feed. | Take <b> out: <category> is plain text."
    ),
    # What belongs into an attribute.
    ("channel", "<itunes:image>https://quay.example/a.jpg</itunes:image>"): (
        f"4:1 error x-missing-attribute: <itunes:image> needs the attribute href; {OUTSIDE} ({APPLE}, itunes:image). "
        '| Write <itunes:image href="https://quay.example/a.jpg"/>'
    ),
    ("channel", '<itunes:category>News<itunes:category text="Daily News"/></itunes:category>'): (
        f"4:1 error x-missing-attribute: <itunes:category> needs the attribute text; {OUTSIDE} "
        f'({APPLE}, itunes:category). | Write <itunes:category text="News">'
    ),
    ("item", '<enclosure type="audio/mpeg">https://quay.example/a.mp3?a=1&amp;b=2</enclosure>'): (
        f"7:1 error x-missing-attribute: <enclosure> needs the attribute url; {OUTSIDE} (RSS 2.0, enclosure). "
        '| Write <enclosure type="audio/mpeg" url="https://quay.example/a.mp3?a=1&amp;b=2" length="…"/>'
    ),
    ("item", "<podcast:transcript>https://quay.example/a.vtt</podcast:transcript>"): (
        f"7:1 error x-missing-attribute: <podcast:transcript> needs the attribute url; {OUTSIDE} "
        '(podcast namespace, transcript). | Write <podcast:transcript url="https://quay.example/a.vtt"/>'
    ),
    ("item", "<media:content>https://quay.example/a.jpg</media:content>"): (
        f"7:1 error x-missing-attribute: <media:content> needs the attribute url; {OUTSIDE} "
        '(Media RSS 1.5.1, media:content). | Write <media:content url="https://quay.example/a.jpg"/>'
    ),
    ("item", f"<enclosure>{'x' * 200}</enclosure>"): (
        f"7:1 error x-missing-attribute: <enclosure> needs the attribute url; {OUTSIDE} (RSS 2.0, enclosure). "
        f'| Write <enclosure url="{"x" * 99}…" length="…" type="…"/>'
    ),
    ("channel", '<itunes:category text="News">Politics</itunes:category>'): (
        f"4:30 error x-unexpected-text: <itunes:category> contains no text of its own ({APPLE}, itunes:category). "
        "| Take it out."
    ),
    ("entry", "<link>https://quay.example/2</link>"): (
        f"7:1 error x-missing-attribute: <atom:link> needs the attribute href; {OUTSIDE} (RFC 4287 section 4.2.7). "
        '| Write <link href="https://quay.example/2"/>'
    ),
    ("entry", "<category>News</category>"): (
        f"7:1 error x-missing-attribute: <atom:category> needs the attribute term; {OUTSIDE} (RFC 4287 section 4.2.2). "
        '| Write <category term="News"/>'
    ),
    # Attributes by another name.
    ("item", '<enclosure href="https://quay.example/a.mp3" length="1" type="audio/mpeg"/>'): (
        "7:12 error x-unknown-attribute: <enclosure> has no attribute called href (RSS 2.0, enclosure). | Write url."
    ),
    ("item", '<enclosure url="https://quay.example/a.mp3" href="x" length="1" type="audio/mpeg"/>'): (
        "7:45 error x-unknown-attribute: <enclosure> has no attribute called href (RSS 2.0, enclosure). | Take it out."
    ),
    ("item", '<media:thumbnail href="https://quay.example/a.jpg"/>'): (
        "7:18 error x-unknown-attribute: <media:thumbnail> has no attribute called href "
        "(Media RSS 1.5.1, media:thumbnail). | Write url."
    ),
    ("channel", '<podcast:funding url="https://quay.example/give" platform="x">Give</podcast:funding>'): (
        "4:50 warning p-unknown: <podcast:funding> has no attribute called platform (podcast namespace, funding). "
        "| Take it out."
    ),
    ("channel", '<podcast:image url="https://quay.example/a.jpg"/>'): (
        "4:1 error x-missing-attribute: <podcast:image> has no attribute href, which it needs "
        '(podcast namespace, image). | Add href="…".\n'
        "4:16 warning p-unknown: <podcast:image> has no attribute called url (podcast namespace, image). | Write href."
    ),
    # What is right, or harmless.
    ("feed", '<subtitle type="text">The &lt;b> of HTML</subtitle>'): "",
    ("entry", '<content type="text">The &lt;b> of HTML</content>'): "",
    ("feed", "<subtitle>The &lt;b> of HTML</subtitle>"): (
        "4:15 warning a-undeclared-html: Readers show “<b>” as it stands: the text has no type. "
        '| Add type="html" if it is meant as HTML.'
    ),
    ("channel", "<content:encoded>The sea</content:encoded>"): (
        "4:1 warning r-content-channel: Readers look for <content:encoded> in items only. "
        "| Put it into the channel's description."
    ),
    ("channel", '<cloud domain="quay.example" port="80" path="/" registerProcedure="" protocol="http-post"/>'): "",
    ("channel", '<cloud domain="quay.example" port="80" path="/" registerProcedure="" protocol="xml-rpc"/>'): (
        "4:49 warning x-blank: The attribute registerProcedure of <cloud> is empty."
        " | Write something in it, or leave it out."
    ),
}


@pytest.mark.parametrize(("where", "written"), WRITTEN)
def test_what_is_wrong_is_told_once_with_what_to_do(where: str, written: str) -> None:
    feed = atom if where in {"feed", "entry"} else rss
    assert said(feed(**{where: written})) == WRITTEN[where, written].splitlines()


def test_a_root_that_is_almost_right_is_told_once_with_what_to_write() -> None:
    (first, *_) = said(rss().replace('version="2.0" ', ""))
    assert first == (
        "1:1 error x-missing-attribute: <rss> has no attribute version, which it needs (RSS 2.0, rss). "
        '| Add version="2.0".'
    )
    (only,) = said(atom().replace("2005/Atom", "2005/atom", 1))
    assert only == (
        "1:1 error x-not-a-feed: <feed> is in the namespace “http://www.w3.org/2005/atom”, not in Atom's. "
        '| Write xmlns="http://www.w3.org/2005/Atom".'
    )


MEANT = {
    ("entry", "pubDate"): "atom:published",
    ("entry", "description"): "atom:summary",
    ("entry", "guid"): "atom:id",
    ("feed", "pubDate"): "atom:updated",
    ("feed", "description"): "atom:subtitle",
    ("feed", "item"): "atom:entry",
    ("item", "creator"): "dc:creator",
    ("item", "published"): "pubDate",
    ("item", "content"): "content:encoded",
    ("item", "pubdate"): "pubDate",
    ("item", "itunes:titel"): "itunes:title",
    ("item", "itunes:catagory"): "itunes:category",
    ("channel", "updated"): "lastBuildDate",
    ("channel", "managingeditor"): "managingEditor",
    ("item", "media:caption"): "",
    ("channel", "id"): "",
}


@pytest.mark.parametrize(("where", "name"), MEANT)
def test_an_unknown_element_gets_the_name_that_was_meant(where: str, name: str) -> None:
    of_atom = where in {"feed", "entry"}
    feed = (atom if of_atom else rss)(**{where: f"<{name}>x</{name}>"})
    line = 4 if where in {"feed", "channel"} else 7
    shown = f"atom:{name}" if of_atom else name
    meant = MEANT[where, name]
    fix = f"Did you mean <{meant}>?" if meant else "Take it out, or put it into a namespace of its own."
    assert said(feed) == [f"{line}:1 error x-unknown-element: There is no element <{shown}>. | {fix}"]


EPISODE = '<enclosure url="https://quay.example/a.mp3" length="12" type="audio/mpeg"/>'


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ("<pubDate>Sun, 03 May 2026 13:30:00 +0000</pubDate>", ["x-duplicate-element"]),
        ("<guid>https://quay.example/gulls</guid>", ["x-duplicate-element"]),
        (2 * "<itunes:episode>1</itunes:episode>", ["x-duplicate-element"]),
        (2 * EPISODE, ["e-several"]),
    ],
)
def test_what_an_item_has_twice_is_not_told_of_as_another_item_s(item: str, codes: list[str]) -> None:
    assert [found.split()[2].rstrip(":") for found in said(rss(item=item))] == codes


def test_a_file_that_an_item_encloses_twice_is_told_once_beside_the_item_before_that_has_it() -> None:
    other = f"<item><title>More</title><guid>https://quay.example/more</guid>{2 * EPISODE}</item>"
    feed = rss(item=EPISODE).replace("</channel>", f"{other}</channel>")
    codes = [found.split()[2].rstrip(":") for found in said(feed)]
    assert codes == ["r-no-pubdate", "e-several", "e-dup-url"]


def test_tags_in_a_live_item_s_summary_are_told_before_those_of_items_after_it() -> None:
    summary = "<itunes:summary>&lt;p>They are back&lt;/p></itunes:summary>"
    live = (
        '<podcast:liveItem status="live" start="2026-05-02T13:30:00Z"><title>Gulls</title>\nSUMMARY</podcast:liveItem>'
    )
    for channel, item in ((live.replace("SUMMARY", summary), summary), (live.replace("SUMMARY", ""), summary)):
        feed = rss(channel=channel, item=item)
        (told,) = [found for found in validate(feed.encode(), "feed.xml") if found.code == "h-in-plain"]
        assert told.place.line == feed[: feed.index("<itunes:summary")].count("\n") + 1
