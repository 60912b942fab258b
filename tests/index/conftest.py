"""A newsroom with a cache, and the names of the articles that are read in it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from feedpub.library import article_file
from feedpub.library.article_file import ReadArticle, TypedArticle
from feedpub.library.desk import Desk
from feedpub.settled import RACY
from tests.index.newsroom import Newsroom


@pytest.fixture(params=[False, True], ids=["told by its files", "told by its folders"])
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Newsroom:
    monkeypatch.chdir(tmp_path)
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 2 * RACY)  # the times of change cannot be set back
    return Newsroom(Path(), looks=request.param)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The names of the files of articles that were read since this was last asked."""
    names: list[str] = []
    really = article_file.examine

    def noted(desk: Desk, path: str, typed: TypedArticle, *, whole: bool = False) -> ReadArticle:
        names.append(path.rpartition("/")[2])
        return really(desk, path, typed, whole=whole)

    def since() -> list[str]:
        said = sorted(set(names))
        names.clear()
        return said

    monkeypatch.setattr(article_file, "examine", noted)
    return since
