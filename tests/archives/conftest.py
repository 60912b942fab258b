"""A newsroom of which two articles are in the feed, and the others in the archive alone."""

from pathlib import Path

import pytest

from tests.archives.archive import story
from tests.newsroom import PUBLISHER, STATION, write


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    settings = f"{STATION}limit: 2\narchive: yes\nfeeds: {{sea: {{title: The sea, sections: [Sea]}}}}\n"
    files = {
        f"ckls/{number}.yaml": story(number, section="Sea" if number % 2 else "Town") for number in range(1, 41, 3)
    }
    return write(Path("articles"), {"publisher.yaml": PUBLISHER, "ckls/station.yaml": settings, **files})
