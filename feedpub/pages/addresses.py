"""Addresses on the pages: what podcast apps and readers open, ways from page to page, and where parts come from."""

import posixpath
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from feedpub.pages.words import Words


class Link(NamedTuple):
    """A link and its words."""

    name: str
    url: str


def feed_link(address: str) -> str:
    """The address of a feed for whatever reader is installed (draft-obasanjo-feed-URI-scheme-02)."""
    return f"feed:{address}"


def podcast_apps(address: str, title: str, words: Words) -> Iterator[Link]:
    """What subscribes to a podcast in apps that take the address of any feed.

    Apple Podcasts takes podcast: and pcast: on Apple's systems, where other apps open pcast: elsewhere; Overcast's,
    Pocket Casts' and Castro's are theirs alone, and the pages of AntennaPod and Podcast Addict open the app or tell
    where it can be had.
    """
    scheme, _, bare = address.partition("://")
    yield Link("Apple Podcasts", f"podcast://{bare}")
    yield Link("Overcast", f"overcast://x-callback-url/add?url={_encoded(address)}")
    yield Link("Pocket Casts", f"pktc://subscribe/{bare}")
    yield Link("Castro", f"{'castros' if scheme == 'https' else 'castro'}://subscribe/{bare}")
    antennapod = f"https://antennapod.org/deeplink/subscribe?url={_encoded(address)}&title={_encoded(title)}"
    yield Link("AntennaPod", antennapod)
    yield Link("Podcast Addict", f"https://podcastaddict.com/feed/{_encoded(address)}")
    yield Link(words.any_app, f"pcast://{bare}")


def web_readers(address: str) -> Iterator[Link]:
    """What subscribes to a feed in readers on the web."""
    yield Link("Feedly", f"https://feedly.com/i/subscription/feed/{_encoded(address)}")
    yield Link("Inoreader", f"https://www.inoreader.com/?add_feed={_encoded(address)}")
    yield Link("NewsBlur", f"https://www.newsblur.com/?url={_encoded(address)}")
    yield Link("Feedbin", f"https://feedbin.com/?subscribe={_encoded(address)}")


def _encoded(text: str) -> str:
    return quote(text, safe="")


def way(here: str, there: str) -> str:
    """How a page links to another: from where it lies if both are on one server, so that a copy elsewhere works too."""
    if origin(here) != origin(there):
        return there
    return posixpath.relpath(urlsplit(there).path, posixpath.dirname(urlsplit(here).path))


def site(address: str) -> str:
    """The name of a site for people."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def origin(address: str) -> str:
    """Scheme, host and port (RFC 6454 section 4)."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def picture_sources(addresses: Iterable[str]) -> str:
    """Where pictures may come from, as img-src of a policy has it (CSP 3 section 6.1.6)."""
    return " ".join(sorted({address if address == "data:" else origin(address) for address in addresses})) or "'none'"


def sound_sources(addresses: Iterable[str], own: str) -> str:
    """Where audio may come from, as media-src of a policy has it: from this server, and elsewhere as its scheme allows.

    Hosts of audio lead on to other hosts, whose names nobody knows beforehand, and a policy is held against these too.
    """
    there = {origin(address) for address in addresses}
    schemes = {f"{found.partition(':')[0]}:" for found in there - {own}}
    return " ".join(sorted(schemes | (there & {own}))) or "'none'"
