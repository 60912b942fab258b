"""System calls that write, found with strace in a run that nothing disturbs, and brought to fail in others."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from tests.faults.room import Room
from tests.faults.warm import Done

_NAMES = {
    "open": ("open", "openat", "creat"),
    "write": ("write", "writev", "pwritev"),
    "pwrite": ("pwrite64",),
    "rename": ("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    "unlink": ("unlink", "unlinkat", "rmdir"),
    "mkdir": ("mkdir", "mkdirat"),
    "sync": ("fsync", "fdatasync", "sync_file_range"),
    "other": ("truncate", "ftruncate", "fallocate", "utimensat", "chmod", "fchmod", "fchmodat", "chown", "fchown"),
}
"""The calls by kind."""
KINDS = tuple(_NAMES)
_KIND = {name: kind for kind, names in _NAMES.items() for name in names}
_TRACE = "trace=" + ",".join(f"?{name}" for name in _KIND)
_LINE = re.compile(r"(?:\d+ +)?(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)(?:<.*>)?(?: (?P<error>E\w+))?.*")
_PATH = re.compile(r'(?:^\d+<(?P<open>[^>]*)>|"(?P<named>[^"]*)")')
EVERY = "FEEDPUB_EVERY_FAULT" in os.environ
"""Whether all faults are brought about that can be, as `make soak` does, or only some of each kind."""
_WRITING = re.compile("O_WRONLY|O_RDWR|O_CREAT")


class Call(NamedTuple):
    """The n-th call of its name; `error` is what it ends with if nothing disturbs it."""

    name: str
    at: int
    path: Path
    error: str

    @property
    def kind(self) -> str:
        """What it does."""
        return _KIND[self.name]


def writing_calls(room: Room, start: str) -> list[Call]:
    """The calls of a run that write below the folders of the feeds and of the cache, in order."""
    room.begin(start)
    log = room.folder / "strace"
    done = room.build(strace=("-y", "-s", "0", "-o", str(log), "-e", _TRACE))
    assert done == Done(0, "")
    counts = dict.fromkeys(_KIND, 0)
    calls = []
    for match in map(_LINE.fullmatch, log.read_text().splitlines()):
        if match is None:
            continue
        name, arguments = match["name"], match["arguments"]
        counts[name] += 1
        found = _PATH.search(arguments)
        path = Path((found["open"] or found["named"] or "") if found else "")
        if _KIND[name] == "open" and not _WRITING.search(arguments):
            continue
        if path.is_relative_to(room.out) or path.is_relative_to(room.cache):
            calls.append(Call(name, counts[name], path, match["error"] or ""))
    return calls


def disturbed(room: Room, start: str, call: Call, how: str) -> Done:
    """A run from the start in which this happens at a call: `signal=…` or `error=…`."""
    room.begin(start)
    inject = f"inject={call.name}:{how}:when={call.at}"
    log = str(room.folder / "strace")
    done = room.build(strace=("-o", log, "-e", f"trace={call.name}", "-e", inject))
    if how.startswith("error="):
        assert "(INJECTED)" in Path(log).read_text(), f"{call} was not met"
    return done


def sampled(calls: list[Call], many: int) -> list[Call]:
    """So many of the calls of each kind, evenly; all, if there are no more, or if every fault is brought about."""
    of_kinds = ([call for call in calls if call.kind == kind] for kind in KINDS)
    return [call for of_kind in of_kinds for call in _evenly(of_kind, len(of_kind) if EVERY else many)]


def _evenly(calls: list[Call], many: int) -> list[Call]:
    step = max(len(calls) / max(many, 1), 1)
    return [calls[int(number * step)] for number in range(min(len(calls), many))]
