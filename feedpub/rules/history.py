"""Feeds of more than one document, and feeds that say that they are complete (RFC 5005), in Atom and RSS."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom.addresses import ATOM_LINK, address_of, links_of
from feedpub.rules.atom.relations import relation_of
from feedpub.rules.atom.shapes import COMMON, ENTRY, FEED
from feedpub.rules.grammar import Shape, having, optional, rule
from feedpub.rules.names import HISTORY
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.rule import Finding
from feedpub.rules.tree import Element

_SPEC = "RFC 5005 section"
_PAGING = frozenset({"first", "last", "next", "previous", "prev", "next-archive", "prev-archive"})
_OF_FEEDS = (_PAGING | {"current"}) - {"prev"}
_COMPLETE, _ARCHIVE = HISTORY("complete"), HISTORY("archive")

for _shape in (FEED, CHANNEL):
    _shape.admit(HISTORY, {"complete": optional(Shape(None, COMMON)), "archive": optional(Shape(None, COMMON))})


def _addresses(feed: Element, relation: str) -> set[str]:
    return {address for link in links_of(feed, relation) if (address := address_of(link))}


@rule(
    "f-complete-next-rss",
    Severity.ERROR,
    f"{_SPEC} 2",
    "Take the link out; or take fh:complete out, if there is more.",
    on=(FEED, CHANNEL),
)
def _complete_stands_alone(feed: Element) -> Iterator[Finding]:
    """A feed that says it is complete has no links to further documents, and is itself the current one."""
    if feed.child(_COMPLETE) is None:
        return
    own = _addresses(feed, "self")
    for child in feed.children:
        relation = relation_of(child) if child.tag == ATOM_LINK else ""
        if relation in _PAGING:
            message = f"The feed says that it is complete, yet has a link to another part of it ({relation})."
            yield Finding(child, message, attribute="rel")
        elif relation == "current" and address_of(child) not in own:
            yield Finding(child, "The feed says that it is complete, yet the current one is another.", attribute="href")


@rule(
    "f-archive-rss",
    Severity.WARNING,
    f"{_SPEC} 4",
    'Add links with rel="current" and rel="prev-archive".',
    on=(FEED, CHANNEL),
)
def _archive_is_found(feed: Element) -> Iterator[Finding]:
    """An archive has a link to the current feed, and to the archives before and after it, if there are any."""
    archive = feed.child(_ARCHIVE)
    if archive is None or feed.child(_COMPLETE) is not None:
        return
    if links_of(feed, "current"):  # the only document of an archive has no other one to lead to
        return
    yield Finding(archive, "The archive does not say which feed it is an archive of.", 'Add rel="current".')
    if not links_of(feed, "prev-archive") and not links_of(feed, "next-archive"):
        yield Finding(archive, "The archive has no link to the one before it.", 'Add rel="prev-archive".')


@rule("f-next-self", Severity.ERROR, f"{_SPEC} 3", "Write the address of the other page.", on=(FEED, CHANNEL))
def _next_is_another(feed: Element) -> Iterator[Finding]:
    """The next and previous documents are not the document itself."""
    own = _addresses(feed, "self")
    for relation in ("next", "previous", "prev", "next-archive", "prev-archive") if own else ():
        for link in links_of(feed, relation):
            if address_of(link) in own:
                message = f"The {relation} document is this one itself, so readers that follow it go round in circles."
                yield Finding(link, message, attribute="href")


@rule("f-past-end", Severity.ERROR, f"{_SPEC} 3", "Take the link out.", on=(FEED, CHANNEL))
def _ends_are_ends(feed: Element) -> Iterator[Finding]:
    """The last document has no next one, and the first no previous one."""
    own = _addresses(feed, "self")
    for end, beyond in (("last", "next"), ("first", "previous"), ("first", "prev")) if own else ():
        if own & _addresses(feed, end):
            for link in links_of(feed, beyond):
                if address_of(link) not in own:
                    yield Finding(link, f"This is the {end} document, yet it has a {beyond} one.", attribute="rel")


@rule(
    "f-entry",
    Severity.WARNING,
    f"{_SPEC} 3 and 4",
    "Put it into the feed, before its entries.",
    on=(ENTRY, ITEM),
    when=having(ATOM_LINK),
)
def _paging_is_of_feeds(entry: Element) -> Iterator[Finding]:
    """Links to further documents are the feed's, not an entry's."""
    for child in entry.children:
        if child.tag == ATOM_LINK and (relation := relation_of(child)) in _OF_FEEDS:
            message = f"A link with rel={relation} leads to another part of the feed, and means nothing in an entry."
            yield Finding(child, message, attribute="rel")
