"""Where the links of a page lead, and what may be loaded from where."""

from zoneinfo import ZoneInfo

import pytest

from feedpub.model.newsroom import Publisher, Station
from feedpub.model.parts import Stream
from feedpub.pages.addresses import picture_sources, podcast_apps, sound_sources, way, web_readers
from feedpub.pages.entries import stream
from feedpub.pages.page import Contact, contacts
from feedpub.pages.words import ENGLISH


@pytest.mark.parametrize(
    ("here", "there", "written"),
    [
        ("https://a.example/x/index.html", "https://a.example/index.html", "../index.html"),
        ("https://a.example/x/index.html", "https://a.example/x/y/index.html", "y/index.html"),
        ("https://a.example/x/y/index.html", "https://a.example/x/z/index.html", "../z/index.html"),
        ("https://a.example/x/index.html", "https://b.example/x/index.html", "https://b.example/x/index.html"),
        ("https://a.example/x/index.html", "http://a.example/x/index.html", "http://a.example/x/index.html"),
    ],
)
def test_pages_of_one_server_lead_to_each_other_wherever_they_lie(here: str, there: str, written: str) -> None:
    assert way(here, there) == written


RSS = "https://feeds.example.org/a&b/rss.xml"
ANTENNAPOD = "https://antennapod.org/deeplink/subscribe"


def test_what_podcast_apps_open() -> None:
    assert [tuple(app) for app in podcast_apps(RSS, "A & B", ENGLISH)] == [
        ("Apple Podcasts", "podcast://feeds.example.org/a&b/rss.xml"),
        ("Overcast", "overcast://x-callback-url/add?url=https%3A%2F%2Ffeeds.example.org%2Fa%26b%2Frss.xml"),
        ("Pocket Casts", "pktc://subscribe/feeds.example.org/a&b/rss.xml"),
        ("Castro", "castros://subscribe/feeds.example.org/a&b/rss.xml"),
        ("AntennaPod", f"{ANTENNAPOD}?url=https%3A%2F%2Ffeeds.example.org%2Fa%26b%2Frss.xml&title=A%20%26%20B"),
        ("Podcast Addict", "https://podcastaddict.com/feed/https%3A%2F%2Ffeeds.example.org%2Fa%26b%2Frss.xml"),
        ("Another podcast app", "pcast://feeds.example.org/a&b/rss.xml"),
    ]


def test_castro_is_told_whether_a_feed_is_encrypted() -> None:
    castro = {app.name: app.url for app in podcast_apps("http://a.example/rss.xml", "A", ENGLISH)}["Castro"]
    assert castro == "castro://subscribe/a.example/rss.xml"


def test_what_readers_on_the_web_open() -> None:
    encoded = "https%3A%2F%2Ffeeds.example.org%2Fa%26b%2Frss.xml"
    assert [link.url for link in web_readers(RSS)] == [
        f"https://feedly.com/i/subscription/feed/{encoded}",
        f"https://www.inoreader.com/?add_feed={encoded}",
        f"https://www.newsblur.com/?url={encoded}",
        f"https://feedbin.com/?subscribe={encoded}",
    ]


def test_pictures_come_from_the_servers_that_have_them() -> None:
    found = ["https://b.example:8443/x.png", "https://a.example/y.png", "https://a.example/z.png"]
    assert picture_sources(found) == "https://a.example https://b.example:8443"
    assert picture_sources(["data:", "https://a.example/y.png"]) == "data: https://a.example"


def test_audio_elsewhere_may_lead_on_to_other_servers() -> None:
    own = "https://feeds.example.org"
    assert sound_sources([f"{own}/a.mp3"], own) == own
    assert sound_sources([f"{own}/a.mp3", "https://b.example/b.mp3"], own) == f"https: {own}"
    assert sound_sources(["http://b.example/b.mp3"], own) == "http:"
    assert sound_sources([], own) == "'none'"


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [("716-845-7000", "7168457000"), ("+1 (716) 845 7000", "+17168457000"), ("1-800-555-WBFO", None), (None, None)],
)
def test_a_phone_number_that_can_be_dialled_is_a_link(phone: str | None, dialled: str | None) -> None:
    assert Contact("A", phone).dialled == dialled


@pytest.mark.parametrize(
    ("kind", "plays"),
    [("audio/mpeg", True), ("application/vnd.apple.mpegurl", False), ("audio/x-mpegurl", False), (None, False)],
)
def test_only_a_stream_that_browsers_know_has_a_player(kind: str | None, plays: bool) -> None:  # noqa: FBT001 - a table
    assert stream(Stream.model_construct(name="A", url="https://a.example/", type=kind)).plays is plays


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Quay", [("Quay", "KQAY"), ("Harbor Town Media", None)]), ("KQAY Radio", [("Harbor Town Media", None)])],
)
def test_a_call_sign_is_shown_unless_the_name_has_it(title: str, shown: list[tuple[str, str | None]]) -> None:
    email = "office@harbor-town.example"
    publisher = Publisher.model_construct(name="Harbor Town Media", feeds_url="https://feeds.example.org/", email=email)
    station = Station.model_construct(
        title=title,
        link="https://quay.example/",
        feeds_url="https://feeds.example.org/quay/",
        language="en-US",
        timezone=ZoneInfo("UTC"),
        call_sign="KQAY",
        email=email,
    )
    assert [(contact.name, contact.call_sign) for contact in contacts(station, publisher)] == shown
