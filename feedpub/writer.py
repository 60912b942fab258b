"""Files are put in place whole or not at all, and only if their bytes change.

A new file is written beside the old one under a temporary name, synced, and renamed over it; the files of one
group are all written before the first is renamed, so a crash leaves each of them old or new, never half.
"""

import errno
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

TEMPORARY = ".feedpub-new"
"""The ending of temporary names; web servers do not serve what begins with a dot."""


def differing(files: Mapping[Path, bytes]) -> list[Path]:
    """Which of these files are missing or have other bytes. Raises OSError."""
    return [path for path, content in files.items() if not _holds(path, content)]


def put_in_place(files: Mapping[Path, bytes]) -> list[Path]:
    """Make these files hold these bytes, all of them together; return those that were touched.

    Waits for another run that is writing to the same folders. Raises OSError, with no temporary file left behind, if
    one of them cannot be written; then none has changed unless the renaming itself failed half-way.
    """
    changed = differing(files)
    folders = sorted({path.parent for path in files})
    if not changed and not any(_leftovers(folder) for folder in folders):
        return []
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as locks:
        for folder in folders:
            locks.enter_context(_locked(folder))
        changed = differing(files)  # the run that we waited for may have done it
        try:
            _replace({path: files[path] for path in changed})
        finally:
            for folder in folders:
                for leftover in _leftovers(folder):
                    leftover.unlink(missing_ok=True)
        for folder in sorted({path.parent for path in changed}):
            _sync_folder(folder)
    return changed


def _replace(files: Mapping[Path, bytes]) -> None:
    temporaries = {path: path.with_name(f".{path.name}{TEMPORARY}") for path in files}
    for path, temporary in temporaries.items():
        if path.is_dir() and not path.is_symlink():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        _write_synced(temporary, files[path])
    for path, temporary in temporaries.items():
        temporary.replace(path)


def _leftovers(folder: Path) -> list[Path]:
    """Temporary files in a folder: ours after a failure, or those of a run that was killed."""
    try:
        found = [path for path in folder.iterdir() if path.name.endswith(TEMPORARY)]
    except FileNotFoundError:
        return []
    return [path for path in found if path.is_symlink() or not path.is_dir()]


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder; the lock goes with the process, however it ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _write_synced(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)  # never write through a link that stands in the place
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Sync the renames themselves, so that they survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
