"""The writer: whole or not at all, only if changed, one run at a time, and nothing left behind."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from feedpub.writer import TEMPORARY, differing, locked, put_in_place
from tests.newsroom import REPOSITORY, tree, write


def test_only_what_changed_is_touched(tmp_path: Path) -> None:
    same, other, new = tmp_path / "same.xml", tmp_path / "other.xml", tmp_path / "deep/er/new.xml"
    same.write_bytes(b"1")
    other.write_bytes(b"2")
    before = same.stat()
    files = {same: b"1", other: b"3", new: b"4"}
    assert differing(files) == [other, new]
    assert put_in_place(files) == [other, new]
    assert (same.stat().st_mtime_ns, same.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert tree(tmp_path) == {"same.xml": b"1", "other.xml": b"3", "deep/er/new.xml": b"4"}
    assert put_in_place(files) == []


def test_bytes_of_the_same_length_are_compared(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"old")
    assert put_in_place({tmp_path / "a.xml": b"new"}) == [tmp_path / "a.xml"]


def test_a_web_server_may_read_what_was_written(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        put_in_place({tmp_path / "a.xml": b"1"})
    finally:
        os.umask(umask)
    assert (tmp_path / "a.xml").stat().st_mode & 0o777 == 0o640


def test_everything_is_synced_before_the_first_rename(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def noted(name: str, call: Callable[..., None]) -> None:
        def note(*arguments: object) -> None:
            calls.append(name)
            call(*arguments)

        monkeypatch.setattr(os, name, note)

    noted("fsync", os.fsync)
    noted("replace", os.replace)
    put_in_place({tmp_path / name: b"1" for name in ("a.xml", "b.xml", "c.xml")})
    assert calls == ["fsync"] * 3 + ["replace"] * 3 + ["fsync"]  # the last is the folder's


def full_disk_at(call: int) -> Callable[[int], None]:
    """An fsync that finds the disk full at its n-th call."""
    calls: list[int] = []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == call:
            raise OSError(errno.ENOSPC, "No space left on device")

    return fsync


@pytest.mark.parametrize("call", [1, 2, 3])
def test_a_full_disk_leaves_the_old_files_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    names = ("a.xml", "b.xml", "c.xml")
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full_disk_at(call))
    with pytest.raises(OSError, match="No space left"):
        put_in_place({tmp_path / name: b"new" for name in names})
    assert tree(tmp_path) == dict.fromkeys(names, b"old")


def test_an_unwritable_target_leaves_the_old_files_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"old")
    with pytest.raises(NotADirectoryError):
        put_in_place({tmp_path / "a.xml": b"new", tmp_path / "a.xml/b.xml": b"new"})
    assert tree(tmp_path) == {"a.xml": b"old"}


def test_a_folder_in_the_way_leaves_the_old_files_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, {"a.xml": "old", "b.xml/is a folder": ""})
    with pytest.raises(IsADirectoryError):
        put_in_place({tmp_path / "a.xml": b"new", tmp_path / "b.xml": b"new"})
    assert tree(tmp_path) == {"a.xml": b"old", "b.xml/is a folder": b""}


def test_a_failed_rename_leaves_whole_files_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.xml": "old", "b.xml": "old", "c.xml": "old"})
    replace, renamed = Path.replace, list[Path]()

    def failing(self: Path, target: Path) -> Path:
        if renamed:
            raise OSError(errno.EIO, "Input/output error")
        renamed.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="Input/output error") as failed:
        put_in_place({tmp_path / name: b"new" for name in ("a.xml", "b.xml", "c.xml")})
    assert failed.value.filename == str(tmp_path / "b.xml")
    assert tree(tmp_path) == {"a.xml": b"new", "b.xml": b"old", "c.xml": b"old"}


@pytest.mark.parametrize("place", [f".a.xml{TEMPORARY}", "a.xml"], ids=["the temporary's name", "the target"])
def test_a_link_is_replaced_and_never_written_through(tmp_path: Path, place: str) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / place).symlink_to(victim)
    put_in_place({tmp_path / "a.xml": b"new"})
    assert tree(tmp_path) == {"victim": b"precious", "a.xml": b"new"}
    assert not (tmp_path / "a.xml").is_symlink()


def test_a_temporary_of_a_killed_run_goes_away_though_nothing_changed(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"1")
    (tmp_path / f".a.xml{TEMPORARY}").write_bytes(b"ha")
    assert put_in_place({tmp_path / "a.xml": b"1"}) == []
    assert tree(tmp_path) == {"a.xml": b"1"}


def test_a_folder_at_a_temporarys_name_is_no_trouble_while_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"1")
    (tmp_path / f".a.xml{TEMPORARY}").mkdir()
    assert put_in_place({tmp_path / "a.xml": b"1"}) == []


def test_an_error_names_the_file_that_was_to_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.xml"
    monkeypatch.setattr(os, "fsync", full_disk_at(1))
    with pytest.raises(OSError, match="No space left") as full:
        put_in_place({target: b"1"})
    assert (full.value.filename, full.value.filename2) == (str(target), None)
    monkeypatch.undo()
    target.mkdir()
    with pytest.raises(IsADirectoryError) as folder:
        put_in_place({target: b"1"})
    assert folder.value.filename == str(target)


# --- the lock -------------------------------------------------------------------------------------------------

HOLDER = """\
import os, sys, time
from pathlib import Path
from feedpub.writer import locked

with locked(Path(sys.argv[1])):
    child = os.fork() if "fork" in sys.argv else 0
    if child or "fork" not in sys.argv:
        print(child, flush=True)
    time.sleep(60)
"""
"""Takes the lock, says so with the number of its child if it has one, and keeps it; the child lives on."""


def holder(folder: Path, *options: str) -> tuple[subprocess.Popen[str], int]:
    """A process that has the lock, and its child's number."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", HOLDER, str(folder), *options]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def is_free(folder: Path) -> bool:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


@pytest.mark.parametrize("options", [[], ["fork"]], ids=["alone", "with a child that lives on"])
def test_a_lock_goes_with_its_process_however_it_ends(tmp_path: Path, options: list[str]) -> None:
    out = tmp_path / "new" / "feeds"
    process, child = holder(out, *options)
    try:
        assert not is_free(out)
        process.kill()
        process.wait(timeout=30)
        with locked(out):
            assert not is_free(out)
        assert is_free(out)
        assert list(out.iterdir()) == []
    finally:
        process.kill()
        if child:
            os.kill(child, signal.SIGKILL)
        process.communicate()


def test_a_link_that_leads_nowhere_cannot_be_locked(tmp_path: Path) -> None:
    (tmp_path / "feeds").symlink_to("nowhere")
    with pytest.raises(FileNotFoundError, match="It is a link that leads nowhere"), locked(tmp_path / "feeds"):
        pass
