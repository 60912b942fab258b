"""WebSub: hubs that tell subscribers at once what is new (https://www.w3.org/TR/websub/)."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom.addresses import address_of, links_of
from feedpub.rules.atom.shapes import FEED
from feedpub.rules.grammar import rule
from feedpub.rules.rss.shapes import CHANNEL
from feedpub.rules.rule import Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import is_web

_SPEC = "WebSub section 4"


@rule("w-hub-no-self", Severity.WARNING, _SPEC, "Add a self link with the address of the feed.", on=(FEED, CHANNEL))
def _hub_has_topic(feed: Element) -> Iterator[Finding]:
    """A feed with a hub has a self link, which is what subscribers ask the hub for."""
    hubs = links_of(feed, "hub")
    if hubs and not links_of(feed, "self"):
        yield Finding(hubs[0], "There is a hub, but no self link, so nobody can subscribe through it.")


@rule("w-hub-relative", Severity.ERROR, _SPEC, "Write the full address, with https://", on=(FEED, CHANNEL))
def _addresses_are_whole(feed: Element) -> Iterator[Finding]:
    """The addresses of a hub, and of the feed that has one, are whole http or https addresses."""
    hubs = links_of(feed, "hub")
    for link in (*hubs, *links_of(feed, "self")) if hubs else ():
        address = address_of(link)
        if not is_web(address):
            yield Finding(link, f"“{address[:40]}” is not a full address, so no hub can be asked.", attribute="href")
