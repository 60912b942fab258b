"""What each format makes of what is unusual: pictures that it does not allow, text that speaks of HTML, summaries."""

import json
from dataclasses import replace
from typing import Any

import feedparser
import pytest
from lxml import etree

from feedpub.edition import edition
from feedpub.formats import atom, jsonfeed, rss
from feedpub.model.feed import Author, Channel, Feed, Picture, ReadyItem
from tests.specifications import atom as atom_specification
from tests.specifications.schema import NAMESPACES
from tests.test_edition import CHANNEL, NOW, article, item

SITE = "https://ckls.example.com"


def feed(channel: Channel = CHANNEL, **fields: Any) -> Feed:
    """A feed of one item with these fields."""
    candidate = article(3)
    return edition(channel, [candidate], NOW, lambda _: ReadyItem(replace(item(candidate), **fields)))


# --- RSS's image ----------------------------------------------------------------------------------------------


def picture(name: str, kind: str | None = "image/png", width: int | None = 100, height: int | None = 100) -> Picture:
    return Picture(f"{SITE}/{name}", kind, width, height)


def image(logo: Picture | None, icon: Picture | None = None) -> list[str]:
    """What RSS says of the channel's image: its address, and its width and height if it says them."""
    root = etree.fromstring(rss.render(feed(replace(CHANNEL, logo=logo, icon=icon))))
    written = root.find("channel/image")
    if written is None:
        return []
    assert [written.findtext("title"), written.findtext("link")] == [CHANNEL.title, CHANNEL.link]
    return [written.findtext(name, "") for name in ("url", "width", "height") if written.find(name) is not None]


@pytest.mark.parametrize(
    ("width", "height", "sizes"),
    [
        (144, 400, ["144", "400"]),
        (145, 400, []),
        (144, 401, []),
        (None, 400, []),
        (144, None, []),
    ],
)
def test_the_size_of_an_image_is_said_if_rss_allows_it(width: int, height: int, sizes: list[str]) -> None:
    assert image(picture("logo.png", width=width, height=height)) == [f"{SITE}/logo.png", *sizes]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("logo.gif", "image/gif"), ("logo.JPG", "image/jpeg"), ("logo.jpeg", "image/jpeg"), ("a.png?w=8", "image/png")],
)
def test_images_that_rss_allows(name: str, kind: str) -> None:
    assert image(picture(name, kind), picture("icon.png"))[0] == f"{SITE}/{name}"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("logo.svg", "image/svg+xml"),
        ("logo.webp", "image/webp"),
        ("logo.png", "image/svg+xml"),
        ("logo.svg", "image/png"),
        ("logo", "image/png"),
        ("logo.png", None),
        ("logo.png?v=1.2", "image/png"),
    ],
)
def test_the_icon_stands_in_for_a_logo_that_rss_does_not_allow(name: str, kind: str | None) -> None:
    assert image(picture(name, kind), picture("icon.png")) == [f"{SITE}/icon.png", "100", "100"]
    assert image(picture(name, kind), picture(name, kind)) == image(picture(name, kind)) == []
    assert image(None, picture("icon.png"))[0] == f"{SITE}/icon.png"


# --- Atom's texts ---------------------------------------------------------------------------------------------

TELLING = "Use <b>bold</b> & <i>"


def test_text_that_speaks_of_html_is_told_apart_from_it_everywhere_in_atom() -> None:
    channel = replace(CHANNEL, title=TELLING, description=TELLING, copyright=TELLING, full=0)
    document = atom.render(feed(channel, id="tag:a.example,2026:a", title=TELLING, summary=TELLING, rights=TELLING))
    assert atom_specification.violations(document) == []
    root = etree.fromstring(document)
    for path in ("title", "subtitle", "rights", "entry/title", "entry/summary", "entry/rights"):
        element = root.find("/".join(f"atom:{name}" for name in path.split("/")), NAMESPACES)
        assert element is not None
        assert (element.get("type"), element.text) == ("html", "Use &lt;b&gt;bold&lt;/b&gt; &amp; &lt;i&gt;"), path
    (entry,) = feedparser.parse(document, sanitize_html=False).entries
    assert entry.title == "Use &lt;b&gt;bold&lt;/b&gt; &amp; &lt;i&gt;"


def test_other_text_stays_plain_in_atom() -> None:
    document = atom.render(feed(replace(CHANNEL, title="1 < 2"), title="a & b", rights="<c>"))
    root = etree.fromstring(document)
    assert root.xpath("//atom:title/@type | //atom:rights/@type | //atom:summary/@type", namespaces=NAMESPACES) == []
    assert root.findtext("atom:entry/atom:title", namespaces=NAMESPACES) == "a & b"


# --- a picture's words where there is no text -----------------------------------------------------------------


@pytest.mark.parametrize("render", [rss.render, atom.render])
@pytest.mark.parametrize(
    ("full", "caption", "words"),
    [
        (1, "C", {"title": "C", "description": "A"}),
        (1, None, {"description": "A"}),
        (0, None, {"title": "A"}),
        (0, "C", {"title": "C"}),
    ],
)
def test_the_words_of_a_picture(render: Any, full: int, caption: str | None, words: dict[str, str]) -> None:
    document = render(feed(replace(CHANNEL, full=full), image=replace(picture("f.png"), alt="A", caption=caption)))
    (content,) = etree.fromstring(document).iterfind(".//media:content", NAMESPACES)
    assert {str(child.tag).rpartition("}")[2]: child.text for child in content} == words
    (entry,) = feedparser.parse(document).entries
    assert [c.value for c in entry.get("content", [])] == (["<p>S.</p>"] if full else [])


# --- JSON -----------------------------------------------------------------------------------------------------


def test_json_keeps_what_it_has_no_member_for_in_an_extension() -> None:
    ann = Author("Ann", "ann@ckls.example.com", "https://ckls.example.com/ann")
    shown = feed(authors=(ann, replace(ann, url=None), replace(ann, email=None)), image=picture("f.png", width=640))
    document = json.loads(jsonfeed.render(shown))
    assert document["_feedpub"] == {"about": jsonfeed.ABOUT}
    (item,) = document["items"]
    assert item["_feedpub"] == {"image_width": 640, "image_height": 100}
    assert item["authors"] == [
        {"name": "Ann", "url": ann.url, "_feedpub": {"email": ann.email}},
        {"name": "Ann", "url": f"mailto:{ann.email}"},
        {"name": "Ann", "url": ann.url},
    ]
