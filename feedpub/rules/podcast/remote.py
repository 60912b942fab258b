"""What identifies a feed, podcast:guid and podcast:medium; and what points to others by it, podcast:remoteItem."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import ANY_TEXT, Attribute, Blank, Shape, many, rule, text
from feedpub.rules.patterns import pattern
from feedpub.rules.podcast.elements import DOCS, admit, lacks, named
from feedpub.rules.podcast.values import OPTIONAL_PAGE
from feedpub.rules.rule import Fault, Finding, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values.numbers import one_of

_UUID = pattern(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MADE_FROM = "Make one from the feed's address without https:// (UUID version 5), and never change it."


@value_rule("p-guid", Severity.ERROR, f"{DOCS}, guid", _MADE_FROM)
def _guid(value: str) -> Fault | None:
    """A podcast's guid is a UUID, by which apps recognize it wherever it moves."""
    value = value.strip()
    return (
        None
        if _UUID.fullmatch(value)
        else Fault(f"“{value[:40]}” is not a UUID." if value else "There is no UUID here.")
    )


@value_rule("p-guid-v5", Severity.WARNING, f"{DOCS}, guid", _MADE_FROM)
def _guid_version(value: str) -> Fault | None:
    """A podcast's guid is a UUID of version 5, which comes out the same whoever makes it."""
    value = value.strip()
    if value[14] == "5" and value[19] in "89abAB":
        return None
    return Fault(f"The UUID is not of version 5: its third group begins with {value[14]}.")


GUID = Shape(text(_guid, _guid_version, blank=Blank.JUDGED), source="podcast namespace, guid")

MEDIA = ("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course")
LISTS = (*(f"{medium}L" for medium in MEDIA), "mixed")
"""The media of feeds that list what other feeds hold."""
MEDIUM_TEXT = one_of(
    (*MEDIA, *LISTS),
    code="p-medium",
    source=f"{DOCS}, medium",
    demand="A medium is on the list (such as podcast or music), or its variant for lists (such as musicL), or mixed.",
)
MEDIUM = Shape(MEDIUM_TEXT, source="podcast namespace, medium")

REMOTE_ITEM = Shape(
    None,
    {
        "feedGuid": Attribute(text(_guid, blank=Blank.JUDGED)),
        "feedUrl": Attribute(OPTIONAL_PAGE),
        "itemGuid": Attribute(ANY_TEXT),
        "medium": Attribute(MEDIUM_TEXT),
        "title": Attribute(ANY_TEXT),
    },
    source="podcast namespace, remoteItem",
)
PODROLL = admit(Shape(source="podcast namespace, podroll"), {"remoteItem": many(REMOTE_ITEM)})
PUBLISHER = admit(Shape(source="podcast namespace, publisher"), {"remoteItem": many(REMOTE_ITEM)})


@rule("p-remote", Severity.ERROR, f"{DOCS}, remoteItem", "Add the podcast:guid of the other feed.", on=REMOTE_ITEM)
def _feed_is_named(item: Element) -> Iterator[Finding]:
    """A podcast:remoteItem has the feedGuid of the feed that it points to."""
    if lacks(item, "feedGuid"):
        yield Finding(item, "Nothing says which feed is meant: there is no feedGuid.")


@rule("p-podroll", Severity.ERROR, f"{DOCS}, podroll", "Add a podcast:remoteItem for each, or take it out.", on=PODROLL)
def _something_is_recommended(podroll: Element) -> Iterator[Finding]:
    """A podcast:podroll recommends at least one podcast."""
    if not named(podroll, "remoteItem"):
        yield Finding(podroll, "The podroll recommends nothing.")


@rule("p-publisher", Severity.ERROR, f"{DOCS}, publisher", 'Write medium="publisher".', on=PUBLISHER)
def _publisher_is_named(publisher: Element) -> Iterator[Finding]:
    """A podcast:publisher holds one podcast:remoteItem, with medium="publisher"."""
    feeds = named(publisher, "remoteItem")
    if len(feeds) != 1:
        what = f"{len(feeds)} feeds are" if feeds else "No feed is"
        yield Finding(publisher, f"{what} named as the publisher's.", "Name one podcast:remoteItem.")
    elif feeds[0].attributes.get("medium", "").strip() != "publisher":
        yield Finding(feeds[0], "The feed is not marked as a publisher's.")
