"""The archive of a station: which of its documents have changed, and those made one after the other."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from feedpub.archives import FOLDER, Volume, chain, feed_of, month_of
from feedpub.digests import digest
from feedpub.formats import FORMATS
from feedpub.gate import judge
from feedpub.in_place import archive_in_place, is_meant_to_go, items_in_place
from feedpub.library.index import Index
from feedpub.library.reading import Articles
from feedpub.media import Published
from feedpub.model.feed import Channel, History
from feedpub.problem import Problem, Severity
from feedpub.subscribers import Brake, is_a_drop
from feedpub.task import Task


class Vanishing(NamedTuple):
    """The articles, by their titles, that would vanish from documents of some months, which therefore stay as they are.

    `is_broken`: something is that may be why they would; if nothing is, there are too many of them.
    """

    titles: frozenset[str]
    months: frozenset[str]
    is_broken: bool


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
    held: Vanishing | None = None

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to do for it."""
        return not (self.new or self.changed or self.gone or self.held)


def archive_of(task: Task, articles: Articles, channel: Channel) -> Archive:
    """What there is to do for the archive of a channel; nothing is read that is in no document.

    The documents of a month stay as they are if articles would vanish from them for no reason that is known: while
    anything is broken if it is only one, else if it is more than a fifth of what the documents hold that change. Raises
    OSError.
    """
    there = archive_in_place(task.out, channel.path)
    wanted = _archive(task, articles, channel, there, [])
    vanishing = _vanishing(task, articles, wanted)
    if vanishing is None:
        return wanted
    staying = [name for name in there if month_of(name) in vanishing.months]
    return _archive(task, articles, channel, there, staying)._replace(held=vanishing)


def _archive(task: Task, articles: Articles, channel: Channel, there: list[str], staying: list[str]) -> Archive:
    made, history = chain(channel, articles.oldest(), task.now, digest(repr(task.station)), staying)
    known = articles.index.archives(task.target, channel.path)
    whole = {path for volume in made if _is_there(task, path := volume.channel.path)}
    over = (f"{channel.path}/{FOLDER}/{name}" for name in there if name not in staying)
    paths = {volume.channel.path for volume in made}
    return Archive(
        path=channel.path,
        new=tuple(volume for volume in made if volume.channel.path not in whole),
        changed=tuple(v for v in made if v.channel.path in whole and known.get(v.channel.path) != v.digest),
        gone=tuple(path for path in over if path not in paths),
        history=history,
    )


def _vanishing(task: Task, articles: Articles, wanted: Archive) -> Vanishing | None:
    """What keeps documents from being changed; None if nothing does."""
    known = partial(articles.index.knows, task.name)
    touched = [*(volume.channel.path for volume in (*wanted.new, *wanted.changed)), *wanted.gone]
    there = {path: items_in_place(task.out, [path]) for path in touched}
    lost = [
        (path, item)
        for path, items in there.items()
        for identity, item in items.items()
        if not is_meant_to_go(identity, item, known, task.now)
    ]
    is_broken = any(problem.severity is Severity.ERROR for problem in articles.problems)
    too_many = is_a_drop(len(lost), sum(map(len, there.values()))) and Brake.DROP not in task.allowed
    if not lost or not (is_broken or too_many):
        return None
    titles = frozenset(str(item.get("title", "")) for _, item in lost)
    return Vanishing(titles, frozenset(month_of(path.rpartition("/")[2]) for path, _ in lost), is_broken)


def _is_there(task: Task, path: str) -> bool:
    """Whether a document is in place in all formats."""
    return all((task.out / path / written.file.name).is_file() for written in FORMATS)


class MadeVolume(NamedTuple):
    """An archive document in all formats, the media that it names, and what the validator says of it."""

    volume: Volume
    files: dict[str, bytes]
    media: tuple[Published, ...]
    verdict: tuple[Problem, ...]


def make_volumes(task: Task, index: Index, wanted: Sequence[Volume]) -> Iterator[MadeVolume]:
    """Make archive documents. Raises ChangedMeanwhileError if an article has changed since the station was made."""
    for volume in wanted:
        articles = task.known_articles(index)
        feed = feed_of(volume, task.now, articles.ready)
        files = {written.file.name: written.render(feed) for written in FORMATS}
        yield MadeVolume(volume, files, articles.desk.shelf.named_by([feed]), tuple(judge(feed.channel, files)))
