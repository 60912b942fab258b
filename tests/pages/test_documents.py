"""What a page holds."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from feedpub.formats import FORMATS
from feedpub.model.feed import Enclosure, Picture
from tests.pages.documents import CHANNEL, Document, item, page_of


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
