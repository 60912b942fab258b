"""Runs that meet: the second waits for the first, and what was killed hinders nobody."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from feedpub.report import ExitCode
from tests.building.stations import listed, run
from tests.newsroom import ARTICLE, NOW, REPOSITORY, build_newsroom, newsroom, tree, write

SLOW = """\
import sys, time
from pathlib import Path
from feedpub import build, cli

signals = Path(sys.argv.pop(1))
make = build.make_station

def make_slowly(*call):
    made = make(*call)
    (signals / "has read").touch()
    while not (signals / "go on").exists():
        time.sleep(0.01)
    return made

build.make_station = make_slowly
if "--in-processes" in sys.argv:
    sys.argv.remove("--in-processes")
    build.filing.MANY_FILES, build.os.cpu_count = 0, lambda: 2
cli.main()
"""
"""The command, which stops when it has read the articles until it may go on."""


Start = Callable[[list[str], Path, Path], subprocess.Popen[bytes]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the command; at the end of the test it is ended with all its processes, however the test went."""
    started: list[subprocess.Popen[bytes]] = []

    def start_one(program: list[str], articles: Path, out: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, *program, "build", "--articles", str(articles), "--out", str(out)]
        command += ["--now", f"{NOW:%Y-%m-%dT%H:%MZ}"]
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        started.append(subprocess.Popen(command, env=environment, start_new_session=True))
        return started[-1]

    yield start_one
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_run_that_read_old_articles_does_not_overwrite_the_feeds_of_one_that_read_new_ones(
    tmp_path: Path, out: Path, start: Start
) -> None:
    articles = newsroom(tmp_path / "articles", {"ferry.yaml": ARTICLE})
    first = start(["-c", SLOW, str(tmp_path)], articles, out)
    wait_for(tmp_path / "has read")
    write(articles, {"ckls/ferry.yaml": ARTICLE.replace("noon", "one")})
    second = start(["-m", "feedpub"], articles, out)
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(timeout=3)
    (tmp_path / "go on").touch()
    assert (first.wait(timeout=30), second.wait(timeout=30)) == (0, 0)
    assert b"It sails at one." in (out / "ckls/rss.xml").read_bytes()
    assert tree(out) == tree(build_newsroom(articles, tmp_path / "expected").out)


def test_a_run_that_was_killed_while_its_processes_live_on_hinders_nobody(
    tmp_path: Path, articles: Path, out: Path, start: Start
) -> None:
    killed = start(["-c", SLOW, str(tmp_path), "--in-processes"], articles, out)
    wait_for(tmp_path / "has read")
    killed.kill()
    killed.wait(timeout=30)
    assert start(["-m", "feedpub"], articles, out).wait(timeout=30) == 0
    assert listed(out) == ["ckls", "ckls/sea", "quay"]


def test_check_waits_for_nobody(tmp_path: Path, out: Path, start: Start) -> None:
    articles = newsroom(tmp_path / "articles", {"ferry.yaml": ARTICLE})
    slow = start(["-c", SLOW, str(tmp_path)], articles, out)
    wait_for(tmp_path / "has read")
    assert run(articles, out, check=True).exit_code() == ExitCode.PROBLEMS
    (tmp_path / "go on").touch()
    assert slow.wait(timeout=30) == 0
