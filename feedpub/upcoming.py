"""What will change in the feeds by the clock alone: articles that appear, change or expire by themselves."""

from collections.abc import Iterator
from typing import NamedTuple

from feedpub.edition import FAR_OFF, Due, due
from feedpub.indexing import with_index
from feedpub.job import Job
from feedpub.library.folders import Folder
from feedpub.library.index import Index
from feedpub.library.stations import Newsroom, read_newsroom
from feedpub.task import Task


class Coming(NamedTuple):
    """Something that falls due, and the folder of the station that it belongs to."""

    due: Due
    station: str


def upcoming(job: Job) -> list[Coming]:
    """All that falls due in a newsroom after the job's instant, the first first. Raises OSError."""
    newsroom = read_newsroom(Folder(job.articles, job.articles.as_posix()))
    return with_index(job, lambda index, _file: sorted(_coming(newsroom, index, job)))


def _coming(newsroom: Newsroom, index: Index, job: Job) -> Iterator[Coming]:
    for name, station in newsroom.stations.items():
        articles = Task(newsroom.folder, name, station, job.now, job.out, job.remote).articles(index)
        yield from (Coming(one, name) for one in due(articles.unsettled(job.now), job.now) if one.what != FAR_OFF)
