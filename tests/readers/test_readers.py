"""Readers see what was published, ask only for news, and show each article once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest

from tests.newsroom import build_newsroom, quoted, write
from tests.readers.following import READERS, Item, Web
from tests.servers.running import nginx

PUBLISHER = "name: Q & A Media\nfeeds_url: http://feeds.example.org/\nlanguage: en\ntimezone: Europe/London\n"
STATION = 'title: "Quay & “Sea” <Radio>"\nlink: https://quay.example/\n'
TITLES = (
    "Gulls & terns: R&D, AT&T",
    '"Quotes", it\'s «all» „here“',
    "Emoji: 🦆🌊👩‍🚀🇬🇧 and é",
    "مرحبا بالعالم — שלום",
    "CDATA ends with ]]> here",
    "How <b>bold</b> and <script> are written, 3 < 4 > 2",
)
FEED = "http://feeds.example.org/quay/rss.xml"


def article(number: int, title: str, more: str = "") -> dict[str, str]:
    head = f"title: {quoted(title)}\nlink: https://quay.example/{number}?a=1&b=2\n"
    return {f"articles/quay/a{number}.yaml": f"{head}published: 2026-05-0{number}T09:30\nbody: Body {number}.{more}\n"}


def item(number: int, title: str) -> Item:
    """British Summer Time is an hour ahead of UTC."""
    return Item(title, f"https://quay.example/{number}?a=1&b=2", datetime(2026, 5, number, 8, 30, tzinfo=UTC))


ITEMS = [item(number, title) for number, title in enumerate(TITLES, 1)]


def built(root: Path, files: dict[str, str]) -> Path:
    """Write these files, and build; the folder of the feeds."""
    write(root, files)
    done = build_newsroom(root / "articles", root / "feeds")
    assert not done.report.failures
    assert not any(station.held for station in done.report.stations)
    return done.out


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    files = {"articles/publisher.yaml": PUBLISHER, "articles/quay/station.yaml": STATION}
    for number, title in enumerate(TITLES, 1):
        files |= article(number, title)
    feeds = built(tmp_path, files)
    with nginx(feeds, tmp_path / "nginx") as port:
        served = Web(port, tmp_path / "nginx" / "access.log")
        monkeypatch.setenv("http_proxy", served.proxy)
        monkeypatch.delenv("no_proxy", raising=False)
        yield served


def in_order(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda one: one.published)


@pytest.mark.parametrize("form", ["rss", "atom"])
@pytest.mark.parametrize("name", READERS)
def test_a_reader_sees_every_item_with_its_title_date_and_link(name: str, form: str, web: Web, tmp_path: Path) -> None:
    reader, expected = READERS[name], list(ITEMS)
    if form == "atom" and reader.has_html:
        expected[-1] = expected[-1]._replace(title=escape(TITLES[-1], quote=False))
    assert in_order(reader.poll(FEED.replace("rss", form), tmp_path / "home", web)) == expected


@pytest.mark.parametrize("name", READERS)
def test_a_feed_that_has_not_changed_is_not_fetched_again(name: str, web: Web, tmp_path: Path) -> None:
    reader = READERS[name]
    for _ in range(reader.knows_from + 2):
        assert in_order(reader.poll(FEED, tmp_path / "home", web)) == ITEMS
    expected = [200] * reader.knows_from + [304, 304]
    assert web.asked("/quay/rss.xml", len(expected)) == expected


@pytest.mark.parametrize("name", READERS)
def test_a_new_article_is_seen_once_and_an_edited_one_not_twice(name: str, web: Web, tmp_path: Path) -> None:
    reader, home = READERS[name], tmp_path / "home"
    reader.poll(FEED, home, web)
    built(tmp_path, article(7, "News"))
    assert in_order(reader.poll(FEED, home, web)) == [*ITEMS, item(7, "News")]
    built(tmp_path, article(2, TITLES[1], " Corrected.\nupdated: 2026-05-20"))
    assert in_order(reader.poll(FEED, home, web)) == [*ITEMS, item(7, "News")]
    assert web.asked("/quay/rss.xml", 3) == [200, 200, 200]


@pytest.mark.parametrize("name", [name for name, reader in READERS.items() if reader.import_opml])
def test_a_reader_imports_the_list_of_feeds(name: str, web: Web, tmp_path: Path) -> None:
    write(tmp_path, {"articles/pier/station.yaml": "title: Pier\nlink: https://pier.example/\n"})
    feeds = built(tmp_path, {"articles/pier/a.yaml": "title: A\nlink: /a\npublished: 2026-05-01\nbody: A.\n"})
    load = READERS[name].import_opml
    assert load is not None
    imported = load(feeds / "stations.opml", tmp_path / "home", web)
    assert sorted(imported) == ["http://feeds.example.org/pier/rss.xml", FEED]
