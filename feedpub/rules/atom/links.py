"""The links of feeds and entries: what they are for, and what they say of the files they lead to."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom.addresses import address_of, links_of
from feedpub.rules.atom.relations import relation_of
from feedpub.rules.atom.shapes import CATEGORY, ENTRY, FEED, LINK
from feedpub.rules.grammar import rule
from feedpub.rules.names import ATOM
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import parts_of
from feedpub.rules.values.media_types import BY_ENDING, ending_of, essence

_SPEC = "RFC 4287 section 4.2.7"


@rule(
    "a-alternate-twice",
    Severity.ERROR,
    "RFC 4287 sections 4.1.1 and 4.1.2",
    'Keep one of them, or write another rel, such as "related".',
    on=(FEED, ENTRY),
)
def _alternates_differ(parent: Element) -> Iterator[Finding]:
    """No two alternate links of a feed or entry have both the same type and the same hreflang."""
    alternates = [link for link in links_of(parent, "alternate") if "href" in link.attributes]
    if len(alternates) < 2:
        return
    seen: set[tuple[str, str]] = set()
    for link in alternates:
        key = (essence(link.attributes.get("type", "")), link.attributes.get("hreflang", "").lower())
        if key in seen:
            what = f" of type {key[0]}" if key[0] else " without a type"
            yield Finding(link, f"There is another alternate link{what}, so readers cannot tell which to open.")
        seen.add(key)


@rule(
    "a-no-meaning",
    Severity.WARNING,
    "RFC 4287 sections 4.2.2 and 4.2.7",
    "Write it as an attribute: href, title, term or label.",
    on=(LINK, CATEGORY),
)
def _is_empty(element: Element) -> Iterator[Finding]:
    """A link or category says everything in its attributes, and contains no text."""
    if element.text and not element.text.isspace():
        message = f"Readers do not see the text inside <{element.name}>."
        yield Finding(element, message, snippet=element.text.strip()[:40])


@rule(
    "a-inside",
    Severity.ERROR,
    "RFC 4287 sections 4.2.2, 4.2.7 and 6.4",
    "Move it out, or write it as an attribute.",
    on=(LINK, CATEGORY),
)
def _holds_nothing_of_atom(element: Element) -> Iterator[Finding]:
    """A link or category contains no element of Atom."""
    for child in element.children:
        if child.tag.startswith(ATOM.uri):
            yield Finding(child, f"Readers do not see <{child.name}> inside of <{element.name}>.")


@rule(
    "a-enclosure-length",
    Severity.WARNING,
    f"{_SPEC}.2",
    'Add the file\'s size in bytes, such as length="24576000".',
    on=LINK,
)
def _size_is_told(link: Element) -> Iterator[Finding]:
    """An enclosure says how many bytes it has."""
    if relation_of(link) == "enclosure" and "length" not in link.attributes:
        yield Finding(link, "The enclosure does not say how large it is, so apps do not know how much they download.")


@rule(
    "a-enclosure-type",
    Severity.WARNING,
    "RFC 4287 section 4.2.7.3; what podcast apps ask for",
    'Add the file\'s media type, such as type="audio/mpeg".',
    on=LINK,
    basis=Basis.PLATFORM,
)
def _type_is_told(link: Element) -> Iterator[Finding]:
    """An enclosure gives its media type, and the type matches its file."""
    if relation_of(link) != "enclosure":
        return
    kind, ending = essence(link.attributes.get("type", "")), ending_of(link.attributes.get("href", ""))
    if not kind:
        yield Finding(link, "The enclosure does not say what it is, so podcast apps leave it out.")
    elif kind.partition("/")[0] in {"audio", "video", "image"} and _misfits(kind, ending):
        yield Finding(
            link, f"The file ends in .{ending}, which is not {kind}.", f"Write {min(BY_ENDING[ending])}.", "type"
        )


def _misfits(kind: str, ending: str) -> bool:
    """Whether files with this ending are none of that kind: audio, video or image."""
    return ending in BY_ENDING and all(kind.partition("/")[0] != known.partition("/")[0] for known in BY_ENDING[ending])


@rule("a-enclosure-http", Severity.INFO, "mixed content", "Write https://", on=LINK, basis=Basis.POLICY)
def _fetched_safely(link: Element) -> Iterator[Finding]:
    """An enclosure is fetched over https, because phone apps refuse http."""
    if relation_of(link) == "enclosure" and parts_of(link.attributes.get("href", "")).scheme == "http":
        yield Finding(link, "The address begins with http://.", attribute="href")


# --- the self link -------------------------------------------------------------------------------------------


@rule(
    "a-no-self",
    Severity.WARNING,
    "RFC 4287 section 4.1.1",
    'Add <link rel="self" href="…"/> with the address of the feed.',
    on=FEED,
)
def _says_where_it_is(feed: Element) -> Iterator[Finding]:
    """A feed has a self link: the address that it is published at."""
    if not links_of(feed, "self") and not links_of(feed, "hub"):
        yield Finding(feed, "The feed does not say where it is published, so a saved copy cannot be followed.")


@rule("a-self-twice", Severity.WARNING, "WebSub section 4, RFC 4287 section 4.1.1", "Keep one of them.", on=FEED)
def _has_one_self(feed: Element) -> Iterator[Finding]:
    """A feed has one self link."""
    for link in links_of(feed, "self")[1:]:
        yield Finding(link, "The feed has a second self link, so readers cannot tell where it is published.")


@rule("a-self-type", Severity.WARNING, "RFC 4287 section 7", 'Write type="application/atom+xml".', on=FEED)
def _self_is_atom(feed: Element) -> Iterator[Finding]:
    """The self link of a feed in Atom is of type application/atom+xml."""
    for link in links_of(feed, "self"):
        kind = essence(link.attributes.get("type", ""))
        if kind and kind != "application/atom+xml":
            yield Finding(link, f"The feed is in Atom, but its self link says {kind}.", attribute="type")


@rule("a-self-relative", Severity.WARNING, f"{_SPEC}.2", "Write the full address, with https://", on=FEED)
def _self_is_absolute(feed: Element) -> Iterator[Finding]:
    """A feed's self link is a full address, because it is read where the feed's own address is not known."""
    for link in links_of(feed, "self") if not links_of(feed, "hub") else ():
        if not parts_of(address_of(link)).scheme:
            yield Finding(link, "The self link is relative, so it does not say where the feed is.", attribute="href")
