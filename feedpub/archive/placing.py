"""The documents of an archive, put in place so that no article is in none of them at any moment.

Raises OSError, and ChangedMeanwhileError if an article has changed since its station was made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from graphlib import CycleError, TopologicalSorter
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from feedpub.archive.documents import ArchiveDocument, month_of
from feedpub.archive.plan import Archive, MadeDocument, make_documents, stamp_of
from feedpub.in_place import items_in_place
from feedpub.problem import Problem, errors
from feedpub.records import Records
from feedpub.target import Target


class PlacedArchive(NamedTuple):
    """What became of the archive behind one feed: the files that have changed, and what the validator says, with the
    names of files below feeds/.

    With a hole in it, a document that has never been there is not valid.
    """

    archive: Archive
    changed: tuple[str, ...] = ()
    verdict: tuple[Problem, ...] = ()
    has_hole: bool = False

    @property
    def wrong(self) -> list[Problem]:
        """The errors among what the validator says."""
        return errors(self.verdict)

    def and_then(self, changed: Iterable[str], verdict: Iterable[Problem]) -> "PlacedArchive":
        """The same with what became of more of its documents."""
        return self._replace(changed=(*self.changed, *changed), verdict=(*self.verdict, *verdict))


def place_archive(archive: Archive, records: Records, target: Target) -> PlacedArchive:
    """Put the documents behind one feed in place that have changed; a month with one that is not valid stays as it is.

    Nothing leads to the new ones yet, so they go first. If one of them is not valid, those that are there stay, too,
    for they would lead to it.
    """
    placed = PlacedArchive(archive)
    for documents in _by_month(archive.new):
        placed = placed.and_then(*_place(documents, records, target))
    if placed.wrong:
        return placed._replace(has_hole=True)
    changed = {month_of(documents[0].name): documents for documents in _by_month(archive.changed)}
    for month in _receivers_first(changed, target.out):
        placed = placed.and_then(*_place(changed[month], records, target))
    return placed


def _by_month(documents: Iterable[ArchiveDocument]) -> Iterator[list[ArchiveDocument]]:
    """The documents of each month together, because articles move from one of them to another."""
    for _, of_month in groupby(documents, key=lambda document: month_of(document.name)):
        yield [*of_month]


def _receivers_first(documents: Mapping[str, Sequence[ArchiveDocument]], out: Path) -> list[str]:
    """The order in which an article that moves is in its new document before it leaves the one that has it.

    `documents` are some under each name. Where two exchange articles, the last of them comes first.
    """
    had = {name: _ids_in_place(those, out) for name, those in documents.items()}
    gets = {name: _ids(those) - had[name] for name, those in documents.items()}
    last_first = [*reversed([*documents])]
    receiver = {identity: name for name in last_first for identity in gets[name]}
    after = {name: [receiver[one] for one in had[name] if receiver.get(one, name) != name] for name in last_first}
    try:
        return [*TopologicalSorter(after).static_order()]
    except CycleError:
        return last_first


def _ids(documents: Iterable[ArchiveDocument]) -> set[str]:
    return {candidate.id for document in documents for candidate in document.candidates}


def _ids_in_place(documents: Iterable[ArchiveDocument], out: Path) -> AbstractSet[str]:
    return items_in_place(out, [document.channel.path for document in documents]).keys()


def _place(documents: Sequence[ArchiveDocument], records: Records, target: Target) -> tuple[list[str], list[Problem]]:
    """Put documents in place if all of them are valid: the files that have changed, and what is said of them.

    All are made before the first is put in place, and the texts that they are made of are kept before the texts of what
    was there are forgotten: an article that is broken moves to another document with the last version that is known.
    """
    made = [*make_documents(records.task, records.index, documents)]
    problems = [problem for one in made for problem in one.verdict]
    if errors(problems):
        return [], problems
    for one in made:
        records.keep_texts(one.document.channel.path, one.sources, forget=False)
    by_name = {one.document.name: one for one in made}
    in_order = _receivers_first({name: [one.document] for name, one in by_name.items()}, target.out)
    changed = [file for name in in_order for file in _put(by_name[name], records, target)]
    for one in made:
        records.keep_texts(one.document.channel.path, one.sources)
    return changed, problems


def _put(made: MadeDocument, records: Records, target: Target) -> Iterator[str]:
    path = made.document.channel.path
    yield from target.put_media(records.task.name, made.media)
    files = target.put({target.out / path / file: content for file, content in made.files.items()})
    yield from map(target.shown, files)
    if not target.check:  # else there may be nothing to stamp
        records.keep_document(path, stamp_of(target.out, made.document))


def clear_archives(archives: Iterable[Archive], records: Records, target: Target) -> list[str]:
    """Take the archive documents away that no article is in any more; the files that are gone."""
    changed: list[str] = []
    for path in (path for archive in archives for path in archive.gone):
        changed += target.remove(target.out / path)
        records.keep_document(path, None)
        records.keep_texts(path, {})
    return changed
