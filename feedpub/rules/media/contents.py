"""The media objects of an item: what each says of itself, and how they go together."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom import ENTRY, FEED
from feedpub.rules.grammar import rule
from feedpub.rules.media.shapes import ADULT, CONTENT, GROUP
from feedpub.rules.media.values import MEDIA_OF_FILES, SPEC
from feedpub.rules.names import ATOM, MEDIA
from feedpub.rules.rss.shapes import CHANNEL
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import ITEMS, Element
from feedpub.rules.values.media_types import essence

_CONTENT, _GROUP, _PLAYER, _ENTRY = MEDIA("content"), MEDIA("group"), MEDIA("player"), ATOM("entry")
_HELD = frozenset({_CONTENT, _GROUP, _PLAYER})
_FAMILIES = frozenset({"image", "audio", "video"})


@rule(
    "m-no-url",
    Severity.ERROR,
    f"{SPEC}, media:content",
    "Add url with the address of the file.",
    on=(CHANNEL, FEED, ENTRY),
)
def _can_be_fetched(holder: Element) -> Iterator[Finding]:
    """A media object has an address, or a player that shows it: its own, or its group's, item's or channel's."""
    if holder.tag != _ENTRY:
        has_any = any(holder.below(item, held) for item in ITEMS for held in _HELD)
        if not has_any or holder.child(_PLAYER) is not None:
            return
        for item in holder.children:
            if item.tag in ITEMS:
                yield from _unplayable(item)
    elif holder.parent is None:
        yield from _unplayable(holder)


def _unplayable(holder: Element) -> Iterator[Finding]:
    """The media objects of an item or group that have neither address nor player."""
    held = [child for child in holder.children if child.tag in _HELD]
    if any(child.tag == _PLAYER for child in held):
        return
    for child in held:
        if child.tag == _GROUP:
            yield from _unplayable(child)
        elif "url" not in child.attributes and child.child(_PLAYER) is None and not child.text.strip():
            yield Finding(child, "There is no url and no media:player, so nobody can fetch or play it.")


@rule(
    "m-medium-type",
    Severity.WARNING,
    f"{SPEC}, media:content",
    "Make medium and type match.",
    on=CONTENT,
    basis=Basis.POLICY,
)
def _medium_fits_type(content: Element) -> Iterator[Finding]:
    """The medium of a media object matches its type."""
    medium = content.attributes.get("medium")
    kind = essence(content.attributes.get("type", "")) if medium else ""
    family = kind.partition("/")[0]
    if family in _FAMILIES and medium != family and medium in MEDIA_OF_FILES:
        yield Finding(content, f"The medium is {medium}, but {kind} is not.", f"Write {family}.", "medium")


@rule("m-group", Severity.WARNING, f"{SPEC}, media:group", "Take the group out.", on=GROUP)
def _group_has_a_choice(group: Element) -> Iterator[Finding]:
    """A group contains at least two versions of the same media object."""
    if len(group.all(_CONTENT)) < 2:
        yield Finding(group, "The group offers nothing to choose from: it has fewer than two media:content.")


@rule("m-default", Severity.WARNING, f"{SPEC}, media:content", "Keep the best one.", on=GROUP)
def _one_default(group: Element) -> Iterator[Finding]:
    """A group has only one default version."""
    defaults = [content for content in group.all(_CONTENT) if content.attributes.get("isDefault") == "true"]
    for content in defaults[1:]:
        yield Finding(content, "Another version in the group is the default already.", attribute="isDefault")


@rule("m-adult", Severity.WARNING, f"{SPEC}, media:rating", "Write media:rating: adult or nonadult.", on=ADULT)
def _rated(adult: Element) -> Iterator[Finding]:
    """Ratings are given in media:rating, which replaced media:adult in 2005."""
    yield Finding(adult, "media:adult was replaced by media:rating in 2005.")
