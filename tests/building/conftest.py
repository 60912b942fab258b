"""Two stations, and the folder for their feeds."""

from pathlib import Path

import pytest

from tests.building.stations import QUAY, SECTIONS
from tests.newsroom import ARTICLE, newsroom, write


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two stations, ckls with a section and an article."""
    return write(newsroom(tmp_path / "articles", {"ferry.yaml": ARTICLE}, SECTIONS), QUAY)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "feeds"
