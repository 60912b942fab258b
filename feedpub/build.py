"""The pipeline: read → choose → render → judge → compare with what subscribers have → put in place → report.

Start reading at `build`. A station's step (making.py) writes nothing but the index; what it made is put in place after
that (placing.py), and only there is anything written that subscribers see.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path

from feedpub.indexing import open_index, with_index
from feedpub.job import Job
from feedpub.library import filing
from feedpub.library.folders import SHARED_MEDIA, Folder
from feedpub.library.index import Index, apart
from feedpub.library.stations import Newsroom, placeholder, read_newsroom
from feedpub.library.tables import IndexFile
from feedpub.making import MadeStation, make_station
from feedpub.placing import Placed, place_station
from feedpub.problem import Place, Problem, Severity, errors, os_error_in_words, printable, suggestion
from feedpub.report import Report, StationReport
from feedpub.retrying import retries
from feedpub.station_list import no_longer_built, place_list
from feedpub.target import Target
from feedpub.task import Task
from feedpub.writer import BusyError, locked


class UnknownStationError(ValueError):
    """A station was asked for that does not exist."""


Progress = Callable[[str, int], None]
"""Called with a station's folder when it is done, and with the number of all stations that are built."""


def build(job: Job, progress: Progress = lambda _name, _all: None) -> Report:
    """Build the feeds and put them in place. Raises UnknownStationError; what the disk says against it is a failure.

    One run at a time: a run that has read old articles must not put its feeds over those of one that has read new ones.
    """
    try:
        with nullcontext() if job.check else locked(job.out, job.wait):
            # What is in place is looked at under the lock: another run may have changed it while this one waited.
            known = job.memory.unchanged() if job.memory else {}
            report = with_index(job, lambda index: _build(job, known, index, progress))
            if job.memory and not job.check and not report.failures:
                job.memory.keep(report)
            return report
    except BusyError:
        return Report(failures=(_busy(job),), busy=True)
    except OSError as error:
        why = os_error_in_words(error) if job.articles.is_dir() else _no_newsroom(job)
        return Report(failures=(f"Nothing was built: {why}",), check=job.check)


def _no_newsroom(job: Job) -> str:
    name = printable(job.articles.as_posix())
    return (
        f"there is no folder {name}. Is a disk not mounted? If the newsroom is somewhere else, pass --articles FOLDER."
    )


def _busy(job: Job) -> str:
    waited = f"{job.wait:g} second{'' if job.wait == 1 else 's'}"
    since = f"and was not done after {waited}" if job.wait else "and --wait 0 means not waiting"
    todo = "Let it finish, or give this one more time: --wait SECONDS."
    return f"Nothing was built: another run is at work on {job.out.as_posix()}, {since}. {todo}"


def make(job: Job, index: Index) -> Iterator[MadeStation]:
    """What would be put in place, station by station. Raises UnknownStationError, OSError, sqlite3.Error."""
    newsroom = read_newsroom(Folder(job.articles, job.articles.as_posix()))
    return _make_all(list(_tasks(newsroom, _chosen(newsroom, job.stations), job).values()), index)


def _build(job: Job, known: Mapping[str, StationReport], index: Index, progress: Progress) -> Report:
    """Build all stations but those that are `known` to be as they were."""
    newsroom = read_newsroom(Folder(job.articles, job.articles.as_posix()))
    names, target = _chosen(newsroom, job.stations), Target(job.out, job.check, job.precompress)
    problems = [*_problems_of(newsroom, job.stations), *_problems_of_broken(newsroom, job, index)]
    if job.cache is not None and index.file is None:
        problems.append(_no_cache(job.cache))
    unchanged = _unchanged(known, newsroom, names, index)
    placed: list[Placed] = []
    tasks = _tasks(newsroom, [name for name in names if name not in unchanged], job)
    for made in _make_all(list(tasks.values()), index):
        placed.append(place_station(made, tasks[made.name], index, target))
        progress(made.name, len(names) - len(unchanged))
    problems += _shared_ids(index, names)
    reports = unchanged | {report.name: report for station in placed if (report := station.report)}
    stations = tuple(reports[name] for name in names)
    placed.append(place_list(newsroom, stations, target))
    if not job.stations:
        problems += no_longer_built(newsroom, job.out)
        index.keep_stations([*newsroom.stations, *newsroom.broken, *map(apart, newsroom.broken)])
    return Report(
        stations=stations,
        own_problems=tuple(problems),
        failures=tuple(failure for one in placed for failure in one.failures),
        other_changes=tuple(change for one in placed for change in one.other_changes),
        check=job.check,
        retry_at=min(retries(problems, job.now), default=None),
    )


def _unchanged(
    known: Mapping[str, StationReport], newsroom: Newsroom, names: list[str], index: Index
) -> dict[str, StationReport]:
    """Those of some stations that need not be built; last_run.py tells which are `known` to be as they were."""
    told_of = {_top(problem.place, newsroom.folder) for problem in newsroom.problems}
    return {
        name: known[name]
        for name in names
        if name in known
        and name not in told_of  # what is wrong with its own files may be mended elsewhere, as by a picture
        and index.count_is(name, known[name].articles)  # its articles may have been lost with the index since
    }


def _chosen(newsroom: Newsroom, names: tuple[str, ...]) -> list[str]:
    for name in names:
        if name not in newsroom.stations and name not in newsroom.broken:
            near = suggestion(name, newsroom.stations) or ", ".join(newsroom.stations)
            raise UnknownStationError(f"There is no station “{name}”." + (f" Did you mean {near}?" if near else ""))
    return [name for name in newsroom.stations if not names or name in names]


def _no_cache(cache: Path) -> Problem:
    message = "The cache cannot be written here, so every article was read again."
    fix = (
        "Pass a writable folder with --cache; without one, a broken article cannot fall back to its last good version."
    )
    return Problem(Place(cache.as_posix()), "no-cache", message, fix, Severity.INFO)


# --- problems that are no single article's ---------------------------------------------------------------------


def _problems_of(newsroom: Newsroom, names: tuple[str, ...]) -> list[Problem]:
    """What is wrong with the publisher's and the stations' files; with `names`, not with other stations'."""
    if not newsroom.stations and not errors(newsroom.problems):
        message = "There is a publisher, but no station, so nothing is published."
        fix = "Make a folder here with a station.yaml in it, which has at least title: and link:."
        return [*newsroom.problems, Problem(Place(newsroom.folder.shown), "no-station", message, fix)]
    others = {path.name for path in newsroom.folder.root.iterdir() if path.is_dir()} - set(names) if names else set()
    return [problem for problem in newsroom.problems if _top(problem.place, newsroom.folder) not in others]


def _top(place: Place, folder: Folder) -> str:
    """The first name below the newsroom's folder on the way to a place."""
    return place.file.removeprefix(folder.shown).lstrip("/").partition("/")[0]


def _problems_of_broken(newsroom: Newsroom, job: Job, index: Index) -> Iterator[Problem]:
    """What is wrong with the articles of stations that cannot be built."""
    for name in newsroom.broken:
        if not job.stations or name in job.stations:
            yield from _broken_task(newsroom, name, job).articles(index).problems


def _broken_task(newsroom: Newsroom, name: str, job: Job) -> Task:
    """The task that reads the articles of a station that cannot be built; servers are not asked about its audio."""
    return Task(
        newsroom.folder,
        name,
        placeholder(newsroom, name),
        job.now,
        job.out,
        workers=os.cpu_count() or 1,
        is_broken=True,
        is_placeholder=True,
    )


def _shared_ids(index: Index, names: list[str]) -> Iterator[Problem]:
    """Warnings for ids that a station has which one before it has too."""
    for place, other in index.shared_ids(names):
        message = f"The article in {other.file} has the same id, so readers of both stations may see one only."
        fix = "Give one of the two an `id` of its own."
        yield Problem(place, "shared-id", message, fix, Severity.WARNING)


# --- all stations' steps -------------------------------------------------------------------------------------


def _tasks(newsroom: Newsroom, names: list[str], job: Job) -> dict[str, Task]:
    """The stations to make, by their names; processors that no other station needs may read the articles of one."""
    workers = max(1, (os.cpu_count() or 1) // max(1, len(names)))
    common = (job.now, job.out, job.remote, workers, newsroom.publisher, job.allowed)
    broken = {_top(problem.place, newsroom.folder) for problem in errors(newsroom.problems)}
    seen = job.memory.sights() if job.memory else {}
    return {
        name: Task(
            newsroom.folder,
            name,
            newsroom.stations[name],
            *common,
            is_broken=name in broken,
            precompress=job.precompress,
            sights={path: seen[path] for path in seen if path.partition("/")[0] in {name, SHARED_MEDIA}},
        )
        for name in names
    }


def _make_all(tasks: list[Task], index: Index) -> Iterator[MadeStation]:
    """Every station's step, in order; side by side where there is enough to do, and an index that can be shared.

    In processes, for feedgen switches the locale of the whole of its own, so threads would be in each other's way.
    """
    workers = min(len(tasks), os.cpu_count() or 1)
    if index.file is None or workers < 2 or not _has_many_files(tasks[0].folder.root):
        yield from (make_station(task, index) for task in tasks)
        return
    from feedpub.processes import side_by_side  # noqa: PLC0415 - most runs start no processes

    yield from side_by_side(workers, partial(_make_apart, index.file), tasks, lambda task: make_station(task, index))


def _make_apart(file: IndexFile, task: Task) -> MadeStation:
    """A station's step in a process of its own."""
    with closing(open_index(file)) as index:
        return make_station(task, index)


def _has_many_files(root: Path) -> bool:
    count = 0
    for _folder, _folders, names in os.walk(root):
        count += sum(name.endswith(".yaml") for name in names)
        if count > filing.MANY_FILES:
            return True
    return False
