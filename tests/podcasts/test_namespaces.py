"""Which feeds speak of podcasts at all, and in which namespaces."""

from feedpub.formats import rss
from feedpub.model.feed import Feed
from tests.podcasts.documents import head, written
from tests.podcasts.shows import SITE, full, show

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
