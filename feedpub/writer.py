"""Files are put in place whole or not at all, and only if their bytes change.

A new file is written beside the old one under a temporary name, synced, and renamed over it; the files of one
group are all written before the first is renamed, so a crash leaves each of them old or new, never half.
"""

import os
from collections.abc import Mapping
from pathlib import Path

TEMPORARY = ".feedpub-new"
"""The ending of temporary names; web servers do not serve what begins with a dot."""


def differing(files: Mapping[Path, bytes]) -> list[Path]:
    """Which of these files are missing or have other bytes. Raises OSError."""
    return [path for path, content in files.items() if not _holds(path, content)]


def put_in_place(files: Mapping[Path, bytes]) -> list[Path]:
    """Make these files hold these bytes, all of them together; return those that were touched.

    Raises OSError, with no temporary file left behind, if one of them cannot be written; then none has changed
    unless the renaming itself failed half-way.
    """
    changed = differing(files)
    temporaries = {path: path.with_name(f".{path.name}{TEMPORARY}") for path in files}
    try:
        for path in changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_synced(temporaries[path], files[path])
        for path in changed:
            temporaries[path].replace(path)
    finally:
        for temporary in temporaries.values():  # one may also be left from a run that was killed
            temporary.unlink(missing_ok=True)
    for folder in sorted({path.parent for path in changed}):
        _sync_folder(folder)
    return changed


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
