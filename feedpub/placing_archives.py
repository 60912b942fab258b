"""The documents of an archive, put in place so that no article is in none of them at any moment.

Raises OSError, and ChangedMeanwhileError if an article has changed since its station was made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from graphlib import CycleError, TopologicalSorter
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from feedpub.archives import Volume, month_of
from feedpub.archiving import Archive, MadeVolume, make_volumes, stamp_of
from feedpub.in_place import items_in_place
from feedpub.library.index import Index
from feedpub.problem import Problem, errors
from feedpub.target import Target
from feedpub.task import Task


class PlacedArchive(NamedTuple):
    """What became of the archive behind one feed: the files that have changed, and what the validator says, with the
    names of files below feeds/.

    With a hole in it, a document that has never been there is not valid.
    """

    archive: Archive
    changed: list[str]
    verdict: list[Problem]
    has_hole: bool

    @property
    def wrong(self) -> list[Problem]:
        """The errors among what the validator says."""
        return errors(self.verdict)


def place_archive(archive: Archive, task: Task, index: Index, target: Target) -> PlacedArchive:
    """Put the documents behind one feed in place that have changed; a month with one that is not valid stays as it is.

    Nothing leads to the new ones yet, so they go first. If one of them is not valid, those that are there stay, too,
    for they would lead to it.
    """
    placed = PlacedArchive(archive, [], [], has_hole=False)
    for volumes in _by_month(archive.new):
        _place(volumes, task, index, target, placed)
    if placed.wrong:
        return placed._replace(has_hole=True)
    changed = {month_of(volumes[0].name): volumes for volumes in _by_month(archive.changed)}
    for month in _receivers_first(changed, target.out):
        _place(changed[month], task, index, target, placed)
    return placed


def _by_month(volumes: Iterable[Volume]) -> Iterator[list[Volume]]:
    """The documents of each month together, because articles move from one of them to another."""
    for _, of_month in groupby(volumes, key=lambda volume: month_of(volume.name)):
        yield [*of_month]


def _receivers_first(documents: Mapping[str, Sequence[Volume]], out: Path) -> list[str]:
    """The order in which an article that moves is in its new document before it leaves the one that has it.

    `documents` are some under each name. Where two exchange articles, the last of them comes first.
    """
    had = {name: _ids_in_place(volumes, out) for name, volumes in documents.items()}
    gets = {name: _ids(volumes) - had[name] for name, volumes in documents.items()}
    last_first = [*reversed([*documents])]
    receiver = {identity: name for name in last_first for identity in gets[name]}
    after = {name: [receiver[one] for one in had[name] if receiver.get(one, name) != name] for name in last_first}
    try:
        return [*TopologicalSorter(after).static_order()]
    except CycleError:
        return last_first


def _ids(volumes: Iterable[Volume]) -> set[str]:
    return {candidate.id for volume in volumes for candidate in volume.candidates}


def _ids_in_place(volumes: Iterable[Volume], out: Path) -> AbstractSet[str]:
    return items_in_place(out, [volume.channel.path for volume in volumes]).keys()


def _place(volumes: Sequence[Volume], task: Task, index: Index, target: Target, placed: PlacedArchive) -> None:
    """Put documents in place if all of them are valid, and note what has changed, and what is said of them.

    All are made before the first is put in place, and the texts that they are made of are kept before the texts of what
    was there are forgotten: an article that is broken moves to another document with the last version that is known.
    """
    made = [*make_volumes(task, index, volumes)]
    problems = [problem for one in made for problem in one.verdict]
    placed.verdict.extend(problems)
    if errors(problems):
        return
    if not target.check:
        for one in made:
            index.keep_sources(_kept_for(task, one.volume.channel.path), task.name, one.sources, forget=False)
    by_name = {one.volume.name: one for one in made}
    for name in _receivers_first({name: [one.volume] for name, one in by_name.items()}, target.out):
        placed.changed.extend(_put(by_name[name], task, index, target))
    if not target.check:
        for one in made:
            index.keep_sources(_kept_for(task, one.volume.channel.path), task.name, one.sources)


def _put(made: MadeVolume, task: Task, index: Index, target: Target) -> Iterator[str]:
    path = made.volume.channel.path
    yield from target.put_media(task.name, made.media)
    files = target.put({target.out / path / file: content for file, content in made.files.items()})
    yield from map(target.shown, files)
    if not target.check:
        index.keep_archive(task.out_key, path, stamp_of(target.out, made.volume))


def clear_archives(archives: Iterable[Archive], task: Task, index: Index, target: Target) -> list[str]:
    """Take the archive documents away that no article is in any more; the files that are gone."""
    changed: list[str] = []
    for archive in archives:
        for path in archive.gone:
            changed += target.remove(target.out / path)
            if not target.check:
                index.keep_archive(task.out_key, path, None)
                index.keep_sources(_kept_for(task, path), task.name, {})
    return changed


def _kept_for(task: Task, path: str) -> str:
    """What the index keeps the texts by that a document was made of."""
    return f"{task.out_key}/{path}"
