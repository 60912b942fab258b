"""A server, and a file that remembers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.remote.web import Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as served:
        yield served


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "cache/feedpub/media.sqlite3"
