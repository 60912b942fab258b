"""The archive of a station: which of its documents have changed, and those made one after the other."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from feedpub.archives import FOLDER, Kept, Volume, chain, feed_of, month_of, place_in_chain
from feedpub.digests import digest
from feedpub.formats import FORMATS
from feedpub.gate import judge
from feedpub.in_place import archive_in_place, newest_in_place
from feedpub.library.index import Index
from feedpub.library.reading import Articles
from feedpub.losses import Loss, losses
from feedpub.media import Published
from feedpub.model.feed import Channel, History
from feedpub.problem import Problem, Severity
from feedpub.subscribers import Known
from feedpub.task import Task


class Archive(NamedTuple):
    """The documents behind the feed in the folder `path`: those that are not there yet, those that are and have
    changed, and the paths of those that are no more.

    `history` leads from the feed to the newest. `held` tells of those that are not touched, whatever they should be.
    """

    path: str
    new: tuple[Volume, ...]
    changed: tuple[Volume, ...]
    gone: tuple[str, ...]
    history: History
    held: tuple[Loss, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to do for it."""
        return not (self.new or self.changed or self.gone or self.held)


def archive_of(task: Task, articles: Articles, channel: Channel) -> Archive:
    """What there is to do for the archive of a channel; nothing is read that is in no document. Raises OSError.

    The documents of a month stay as they are if that would lose something (see losses.py), and so do those of other
    months that they lead to.
    """
    there = sorted(archive_in_place(task.out, channel.path), key=place_in_chain)
    wanted, _ = _archive(task, articles, channel, there, {})
    is_broken = task.is_broken or any(problem.severity is Severity.ERROR for problem in articles.problems)
    touched = [*(volume.channel.path for volume in (*wanted.new, *wanted.changed)), *wanted.gone]
    known = Known(articles.index, task.name, task.now)
    held = losses(task, channel, known, touched, there, is_broken=is_broken)
    months = {month for loss in held for month in loss.months}
    torn = months
    while torn:
        months |= torn
        kept = {month: _kept(task, channel, there, month) for month in months}
        wanted, names = _archive(task, articles, channel, there, kept)
        torn = _torn(there, names, months) - months
    return wanted._replace(held=tuple(held))


def _kept(task: Task, channel: Channel, there: Sequence[str], month: str) -> Kept:
    """What stays of a month; only the newest of all may get further documents, for what is there leads to no others."""
    names = tuple(name for name in there if month_of(name) == month)
    if not names or names[-1] != there[-1]:
        return Kept(names)
    return Kept(names, newest_in_place(task.out, f"{channel.path}/{FOLDER}/{names[-1]}"))


def _torn(there: Sequence[str], names: Sequence[str], months: set[str]) -> set[str]:
    """The months that have to stay, too, for documents that stay in some months lead to theirs, and to no others."""
    before = dict(zip(there[1:], there, strict=False))
    now_before = dict(zip(names[1:], names, strict=False))
    torn: set[str] = set()
    for name in there:
        if month_of(name) in months and before.get(name) != now_before.get(name):
            torn |= {month_of(one) for one in (before.get(name), now_before.get(name)) if one}
        elif month_of(before.get(name, "")) in months and name not in names:
            torn.add(month_of(name))
    return torn


def _archive(
    task: Task, articles: Articles, channel: Channel, there: Sequence[str], kept: Mapping[str, Kept]
) -> tuple[Archive, list[str]]:
    """What there is to do if some months are kept as they are, and the names of all documents then, in order."""
    about = digest(repr(task.station), str(task.precompress))
    made, history = chain(channel, articles.oldest(), task.now, about, kept)
    stamps = articles.index.archives(task.target, channel.path)
    whole = {volume.channel.path for volume in made if _is_there(task.out, volume)}
    staying = {name for month in kept.values() for name in month.names}
    names = sorted({*(_name(volume) for volume in made), *staying}, key=place_in_chain)
    archive = Archive(
        path=channel.path,
        new=tuple(volume for volume in made if volume.channel.path not in whole),
        changed=tuple(
            volume
            for volume in made
            if (path := volume.channel.path) in whole and stamps.get(path) != stamp_of(task.out, volume)
        ),
        gone=tuple(f"{channel.path}/{FOLDER}/{name}" for name in there if name not in set(names)),
        history=history,
    )
    return archive, names


def _name(volume: Volume) -> str:
    return volume.channel.path.rpartition("/")[2]


def _is_there(out: Path, volume: Volume) -> bool:
    """Whether a document is in place in all formats."""
    return all((out / volume.channel.path / written.file.name).is_file() for written in FORMATS)


def stamp_of(out: Path, volume: Volume) -> str:
    """What tells a document that is in place from what it should be, and from what somebody made of it. Raises
    OSError."""
    with os.scandir(out / volume.channel.path) as entries:
        facts = sorted((entry.name, (about := entry.stat()).st_size, about.st_mtime_ns) for entry in entries)
    return digest(volume.digest, repr(facts))


class MadeVolume(NamedTuple):
    """An archive document in all formats, the media that it names, and what the validator says of it.

    `sources` are the texts that it was made of.
    """

    volume: Volume
    files: dict[str, bytes]
    media: tuple[Published, ...]
    verdict: tuple[Problem, ...]
    sources: Mapping[int, tuple[str, bytes]]


def make_volumes(task: Task, index: Index, wanted: Sequence[Volume]) -> Iterator[MadeVolume]:
    """Make archive documents. Raises ChangedMeanwhileError if an article has changed since the station was made."""
    for volume in wanted:
        articles = task.known_articles(index)
        feed = feed_of(volume, task.now, articles.ready)
        files = {written.file.name: written.render(feed) for written in FORMATS}
        media = articles.desk.shelf.named_by([feed])
        yield MadeVolume(volume, files, media, tuple(judge(feed.channel, files)), articles.sources)
