"""kill -9 at any moment of a build: every feed that is seen is wholly old or wholly new, and the next run mends all."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsroom import NOW, REPOSITORY, build_newsroom, newsroom, tree, write

WRAPPER = """\
import io, os, pathlib, signal, sys

operation, at = sys.argv.pop(1), int(sys.argv.pop(1))
count = 0

def die_at_the_right_call(write_half=lambda: None):
    global count
    count += 1
    if count == at:
        write_half()
        os.kill(os.getpid(), signal.SIGKILL)

def before(call):
    return lambda *a, **k: (die_at_the_right_call(), call(*a, **k))[1]

class HalfWritten:
    def __init__(self, file): self.file = file
    def __getattr__(self, name): return getattr(self.file, name)
    def __enter__(self): return self
    def __exit__(self, *error): self.file.close()
    def write(self, content):
        def half():
            self.file.write(content[: len(content) // 2])
            self.file.flush()
        die_at_the_right_call(half)
        return self.file.write(content)

def opened(self, mode="r", *a, **k):
    file = io.open(self, mode, *a, **k)
    if "r" in mode and "+" not in mode:
        return file
    if operation == "open":
        die_at_the_right_call()
    return HalfWritten(file) if operation == "write" else file

if operation in ("open", "write"):
    pathlib.Path.open = opened
else:
    setattr(os, operation, before(getattr(os, operation)))

from feedpub.cli import main
main()
"""
"""Runs the command and kills it at the n-th call of an operation: after an open for writing, half-way through a
write, before any other."""

MOMENTS = [
    ("anew", "mkdir", 3),
    ("anew", "replace", 8),
    ("over old feeds", "open", 7),
    ("over old feeds", "write", 7),
    ("over old feeds", "fsync", 7),
    ("over old feeds", "replace", 7),
    ("over old feeds", "unlink", 7),
]
"""What there is at the beginning, which operation is killed, and how often a build calls it at least."""


def killed(articles: Path, out: Path, operation: str, at: int) -> bool:
    """Whether the run was killed before its end."""
    wrapper = articles.parent / "wrapper.py"
    wrapper.write_text(WRAPPER)
    now = f"{NOW:%Y-%m-%dT%H:%MZ}"
    done = subprocess.run(
        [sys.executable, wrapper, operation, str(at), "build", "--articles", articles, "--out", out, "--now", now],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert done.returncode in {0, -signal.SIGKILL}, done
    return done.returncode != 0


def visible(folder: Path) -> dict[str, bytes]:
    """What a web server serves: no names that begin with a dot."""
    return {name: content for name, content in tree(folder).items() if not Path(name).name.startswith(".")}


def picture(colour: str) -> bytes:
    """An SVG, which is enough for a picture of one's own."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect fill="{colour}"/></svg>'.encode()


def story(folder: Path, word: str) -> Path:
    """A newsroom with one article, whose text and picture are of this word."""
    image = "image: {file: media/f.svg, alt: A square}\n"
    article = (
        f"title: {word}\nlink: https://ckls.example.com/a\npublished: 2026-05-02\ntags: [t]\n{image}body: {word}\n"
    )
    station = "title: CKLS\nlink: https://ckls.example.com/\nfeeds:\n  t: {title: T, tags: [t]}\n"
    return write(newsroom(folder, {"a.yaml": article}, station), {"ckls/media/f.svg": picture(word)})


@pytest.mark.parametrize(("begun", "operation", "least"), MOMENTS)
def test_a_killed_build_leaves_whole_files(tmp_path: Path, begun: str, operation: str, least: int) -> None:
    before = tmp_path / "before"
    before.mkdir()
    if begun == "over old feeds":
        build_newsroom(story(tmp_path / "articles", "red"), before)
    articles = story(tmp_path / "articles", "blue")
    shutil.copytree(before, tmp_path / "after")
    old, new = tree(before), tree(build_newsroom(articles, tmp_path / "after").out)
    assert len(new) == 8 + bool(old)

    at = 1
    while killed(articles, out := Path(shutil.copytree(before, tmp_path / f"out-{at}")), operation, at):
        check_whole(visible(out), old, new)
        build_newsroom(articles, out)
        assert tree(out) == new, "the next run mends everything and leaves nothing of its own"
        at += 1
    assert tree(out) == new
    assert at > least


def check_whole(seen: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Nothing has vanished, everything is wholly old or new, and new feeds name pictures that are there."""
    assert old.keys() <= seen.keys()
    assert all(content in {old.get(name), new.get(name)} for name, content in seen.items())
    pictures = {name for name in new if "/media/" in name} - old.keys()
    if any(content != old.get(name) for name, content in seen.items() if name.endswith(("xml", "json"))):
        assert pictures <= seen.keys()
