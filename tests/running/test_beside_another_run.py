"""A run beside another one: who waits, for how long, and what it says."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedpub.settled import RACY
from feedpub.writer import BusyError, locked
from tests.newsroom import REPOSITORY, tree, write
from tests.running.page import FERRY, build


@contextmanager
def another_run(folder: Path) -> Iterator[None]:
    """Another run has the lock of a folder; who waits for it here for ever, fails."""
    folder.mkdir(exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    before = signal.signal(signal.SIGALRM, _waited_for_ever)
    signal.alarm(30)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        os.close(descriptor)


def _waited_for_ever(_signal: int, _frame: object) -> None:
    raise AssertionError


TODO = "Let it finish, or give this one more time: --wait SECONDS."


@pytest.mark.parametrize(
    ("wait", "waited", "since"),
    [
        ("0", 0, "and --wait 0 means not waiting"),
        ("0.3", 0.3, "and was not done after 0.3 seconds"),
        ("1", 1, "and was not done after 1 second"),
    ],
)
def test_a_run_waits_as_long_as_it_is_told_and_then_says_who_is_at_work(wait: str, waited: float, since: str) -> None:
    with another_run(Path("feeds")):
        began = time.monotonic()
        done = build("--wait", wait)
        took = time.monotonic() - began
    said = f"Nothing was built: another run is at work on feeds, {since}. {TODO}"
    assert (done.exit_code, done.output) == (4, f"feedpub: {said}\n")
    assert waited <= took < waited + 5
    assert tree(Path("feeds")) == {}


def test_a_run_that_leaves_is_told_in_every_form_and_writes_no_report() -> None:
    write(Path(), {"report.json": "the other run's"})
    with another_run(Path("feeds")):
        options = ("--wait", "0", "--report", "report.json", "--metrics", "feedpub.prom")
        told = json.loads(build(*options, "--format", "json").output)
        github = build(*options, "--format", "github")
    assert (told["exit_code"], len(told["failures"])) == (4, 1)
    assert github.output.startswith("::error title=failure::Nothing was built: another run is at work on feeds")
    assert Path("report.json").read_text() == "the other run's"
    assert not Path("feedpub.prom").exists()


def test_a_run_goes_on_when_the_other_is_over() -> None:
    with another_run(Path("feeds")):
        command = [sys.executable, "-m", "feedpub", "build", "--wait", "60"]
        waiting = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
        time.sleep(1)
        assert (waiting.poll(), tree(Path("feeds"))) == (None, {})
    assert waiting.wait(timeout=60) == 0
    assert Path("feeds/harbor/rss.xml").exists()


def test_a_run_with_nothing_to_do_and_one_that_only_looks_need_no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 2 * RACY)
    build()
    with another_run(Path("feeds")):
        assert build("--wait", "0").exit_code == 0
        FERRY.write_text(FERRY.read_text().replace("Monday", "Sunday"))
        assert build("--check", "--wait", "0").exit_code == 1
        assert build("--wait", "0").exit_code == 4
    assert build("--wait", "0").exit_code == 0
    assert b"Sunday" in Path("feeds/harbor/rss.xml").read_bytes()


@pytest.mark.parametrize("wait", ["-1", "soon", ""])
def test_a_wait_is_a_number_of_seconds(wait: str) -> None:
    assert build(f"--wait={wait}").exit_code == 2


def test_a_wait_that_is_no_number_does_not_last_for_ever(tmp_path: Path) -> None:
    with another_run(tmp_path), pytest.raises(BusyError), locked(tmp_path, float("nan")):
        pass
