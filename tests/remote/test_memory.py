"""What may befall the file that remembers what servers said."""

import multiprocessing
import os
import pickle
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from feedpub.remote import Remote
from feedpub.remote import memory as of_remote
from feedpub.remote.facts import Cause, RemoteFacts, UnreachableError
from tests.remote.web import FACTS, NOW, URL, Source, failing, told


def damaged(memory: Path) -> None:
    memory.write_bytes(b"This is no database. " * 100)


def torn(memory: Path) -> None:
    remembered(memory)
    memory.write_bytes(memory.read_bytes()[:100] + b"\xff" * 9000)


def garbled(memory: Path) -> None:
    remembered(memory)
    memory.write_bytes(memory.read_bytes().replace(b"TABLE facts", b"TABLE\xfffacts"))


def of_another_version(memory: Path) -> None:
    with closing(sqlite3.connect(memory)) as database:
        database.execute("CREATE TABLE facts (address TEXT PRIMARY KEY, length, type, etag, asked)")
        database.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", (URL, 1, "audio/ogg", None, 2**40))
        database.execute("PRAGMA user_version = 99")
        database.commit()


def with_other_columns(memory: Path) -> None:
    with closing(sqlite3.connect(memory)) as database:
        database.execute("CREATE TABLE facts (name)")
        database.execute("PRAGMA user_version = 1")


def remembered(memory: Path) -> None:
    Remote(memory, NOW, Source()).facts(URL)


@pytest.mark.parametrize("befalls", [damaged, torn, garbled, of_another_version, with_other_columns])
def test_a_memory_that_cannot_be_used_is_made_anew(memory: Path, befalls: Callable[[Path], None]) -> None:
    memory.parent.mkdir(parents=True)
    befalls(memory)
    source = Source()
    assert [Remote(memory, NOW, source).facts(URL) for _ in range(3)] == [FACTS] * 3
    assert source.asked == [(URL, None)]


def test_a_failure_that_makes_no_sense_is_not_remembered(memory: Path) -> None:
    told(Remote(memory, NOW, failing(Cause.FILE)), URL)
    with closing(sqlite3.connect(memory)) as database:
        database.execute("UPDATE failures SET cause = 'fil%'")
        database.commit()
    assert Remote(memory, NOW, Source()).facts(URL) == FACTS


def test_a_memory_that_is_locked_is_done_without(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_remote, "_BUSY_SECONDS", 0.1)
    remembered(memory)
    source = Source(RemoteFacts(7, None, None))
    with closing(sqlite3.connect(memory, isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        assert Remote(memory, NOW, source).facts(URL).length == 7
    assert Remote(memory, NOW, source).facts(URL) == FACTS
    assert source.asked == [(URL, None)]


def test_a_memory_that_is_a_folder_is_done_without(memory: Path) -> None:
    memory.mkdir(parents=True)
    remembered(memory)
    assert list(memory.iterdir()) == []


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder in which nobody may write, not even the administrator, as whom nothing would be forbidden."""
    folder, administrator = Path(tempfile.mkdtemp()), os.geteuid() == 0
    remembered(folder / "media.sqlite3")
    (folder / "media.sqlite3").chmod(0o444)
    folder.chmod(0o555)
    if administrator:
        os.seteuid(65534)
    yield folder
    if administrator:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_memory_that_is_read_only_is_read_only(read_only: Path) -> None:
    source, other = Source(RemoteFacts(7, None, None)), f"{URL}?2"
    asked = Remote(read_only / "media.sqlite3", NOW, source)
    assert [asked.facts(URL), asked.facts(other).length, asked.facts(other).length] == [FACTS, 7, 7]
    assert source.asked == [(other, None)] * 2


def test_a_memory_in_a_folder_that_is_read_only_is_done_without(read_only: Path) -> None:
    assert Remote(read_only / "new/media.sqlite3", NOW, Source()).facts(URL) == FACTS
    assert Remote(read_only / "new.sqlite3", NOW, Source()).facts(URL) == FACTS
    assert [path.name for path in read_only.iterdir()] == ["media.sqlite3"]


def test_it_goes_to_other_processes(memory: Path) -> None:
    used = Remote(memory, NOW)
    told(used, "http://[")
    assert pickle.loads(pickle.dumps(used)) == used  # noqa: S301 - pickled on this line
    error = UnreachableError("It is broken.", "Mend it.", Cause.FILE)
    assert vars(pickle.loads(pickle.dumps(error))) == vars(error)  # noqa: S301 - pickled on this line


def ask_many(asked: Remote, urls: list[str]) -> list[int]:
    return [asked.facts(url).length for url in urls]


def test_two_processes_at_once_lose_nothing(memory: Path) -> None:
    """They start with no file, and each remembers addresses of its own."""
    urls = [[f"{URL}?{process}-{number}" for number in range(100)] for process in range(2)]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(ask_many, [Remote(memory, NOW, Source())] * 2, urls)) == [[12345] * 100] * 2
    source = Source()
    assert ask_many(Remote(memory, NOW, source), urls[0] + urls[1]) == [12345] * 200
    assert source.asked == []
