"""Crashes and faults that really happen: kills, errors of the system, full disks, wrong clocks, runs side by side.

`room.py` is the newsroom they happen to, `warm.py` and `calls.py` are how they are brought about.
"""

import pytest

pytest.register_assert_rewrite("tests.faults.calls", "tests.faults.room", "tests.faults.readers", "tests.faults.warm")
