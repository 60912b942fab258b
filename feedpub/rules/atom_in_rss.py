"""Elements of Atom in RSS: the self link above all (RSS Profile, Namespace Elements)."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom.addresses import address_of, links_of
from feedpub.rules.atom.shapes import (
    CATEGORY,
    CONTENT,
    DATE,
    GENERATOR,
    ICON,
    ID,
    LINK,
    PERSON,
    SOURCE,
    TEXT,
    TITLE,
)
from feedpub.rules.grammar import having, many, optional, rule
from feedpub.rules.names import ATOM
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import parts_of
from feedpub.rules.values.media_types import essence

_PROFILE = "RSS Profile, atom:link"
_BOTH = {
    "author": many(PERSON),
    "category": many(CATEGORY),
    "contributor": many(PERSON),
    "id": optional(ID),
    "link": many(LINK),
    "rights": optional(TEXT),
    "title": optional(TITLE),
    "updated": optional(DATE),
}
CHANNEL.admit(
    ATOM,
    _BOTH
    | {"generator": optional(GENERATOR), "icon": optional(ICON), "logo": optional(ICON), "subtitle": optional(TEXT)},
)
ITEM.admit(
    ATOM,
    _BOTH
    | {
        "content": optional(CONTENT),
        "published": optional(DATE),
        "source": optional(SOURCE),
        "summary": optional(TEXT),
    },
)


@rule(
    "r-no-self",
    Severity.WARNING,
    _PROFILE,
    'Add <atom:link rel="self" type="application/rss+xml" href="…"/> with the address of the feed.',
    on=CHANNEL,
)
def _says_where_it_is(channel: Element) -> Iterator[Finding]:
    """A channel has a self link: the address that the feed is published at."""
    if not links_of(channel, "self") and not links_of(channel, "hub"):
        yield Finding(channel, "The feed does not say where it is published, so a saved copy cannot be followed.")


@rule("r-self-twice", Severity.WARNING, f"WebSub section 4; {_PROFILE}", "Keep one of them.", on=CHANNEL)
def _has_one_self(channel: Element) -> Iterator[Finding]:
    """A channel has one self link."""
    for link in links_of(channel, "self")[1:]:
        yield Finding(link, "The feed has a second self link, so readers cannot tell where it is published.")


@rule("r-self-type", Severity.WARNING, _PROFILE, 'Write type="application/rss+xml".', on=CHANNEL)
def _self_is_rss(channel: Element) -> Iterator[Finding]:
    """The self link of a feed in RSS is of type application/rss+xml."""
    for link in links_of(channel, "self"):
        kind = essence(link.attributes.get("type", ""))
        if kind and kind != "application/rss+xml":
            yield Finding(link, f"The feed is in RSS, but its self link says {kind}.", attribute="type")


@rule("r-self-relative", Severity.WARNING, _PROFILE, "Write the full address, with https://", on=CHANNEL)
def _self_is_absolute(channel: Element) -> Iterator[Finding]:
    """A channel's self link is a full address, because it is read where the feed's own address is not known."""
    for link in links_of(channel, "self") if not links_of(channel, "hub") else ():
        if not parts_of(address_of(link)).scheme:
            yield Finding(link, "The self link is relative, so it does not say where the feed is.", attribute="href")


_ALIKE = {
    "channel": (
        ("title", "title"),
        ("subtitle", "description"),
        ("author", "managingEditor"),
        ("updated", "lastBuildDate"),
        ("rights", "copyright"),
        ("generator", "generator"),
        ("category", "category"),
    ),
    "item": (
        ("title", "title"),
        ("content", "description"),
        ("author", "author"),
        ("id", "guid"),
        ("source", "source"),
        ("category", "category"),
    ),
}
"""Elements of Atom and of RSS that say the same, by where they stand; dates are Dublin Core's module's."""


@rule(
    "r-atom-twice",
    Severity.WARNING,
    "RSS Profile, Namespace Elements",
    "Keep the RSS element, which more readers know.",
    on=(CHANNEL, ITEM),
    basis=Basis.POLICY,
    when=having(*(ATOM(atom) for pairs in _ALIKE.values() for atom, _ in pairs)),
)
def _said_once(parent: Element) -> Iterator[Finding]:
    """An element of RSS is not repeated as an element of Atom."""
    own = {child.tag: child for child in parent.children if child.tag.startswith(ATOM.uri)}
    for atom, rss in _ALIKE.get(parent.tag, ()) if own else ():
        element = own.get(ATOM(atom))
        if element is not None and parent.child(rss) is not None:
            yield Finding(element, f"<{element.name}> says the same as <{rss}>, and readers take either.")
