"""What folders look like from outside, so that it can be told whether something has changed; no file is opened."""

import marshal
import os
import stat
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from feedpub.digests import digest


class FolderSight(NamedTuple):
    """What one folder holds and stat tells of it, in a digest that knows of the folders in it no more than their names
    and modes.

    `changed` is when the last of it, or the folder itself, changed, in nanoseconds since 1970. `own` are the folder's
    own times and inode: they change with every name that appears in it or vanishes, and when it is moved or replaced.
    `folders` are the names of those in it.
    """

    digest: str
    changed: int
    own: tuple[int, int, int]
    folders: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Whether the folder, which is at this path, still is the one that was looked at, with the same names in it."""
        try:
            return _own(os.stat(path)) == self.own  # noqa: PTH116 - hundreds of folders are looked at
        except OSError:
            return False


def _own(about: os.stat_result) -> tuple[int, int, int]:
    return about.st_mtime_ns, about.st_ctime_ns, about.st_ino


class Sight(NamedTuple):
    """What a folder holds, in one digest, and when the last of it changed, in nanoseconds since 1970.

    `linked`: there are links in it, so that what it holds may lie elsewhere. `folders` are the folders in it, and
    itself, by their paths: those of which everything could be looked at, and that hold no links.
    """

    digest: str
    changed: int
    linked: bool
    folders: dict[str, FolderSight]


def sights_of(folder: Path) -> dict[str, Sight]:
    """Look at all that lies below a folder: at each folder in it by its name, and under "" at what else is in it.

    Links are followed to what they lead to, but not into other folders.
    """
    root = str(folder)
    seen = _look_into(root, folders_too=False)
    whole = {"": Sight(digest(seen.facts), seen.changed, seen.linked, {})}
    return whole | {name: _sight_of(root, name) for name in seen.folders}


def _sight_of(root: str, name: str) -> Sight:
    """All that lies in a folder and below it."""
    found: list[str | bytes] = []
    changed, linked = 0, False
    folders: dict[str, FolderSight] = {}
    waiting = [name]
    while waiting:
        path = waiting.pop()
        seen = _look_into(f"{root}/{path}")
        whole = digest(seen.facts, repr(seen.own))
        found += [path, seen.facts if path == name else whole]
        changed, linked = max(changed, seen.changed), linked or seen.linked
        if seen.own and not seen.linked:
            folders[path] = FolderSight(whole, max(seen.changed, *seen.own[:2]), seen.own, seen.folders)
        waiting += [f"{path}/{folder}" for folder in seen.folders]
    return Sight(digest(*found), changed, linked, folders)


class _Seen(NamedTuple):
    """What the entries of a folder are like, when the last of them changed, the names of the folders among them, and
    the folder's own times and inode, if it and all in it could be looked at."""

    facts: bytes
    changed: int = 0
    linked: bool = False
    folders: tuple[str, ...] = ()
    own: tuple[int, int, int] | None = None


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
        return _look_from(descriptor, folders_too=folders_too)
    except OSError as error:
        return _Seen(marshal.dumps(error.errno or 0))
    finally:
        os.close(descriptor)


def _look_from(descriptor: int, *, folders_too: bool) -> _Seen:
    own: tuple[int, int, int] | None = _own(os.fstat(descriptor))
    facts: list[tuple[str | int, ...]] = []
    latest, linked, folders = 0, False, []
    for entry in sorted(os.scandir(descriptor), key=_NAME):
        try:
            about = entry.stat(follow_symlinks=False)
        except OSError:
            about, own = _NOTHING, None
        mode, mtime, ctime = about.st_mode, about.st_mtime_ns, about.st_ctime_ns
        kind = mode & _KIND
        if kind == stat.S_IFDIR:
            folders.append(entry.name)
            if folders_too:
                facts.append((entry.name, mode))
            continue
        if mtime > latest or ctime > latest:
            latest = max(mtime, ctime, latest)
        facts.append((entry.name, mode, about.st_size, mtime, ctime, about.st_ino))
        if kind == stat.S_IFLNK:
            target = _target(entry)
            linked, latest = True, max(latest, *target[:2])
            facts.append(target)
    return _Seen(marshal.dumps(facts, _PLAIN), latest, linked, tuple(folders), own)


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
