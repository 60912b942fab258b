"""What holds for all tests."""

import os

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI is set, nothing may be skipped: a test that cannot run there is a fault of the set-up."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
