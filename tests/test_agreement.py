"""What readers find in the feeds is what the articles say, field by field, in every format."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
import yaml

from tests.newsroom import REPOSITORY, Built, build_articles, build_newsroom, feed_files, own_articles, tree
from tests.specifications.fields import INSTANT, PLACES, plain, read_items

# --- the real article -----------------------------------------------------------------------------------------

ARTICLE_FILE = "wbfo/2023-05-02-cross-border-data.yaml"
LINK = "https://www.wbfo.org/binational/2023-05-02/u-s-and-canada-agree-to-share-cross-border-data"
IMAGE = "https://feeds.example.org/wbfo/media/flags-51a466f73d15.png"
ALT = (
    "The red and white Canadian flag with a red maple leaf in the center and the red, white, and blue striped United "
    "States flag waving in front of clear blue sky."
)
CREDIT = "U.S. Embassy & Consulates in Canada (a drawing stands in for the photo)"
FIGURE = (
    f'<figure><img src="{IMAGE}" alt="{ALT}" width="1200" height="675">'
    "<figcaption><small>U.S. Embassy &amp; Consulates in Canada (a drawing stands in for the photo)</small>"
    "</figcaption></figure>"
)
SUMMARY = (
    "Homeland Security Secretary Alejandro Mayorkas and Attorney General Merrick Garland met with their Canadian "
    "counterparts, Public Safety Minister Marco Mendicino and Justice Minister David Lametti on Friday."
)
PUBLISHED = datetime(2023, 5, 2, 4, 0, tzinfo=UTC)  # midnight in Buffalo
WBFO: dict[str, list[str]] = {
    "id": ["tag:wbfo.org,2023-05-02:wbfo/cross-border-data"],
    "link": [LINK],
    "title": ["U.S. and Canada agree to share cross-border data"],
    "summary": [SUMMARY],
    "categories": ["Binational"],
    "section": ["Binational"],
    "image": [IMAGE],
    "image's type": ["image/png"],
    "image's width": ["1200"],
    "image's height": ["675"],
    "alt": [ALT],
    "credit": [CREDIT],
}


TODAY = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
LATER_THAN_ALL = datetime(2100, 1, 1, tzinfo=UTC)
"""Nothing in articles/ may fall due after today: else the committed feeds would be wrong one day, and this test."""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("own")
    return build_newsroom(own_articles(folder), folder / "feeds", LATER_THAN_ALL)


def test_the_committed_feeds_are_what_build_makes(own: Built) -> None:
    assert own.report.problems == ()
    assert tree(own.out) == tree(REPOSITORY / "feeds")


def test_the_committed_feeds_are_what_build_makes_today(tmp_path: Path) -> None:
    assert tree(build_newsroom(own_articles(tmp_path), tmp_path / "feeds", TODAY).out) == tree(REPOSITORY / "feeds")


def test_the_committed_feeds_are_valid(own: Built) -> None:
    assert {"wbfo/rss.xml", "wbfo/atom.xml", "wbfo/feed.json", "wbfo/binational/rss.xml"} <= {
        path.relative_to(own.out).as_posix() for path in feed_files(own.out)
    }
    assert own.violations() == {}


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_the_article_is_in_every_format(own: Built, form: str) -> None:
    written = yaml.safe_load((REPOSITORY / "articles" / ARTICLE_FILE).read_text("utf-8"))
    (item,) = read_items(own.out / "wbfo")[form]
    found = {name: item[name] for name in WBFO if name in item}
    assert found == {name: value for name, value in WBFO.items() if name in item}
    assert [INSTANT[form](text) for text in item["published"]] == [PUBLISHED]
    assert (item["title"], item["link"], item["alt"]) == (
        [written["title"]],
        [written["link"]],
        [written["image"]["alt"]],
    )
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in written["body"].strip().split("\n\n"))
    assert item["content"] == [f"{FIGURE}\n{paragraphs}"]
    assert paragraphs.count("<p>") == 7


@pytest.mark.parametrize(("file", "version"), [("rss.xml", "rss20"), ("atom.xml", "atom10")])
def test_feedparser_reads_the_article(own: Built, file: str, version: str) -> None:
    feed: Any = feedparser.parse(
        (own.out / "wbfo" / file).read_bytes(), sanitize_html=False, resolve_relative_uris=False
    )
    assert (feed.bozo, feed.version, feed.feed.title, feed.feed.link) == (
        False,
        version,
        "WBFO",
        "https://www.wbfo.org/",
    )
    assert feed.feed.language == "en-US"
    (entry,) = feed.entries
    assert (entry.id, entry.link, entry.title) == (WBFO["id"][0], LINK, WBFO["title"][0])
    assert entry.summary == SUMMARY
    assert tuple(entry.published_parsed)[:6] == (2023, 5, 2, 4, 0, 0)
    assert [tag.term for tag in entry.tags] == ["Binational"]
    assert [author.name for author in (entry.get("authors") or feed.feed.authors)] == ["WBFO"]
    assert entry.content[0].type == "text/html"
    assert entry.content[0].value.startswith(f"{FIGURE}\n<p>Homeland Security Secretary")
    assert entry.content[0].value.endswith("information in a timely matter.</p>")
    assert [(media["url"], media["width"]) for media in entry.media_content] == [(IMAGE, "1200")]
    assert entry.media_credit[0]["content"] == CREDIT


def test_rss_names_the_station_as_creator_of_what_nobody_signed(own: Built) -> None:
    found = read_items(own.out / "wbfo")
    assert [found[form][0]["author"] for form in ("rss", "atom", "json")] == [["WBFO"], [], []]


def test_a_json_reader_reads_the_article(own: Built) -> None:
    feed = json.loads((own.out / "wbfo/feed.json").read_text("utf-8"))
    assert (feed["title"], feed["home_page_url"], feed["language"]) == ("WBFO", "https://www.wbfo.org/", "en-US")
    (item,) = feed["items"]
    assert (item["date_published"], item["date_modified"]) == ("2023-05-02T04:00:00Z", "2023-05-02T04:00:00Z")
    assert "authors" not in item  # nobody is named, so the feed's author stands for it
    assert feed["authors"] == [{"name": "WBFO", "url": "https://www.wbfo.org/"}]


# --- every field there is -------------------------------------------------------------------------------------

EVERYTHING_STATION = """\
title: CKLS
tagline: Public radio by the lake
link: https://ckls.example.com/
email: news@ckls.example.com
copyright: © 2026 Lakeside & Sons
logo: {url: "https://ckls.example.com/logo.png", width: 144, height: 72}
icon: {url: "https://ckls.example.com/icon.png"}
hubs: ["https://hub.example.com/"]
"""
EVERYTHING = """\
title: Ferry & bridge < tunnel
link: https://ckls.example.com/ferry?a=1&b=2
published: 2026-05-02T10:30
updated: 2026-05-03T08:00
authors:
  - {name: Ana López, email: ana@ckls.example.com, url: "https://ckls.example.com/ana"}
  - {name: Bo, email: bo@ckls.example.com}
  - Cy
section: Harbour
tags: [Ferries & boats, harbour, "2 < 3"]
summary: It sails & returns.
image:
  url: https://ckls.example.com/ferry.jpg
  alt: A ferry & "a bridge"
  caption: Dusk < dawn
  credit: Di & Co
  width: 1600
  height: 900
audio: {url: "https://cdn.example.com/ferry.mp3", type: audio/mpeg, length: 1234567, duration: "1:02:45"}
language: fr-CA
rights: © 2026 Ana & Sons
source: {name: The Wire & Sons, url: "https://wire.example.com/1"}
related:
  - {title: Timetable & fares, url: "https://ckls.example.com/timetable"}
  - {title: Map, url: "https://ckls.example.com/map"}
corrections:
  - {date: 2026-05-04T10:00, text: The pier is no. 5 & not 6.}
body: |
  It *sails* at noon; see [the map](/map).
"""
HTML = (
    '<figure><img src="https://ckls.example.com/ferry.jpg" alt="A ferry &amp; &quot;a bridge&quot;" width="1600" '
    'height="900"><figcaption>Dusk &lt; dawn <small>Di &amp; Co</small></figcaption></figure>\n'
    '<p>It <em>sails</em> at noon; see <a href="https://ckls.example.com/map">the map</a>.</p>\n'
    "<p><strong>Correction (2026-05-04):</strong> The pier is no. 5 &amp; not 6.</p>"
)
EXPECTED: dict[str, list[str]] = {
    "id": ["tag:ckls.example.com,2026-05-02:ckls/e"],
    "link": ["https://ckls.example.com/ferry?a=1&b=2"],
    "title": ["Ferry & bridge < tunnel"],
    "summary": ["It sails & returns."],
    "content": [HTML],
    "author": ["Ana López", "Bo", "Cy"],
    "author's e-mail": ["ana@ckls.example.com", "bo@ckls.example.com"],
    "author's page": ["https://ckls.example.com/ana"],
    "categories": ["Harbour", "Ferries & boats", "2 < 3"],
    "section": ["Harbour"],
    "audio": ["https://cdn.example.com/ferry.mp3"],
    "audio as media": ["https://cdn.example.com/ferry.mp3"],
    "audio's type": ["audio/mpeg"],
    "audio's length": ["1234567"],
    "audio's duration": ["3765"],
    "image": ["https://ckls.example.com/ferry.jpg"],
    "image's type": ["image/jpeg"],
    "image's width": ["1600"],
    "image's height": ["900"],
    "alt": ['A ferry & "a bridge"'],
    "caption": ["Dusk < dawn"],
    "credit": ["Di & Co"],
    "language": ["fr-CA"],
    "rights": ["© 2026 Ana & Sons"],
    "source": ["The Wire & Sons"],
    "source's page": ["https://wire.example.com/1"],
    "related": ["Timetable & fares", "Map"],
    "related page": ["https://ckls.example.com/timetable", "https://ckls.example.com/map"],
}
PUBLISHED_AND_UPDATED = [datetime(2026, 5, 2, 14, 30, tzinfo=UTC), datetime(2026, 5, 4, 14, 0, tzinfo=UTC)]
IN_THEIR_OWN_WAY = {
    ("rss", "summary"): ["It sails &amp; returns."],  # RSS's description is HTML
    ("json", "author's e-mail"): ["ana@ckls.example.com"],  # the other's stands for a page
    ("json", "author's page"): ["https://ckls.example.com/ana", "mailto:bo@ckls.example.com"],
}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build_articles(tmp_path_factory.mktemp("all"), {"e.yaml": EVERYTHING}, EVERYTHING_STATION)
    assert built.report.problems == ()
    return built


HAS_A_PLACE = [(form, field) for field in EXPECTED for form in ("rss", "atom", "json") if getattr(PLACES[field], form)]


@pytest.mark.parametrize(("form", "field"), HAS_A_PLACE)
def test_every_field_survives(everything: Built, form: str, field: str) -> None:
    (item,) = read_items(everything.out / "ckls")[form]
    assert item[field] == IN_THEIR_OWN_WAY.get((form, field), EXPECTED[field])


def test_instants_survive(everything: Built) -> None:
    items = {form: found[0] for form, found in read_items(everything.out / "ckls").items()}
    for form, item in items.items():
        updated = INSTANT["atom"](item["updated"][0])  # atom:updated, in RSS too
        assert [INSTANT[form](item["published"][0]), updated] == PUBLISHED_AND_UPDATED
    assert plain(items["rss"]) == items["atom"]["summary"]


def test_what_is_said_of_the_station_survives(everything: Built) -> None:
    rss: Any = feedparser.parse((everything.out / "ckls/rss.xml").read_bytes())
    atom: Any = feedparser.parse((everything.out / "ckls/atom.xml").read_bytes())
    feed = json.loads((everything.out / "ckls/feed.json").read_text("utf-8"))
    assert rss.feed.title == atom.feed.title == feed["title"] == "CKLS"
    assert rss.feed.subtitle == atom.feed.subtitle == feed["description"] == "Public radio by the lake"
    assert rss.feed.rights == atom.feed.rights == feed["_feedpub"]["copyright"] == "© 2026 Lakeside & Sons"
    assert rss.feed.image.href == atom.feed.logo == feed["_feedpub"]["logo"] == "https://ckls.example.com/logo.png"
    assert atom.feed.icon == feed["icon"] == "https://ckls.example.com/icon.png"
    assert rss.feed.author_detail.email == atom.feed.author_detail.email == "news@ckls.example.com"
    hubs = [[link.href for link in found.feed.links if link.rel == "hub"] for found in (rss, atom)]
    assert [*hubs, [hub["url"] for hub in feed["hubs"]]] == [["https://hub.example.com/"]] * 3
    assert everything.violations() == {}


SEVERAL = {
    "a withdrawn article": {"a.yaml": ("a", "2026-05-01", "status: withdrawn\n"), "b.yaml": ("b", "2026-05-02", "")},
    "no article": {},
}


@pytest.mark.parametrize("which", SEVERAL)
def test_feeds_of_several_articles_are_valid(tmp_path: Path, which: str) -> None:
    articles = {
        name: f"title: T\nlink: https://ckls.example.com/{page}\npublished: {day}\nbody: x\n{more}"
        for name, (page, day, more) in SEVERAL[which].items()
    }
    assert build_articles(tmp_path, articles).violations() == {}


def test_two_articles_at_one_instant_get_the_one_documented_remark(tmp_path: Path) -> None:
    articles = {
        f"{page}.yaml": f"title: T\nlink: https://ckls.example.com/{page}\npublished: 2026-05-01\nbody: x\n"
        for page in "ab"
    }
    remark = "2 entries have the updated 2026-05-01T04:00:00Z"
    assert build_articles(tmp_path, articles).violations() == {"ckls/atom.xml": [remark]}
