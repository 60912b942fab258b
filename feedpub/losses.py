"""What would vanish from the documents of an archive, and what of that is held back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from feedpub.archives import FOLDER, month_of
from feedpub.in_place import Items, is_early, items_in_place
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


class Leaving(NamedTuple):
    """An item that would be in no document any more, nor in the feed; and the month of the document that has it."""

    month: str
    id: str
    item: Mapping[str, object]

    @property
    def title(self) -> str:
        """What people know it by."""
        return str(self.item.get("title", ""))


def losses(
    task: Task, channel: Channel, known: Known, touched: Sequence[str], there: Sequence[str], *, is_broken: bool
) -> list[Loss]:
    """What would be lost if the documents in the folders `touched` were changed; `there` are the names of all in place.

    Raises OSError.
    """
    items = {path: items_in_place(task.out, [path]) for path in touched}
    meant = frozenset(_title(item) for found in items.values() for one, item in found.items() if known.is_over(one))
    leaving = [
        Leaving(month_of(path.rpartition("/")[2]), one, item)
        for path, found in items.items()
        for one, item in found.items()
        if not known.is_over(one) and not _goes_on(known.find(one), channel, known)
    ]
    if not leaving:
        return []
    sizes = _sizes(task, channel, there, items, {one.month for one in leaving})
    hit = _hit(leaving, known, sizes, is_broken=is_broken)
    return [
        Loss(brake, frozenset(one.title for one in which), frozenset(one.month for one in which), renamed, meant)
        for brake, (which, renamed) in hit.items()
        if which and brake not in task.allowed
    ]


def _title(item: Mapping[str, object]) -> str:
    return str(item.get("title", ""))


def _goes_on(article: Candidate | None, channel: Channel, known: Known) -> bool:
    """Whether an article is in the feed or in a document of its archive, be it another one than before."""
    out = article is not None and article.published <= known.now and channel.carries(article)
    return out and channel.archive


def _sizes(
    task: Task, channel: Channel, there: Sequence[str], items: Mapping[str, Items], months: set[str]
) -> dict[str, int]:
    """How many items the documents of these months have in place."""
    sizes: dict[str, int] = {}
    for name in there:
        if (month := month_of(name)) in months:
            path = f"{channel.path}/{FOLDER}/{name}"
            found = items[path] if path in items else items_in_place(task.out, [path])
            sizes[month] = sizes.get(month, 0) + len(found)
    return sizes


def _hit(
    leaving: Sequence[Leaving], known: Known, sizes: Mapping[str, int], *, is_broken: bool
) -> dict[Brake | None, tuple[list[Leaving], tuple[Change, ...]]]:
    """What leaves by what it runs into."""
    renamed = dict(_renamed(leaving, known))
    early = [one for one in leaving if is_early(one.item, known.now)]
    rest = [one for one in leaving if one.id not in renamed and one not in early]
    by_month = {month: [one for one in rest if one.month == month] for month in {one.month for one in rest}}
    dropped = [one for month, gone in by_month.items() if is_a_drop(len(gone), sizes.get(month, 0)) for one in gone]
    unknown = [one for one in leaving if not known.has(one.id)] if is_broken else []
    again = [one for one in leaving if one.id in renamed] if not is_broken else []
    return {
        None: (unknown, ()),
        Brake.RE_ANNOUNCE: (again, tuple(renamed.values())),
        Brake.CLOCK: (early, ()),
        Brake.DROP: ([one for one in dropped if one not in unknown], ()),
    }


def _renamed(leaving: Sequence[Leaving], known: Known) -> Iterator[tuple[str, Change]]:
    """What would come again with another id, for the article with its link has one."""
    for one in leaving:
        link = str(one.item.get("url", ""))
        article = known.index.find_by_link(known.station, link)
        if article and article.published <= known.now and not known.has(one.id):
            yield one.id, Change(Kind.RE_ANNOUNCED, article.id, one.title, link, one.id)
