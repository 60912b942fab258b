"""Folders that several modules have feeds in."""

from pathlib import Path

import pytest


@pytest.fixture(name="tide")
def _tide(tmp_path: Path) -> Path:
    (tmp_path / "audio").mkdir()
    (tmp_path / "audio" / "tide.mp3").write_bytes(bytes(24_000))
    return tmp_path
