"""What would vanish from the documents of an archive, and what of that is held back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from feedpub.archives import FOLDER, month_of
from feedpub.in_place import Item, Items, items_in_place
from feedpub.model.feed import Candidate, Channel
from feedpub.subscribers import Brake, Change, Kind, Known, is_a_drop
from feedpub.task import Task


class Loss(NamedTuple):
    """Articles, by their titles, that would vanish from documents of some months, which therefore stay as they are.

    `brake` is what they run into; None: something is broken, which may be why they would. `renamed` are those that
    would come again with other ids. `staying` are the titles of what is meant to go, and stays with the others.
    """

    brake: Brake | None
    titles: frozenset[str]
    months: frozenset[str]
    renamed: tuple[Change, ...] = ()
    staying: frozenset[str] = frozenset()


class _Leaving(NamedTuple):
    """An item that would be in no document any more, nor in the feed; and the month of the document that has it.

    `again` is the article that has its link now, with another id.
    """

    month: str
    change: Change
    is_known: bool
    is_early: bool
    again: Candidate | None

    @property
    def months(self) -> set[str]:
        """The months that must not change for its sake: its own, and the one in which it would come again."""
        return {self.month} | ({f"{self.again.published:%Y-%m}"} if self.again else set())


def losses(
    task: Task, channel: Channel, known: Known, touched: Sequence[str], there: Sequence[str], *, is_broken: bool
) -> list[Loss]:
    """What would be lost if the documents in the folders `touched` were changed; `there` are the names of all in place.

    Raises OSError.
    """
    items = {path: items_in_place(task.out, [path]) for path in touched}
    leaving = [
        _leaving(_month(path), identity, item, known)
        for path, identity, item in _all(items)
        if not known.is_over(identity) and not _goes_on(known.find(identity), channel, known)
    ]
    if not leaving:
        return []
    held = _by_brake(leaving, _sizes(task, channel, there, items), is_broken=is_broken)
    return [_loss(brake, those, items, known) for brake, those in held.items() if those and brake not in task.allowed]


def _all(items: Mapping[str, Items]) -> Iterable[tuple[str, str, Item]]:
    return ((path, identity, item) for path, found in items.items() for identity, item in found.items())


def _month(path: str) -> str:
    return month_of(path.rpartition("/")[2])


def _goes_on(article: Candidate | None, channel: Channel, known: Known) -> bool:
    """Whether an article is in the feed or in a document of its archive, be it another one than before."""
    out = article is not None and article.published <= known.now and channel.carries(article)
    return out and channel.archive


def _leaving(month: str, identity: str, item: Item, known: Known) -> _Leaving:
    is_known = known.has(identity)
    article = None if is_known else known.index.find_by_link(known.station, item.link)
    again = article if article and article.published <= known.now else None
    kind, became = (Kind.RE_ANNOUNCED, again.id) if again else (Kind.GONE, identity)
    change = Change(kind, became, item.title, item.link, identity)
    return _Leaving(month, change, is_known, item.is_early(known.now), again)


def _sizes(task: Task, channel: Channel, there: Sequence[str], items: Mapping[str, Items]) -> dict[str, int]:
    """How many items the documents have in place of those months of which some would be changed."""
    sizes = dict.fromkeys(map(_month, items), 0)
    for name in there:
        if (month := month_of(name)) in sizes:
            path = f"{channel.path}/{FOLDER}/{name}"
            sizes[month] += len(items[path] if path in items else items_in_place(task.out, [path]))
    return sizes


def _by_brake(
    leaving: Sequence[_Leaving], sizes: Mapping[str, int], *, is_broken: bool
) -> dict[Brake | None, list[_Leaving]]:
    """What leaves by what it runs into, each item once."""
    unknown = [one for one in leaving if is_broken and not one.is_known]
    rest = [one for one in leaving if one not in unknown]
    again = [one for one in rest if one.again]
    early = [one for one in rest if one.is_early and not one.again]
    gone = [one for one in rest if not one.again and not one.is_early]
    number = {month: sum(one.month == month for one in gone) for month in {one.month for one in gone}}
    dropped = [one for one in gone if is_a_drop(number[one.month], sizes[one.month])]
    return {None: unknown, Brake.RE_ANNOUNCE: again, Brake.CLOCK: early, Brake.DROP: dropped}


def _loss(brake: Brake | None, those: Sequence[_Leaving], items: Mapping[str, Items], known: Known) -> Loss:
    months = frozenset(month for one in those for month in one.months)
    staying = (item for path, identity, item in _all(items) if _month(path) in months and known.is_over(identity))
    return Loss(
        brake=brake,
        titles=frozenset(one.change.title for one in those),
        months=months,
        renamed=tuple(one.change for one in those if one.again),
        staying=frozenset(item.title for item in staying),
    )
