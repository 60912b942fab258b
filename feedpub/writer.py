"""Files are put in place whole or not at all, and only if their bytes change; one run at a time.

A new file is written beside the old one under a temporary name, synced, and renamed over it; the files of one
group are all written before the first is renamed, so a crash leaves each of them old or new, never half.
"""

import errno
import fcntl
import math
import os
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

TEMPORARY = ".feedpub-new"
"""The ending of temporary names; web servers do not serve what begins with a dot."""


class BusyError(Exception):
    """Another run had the folder for as long as one was willing to wait."""


@contextmanager
def locked(folder: Path, wait: float = math.inf) -> Iterator[None]:
    """Keep other runs out of a folder, which is made if it is missing; wait until they are out.

    Raises BusyError if they are not after `wait` seconds, and OSError. The lock goes with the process, however it ends,
    and nothing is left behind that could hinder a later run.
    """
    if folder.is_symlink() and not folder.exists():
        raise FileNotFoundError(errno.ENOENT, "It is a link that leads nowhere", str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _take(descriptor, wait)
        _locks.add(descriptor)
        yield
    finally:
        _locks.discard(descriptor)
        os.close(descriptor)


_LOOK = 0.05
"""Seconds between two looks at a lock that another run has. Only a signal could end a wait for it in the kernel, and a
program that uses feedpub may have signals of its own."""


def _take(descriptor: int, wait: float) -> None:
    """Take the lock, or raise BusyError after `wait` seconds."""
    end = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not time.monotonic() < end:
                raise BusyError from None
            time.sleep(_LOOK)
        else:
            return


_locks: set[int] = set()


def _leave_locks() -> None:
    """A lock is shared with forked processes, and would stay as long as one of them outlives a run that was killed."""
    while _locks:
        os.close(_locks.pop())


os.register_at_fork(after_in_child=_leave_locks)


def differing(files: Mapping[Path, bytes]) -> list[Path]:
    """Which of these files are missing or have other bytes. Raises OSError."""
    return [path for path, content in files.items() if not _holds(path, content)]


def put_in_place(files: Mapping[Path, bytes], gone: Collection[Path] = ()) -> list[Path]:
    """Make these files hold these bytes, all of them together; return those that were touched.

    `gone` are files that are deleted when all is written, before the first of the others changes.
    Raises OSError that names the file, with no temporary file left behind, if one of them cannot be written; then none
    has changed unless the renaming itself failed half-way.
    """
    changed = differing(files)
    for folder in {path.parent for path in changed}:
        folder.mkdir(parents=True, exist_ok=True)
    try:
        _replace({path: files[path] for path in changed}, gone)
    finally:
        for folder in {path.parent for path in files}:
            for leftover in _leftovers(folder):
                leftover.unlink(missing_ok=True)
    for folder in sorted({path.parent for path in (*changed, *gone)}):
        _sync_folder(folder)
    return [*changed, *gone]


def _replace(files: Mapping[Path, bytes], gone: Collection[Path]) -> None:
    for path, content in files.items():
        with _named(path):
            if path.is_dir() and not path.is_symlink():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            _write_synced(_temporary(path), content, _since(path))
    for path in gone:
        with _named(path):
            path.unlink(missing_ok=True)
    for path in files:
        with _named(path):
            _temporary(path).replace(path)


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}{TEMPORARY}")


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """An error names the file that was to be written: not its temporary, and not nothing, as with a full disk."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _leftovers(folder: Path) -> list[Path]:
    """Temporary files in a folder: ours after a failure, or those of a run that was killed."""
    try:
        found = [path for path in folder.iterdir() if path.name.endswith(TEMPORARY)]
    except FileNotFoundError:
        return []
    return [path for path in found if path.is_symlink() or not path.is_dir()]


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _since(path: Path) -> int:
    """The second from which on a new file is newer than the one in place.

    Web servers tell versions apart by whole seconds (Last-Modified), and by these and the size (nginx's ETag): what
    changed twice within one second, or after the clock was set back, would be answered with 304.
    """
    try:
        return int(path.stat().st_mtime) + 1
    except OSError:
        return 0


def _write_synced(path: Path, content: bytes, since: int) -> None:
    """Write a file that is of the second `since` if the clock has not come to that yet."""
    path.unlink(missing_ok=True)  # never write through a link that stands in the place
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        if os.fstat(file.fileno()).st_mtime < since:
            os.utime(file.fileno(), (since, since))
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Sync the renames themselves, so that they survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with _named(folder):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
