"""A disk that is full, or that may not be written: a real one, in a name space of its own."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.calls import EVERY
from tests.faults.room import INSTANT, Room, check_whole, fill, remembered, settle
from tests.faults.warm import Done, Warm, warm
from tests.newsroom import tree

PAGE = 4096
PAGES = 64
"""Pages of the small disk."""
STEP = 1 if EVERY else 3
"""By how many more pages are free in each next run."""


pytestmark = pytest.mark.xdist_group("small disk")


class Disk:
    """A small disk, mounted where only the runs see it as such; `seen` is where this process finds it."""

    def __init__(self, folder: Path, runs: Warm) -> None:
        self.folder, self.runs = folder, runs
        self.seen = Path(f"/proc/{runs.pid}/root{folder}")

    def fill_up(self, free: int) -> None:
        """Leave so many pages free."""
        with (self.seen / "filler").open("wb") as filler:
            while free_pages(self.seen) > free:
                filler.write(bytes(PAGE))
                filler.flush()
        assert free_pages(self.seen) == free

    def clear(self) -> None:
        """Delete everything on it."""
        for path in self.seen.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def remount(self, option: str) -> None:
        """Mount it otherwise."""
        self.call("mount", "-o", f"remount,{option}", str(self.folder))

    def call(self, *command: str) -> None:
        """Run a command where it is mounted."""
        user = [] if os.geteuid() == 0 else ["-U", "--preserve-credentials"]
        subprocess.run(["nsenter", "-t", str(self.runs.pid), "-m", *user, *command], check=True, timeout=60)


def free_pages(folder: Path) -> int:
    about = os.statvfs(folder)
    return about.f_bavail * about.f_frsize // PAGE


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """What starts runs in a name space of its own, which sees disks that nobody else does."""
    unshare = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    with warm(tmp_path_factory.mktemp("apart"), *unshare) as runs:
        yield runs


@pytest.fixture
def disk(apart: Warm, tmp_path: Path) -> Disk:
    folder = tmp_path / "disk"
    folder.mkdir()
    new = Disk(folder, apart)
    new.call("mount", "-t", "tmpfs", "-o", f"size={PAGES * PAGE},nr_inodes=200", "feedpub", str(folder))
    return new


def build(room: Room, disk: Disk, out: Path, cache: Path) -> Done:
    options = ["--articles", str(room.articles), "--out", str(out), "--cache", str(cache), "--now", INSTANT]
    return disk.runs.build(*options)


def check_told(done: Done, out: Path, reason: int) -> None:
    """Every line names a file and says what is the matter with it, and there is one for each station at the most."""
    assert done.code == 3
    lines = done.output.splitlines()
    assert 1 <= len(lines) <= 3
    for line in lines:
        what, path = line.removesuffix(f": {os.strerror(reason)}").split(": ", 1)[1].rsplit(": ", 1)
        assert what.removesuffix(" was not put in place") in {"ckls", "quay", "The list of all stations"}
        assert Path(path).is_relative_to(out)
        assert line == f"feedpub: {what}: {path}: {os.strerror(reason)}"


@pytest.mark.parametrize("start", ["nothing", "old feeds"])
def test_a_full_disk_of_feeds(room: Room, disk: Disk, tmp_path: Path, start: str) -> None:
    out, old = disk.seen / "feeds", room.old if start == "old feeds" else {}
    codes = []
    for free in range(0, PAGES, STEP):
        disk.clear()
        room.begin(start)
        shutil.copytree(room.out, out) if old else out.mkdir()
        disk.fill_up(free)
        done = build(room, disk, disk.folder / "feeds", tmp_path / f"cache{free}")
        codes.append(done.code)
        check_whole(tree(out), old, room.new[start])
        assert not list(out.rglob(".*"))
        if done == Done(0, ""):
            assert tree(out) == room.new[start]
            break
        check_told(done, disk.folder / "feeds", errno.ENOSPC)
        (disk.seen / "filler").unlink()
        assert build(room, disk, disk.folder / "feeds", tmp_path / f"cache{free}") == Done(0, "")
        assert tree(out) == room.new[start]
    assert codes == [3] * (len(codes) - 1) + [0], "it is enough at some time, and then always"
    assert len(codes) > 3


@pytest.mark.parametrize("free", [0, 1, 2, 3, 5, 8, 12, 20])
def test_a_full_disk_of_the_cache_is_not_noticed(room: Room, disk: Disk, tmp_path: Path, free: int) -> None:
    room.begin("old feeds")
    cache = disk.seen / "cache"
    shutil.copytree(room.cache, cache)
    disk.fill_up(free)
    assert build(room, disk, room.out, disk.folder / "cache") == Done(0, "")
    assert tree(room.out) == room.new["old feeds"]
    (disk.seen / "filler").unlink()
    for path in cache.glob("run-*.json"):
        path.unlink()
    assert build(room, disk, room.out, disk.folder / "cache") == Done(0, "")
    copy = Path(shutil.copytree(cache, tmp_path / "copy"))  # SQLite does not find its way through /proc
    assert remembered(copy) == room.remembered["old feeds"]


def test_a_disk_without_room_for_names(room: Room, disk: Disk) -> None:
    room.begin("old feeds")
    out = disk.seen / "feeds"
    shutil.copytree(room.out, out)
    disk.remount(f"nr_inodes={used_names(disk.seen)}")
    done = build(room, disk, disk.folder / "feeds", room.cache)
    check_told(done, disk.folder / "feeds", errno.ENOSPC)
    assert tree(out) == room.old
    disk.remount("nr_inodes=200")
    assert build(room, disk, disk.folder / "feeds", room.cache) == Done(0, "")
    assert tree(out) == room.new["old feeds"]


def used_names(folder: Path) -> int:
    about = os.statvfs(folder)
    return about.f_files - about.f_ffree


def test_a_disk_that_may_only_be_read(room: Room, disk: Disk) -> None:
    room.begin("old feeds")
    out = disk.seen / "feeds"
    shutil.copytree(room.out, out)
    disk.remount("ro")
    picture = next(name for name in room.new["old feeds"] if "/media/" in name and name not in room.old)
    expected = f"feedpub: ckls was not put in place: {disk.folder}/feeds/{picture}: {os.strerror(errno.EROFS)}\n"
    assert build(room, disk, disk.folder / "feeds", room.cache) == Done(3, expected)
    assert tree(out) == room.old
    disk.remount("rw")
    assert build(room, disk, disk.folder / "feeds", room.cache) == Done(0, "")
    assert tree(out) == room.new["old feeds"]
    disk.remount("ro")
    assert build(room, disk, disk.folder / "feeds", room.cache) == Done(0, ""), "there is nothing to write"


def test_a_folder_for_feeds_that_cannot_be_made(room: Room, disk: Disk) -> None:
    room.begin("nothing")
    disk.remount("ro")
    out = disk.folder / "feeds"
    expected = f"feedpub: Nothing was built: {out}: {os.strerror(errno.EROFS)}\n"
    assert build(room, disk, out, room.cache) == Done(3, expected)
    assert not room.cache.exists()


def test_articles_on_a_disk_that_is_taken_away(room: Room, disk: Disk) -> None:
    room.begin("nothing")
    fill(disk.seen, "red")
    settle()
    options = ["--articles", str(disk.folder), "--out", str(room.out), "--cache", str(room.cache), "--now", INSTANT]
    assert disk.runs.build(*options) == Done(0, "")
    before = tree(room.out)
    disk.call("umount", str(disk.folder))
    done = disk.runs.build(*options)
    assert done.code == 3
    assert "[no-publisher]" in done.output
    assert tree(room.out) == before
