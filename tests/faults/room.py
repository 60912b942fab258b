"""A small newsroom with everything that a build writes, and what has to be true of its feeds after any fault."""

import json
import shutil
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from feedpub import validate
from feedpub.problem import Severity
from feedpub.settled import RACY
from tests.faults.warm import Done, Warm
from tests.newsroom import CHECKERS, NOW, PUBLISHER, REPOSITORY, tree, write

SHOW = REPOSITORY / "tests" / "cases" / "_show" / "articles" / "harbor" / "talk"
INSTANT = f"{NOW:%Y-%m-%dT%H:%MZ}"
FEEDS = ("ckls", "ckls/sea", "ckls/talk", "quay")
"""The folders of the feeds: a station's, its section's and its show's, and another station's."""

_STATION = "title: CKLS\nlink: https://ckls.example.com/\nfeeds:\n  sea: {title: The sea, sections: [Sea]}\n"


def picture(colour: str) -> bytes:
    """An SVG, which is enough for a picture of one's own."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect fill="{colour}"/></svg>'.encode()


def article(name: str, day: int, title: str, more: str = "", site: str = "ckls") -> str:
    """An article of a day in May."""
    link = f"https://{site}.example.com/{name}"
    return f"title: {title}\nlink: {link}\npublished: 2026-05-{day:02}T09:30\n{more}body: It is {title}.\n"


def fill(articles: Path, word: str) -> None:
    """A newsroom with two stations, a section, a picture and a show; an article, its picture and an episode, which is
    on air for the first time, are of this word."""
    show = {path.name: path.read_bytes() for path in SHOW.iterdir()}
    show["2026-05-03-one.yaml"] = show["2026-05-03-one.yaml"].replace(b"Somebody talks", f"{word} talks".encode())
    image = "section: Sea\nimage: {file: media/gull.svg, alt: A gull}\n"
    files: dict[str, str | bytes] = {
        "publisher.yaml": PUBLISHER,
        "ckls/station.yaml": _STATION,
        "ckls/ferry.yaml": article("ferry", 1, "the ferry", "section: Sea\n"),
        "ckls/gulls.yaml": article("gulls", 2, f"a {word} gull", image),
        "ckls/media/gull.svg": picture(word),
        "quay/station.yaml": "title: Quay\nlink: https://quay.example.com/\n",
        "quay/crane.yaml": article("crane", 3, "the crane", site="quay"),
        **{f"ckls/talk/{name}": content for name, content in show.items()},
    }
    there = tree(articles) if articles.exists() else {}
    new = {name: content if isinstance(content, bytes) else content.encode() for name, content in files.items()}
    write(articles, {name: content for name, content in new.items() if content != there.get(name)})


class Room:
    """The newsroom in a folder of its own, with feeds and a cache that go back to what they were before each run.

    `old` and `new` are all files of the feeds before the last change of the articles, and after it.
    """

    def __init__(self, folder: Path, runs: Warm) -> None:
        self.folder, self.runs = folder, runs
        self.articles, self.out, self.cache = folder / "articles", folder / "out", folder / "cache"
        self._saved = folder / "saved"
        fill(self.articles, "red")
        settle()
        assert self.build() == Done(0, "")
        self.old = tree(self.out)
        shutil.copytree(self.out, self._saved / "out")
        shutil.copytree(self.cache, self._saved / "cache")
        fill(self.articles, "blue")
        settle()
        self.new, self.remembered = {}, {}
        for start in ("nothing", "old feeds"):
            self.begin(start)
            assert self.build() == Done(0, "")
            self.new[start], self.remembered[start] = tree(self.out), remembered(self.cache)
        check_valid(self.old)
        check_valid(self.new["old feeds"])
        assert len(self.new["nothing"]) >= 3 * len(FEEDS) + 4

    def begin(self, start: str) -> None:
        """Have the feeds and the cache of before the change, or none."""
        for folder in (self.out, self.cache):
            shutil.rmtree(folder, ignore_errors=True)
            if start == "old feeds":
                shutil.copytree(self._saved / folder.name, folder)

    def build(self, *options: str, strace: tuple[str, ...] = ()) -> Done:
        """Run the command on it."""
        folders = ("--articles", str(self.articles), "--out", str(self.out), "--cache", str(self.cache))
        return self.runs.build(*folders, "--now", INSTANT, *options, strace=strace)

    def forget_run(self) -> None:
        """Have the next run look at everything, as it does when any file has changed."""
        for path in self.cache.glob("run-*.json"):
            path.unlink()

    def check_whole(self, start: str) -> None:
        """Nothing has vanished, everything is wholly old or new, and new feeds name pictures that are there."""
        old = self.old if start == "old feeds" else {}
        check_whole(tree(self.out) if self.out.exists() else {}, old, self.new[start])

    def check_mended(self, start: str) -> None:
        """The next run leaves exactly what one that nothing has disturbed leaves, and says nothing."""
        assert self.build() == Done(0, "")
        assert tree(self.out) == self.new[start]
        assert remembered(self.cache) == self.remembered[start]


def settle() -> None:
    """Wait until the times of files that were written just now are trusted."""
    time.sleep(RACY / 1e9 + 0.1)


def visible(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What a web server serves: no names that begin with a dot."""
    return {name: content for name, content in files.items() if not Path(name).name.startswith(".")}


def check_whole(files: Mapping[str, bytes], old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Of what a server serves, all is old or new, nothing has gone, and new feeds name pictures that are there."""
    seen = visible(files)
    assert old.keys() <= seen.keys()
    torn = {name for name, content in seen.items() if content not in {old.get(name), new.get(name)}}
    assert not torn
    media = {name for name in new if "/media/" in name} - old.keys()
    for name, content in seen.items():
        if content != old.get(name) and name.endswith(("xml", "json")):
            assert {one for one in media if Path(one).name.encode() in content} <= seen.keys()


def check_valid(files: Mapping[str, bytes]) -> None:
    """Every feed is valid, in the eyes of the validator and of the checkers that do not share its code."""
    feeds = {name: content for name, content in files.items() if Path(name).name in CHECKERS}
    assert len(feeds) == 3 * len(FEEDS)
    for name, content in feeds.items():
        assert errors_of(content) == []
        assert CHECKERS[Path(name).name](content) == []


@cache
def errors_of(content: bytes) -> list[str]:
    """What the validator calls errors."""
    return [str(problem) for problem in validate(content) if problem.severity is Severity.ERROR]


def remembered(folder: Path) -> dict[str, object]:
    """What a cache holds that tells: the names of its files, the rows of the index, and what the last run said."""
    told: dict[str, object] = {}
    for path in sorted(folder.iterdir()):
        told[path.name] = None
        if path.suffix == ".sqlite3":
            with closing(sqlite3.connect(path)) as database:
                assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                database.row_factory = sqlite3.Row
                rows = [dict(row) for row in database.execute("SELECT * FROM articles ORDER BY station, path")]
                told[path.name] = [{name: value for name, value in row.items() if name != "key"} for row in rows]
        elif path.suffix == ".json":
            told[path.name] = json.loads(path.read_bytes())["report"]["problems"]
    return told
