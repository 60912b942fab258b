"""The newsroom in a folder of its own, and what is noted of its runs."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from feedpub import build as building
from feedpub import making
from feedpub.library.index import Index
from feedpub.task import Task
from tests.last_run.newsroom import BASE, MEDIA, WARNED


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path / "articles")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often everything was really built since this was last asked."""
    count = 0
    build_all = building.build

    def counted(*arguments: object) -> object:
        nonlocal count
        count += 1
        return build_all(*arguments)  # type: ignore[arg-type]  # handed on as they came

    def since() -> int:
        nonlocal count
        said, count = count, 0
        return said

    monkeypatch.setattr(building, "build", counted)
    return since


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The stations that were made since this was last asked."""
    names: list[str] = []
    make_station = making.make_station

    def noted(task: Task, index: Index) -> making.MadeStation:
        names.append(task.name)
        return make_station(task, index)

    def since() -> list[str]:
        said = names.copy()
        names.clear()
        return said

    monkeypatch.setattr(building, "make_station", noted)
    quay = Path("articles/quay")
    quay.mkdir()
    (quay / "station.yaml").write_text("title: Quay\nlink: https://quay.example/\n")
    (quay / "gulls.yaml").write_text(WARNED.replace("harbor", "quay"))
    Path("articles/media").mkdir()
    shutil.copy(MEDIA / "icon.png", "articles/media/gull.png")
    return since
