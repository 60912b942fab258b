"""What a whole command costs, as the system tells it."""

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """Seconds on the clock and on all processors, and the memory of the largest of its processes."""

    wall: float
    processor: float
    megabytes: float


def cost(command: Sequence[str | Path], folder: Path | None = None) -> Cost:
    """Run a command once, which has to succeed; Python keeps what it compiles, as it does where it is installed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=folder, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def best(costs: Sequence[Cost]) -> Cost:
    """The least of each."""
    return Cost(*(min(column) for column in zip(*costs, strict=True)))
