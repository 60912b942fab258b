"""What would answer differently to the same articles: another Python, another feedpub, other packages beside it."""

import os
import sys
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

from feedpub.digests import digest


def program() -> str:
    """A digest of Python, of feedpub's own files, and of what is installed beside it."""
    return digest(*_parts())


def _parts() -> Iterator[str]:
    yield sys.version
    for folder, _, names in sorted(os.walk(Path(__file__).parent)):
        for name in sorted(names):
            if name.endswith((".py", ".j2", ".css", ".js")):
                about = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - half the time of a Path for each
                yield f"{folder}/{name} {about.st_size} {about.st_mtime_ns}"
    # What changes in the folder that a command is called in, or that it lies in, is no other program.
    passing = {"", os.getcwd(), os.path.dirname(sys.argv[0])}  # noqa: PTH109, PTH120 - as sys.path has it
    yield from (_state(folder) for folder in sys.path if folder not in passing)
    for folder in zoneinfo.TZPATH:
        yield from (_state(f"{folder}/{name}") for name in _RELEASES)


_RELEASES = ("tzdata.zi", "+VERSION")
"""Files of the system's time zones that every release of them changes."""


def zone_file(key: str) -> str:
    """What tells whether a time zone still has the rules that it had."""
    return "\n".join(_state(f"{folder}/{key}") for folder in zoneinfo.TZPATH)


def _state(path: str) -> str:
    try:
        about = os.stat(path)  # noqa: PTH116 - an entry of sys.path may be no path at all
    except OSError:
        return path
    return f"{path} {about.st_mtime_ns}"
