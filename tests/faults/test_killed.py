"""kill -9 before any system call that writes: feeds are seen wholly old or wholly new, and the next run mends all."""

import os
import signal
import subprocess
import sys

import pytest

from tests.faults.calls import KINDS, Call, disturbed, sampled
from tests.faults.room import INSTANT, Room
from tests.newsroom import REPOSITORY, tree

AS_ROOT = {("nothing", "other"): 2, ("old feeds", "other"): 2}
"""SQLite gives its journal to the owner of the index (fchown), if it is root."""
LEAST = {
    ("nothing", "open"): 20,
    ("nothing", "write"): 17,
    ("nothing", "pwrite"): 40,
    ("nothing", "rename"): 17,
    ("nothing", "unlink"): 19,
    ("nothing", "mkdir"): 7,
    ("nothing", "sync"): 30,
    ("old feeds", "open"): 12,
    ("old feeds", "write"): 10,
    ("old feeds", "pwrite"): 20,
    ("old feeds", "rename"): 10,
    ("old feeds", "unlink"): 11,
    ("old feeds", "mkdir"): 4,
    ("old feeds", "sync"): 20,
    **(AS_ROOT if os.geteuid() == 0 else {}),
}
"""What there is at the beginning, which kind of call is killed, and how many of them a build makes at least."""
MANY = 6
"""Calls of one kind that are killed, taken evenly from all of them; `make soak` kills every one."""


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize(("start", "kind"), LEAST)
def test_a_killed_build_leaves_whole_files(
    room: Room, calls: dict[str, list[Call]], start: str, kind: str, half: int
) -> None:
    moments = [call for call in calls[start] if call.kind == kind]
    assert len(moments) >= LEAST[start, kind]
    killed = sampled(moments, MANY)[half::2]
    assert killed
    for call in killed:
        assert disturbed(room, start, call, "signal=SIGKILL").code == -signal.SIGKILL, call
        room.check_whole(start)
        room.check_mended(start)


def test_every_kind_of_call_that_is_made_is_killed(calls: dict[str, list[Call]]) -> None:
    assert {(start, call.kind) for start, made in calls.items() for call in made} == set(LEAST)
    assert {kind for _, kind in LEAST | AS_ROOT} == set(KINDS)


def test_a_kill_within_a_transaction_leaves_a_journal_that_the_next_run_rolls_back(
    room: Room, calls: dict[str, list[Call]]
) -> None:
    into_the_index = [c for c in calls["old feeds"] if c.kind == "pwrite" and c.path.suffix == ".sqlite3"]
    for call in into_the_index[1:3]:
        assert disturbed(room, "old feeds", call, "signal=SIGKILL").code == -signal.SIGKILL
        (journal,) = room.cache.glob("*.sqlite3-journal")
        assert journal.stat().st_size > 0
        room.check_mended("old feeds")
        assert not journal.exists()


@pytest.mark.parametrize("seconds", [0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.2])
def test_the_command_as_cron_starts_it_is_killed_at_any_time(room: Room, seconds: float) -> None:
    room.begin("old feeds")
    folders = ["--articles", str(room.articles), "--out", str(room.out), "--cache", str(room.cache)]
    command = [sys.executable, "-m", "feedpub", "build", *folders, "--now", INSTANT]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    room.check_whole("old feeds")
    done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True, timeout=60)
    assert done.stdout == b""
    assert tree(room.out) == room.new["old feeds"]
    assert {path.suffix for path in room.cache.iterdir()} == {".sqlite3", ".json"}
