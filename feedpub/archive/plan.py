"""The archive of a station: which of its documents have changed, and those made one after the other."""

import os
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from feedpub.archive.documents import (
    NOTHING,
    ArchiveDocument,
    KeptMonth,
    Staying,
    chain,
    feed_of,
    month_of,
    place_in_chain,
)
from feedpub.archive.losses import Held, Hold, holds, leavers
from feedpub.digests import digest
from feedpub.edition import window
from feedpub.formats import FORMATS
from feedpub.gate import judge
from feedpub.in_place import ArchiveInPlace, Item
from feedpub.library.articles import Articles, ItemMaker
from feedpub.library.index import Index
from feedpub.library.rows import Version
from feedpub.media import Published
from feedpub.model.feed import Channel, History
from feedpub.problem import Problem, errors
from feedpub.subscribers import Brake, KnownArticles
from feedpub.task import Task


class Archive(NamedTuple):
    """The documents behind the feed in the folder `path`: those that are not there yet, those that are and have
    changed, and the paths of those that are no more.

    `history` leads from the feed to the newest. `held` tells why the documents of `held_months` are not touched,
    whatever they should be; `staying` are the titles of what is meant to go, and stays in these with the others.
    """

    path: str
    new: tuple[ArchiveDocument, ...]
    changed: tuple[ArchiveDocument, ...]
    gone: tuple[str, ...]
    history: History
    held: tuple[Hold, ...] = ()
    held_months: frozenset[str] = frozenset()
    staying: frozenset[str] = frozenset()

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to do for it."""
        return not (self.new or self.changed or self.gone or self.held)


def plan_archive(task: Task, articles: Articles, channel: Channel) -> Archive:
    """What there is to do for the archive of a channel; nothing is read that is in no document. Raises OSError.

    The documents of a month stay as they are if something would be lost from them (see losses.py), and so do those of
    other months that they lead to, or that have what would move to them.
    """
    is_broken = task.is_broken or bool(errors(articles.problems))
    return _Planner(task, articles, channel, is_broken=is_broken).archive()


class _Planner:
    """Finds out which months have to stay as they are: what stays in one may keep another from changing."""

    def __init__(self, task: Task, articles: Articles, channel: Channel, *, is_broken: bool) -> None:
        self.task, self.articles, self.channel, self.is_broken = task, articles, channel, is_broken
        self.there = ArchiveInPlace(task.out, channel.path)
        self.known = KnownArticles(articles.index, task.name, task.now)
        self.held: Held = {}
        self.months: set[str] = set()
        self.meant_to_go: dict[str, Item] = {}

    def archive(self) -> Archive:
        """What there is to do when all is settled."""
        while True:
            wanted = _wanted(self.task, self.articles, self.channel, self.there, self._staying())
            more = _with_neighbours(self.there, wanted.names, self.months | self._losses(wanted))
            if more <= self.months:
                break
            self.months |= more
        kept = self.there.items(self._kept_names())
        return wanted.archive._replace(
            held=tuple(holds(self.held, self.task.allowed)),
            held_months=frozenset(self.months),
            staying=frozenset(item.title for item in self.meant_to_go.values() if item.id in kept),
        )

    def _losses(self, wanted: "_Wanted") -> set[str]:
        """The months that lose something by what is wanted; what that is, is noted."""
        touched = [name for name in wanted.touched if month_of(name) not in self.months]
        if not touched:
            return set()
        leaving = self.there.items(touched)
        self.meant_to_go |= {one.id: one for one in leaving.values() if self.known.is_meant_to_go(one.id)}
        found = leavers(self.there, touched, self._covered(wanted), self.channel, self.known, is_broken=self.is_broken)
        months = set(found.moving)
        for brake, those in found.held.items():
            self.held.setdefault(brake, []).extend(those)
            if brake not in self.task.allowed:
                months |= {one.month for one in those}
        return months

    def _covered(self, wanted: "_Wanted") -> set[str]:
        """The ids of all that is in a document, or in the feed, if what is wanted is done."""
        newest, _ = window(self.channel, self.articles.newest(self.task.now, self.channel.labels), self.task.now)
        made = {candidate.id for document in wanted.made for candidate in document.candidates}
        return made | {candidate.id for candidate in newest} | self.there.items(self._kept_names()).keys()

    def _kept_names(self) -> list[str]:
        return [name for name in self.there.names if month_of(name) in self.months]

    def _staying(self) -> Staying:
        """What stays in the months that are kept, and what would come again with another id."""
        if not self.months:
            return NOTHING
        successors = {one.successor.id for one in self.held.get(Brake.RE_ANNOUNCE, ()) if one.successor}
        if Brake.RE_ANNOUNCE in self.task.allowed:
            successors = set()
        months = {month: self._kept(month) for month in self.months}
        return Staying(months, self.there.items(self._kept_names()).keys() | successors)

    def _kept(self, month: str) -> KeptMonth:
        """What stays of a month; only the newest of all may get further documents: what is there leads to no others."""
        names = self.there.of_month(month)
        if not names or names[-1] != self.there.names[-1]:
            return KeptMonth(tuple(names))
        instants = [when for item in self.there.items(names[-1:]).values() if (when := item.out_since) and when.tzinfo]
        return KeptMonth(tuple(names), max(instants, default=None))


def _with_neighbours(there: ArchiveInPlace, names: Sequence[str], months: AbstractSet[str]) -> set[str]:
    """These months, and all that have to stay because of them, one because of another."""
    staying = set(months)
    while more := _neighbours(there.names, names, staying) - staying:
        staying |= more
        kept = (name for month in more for name in there.of_month(month))
        names = sorted({*(name for name in names if month_of(name) not in more), *kept}, key=place_in_chain)
    return staying


def _neighbours(there: Sequence[str], names: Sequence[str], months: AbstractSet[str]) -> set[str]:
    """The months that have to stay, too, for documents that stay in some months lead to theirs, and to no others."""
    before = dict(zip(there[1:], there, strict=False))
    now_before = dict(zip(names[1:], names, strict=False))
    found: set[str] = set()
    for name in there:
        if month_of(name) in months and before.get(name) != now_before.get(name):
            found |= {month_of(one) for one in (before.get(name), now_before.get(name)) if one}
        elif month_of(before.get(name, "")) in months and name not in names:
            found.add(month_of(name))
    return found


class _Wanted(NamedTuple):
    """What there would be to do: the documents that are made, the names of all in order, and of those in place that
    would change or go."""

    archive: Archive
    made: Sequence[ArchiveDocument]
    names: Sequence[str]
    touched: Sequence[str]


def _wanted(task: Task, articles: Articles, channel: Channel, there: ArchiveInPlace, staying: Staying) -> _Wanted:
    """What there is to do if some documents stay as they are."""
    about = digest(repr(task.station), str(task.precompress))  # whether copies belong beside its files
    made, history = chain(channel, articles.oldest(), task.now, about, staying)
    stamps = articles.index.archives(task.out_key, channel.path)
    whole = set(there.names)
    names = sorted({*(document.name for document in made), *staying.names}, key=place_in_chain)
    changed = [
        document
        for document in made
        if document.name in whole and stamps.get(document.channel.path) != stamp_of(task.out, document)
    ]
    left = [name for name in there.incomplete if month_of(name) not in staying.months]
    wanted = set(names)
    gone = [name for name in (*there.names, *left) if name not in wanted]
    archive = Archive(
        path=channel.path,
        new=tuple(document for document in made if document.name not in whole),
        changed=tuple(changed),
        gone=tuple(map(there.path_of, gone)),
        history=history,
    )
    touched = [*(document.name for document in changed), *(name for name in gone if name in whole)]
    return _Wanted(archive, made, names, touched)


def stamp_of(out: Path, document: ArchiveDocument) -> str:
    """What tells a document that is in place from what it should be, and from what somebody made of it. Raises
    OSError."""
    with os.scandir(out / document.channel.path) as entries:
        facts = sorted((entry.name, (about := entry.stat()).st_size, about.st_mtime_ns) for entry in entries)
    return digest(document.digest, repr(facts))


class MadeDocument(NamedTuple):
    """An archive document in all formats, the media that it names, and what the validator says of it.

    `sources` are the versions of articles that it was made of.
    """

    document: ArchiveDocument
    files: dict[str, bytes]
    media: tuple[Published, ...]
    verdict: tuple[Problem, ...]
    sources: Mapping[int, Version]


def make_documents(task: Task, index: Index, wanted: Sequence[ArchiveDocument]) -> Iterator[MadeDocument]:
    """Make archive documents. Raises ChangedMeanwhileError if an article has changed since the station was made."""
    for document in wanted:
        maker = ItemMaker(task.desk(), index)
        feed = feed_of(document, task.now, maker.ready)
        files = {written.file.name: written.render(feed) for written in FORMATS}
        media = maker.desk.shelf.named_by([feed])
        yield MadeDocument(document, files, media, tuple(judge(feed.channel, files)), maker.sources)
