"""Two crontabs build the same feeds, an editor writes, and readers fetch everything from a real web server meanwhile.

FEEDPUB_SOAK_SECONDS says for how long; `make soak` takes longer than the suite.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from feedpub.build import build
from feedpub.job import Job
from feedpub.writer import put_in_place
from tests.faults.editor import STORIES, Editor
from tests.faults.readers import Reader
from tests.faults.room import INSTANT
from tests.faults.web import nginx
from tests.newsroom import NOW, REPOSITORY, feed_files, tree

SECONDS = float(os.environ.get("FEEDPUB_SOAK_SECONDS", "8"))
ASKS = [(), ("ETag",), ("Last-Modified",), ("ETag", "Last-Modified")]


class Crontabs:
    """Two that build, each one run after the other, on a machine that is so busy at times that a run stands still."""

    def __init__(self, folder: Path) -> None:
        self.codes: list[int] = []
        self.said: list[str] = []
        folders = ["--articles", f"{folder}/articles", "--out", f"{folder}/out", "--cache", f"{folder}/cache"]
        self._command = [sys.executable, "-m", "feedpub", "build", *folders, "--now", INSTANT]
        self._stop = Event()
        self._threads = [Thread(target=self._run_all, args=(seed,)) for seed in (1, 2)]

    def _run_all(self, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - only for pauses
        while not self._stop.is_set():
            with subprocess.Popen(self._command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as run:
                if chance.random() < 0.5:
                    time.sleep(chance.uniform(0.4, 1.2))
                    run.send_signal(signal.SIGSTOP)
                    time.sleep(0.6)
                    run.send_signal(signal.SIGCONT)
                self.said.append(run.communicate(timeout=120)[0])
                self.codes.append(run.returncode)

    @contextmanager
    def running(self) -> Iterator[None]:
        """They build meanwhile."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in self._threads:
                thread.join()


class Audience:
    """Readers of every feed, with each way to ask again, in threads of their own."""

    def __init__(self, port: int, out: Path) -> None:
        self.out, self.wrong = out, list[str]()
        paths = [path.relative_to(out).as_posix() for path in feed_files(out)]
        self.readers = [Reader(port, path, asks) for path in paths for asks in ASKS]
        self._stop = Event()
        self._threads = [Thread(target=self._read, args=(self.readers[half::2],)) for half in (0, 1)]

    def _read(self, readers: list[Reader]) -> None:
        while not self._stop.is_set():
            self._fetch(readers)

    def _fetch(self, readers: list[Reader]) -> None:
        for reader in readers:
            try:
                reader.fetch()
            except (AssertionError, OSError, ValueError, SyntaxError) as error:  # the last is that of lxml, too
                self.wrong.append(f"{reader.path}: {error}")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """They read meanwhile; at the end, each once more."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in self._threads:
                thread.join()
            self._fetch(self.readers)
            for reader in self.readers:
                reader.close()

    def count(self, status: int) -> int:
        """How many answers of this status they got."""
        return sum(reader.answers.get(status, 0) for reader in self.readers)


def test_no_reader_ever_sees_anything_amiss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    editor, out, crontabs = Editor(tmp_path / "articles"), tmp_path / "out", Crontabs(tmp_path)
    assert build(Job(editor.articles, out, NOW, cache=tmp_path / "cache")).exit_code() == 0
    (tmp_path / "server").mkdir()
    with nginx(tmp_path / "server", out) as port:
        audience = Audience(port, out)
        with audience.reading():
            with crontabs.running():
                end = time.monotonic() + SECONDS
                while time.monotonic() < end:
                    editor.edit()
            for _ in range(2):
                assert build(Job(editor.articles, out, NOW, cache=tmp_path / "cache")).exit_code() == 0
    if "FEEDPUB_SOAK_SECONDS" in os.environ:
        with capsys.disabled():
            figures = f"{audience.count(200)} feeds read, {audience.count(304)} not modified"
            sys.stdout.write(f"\n{len(crontabs.codes)} builds, {sum(editor.edits.values())} edits, {figures}\n")
    assert audience.wrong == []
    check_end(tmp_path, audience)
    assert set(crontabs.codes) <= {0, 1}, crontabs.said
    assert len(crontabs.codes) >= 4
    assert audience.count(200) >= 100
    assert audience.count(304) >= 100


def check_end(folder: Path, audience: Audience) -> None:
    """Everybody has what is there, and that is what a build makes that knows nothing."""
    out = folder / "out"
    assert len(audience.readers) == 12 * len(ASKS)
    for reader in audience.readers:
        assert reader.content == (out / reader.path).read_bytes(), f"{reader.path} is stale for {reader.asks}"
        assert len(reader.seen) == STORIES + 1, "no id is ever another one"
    assert build(Job(folder / "articles", folder / "anew", NOW)).exit_code() == 0
    assert tree(out) == tree(folder / "anew")
    assert not list(out.rglob(".*"))
    assert {path.suffix for path in (folder / "cache").iterdir()} == {".sqlite3", ".json"}


@pytest.mark.parametrize("asks", ASKS[1:])
def test_what_changes_within_a_second_is_not_taken_for_the_same(tmp_path: Path, asks: tuple[str, ...]) -> None:
    """Versions of one size, as fast as they can be written: nginx's ETag is made of the second and the size."""
    path = "ckls/rss.xml"
    with nginx(tmp_path, tmp_path / "out") as port:
        build(Job(Editor(tmp_path / "articles").articles, tmp_path / "out", NOW))
        first = (tmp_path / "out" / path).read_bytes()
        reader = Reader(port, path, asks)
        for number in range(1, 6):
            content = first.replace(b"version 0", b"version %d" % number)
            put_in_place({tmp_path / "out" / path: content})
            reader.fetch()
            assert reader.content == content
        reader.close()
