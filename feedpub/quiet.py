"""A run that has nothing to do, does nothing: cron calls every minute, and hardly ever has anything changed.

What the last run saw (the names, sizes, times and inodes of all files below articles/ and feeds/), what it said, and
when something falls due next, stand in a small file of the user's cache. While all of that holds, the answer is the
same, and no article is opened. The file may be deleted at any time.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from feedpub import report as reports
from feedpub.job import Job
from feedpub.program import program
from feedpub.report import Report
from feedpub.settled import is_settled


class Sight(NamedTuple):
    """What a folder holds, in one digest, and when the last of it changed, in nanoseconds since 1970."""

    digest: str
    changed: int


def sight_of(folder: Path) -> Sight:
    """Look at all that lies below a folder; links are followed to what they lead to, but not into other folders."""
    digest, changed = hashlib.blake2b(digest_size=16), 0
    waiting = [os.fsencode(folder)]
    while waiting:
        lines, latest, folders = _look_into(waiting.pop())
        digest.update(b"".join(lines))
        changed = max(changed, latest)
        waiting += folders
    return Sight(digest.hexdigest(), changed)


def _look_into(folder: bytes) -> tuple[list[bytes], int, list[bytes]]:
    """A line for each entry of a folder, when the last of them changed, and the folders among them.

    All in one order, whatever the file system's is. A loop without calls: it is all that most runs do.
    """
    try:
        found = sorted(os.scandir(folder), key=_NAME)
    except OSError as error:
        return [b"%b\0%d\n" % (folder, error.errno or 0)], 0, []
    lines, latest, folders = [b"%b\0\n" % folder], 0, []
    for entry in found:
        try:
            about = entry.stat(follow_symlinks=False)
        except OSError:
            about = _NOTHING
        latest = max(latest, about.st_mtime_ns, about.st_ctime_ns)
        facts = (about.st_mode, about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
        lines.append(b"%b\0%d %d %d %d %d\n" % (entry.name, *facts))
        if entry.is_symlink():
            lines.append(_target(entry))
        elif entry.is_dir(follow_symlinks=False):
            folders.append(entry.path)
    return lines, latest, folders


_NAME = attrgetter("name")
_NOTHING = os.stat_result([0] * 19)


def _target(link: os.DirEntry[bytes]) -> bytes:
    """A line for what a link leads to; nothing in it if it leads nowhere."""
    try:
        about = link.stat()
    except OSError:
        return b"\n"
    return b"%d %d %d %d\n" % (about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)


def build_if_needed(job: Job, run: Callable[[Job], Report]) -> Report:
    """The report of `run`, or what it said last, if everything is as it was then."""
    if job.cache is None:
        return run(job)
    memory = job.cache / f"run-{_key(job)}.json"
    seen = sight_of(job.articles)
    if last := _recalled(memory, job, seen):
        return replace(last, check=job.check)
    begun = time.time_ns()
    report = run(job)
    if not job.check and not report.failures and is_settled(seen.changed, begun):
        _keep(memory, job, seen, report)
    return report


def _key(job: Job) -> str:
    """What tells runs apart that do not answer for each other: other folders, stations, or another feedpub."""
    words = [
        os.path.realpath(job.articles),
        str(job.articles),
        os.path.realpath(job.out),
        str(job.out),
        *job.stations,
        "",
        *job.allowed,
    ]
    return hashlib.blake2b(
        "\0".join([*words, program()]).encode("utf-8", "surrogateescape"), digest_size=12
    ).hexdigest()


def _recalled(memory: Path, job: Job, seen: Sight) -> Report | None:
    """What the last run said, if it would say so again."""
    try:
        told = json.loads(memory.read_bytes())
        if told["articles"] != seen.digest or told["out"] != sight_of(job.out).digest:
            return None
        if not told["now"] <= job.now.timestamp() < (told["due"] or float("inf")):
            return None
        return reports.from_json(told["report"])
    except (OSError, ValueError, KeyError, TypeError):  # not there, of another version, or damaged
        return None


def _keep(memory: Path, job: Job, seen: Sight, report: Report) -> None:
    told = {
        "articles": seen.digest,
        "out": sight_of(job.out).digest,
        "now": job.now.timestamp(),
        "due": report.due.timestamp() if report.due else None,
        "report": reports.to_json(report),
    }
    with suppress(OSError):  # a cache that cannot be written costs time, and nothing else
        memory.parent.mkdir(parents=True, exist_ok=True)
        new = memory.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps(told), encoding="utf-8")
        new.replace(memory)


def default_cache() -> Path:
    """The folder for what feedpub remembers: in the user's cache (XDG Base Directory Specification 0.8)."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if Path(given).is_absolute():
        return Path(given) / "feedpub"
    try:
        return Path.home() / ".cache" / "feedpub"
    except RuntimeError:  # a user without a home: nothing is found or written below what is no folder
        return Path(os.devnull) / "feedpub"
