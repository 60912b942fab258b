"""What subscribers have, and what they would see change: the feeds that are in place are the memory of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from feedpub.formats import files
from feedpub.formats.instants import rfc3339
from feedpub.in_place import Item, Items, content_in_place, items_in_place, items_of
from feedpub.library.index import Index
from feedpub.model.feed import Candidate, Feed


class Kind(StrEnum):
    """What becomes of an item in the eyes of a reader."""

    NEW = "new"
    RE_ANNOUNCED = "re-announced"
    """It has another id than before, so readers show it as new though people have read it."""
    UPDATED = "updated"
    """It says that it has changed, so some readers show it again."""
    CHANGED = "changed"
    """Its words are others, but not its date: readers show it as it was, or quietly as it is."""
    REPLACED = "replaced"
    """Another article has its id: another title, link and date of publication. Readers show it in its place, or not."""
    GONE = "gone"
    AGED = "aged out"
    """Newer items have taken its place."""


class Change(NamedTuple):
    """What becomes of one item: `was` is the id that it had, if it has another now."""

    kind: Kind
    id: str
    title: str
    link: str = ""
    was: str = ""


def changes(feed: Feed, rendered: Mapping[str, bytes], out: Path) -> list[Change]:
    """What readers would see if a feed's new files were put in place of those below `out`: in the new feed's order,
    then what leaves it. Nothing where there is no feed yet. Raises OSError if the feed in place cannot be read."""
    there = content_in_place(out, feed.channel.path)
    if there == rendered[files.JSON.name]:
        return []
    before, after = items_of(there), items_of(rendered[files.JSON.name])
    if not before:
        return []
    return [*_of_items(before, after), *_of_leavers(before, after, feed.channel.limit)]


def _of_items(before: Items, after: Items) -> Iterator[Change]:
    left = [item for identity, item in before.items() if identity not in after]
    by_link = {item.link: item for item in reversed(left)}
    by_title = {(item.title, item.published): item for item in reversed(left)}
    for identity, item in after.items():
        old = before.get(identity)
        if old is None:
            same = by_link.get(item.link) or by_title.get((item.title, item.published))
            kind = Kind.RE_ANNOUNCED if same else Kind.NEW
            yield Change(kind, identity, item.title, item.link, same.id if same else "")
        elif old != item:
            yield Change(_kind_of_change(old, item), identity, item.title, item.link)


def _kind_of_change(old: Item, item: Item) -> Kind:
    if old.title != item.title and old.link != item.link and old.published != item.published:
        return Kind.REPLACED
    return Kind.UPDATED if old.modified != item.modified else Kind.CHANGED


def _of_leavers(before: Items, after: Items, limit: int) -> Iterator[Change]:
    dates = [item.published for item in after.values()]
    oldest = min(dates) if len(after) >= limit else ""
    for identity, item in before.items():
        if identity not in after:
            kind = Kind.AGED if "" < item.published <= oldest else Kind.GONE
            yield Change(kind, identity, item.title, item.link)


# --- what is known of what they have -------------------------------------------------------------------------------


@dataclass(frozen=True)
class KnownArticles:
    """What is known of the articles of a station at an instant, drafts too."""

    index: Index
    station: str
    now: datetime

    def find(self, identity: str) -> Candidate | None:
        """The article with this id, if it is no draft."""
        return self.index.find(self.station, identity)

    def find_by_link(self, link: str) -> Candidate | None:
        """The article with this link, if it is no draft: its id may be another one, made of another date."""
        return self.index.find_by_link(self.station, link)

    def has(self, identity: str) -> bool:
        """Whether an article that could be read has this id."""
        return self.find(identity) is not None or self.index.has_draft(self.station, identity)

    def is_meant_to_go(self, identity: str) -> bool:
        """Whether an editor wants the article out of all feeds: it is withdrawn or a draft, or has expired."""
        article = self.find(identity)
        if article is None:
            return self.index.has_draft(self.station, identity)
        return article.withdrawn or article.has_expired(self.now)


# --- brakes ----------------------------------------------------------------------------------------------------


class Brake(StrEnum):
    """What is not done to subscribers without being asked for."""

    RE_ANNOUNCE = "re-announce"
    CLOCK = "clock"
    EMPTY = "empty"
    DROP = "drop"
    OLD_ITEMS = "old-items"


FEW = 2
"""Items that may always be deleted at once, even of a small feed."""
MAX_OLD_ITEMS = 50
"""Items older than what a feed has that may come into it at once."""


def brakes(feed: Feed, found: Sequence[Change], out: Path, known: KnownArticles) -> dict[Brake, list[str]]:
    """The brakes that changes of a feed run into, each with the titles that are meant, but for RE_ANNOUNCE (see
    `is_renamed`). Raises OSError."""
    if not found:
        return {}
    before = items_in_place(out, [feed.channel.path])
    newest = max((item.published for item in before.values()), default="")
    published = {item.id: rfc3339(item.published) for item in feed.items}
    again = {change.was for change in found}
    left = [change for change in found if change.kind is Kind.GONE and change.id not in again]
    left = [change for change in left if not known.is_meant_to_go(change.id)]
    early = [change.title for change in left if before[change.id].is_early(known.now)]
    gone = [change.title for change in left if not before[change.id].is_early(known.now)]
    old = [change.title for change in found if change.kind is Kind.NEW and published[change.id] < newest]
    hit: dict[Brake, list[str]] = {}
    if early:
        hit[Brake.CLOCK] = early
    if gone and not feed.items:
        hit[Brake.EMPTY] = gone
    elif is_a_drop(len(gone), len(before)):
        hit[Brake.DROP] = gone
    if len(old) > MAX_OLD_ITEMS:
        hit[Brake.OLD_ITEMS] = old
    return hit


def is_renamed(change: Change, known: KnownArticles) -> bool:
    """Whether an item has another id than before, and no other article can be meant by the old one."""
    return change.kind is Kind.RE_ANNOUNCED and not known.has(change.was)


def is_a_drop(gone: int, before: int) -> bool:
    """Whether more leaves a feed, an archive, or a month of one at once than anybody deletes."""
    return gone > FEW and gone * 5 > before


def vanished(feed: Feed, found: Sequence[Change], known: KnownArticles) -> list[str]:
    """Titles of the items that subscribers have and would lose for no reason that is known.

    What has aged out of a feed is lost only to an archive, which it would go into now.
    """
    kinds = {Kind.GONE, Kind.AGED} if feed.channel.archive else {Kind.GONE}
    return [change.title for change in found if change.kind in kinds and not known.has(change.id)]


def replaced(found: Iterable[Change]) -> list[str]:
    """Titles of the articles that would stand in the place of others that subscribers have, under their ids."""
    return [change.title for change in found if change.kind is Kind.REPLACED]
