"""What a feed as a whole must have to be what its podcast:medium says it is."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import rule
from feedpub.rules.podcast.elements import DOCS, named
from feedpub.rules.podcast.remote import LISTS
from feedpub.rules.rss.shapes import CHANNEL
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element


def _medium(channel: Element) -> str:
    """What a channel says that it carries."""
    return next((medium.text.strip() for medium in named(channel, "medium")), "")


@rule("p-medium-items", Severity.WARNING, f"{DOCS}, medium", "Point to each with a podcast:remoteItem.", on=CHANNEL)
def _lists_hold_no_items(channel: Element) -> Iterator[Finding]:
    """A feed that lists what other feeds hold (musicL, mixed, …) has remote items and no items of its own."""
    medium = _medium(channel)
    item = channel.child("item")
    if medium in LISTS and item is not None:
        yield Finding(item, f"The feed is a list (“{medium}”), in which apps look for podcast:remoteItem only.")


@rule(
    "p-publisher-feed",
    Severity.ERROR,
    f"{DOCS}, medium; publishers.md",
    "Add it.",
    on=CHANNEL,
)
def _publishers_name_their_feeds(channel: Element) -> Iterator[Finding]:
    """A publisher's feed has a podcast:guid, and a podcast:remoteItem for each of its podcasts."""
    if _medium(channel) != "publisher":
        return
    for local in ("guid", "remoteItem"):
        if not named(channel, local):
            yield Finding(channel, f"The publisher's feed has no podcast:{local}.", f"Add podcast:{local}.")


@rule(
    "p-no-guid",
    Severity.WARNING,
    f"{DOCS}, guid",
    "Add podcast:guid with a UUID of version 5 made from the feed's address.",
    on=CHANNEL,
    basis=Basis.DESTINATION,
)
def _has_guid(channel: Element) -> Iterator[Finding]:
    """A podcast has a podcast:guid, by which apps recognize it wherever it moves."""
    if not named(channel, "guid"):
        yield Finding(channel, "The podcast has no podcast:guid, so apps lose it when its address changes.")
