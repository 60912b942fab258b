"""The pages that subscribers meet. Every folder in tests/pages/cases is a newsroom, and exactly its pages:

    articles/     the newsroom
    expected/     every index.html below feeds/ after a build at NOW, byte for byte

FEEDPUB_UPDATE_CASES=1 rewrites what does not agree, and fails, so that you read what it wrote before you commit it.
"""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import langcodes
import pytest
from babel import Locale
from babel.dates import format_date
from babel.localedata import locale_identifiers
from lxml import html

from feedpub.build import build
from feedpub.formats import FORMATS
from feedpub.job import Job
from feedpub.languages import LANGUAGES
from feedpub.model.feed import Author, Channel, Enclosure, Feed, Item, Picture
from feedpub.model.parts import Stream
from feedpub.pages import FeedPage, render_feed
from feedpub.pages.addresses import picture_sources, podcast_apps, sound_sources, way, web_readers
from feedpub.pages.entries import shortened, stream
from feedpub.pages.page import Contact
from feedpub.pages.words import ENGLISH, words_for
from feedpub.pages.writing import clock, day, direction
from tests.newsroom import ARTICLE, NOW, REPOSITORY, STATION, build_articles, build_newsroom, newsroom, tree, write
from tests.test_cases import UPDATE

CASES = Path(__file__).parent / "pages" / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path) -> None:
    articles = Path(shutil.copytree(CASES / name / "articles", tmp_path / "articles"))
    built = build_newsroom(articles, tmp_path / "feeds")
    assert built.report.exit_code() == 0, built.report.problems
    made = pages(built.out)
    held = tree(CASES / name / "expected")
    if UPDATE and made != held:
        shutil.rmtree(CASES / name / "expected", ignore_errors=True)
        write(CASES / name / "expected", made)
        pytest.fail(f"rewrote {CASES / name / 'expected'}: read it")
    assert made == held


def pages(out: Path) -> dict[str, bytes]:
    return {name: content for name, content in tree(out).items() if name.endswith("index.html")}


def test_there_are_cases() -> None:
    assert len(NAMES) >= 5


# --- what is said of words, days and addresses ----------------------------------------------------------------


INSTANT = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "March 1, 2026"),
        ("en-US", "March 1, 2026"),
        ("en-CA", "March 1, 2026"),
        ("en-GB", "1 March 2026"),
        ("fr-CA", "1er mars 2026"),
        ("es-US", "1 de marzo de 2026"),
        ("de", "1. März 2026"),
        ("pt-BR", "1 de março de 2026"),
        ("ar", "1 مارس 2026"),
        ("zh-Hant-TW", "2026年3月1日"),
        ("yo", "2026-03-01"),
        ("enm", "2026-03-01"),
        ("x-our-own", "2026-03-01"),
    ],
)
def test_a_day_is_written_as_the_language_does(language: str, written: str) -> None:
    assert day(INSTANT, language) == written


def test_a_second_day_of_a_month_has_no_ordinal_in_french() -> None:
    assert day(INSTANT + timedelta(days=1), "fr") == "2 mars 2026"


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_days_of_the_table_are_those_of_cldr(language: str) -> None:
    """But CLDR writes 02 May in some countries, and knows scripts for English that nobody uses."""
    instant = INSTANT + timedelta(days=1)
    tags = [name.replace("_", "-") for name in locale_identifiers() if re.fullmatch(rf"{language}(_[A-Z]{{2}})?", name)]
    theirs = {tag: format_date(instant, "long", Locale.parse(tag, sep="-")) for tag in tags}
    assert len(tags) > 20
    assert {tag: day(instant, tag) for tag in tags} == {tag: found.removeprefix("0") for tag, found in theirs.items()}


@pytest.mark.parametrize("before", ["", "ann"])
def test_a_day_is_written_the_same_whatever_was_written_before(before: str) -> None:
    code = f"""
from datetime import datetime
from feedpub.pages.writing import day
print([day(datetime({INSTANT:%Y, %-m, %-d}), language) for language in "{before} yo".split()][-1])
"""
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert said == "2026-03-01\n"


def test_pages_in_a_language_of_the_table_do_without_babel() -> None:
    code = f"""
import sys
from datetime import datetime
from feedpub.pages.writing import day, direction
for language in ("en-US", "es", "fr-CA"):
    day(datetime({INSTANT:%Y, %-m, %-d}), language), direction(language)
assert "babel" not in sys.modules
day(datetime({INSTANT:%Y, %-m, %-d}), "de")
assert "babel" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr-CA", "S’abonner"), ("es-MX", "Suscríbase"), ("en-GB", "Subscribe"), ("de", "Subscribe")],
)
def test_words_are_those_of_the_language_or_english(language: str, words: str) -> None:
    assert words_for(language).subscribe == words


@pytest.mark.parametrize(
    ("language", "way_it_is_written"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("ur-Latn", "ltr"), ("az-Arab-IR", "rtl"), ("en-US", "ltr"), ("de-1996", "ltr")],
)
def test_the_direction_of_a_language(language: str, way_it_is_written: str) -> None:
    assert direction(language) == way_it_is_written


def test_every_language_of_cldr_goes_the_way_of_its_script() -> None:
    tags = {name.replace("_", "-") for name in locale_identifiers()} | LANGUAGES | {"az-IR", "pa-PK", "uz-AF"}
    scripts = {tag: langcodes.Language.get(tag).maximize().script or "" for tag in tags}
    wrong = {tag: script for tag, script in scripts.items() if direction(tag) != direction(f"und-{script or 'Latn'}")}
    assert wrong == {}
    assert sum(direction(tag) == "rtl" for tag in tags) > 50


@pytest.mark.parametrize(("seconds", "written"), [(5, "0:05"), (245, "4:05"), (3609, "1:00:09")])
def test_a_duration_is_written_as_players_do(seconds: int, written: str) -> None:
    assert clock(seconds) == written


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


def test_a_long_summary_is_cut_after_a_word() -> None:
    assert shortened("word " * 63 + "last") == "word " * 63 + "last"
    assert shortened("word, " * 60) == "word, " * 52 + "word…"
    assert shortened("字" * 400) == "字" * 320 + "…"


# --- what a page holds ----------------------------------------------------------------------------------------


class Document:
    """A page as it was parsed."""

    def __init__(self, content: bytes) -> None:
        self._root = html.document_fromstring(content)

    def all(self, path: str) -> list[Any]:
        """What is at an XPath, as text or elements."""
        found = self._root.xpath(path)
        assert isinstance(found, list)
        return list(found)


CHANNEL = Channel(
    path="quay",
    url="https://feeds.example.org/quay/",
    title="Quay Radio",
    description="The sound of the sea",
    link="https://quay.example/",
    language="en-US",
    author=Author("Quay Radio"),
    limit=50,
    full=50,
)


def item(number: int, **fields: object) -> Item:
    return replace(
        Item(
            id=f"tag:quay.example,2026:{number}",
            link=f"https://quay.example/{number}",
            title=f"Story {number}",
            published=INSTANT,
            updated=INSTANT,
            summary="Told.",
            html=None,
            language="en-US",
        ),
        **fields,  # type: ignore[arg-type]  # a field and its value
    )


def page_of(*items: Item, channel: Channel = CHANNEL) -> str:
    feed = Feed(channel, items, (), INSTANT)
    return render_feed(FeedPage(feed, ZoneInfo("America/New_York"), (channel,))).decode()


def test_a_day_is_that_of_the_station_s_zone() -> None:
    late = page_of(item(1, published=datetime(2026, 3, 1, 3, 0, tzinfo=UTC)))
    assert '<time datetime="2026-02-28T22:00:00-05:00">February 28, 2026</time>' in late


def test_a_page_shows_the_newest_and_says_how_many_more_there_are() -> None:
    text = page_of(*(item(number) for number in range(50)))
    assert re.findall(r"<h3><a href=\"[^\"]+\">Story (\d+)</a></h3>", text) == [str(number) for number in range(20)]
    assert "30 more in the feed." in text
    assert "more in the feed" not in page_of(*(item(number) for number in range(20)))


def test_a_page_with_as_much_as_fits_has_less_than_fifty_kilobytes() -> None:
    long = {"title": "A rather long title, " * 6, "summary": "Wörter und Sätze " * 100}
    picture = Picture(f"https://pictures.example/{'x' * 60}.jpg", alt="What it shows. " * 8, credit="Ann Example")
    text = page_of(*(item(number, image=picture, **long) for number in range(50)))
    assert len(text.encode()) < 50_000


HOSTILE = "</script><script>alert(1)</script><!-- <svg onload=alert(2)> \u2028 & \" '"


def test_no_word_of_anybody_s_breaks_out_of_its_place() -> None:
    channel = replace(CHANNEL, title=HOSTILE, description=HOSTILE, copyright=HOSTILE)
    picture = Picture("https://pictures.example/a.jpg", alt=HOSTILE, credit=HOSTILE)
    text = page_of(item(1, title=HOSTILE, summary=HOSTILE, section=HOSTILE, image=picture), channel=channel)
    document = Document(text.encode())
    assert len(document.all("//script")) == 2
    assert document.all("//svg[@onload]") == []
    assert document.all("//comment()") == []
    (data,) = document.all('//script[@type="application/ld+json"]/text()')
    assert json.loads(str(data))["name"] == HOSTILE
    assert re.search(r"[<>&\u2028]", str(data)) is None
    assert document.all("//h1/text()") == [HOSTILE]
    assert document.all("//img/@alt") == [HOSTILE]


def test_no_address_of_anybody_s_breaks_out_of_its_place() -> None:
    quoted = "https://a.example/?\"><script>alert(1)</script>&x='"
    sound = Enclosure(quoted, "audio/mpeg", 1)
    text = page_of(item(1, link=quoted, image=Picture(quoted), enclosure=sound), channel=replace(CHANNEL, link=quoted))
    document = Document(text.encode())
    assert len(document.all("//script")) == 2
    assert document.all("//article//a/@href | //article//img/@src | //article//audio/@src") == [quoted] * 3
    assert document.all("//header//a/@href") == [quoted]


def test_words_with_names_in_them_are_escaped_and_each_name_goes_its_own_way() -> None:
    picture = Picture("https://pictures.example/a.jpg", credit="{0} <b> & עברית")
    caption = re.findall("<figcaption>(Picture.*)</figcaption>", page_of(item(1, image=picture)))
    assert caption == ["Picture: <bdi>{0} &lt;b&gt; &amp; עברית</bdi>"]


def test_the_policy_allows_exactly_this_style_and_script() -> None:
    document = Document(page_of(item(1)).encode())
    (policy,) = document.all('//meta[@http-equiv="Content-Security-Policy"]/@content')
    style, script = (document.all(path)[0] for path in ("//style/text()", "//script[not(@type)]/text()"))
    digest = [b64encode(sha256(str(text).encode()).digest()).decode() for text in (style, script)]
    assert str(policy).split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest[0]}'",
        f"script-src 'sha256-{digest[1]}'",
        "img-src data:",
        "media-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert document.all("//@style | //@onclick | //link[@rel='stylesheet'] | //script[@src]") == []


def test_every_format_is_offered_to_readers_and_to_people() -> None:
    document = Document(page_of(item(1)).encode())
    addresses = [f"https://feeds.example.org/quay/{written.file.name}" for written in FORMATS]
    links = document.all('//link[@rel="alternate"]')
    assert [(link.get("href"), link.get("type")) for link in links] == [
        (address, written.file.media_type) for address, written in zip(addresses, FORMATS, strict=True)
    ]
    assert [link.get("title") for link in links] == [f"Quay Radio ({name})" for name in ("RSS", "Atom", "JSON Feed")]
    assert document.all("//input[@readonly]/@value") == addresses
    assert document.all("//a[@class='button main']/@href") == [f"feed:{addresses[0]}"]
    assert document.all('//link[@rel="canonical"]/@href') == ["https://feeds.example.org/quay/index.html"]


# --- when pages are put in place ------------------------------------------------------------------------------


def test_a_page_changes_with_its_feed_and_is_not_touched_otherwise(tmp_path: Path) -> None:
    first = build_articles(tmp_path, {"a.yaml": ARTICLE})
    assert {"ckls/index.html", "index.html"} <= set(first.report.changed)
    assert build_articles(tmp_path, {"a.yaml": ARTICLE}).report.changed == []
    station = f"{STATION}phone: 555-0100\n"
    assert build_articles(tmp_path, {"a.yaml": ARTICLE}, station).report.changed == ["ckls/index.html"]
    changed = ARTICLE.replace("The ferry returns", "It returns")
    names = ["atom.xml", "feed.json", "index.html", "rss.xml"]
    assert build_articles(tmp_path, {"a.yaml": changed}, station).report.changed == [f"ckls/{name}" for name in names]


def test_a_show_that_is_held_is_led_to_and_its_page_stays(tmp_path: Path) -> None:
    articles = Path(shutil.copytree(CASES / "show-in-french" / "articles", tmp_path / "articles"))
    out = build_newsroom(articles, tmp_path / "feeds").out
    before = tree(out / "quai/marees")
    assert b'href="marees/index.html"' in (out / "quai/index.html").read_bytes()
    show = articles / "quai/marees/show.yaml"
    show.write_text(show.read_text("utf-8") + "explicit: maybe\n", "utf-8")
    assert build_newsroom(articles, out).report.exit_code() == 1
    assert tree(out / "quai/marees") == before
    assert b'href="marees/index.html"' in (out / "quai/index.html").read_bytes()
    shutil.rmtree(out / "quai/marees")
    build_newsroom(articles, out)
    assert b"marees/index.html" not in (out / "quai/index.html").read_bytes()


def test_a_station_that_is_held_keeps_its_page(tmp_path: Path) -> None:
    built = build_articles(tmp_path, {"a.yaml": ARTICLE})
    before = pages(built.out)
    held = build_articles(tmp_path, {"a.yaml": ARTICLE.replace("link: ", "id: other\nlink: no")})
    assert held.report.exit_code() == 1
    assert pages(built.out) == before


def test_an_icon_that_is_not_in_place_is_not_shown(tmp_path: Path) -> None:
    icon = (REPOSITORY / "articles/harbor/media/icon.png").read_bytes()
    station = f"{STATION}icon: {{file: icon.png}}\n"
    articles = newsroom(tmp_path / "articles", {"a.yaml": ARTICLE, "icon.png": icon}, station)
    out = build_newsroom(articles, tmp_path / "feeds").out
    (media,) = (out / "ckls/media").iterdir()
    shown = (out / "index.html").read_text("utf-8")
    assert f'<img class="icon" src="https://feeds.example.com/ckls/media/{media.name}"' in shown
    media.unlink()
    write(articles, {"other/station.yaml": STATION.replace("ckls", "other")})
    build(Job(articles, out, NOW, stations=("other",)))
    after = (out / "index.html").read_text("utf-8")
    assert 'href="other/index.html"' in after
    assert "<img" not in after


def test_the_list_of_stations_stays_while_it_is_unclear_what_there_is(tmp_path: Path) -> None:
    built = build_articles(tmp_path, {"a.yaml": ARTICLE})
    before = (built.out / "index.html").read_bytes()
    write(
        tmp_path / "articles", {"ckls/station.yaml": "title: [\n", "new/station.yaml": STATION.replace("ckls", "new")}
    )
    build_newsroom(tmp_path / "articles", built.out)
    assert (built.out / "index.html").read_bytes() == before


def test_templates_are_packaged(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "flit_core.wheel", "--outdir", str(tmp_path), str(REPOSITORY)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    folder = REPOSITORY / "feedpub/pages/templates"
    assert {f"feedpub/pages/templates/{path.name}" for path in folder.iterdir()} <= names
