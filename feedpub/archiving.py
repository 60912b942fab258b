"""The archive of a station: which of its documents have changed, and those made one after the other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from feedpub.archives import Volume, feed_of, volumes
from feedpub.digests import digest
from feedpub.formats import FORMATS
from feedpub.gate import judge
from feedpub.library.index import Index
from feedpub.library.reading import Articles
from feedpub.media import Published
from feedpub.model.feed import Channel, History
from feedpub.problem import Problem
from feedpub.task import Task


class Archive(NamedTuple):
    """The documents behind the feed in the folder `path`: those that are not there yet, those that are and have
    changed, and the paths of those that are no more.

    `history` leads from the feed to the newest.
    """

    path: str
    new: tuple[Volume, ...]
    changed: tuple[Volume, ...]
    gone: tuple[str, ...]
    history: History

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to do for it."""
        return not (self.new or self.changed or self.gone)


def archive_of(task: Task, articles: Articles, channel: Channel) -> Archive:
    """What there is to do for the archive of a channel; nothing is read that is in no document."""
    about = digest(repr(task.station))
    wanted = volumes(channel, articles.oldest(), task.now, about)
    known = articles.index.archives(task.target, channel.path)
    there = {path for volume in wanted if _is_there(task, path := volume.channel.path)}
    paths = {volume.channel.path for volume in wanted}
    return Archive(
        path=channel.path,
        new=tuple(volume for volume in wanted if volume.channel.path not in there),
        changed=tuple(v for v in wanted if v.channel.path in there and known.get(v.channel.path) != v.digest),
        gone=tuple(path for path in known if path not in paths),
        history=History(previous=wanted[-1].channel.url if wanted else None),
    )


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
