"""The index of a newsroom, opened wherever that can be done: trouble with it costs time, and nothing else."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from typing import TypeVar

from feedpub.database import is_damage
from feedpub.digests import digest
from feedpub.job import Job
from feedpub.library.index import Index
from feedpub.library.tables import IndexFile
from feedpub.program import program

Result = TypeVar("Result")


def with_index(job: Job, work: Callable[[Index], Result]) -> Result:
    """The result of `work`, which is called with the index of the job's articles.

    Where its file cannot be used, or turns out to be damaged, `work` is called with an index in memory; that may be the
    second call, so what the first one did must not be in its way.
    """
    if file := _file(job):
        with suppress(sqlite3.Error), closing(_opened(file)) as index:
            try:
                return work(index)
            except sqlite3.Error as error:
                _forget(file, error)
    with closing(Index()) as index:
        return work(index)


def _file(job: Job) -> IndexFile | None:
    if job.cache is None:
        return None
    words = [os.path.realpath(job.articles), str(job.articles)]  # problems name the files as they were asked for
    return IndexFile(job.cache / f"articles-{digest(*words)}.sqlite3", program())


def _opened(file: IndexFile) -> Index:
    """The index, made again if it is damaged. Raises sqlite3.Error."""
    try:
        return open_index(file)
    except sqlite3.Error as error:
        _forget(file, error)
        return open_index(file)


def open_index(file: IndexFile) -> Index:
    """Open an index in this process. Raises sqlite3.Error."""
    try:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        return Index(file)
    except OSError as error:
        raise sqlite3.OperationalError(str(error)) from error


def _forget(file: IndexFile, error: sqlite3.Error) -> None:
    """Delete a file that is damaged; one that is locked, or that may not be written, is left alone."""
    if is_damage(error):
        with suppress(OSError):
            file.path.unlink()
