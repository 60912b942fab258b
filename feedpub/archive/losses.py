"""What would vanish from the documents of an archive, and what of that is held back."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import NamedTuple

from feedpub.archive.documents import month_of
from feedpub.in_place import ArchiveInPlace, Item
from feedpub.model.feed import Candidate, Channel
from feedpub.subscribers import FEW, Brake, Change, Kind, KnownArticles, is_a_drop


class Hold(NamedTuple):
    """Why documents stay as they are: what articles, by their titles, run into.

    `brake` None: something is broken, which may be why they would vanish. `renamed` are those that would come again
    with other ids. `until` is when the clock lets go of it, if it is that which holds.
    """

    brake: Brake | None
    titles: frozenset[str]
    renamed: tuple[Change, ...] = ()
    until: datetime | None = None


class LeavingItem(NamedTuple):
    """An item that would be in no document any more, nor in the feed; and the month of the document that has it.

    `successor` is the article that has its link now, with another id.
    """

    month: str
    item: Item
    is_known: bool
    is_early: bool
    successor: Candidate | None

    @property
    def change(self) -> Change:
        """What becomes of it in the eyes of a reader."""
        kind, became = (Kind.RE_ANNOUNCED, self.successor.id) if self.successor else (Kind.GONE, self.item.id)
        return Change(kind, became, self.item.title, self.item.link, self.item.id)


Held = dict[Brake | None, list[LeavingItem]]
"""What leaves by what it runs into; None: something is broken."""


class Leavers(NamedTuple):
    """What would leave the documents: what is held back for that, and months whose items move to ones that are held."""

    held: Held
    moving: set[str]


def leavers(
    there: ArchiveInPlace,
    touched: Iterable[str],
    covered: AbstractSet[str],
    channel: Channel,
    known: KnownArticles,
    *,
    is_broken: bool,
) -> Leavers:
    """What would leave the documents in place if those called `touched` were changed; `covered` are the ids of all that
    is in a document or in the feed after that. Raises OSError."""
    leaving: list[LeavingItem] = []
    moving: set[str] = set()
    for name in touched:
        for identity, item in there.items([name]).items():
            if identity in covered or known.is_meant_to_go(identity):
                continue
            if _goes_on(known.find(identity), channel, known):
                moving.add(month_of(name))
            else:
                leaving.append(_leaving(month_of(name), item, there, known, channel))
    return Leavers(_by_brake(leaving, there, is_broken=is_broken), moving)


def _goes_on(article: Candidate | None, channel: Channel, known: KnownArticles) -> bool:
    """Whether an article belongs into the archive, be it into another document than before."""
    is_carried = article is not None and article.published <= known.now and channel.carries(article)
    return is_carried and channel.archive


def _leaving(month: str, item: Item, there: ArchiveInPlace, known: KnownArticles, channel: Channel) -> LeavingItem:
    is_known = known.has(item.id)
    other = None if is_known else known.find_by_link(item.link)
    comes_anew = other and _goes_on(other, channel, known) and not other.has_expired(known.now)
    successor = other if other and comes_anew and not _is_there(other, there) else None
    return LeavingItem(month, item, is_known, item.is_early(known.now), successor)


def _is_there(article: Candidate, there: ArchiveInPlace) -> bool:
    """Whether subscribers have an article already, in a document of its month."""
    return article.id in there.items(there.of_month(f"{article.published:%Y-%m}"))


def _by_brake(leaving: Sequence[LeavingItem], there: ArchiveInPlace, *, is_broken: bool) -> Held:
    """What leaves by what it runs into, each item once."""
    held: Held = {None: [], Brake.RE_ANNOUNCE: [], Brake.CLOCK: []}
    gone: list[LeavingItem] = []
    for one in leaving:
        if is_broken and not one.is_known:
            held[None].append(one)
        elif one.successor:
            held[Brake.RE_ANNOUNCE].append(one)
        else:
            (held[Brake.CLOCK] if one.is_early else gone).append(one)
    return held | {Brake.DROP: list(_dropped(gone, there))}


def _dropped(gone: Sequence[LeavingItem], there: ArchiveInPlace) -> Iterator[LeavingItem]:
    """What goes with more than anybody deletes at once, of its month or of the archive."""
    if len(gone) > FEW and is_a_drop(len(gone), len(there.items(there.names))):
        yield from gone
        return
    number: dict[str, int] = {}
    for one in gone:
        number[one.month] = number.get(one.month, 0) + 1
    many = {month for month, count in number.items() if is_a_drop(count, len(there.items(there.of_month(month))))}
    yield from (one for one in gone if one.month in many)


def holds(held: Held, allowed: Collection[str]) -> list[Hold]:
    """What is told of what is held back; `allowed` are brakes that are let go."""
    return [
        Hold(
            brake=brake,
            titles=frozenset(one.item.title for one in those),
            renamed=tuple(one.change for one in those if one.successor),
            until=_first_out(those) if brake is Brake.CLOCK else None,
        )
        for brake, those in held.items()
        if those and brake not in allowed
    ]


def _first_out(those: Iterable[LeavingItem]) -> datetime | None:
    return min((when for one in those if (when := one.item.out_since) and when.tzinfo), default=None)
