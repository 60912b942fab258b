"""What folders look like from outside, so that it can be told whether something has changed; no file is opened."""

import marshal
import os
import stat
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from feedpub.digests import digest


class Sight(NamedTuple):
    """What a folder holds, in one digest, and when the last of it changed, in nanoseconds since 1970.

    `linked`: there are links in it, so that what it holds may lie elsewhere.
    """

    digest: str
    changed: int
    linked: bool


def sights_of(folder: Path) -> dict[str, Sight]:
    """Look at all that lies below a folder: at each folder in it by its name, and under "" at what else is in it.

    Links are followed to what they lead to, but not into other folders.
    """
    root = str(folder)
    seen = _look_into(root, folders_too=False)
    whole = {"": Sight(digest(seen.facts), seen.changed, seen.linked)}
    return whole | {path[len(root) + 1 :]: _sight_of(path) for path in seen.folders}


def _sight_of(folder: str) -> Sight:
    """All that lies in a folder and below it."""
    found, changed, linked = [], 0, False
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        seen = _look_into(path)
        found += [path.encode("utf-8", "surrogateescape"), seen.facts]
        changed, linked = max(changed, seen.changed), linked or seen.linked
        waiting += seen.folders
    return Sight(digest(*found), changed, linked)


class _Seen(NamedTuple):
    """What the entries of a folder are like, when the last of them changed, and the folders among them."""

    facts: bytes
    changed: int = 0
    linked: bool = False
    folders: tuple[str, ...] = ()


def _look_into(folder: str, *, folders_too: bool = True) -> _Seen:
    """Look at the entries of a folder; `folders_too`: at the folders among them, too.

    All in one order, whatever the file system's is. The loop calls nothing that it need not: it is all that most runs
    do. An entry is looked up from its folder, which is open: that takes less time than from the root.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        return _Seen(marshal.dumps(error.errno or 0))
    try:
        return _look_from(descriptor, folder, folders_too=folders_too)
    except OSError as error:
        return _Seen(marshal.dumps(error.errno or 0))
    finally:
        os.close(descriptor)


def _look_from(descriptor: int, folder: str, *, folders_too: bool) -> _Seen:
    facts: list[tuple[str | int, ...]] = []
    latest, linked, folders = 0, False, []
    for entry in sorted(os.scandir(descriptor), key=_NAME):
        try:
            about = entry.stat(follow_symlinks=False)
        except OSError:
            about = _NOTHING
        mode, mtime, ctime = about.st_mode, about.st_mtime_ns, about.st_ctime_ns
        kind = mode & _KIND
        if kind == stat.S_IFDIR:
            folders.append(f"{folder}/{entry.name}")
            if not folders_too:
                continue
        if mtime > latest or ctime > latest:
            latest = max(mtime, ctime, latest)
        facts.append((entry.name, mode, about.st_size, mtime, ctime, about.st_ino))
        if kind == stat.S_IFLNK:
            target = _target(entry)
            linked, latest = True, max(latest, *target[:2])
            facts.append(target)
    return _Seen(marshal.dumps(facts, _PLAIN), latest, linked, tuple(folders))


_KIND = 0o170000
"""The bits of a mode that tell files, folders and links apart (inode(7))."""
_PLAIN = 2
"""The version of marshal that writes equal values alike; later ones also say which of them are one object."""
_NAME = attrgetter("name")
_NOTHING = os.stat_result([0] * 19)


def _target(link: os.DirEntry[str]) -> tuple[int, int, int, int]:
    """What a link leads to: its times, its size and its inode; noughts if it leads nowhere."""
    try:
        about = link.stat()
    except OSError:
        about = _NOTHING
    return (about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino)
