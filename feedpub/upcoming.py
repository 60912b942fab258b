"""What will change in the feeds by the clock alone: what appears, changes or expires by itself."""

from collections.abc import Iterator
from typing import NamedTuple

from feedpub.edition import FAR_OFF, Due
from feedpub.indexing import with_index
from feedpub.job import Job
from feedpub.library.folders import Folder
from feedpub.library.index import Index
from feedpub.library.stations import Newsroom, read_newsroom
from feedpub.making import falling_due
from feedpub.task import Task


class Coming(NamedTuple):
    """Something that falls due, and the folder of the station that it belongs to."""

    due: Due
    station: str


def upcoming(job: Job) -> list[Coming]:
    """All that falls due in a newsroom after the job's instant, the first first. Raises OSError."""
    newsroom = read_newsroom(Folder(job.articles, job.articles.as_posix()))
    return with_index(job, lambda index: sorted(_coming(newsroom, index, job)))


def _coming(newsroom: Newsroom, index: Index, job: Job) -> Iterator[Coming]:
    for name, station in newsroom.stations.items():
        task = Task(newsroom.folder, name, station, job.now, job.out, job.remote)
        yield from (Coming(one, name) for one in falling_due(task, task.articles(index)) if one.what != FAR_OFF)
