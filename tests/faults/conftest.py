"""The newsroom that faults happen to, made once for each process that runs tests."""

import shutil
from collections.abc import Iterator

import pytest

from tests.faults.calls import Call, writing_calls
from tests.faults.room import Room
from tests.faults.warm import warm


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("room")
    assert shutil.which("strace"), "These tests need strace: run tests/faults/install as root, or install it."
    with warm(folder) as runs:
        yield Room(folder, runs)


@pytest.fixture(scope="session")
def calls(room: Room) -> dict[str, list[Call]]:
    """The calls that write, by what there is at the beginning."""
    return {start: writing_calls(room, start) for start in ("nothing", "old feeds")}
