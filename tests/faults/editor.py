"""An editor who changes articles without rest, in all the ways in which programs write files."""

import itertools
import random
import time
from collections.abc import Callable
from pathlib import Path

from tests.newsroom import PUBLISHER, write

STORIES = 12
COMES_AND_GOES = "comes-and-goes.yaml"
"""The one article that is deleted at times, so that subscribers may see it vanish."""
_STATION = "title: {title}\nlink: https://{name}.example.com/\nfeeds:\n  sea: {{title: The sea, sections: [Sea]}}\n"


class Editor:
    """Writes new versions of the articles of two stations."""

    def __init__(self, articles: Path, seed: int = 0) -> None:
        self.articles = articles
        self.edits: dict[str, int] = {}
        self._chance = random.Random(seed)  # noqa: S311 - only for edits
        self._versions = itertools.count(1)
        self._ways: list[Callable[[Path, str], None]] = [_rename, _slowly, _truncated, _deleted, _broken, _at_once]
        names = [COMES_AND_GOES, *(f"story-{number}.yaml" for number in range(STORIES))]
        self.paths = [articles / station / name for station in ("ckls", "quay") for name in names]
        write(articles, {"publisher.yaml": PUBLISHER})
        for name in ("ckls", "quay"):
            write(articles, {f"{name}/station.yaml": _STATION.format(name=name, title=name.upper())})
        for path in self.paths:
            path.write_text(self.text(path))

    def edit(self) -> None:
        """Write a new version of some article, in some way."""
        path = self._chance.choice(self.paths)
        way = self._chance.choice(self._ways)
        if way is _deleted and path.name != COMES_AND_GOES:
            way = _rename
        way(path, self.text(path))
        name = way.__name__.lstrip("_")
        self.edits[name] = self.edits.get(name, 0) + 1

    def text(self, path: Path) -> str:
        """An article that tells its version everywhere; all versions of a time have the same size."""
        version, station = f"version {next(self._versions):06}", path.parent.name
        number = self.paths.index(path) + 1
        return (
            f"title: {path.stem}, {version}\nlink: https://{station}.example.com/{path.stem}\n"
            f"published: 2026-05-{number:02}T09:30\nsection: Sea\n"
            f"body: |\n  It begins with {version}.\n\n  {'More words. ' * 40}\n\n  It ends with {version}.\n"
        )


def _rename(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.swp")
    new.write_text(text)
    new.replace(path)


def _at_once(path: Path, text: str) -> None:
    path.write_text(text)


def _slowly(path: Path, text: str) -> None:
    with path.open("w") as file:
        for start in range(0, len(text), 200):
            file.write(text[start : start + 200])
            file.flush()
            time.sleep(0.15)


def _truncated(path: Path, text: str) -> None:
    path.open("w").close()
    time.sleep(0.1)
    path.write_text(text)


def _deleted(path: Path, text: str) -> None:
    path.unlink()
    time.sleep(0.1)
    path.write_text(text)


def _broken(path: Path, text: str) -> None:
    path.write_text(text.replace("title: ", "title: Broken: [", 1))
    time.sleep(0.3)
    path.write_text(text)
