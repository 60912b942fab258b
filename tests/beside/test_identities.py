"""Articles keep the guids that subscribers have."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedpub.rules import Files, validate
from tests.beside.common import ATOM, BASE, GUID, JSON_FEED, rss, said
from tests.newsroom import REPOSITORY
from tests.test_hostile_feeds import damaged


@pytest.mark.parametrize(("feed", "word", "line", "column"), [(rss(), "guid", 11, 44), (ATOM, "id", 5, 8)])
def test_an_article_keeps_its_identity(tide: Path, feed: str, word: str, line: int, column: int) -> None:
    assert said(feed, tide, previous=feed.encode()) == []
    assert said(feed, tide, previous=feed.replace("are back", "return").encode()) == []
    assert said(feed, tide, previous=feed.replace(f"{BASE}gulls", f"{BASE}gull").encode()) == []
    other = "tag:quay.example,2026:old"
    lost = f"The {word} of this article was “{other}”; it is “{GUID}” now, so every subscriber gets it as a new one."
    assert said(feed, tide, previous=feed.replace(GUID, other).encode()) == [("s-guid-stable", lost, line, column)]
    reused = f"This {word} belonged to “The tide is high”, so subscribers who have that one do not get this article."
    before = feed.replace("The gulls are back", "The tide is high").replace(f"{BASE}gulls", f"{BASE}tide")
    assert said(feed, tide, previous=before.encode()) == [("s-guid-stable", reused, line, column)]


def test_a_guid_that_is_gone(tmp_path: Path) -> None:
    bare = rss().replace(f'<guid isPermaLink="false">{GUID}</guid>', "")
    lost = f"The guid of this article was “{GUID}”; it has none now, so every subscriber gets it as a new one."
    assert ("s-guid-stable", lost, 9, 1) in said(bare, tmp_path, previous=rss().encode())
    assert [problem[0] for problem in said(rss(), tmp_path, previous=bare.encode())] == []


def test_episodes_without_a_link_are_known_by_their_files(tmp_path: Path) -> None:
    enclosure = '<enclosure url="https://media.example/tide.mp3" length="1" type="audio/mpeg"/>'
    feed = rss(item=(enclosure,)).replace("<link>https://quay.example/gulls</link>", "")
    told = [problem[0] for problem in said(feed, tmp_path, previous=feed.replace(GUID, "old").encode())]
    assert told == ["s-guid-stable"]


def test_an_address_that_several_articles_have_says_nothing(tmp_path: Path) -> None:
    feed = rss().replace("<item>", f"<item><title>x</title><link>{BASE}gulls</link><guid>{BASE}x</guid></item><item>")
    assert "s-guid-stable" not in {p[0] for p in said(feed, tmp_path, previous=rss().replace(GUID, "old").encode())}


def test_the_identity_of_an_item_in_json(tide: Path) -> None:
    assert said(JSON_FEED, tide, previous=JSON_FEED.encode()) == []
    assert said(JSON_FEED, tide, previous=rss().encode()) == []
    lost = f"The id of this article was “old”; it is “{GUID}” now, so every subscriber gets it as a new one."
    assert said(JSON_FEED, tide, previous=JSON_FEED.replace(GUID, "old").encode()) == [("s-guid-stable", lost, 7, 5)]


def test_a_previous_feed_that_is_none_is_told(tide: Path) -> None:
    message = "What subscribers have cannot be read as a feed, so nobody can tell whether articles have kept their ids."
    for feed in (rss(), ATOM, JSON_FEED):
        assert said(feed, tide, previous=b"<html/>") == [("s-guid-stable", message, 1, 1)]


@given(feed=damaged(), previous=damaged() | st.binary(max_size=50))
@settings(max_examples=300, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_feed_is_held_against_another(feed: bytes, previous: bytes) -> None:
    files = Files(REPOSITORY / "tests" / "rules", BASE)
    for problem in validate(feed, url=f"{BASE}r-date.good.xml", files=files, previous=previous):
        assert problem.message


def test_hostile_previous_feeds(tide: Path) -> None:
    for previous in (b"", b"\xff", b"{", b"[" * 10_000, b'{"items": [1, null, {"id": {}}, {"url": []}]}', b"<rss/>"):
        for feed in (rss(), ATOM, JSON_FEED):
            assert {problem[0] for problem in said(feed, tide, previous=previous)} <= {"s-guid-stable"}
