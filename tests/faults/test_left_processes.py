"""A build that is killed leaves no processes behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.index.newsroom import article
from tests.newsroom import NOW, PUBLISHER, REPOSITORY, STATION, write

PROGRAM = """\
import sys, time
from pathlib import Path
from feedpub import cli, document
from feedpub.library import filing

read = document.read
def read_slowly(raw, file):
    if file.endswith("7.yaml"):
        Path("reading").touch()
        time.sleep(600)
    return read(raw, file)

document.read = read_slowly
filing.MANY_FILES, filing.os.cpu_count = 1, lambda: 2
cli.main()
"""
"""The command, two processes of which read, and take for ever."""


def _of_session(session: int) -> list[int]:
    """The processes of a session that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, _group, of = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:  # it has ended meanwhile
            continue
        if int(of) == session and state != "Z":
            found.append(int(path.parent.name))
    return found


def _wait_for(what: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("stations", [1, 2], ids=["articles side by side", "stations side by side"])
def test_processes_end_with_the_one_that_began_them(tmp_path: Path, stations: int) -> None:
    files = {"publisher.yaml": PUBLISHER}
    for number in range(stations):
        files |= {f"{number}ckls/station.yaml": STATION.replace("example.com", f"example{number}.com")}
        files |= {f"{number}ckls/{one}.yaml": article(one) for one in range(10)}
    write(tmp_path / "articles", files)
    command = [sys.executable, "-c", PROGRAM, "build", "--now", f"{NOW:%Y-%m-%dT%H:%MZ}", "--cache", "cache"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, start_new_session=True)
    try:
        _wait_for((tmp_path / "reading").exists)
        assert len(_of_session(process.pid)) == 3
        process.kill()
        process.wait()
        _wait_for(lambda: not _of_session(process.pid))
    finally:
        for left in _of_session(process.pid):
            os.kill(left, signal.SIGKILL)
