"""What holds for all tests."""

import os
import sys
import time
from collections.abc import Iterator
from functools import cache

import pytest
import segno

from feedpub.settled import RACY

# The suite starts the command hundreds of times; to compile it each time would take more time than the tests.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_xdist_auto_num_workers() -> int:
    """More workers than processors: a third of the time goes into waiting, for servers, browsers and clocks."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session", autouse=True)
def _codes_once() -> Iterator[None]:
    """A QR code tells nothing but its address, and is a third of what a small build costs: each is made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segno, "make", cache(segno.make))
        yield


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test knows what another has built, and none leaves anything in the cache of whoever runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI is set, nothing may be skipped: a test that cannot run there is a fault of the set-up."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets it be some seconds after all that the test writes, so that a run may have nothing to do."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 2 * RACY)
