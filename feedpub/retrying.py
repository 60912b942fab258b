"""Problems that may be gone when somebody looks again, though no file has changed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from feedpub.problem import Problem
from feedpub.remote.memory import FAILED

_AFTER = {"unreachable": FAILED, "being-written": timedelta(0), "unreadable-file": timedelta(0)}
"""How long they are let be, by their codes."""


def retries(problems: Iterable[Problem], now: datetime) -> set[datetime]:
    """When it is worth while to look again at what some problems are about."""
    return {now + _AFTER[problem.code] for problem in problems if problem.code in _AFTER}
