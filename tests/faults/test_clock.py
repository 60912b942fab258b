"""Clocks that are wrong: set back between two runs, or ahead on the machine that articles come from."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults.room import settle
from tests.faults.warm import Done, Warm, warm
from tests.newsroom import PUBLISHER, STATION, tree, write

YEARS = [2025, datetime.now(UTC).year + 1]
"""A clock that files seem to come from the future to, and one to which they have been there for long: only by this one
is a run ever left out because nothing has changed."""
pytestmark = pytest.mark.xdist_group("clock")
LATE = "late.yaml"
"""The article that comes out at half past eleven."""


class Clock:
    """The clock of runs that are started here, which goes on from what a file says."""

    def __init__(self, file: Path, runs: Warm) -> None:
        self.file, self.runs = file, runs

    def set(self, when: str) -> None:
        """It is this time in UTC."""
        self.file.write_text(f"@{when}\n")


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clock]:
    assert shutil.which("faketime"), "These tests need faketime: run tests/faults/install as root, or install it."
    folder = tmp_path_factory.mktemp("clock")
    began = "@2025-06-01 12:00:00"
    (folder / "clock").write_text(began)
    by_file = [f"FAKETIME_TIMESTAMP_FILE={folder}/clock", "FAKETIME_NO_CACHE=1", "NO_FAKE_STAT=1", "TZ=UTC"]
    with warm(folder, "env", *by_file, "faketime", "-f", began, "env", "-u", "FAKETIME") as runs:
        yield Clock(folder / "clock", runs)


class Office:
    """A newsroom, and the command with a clock that stands where it is told."""

    def __init__(self, folder: Path, year: int, clock: Clock) -> None:
        self.year, self.clock = year, clock
        self.folder, self.articles, self.out = folder, folder / "articles", folder / "out"
        write(self.articles, {"publisher.yaml": PUBLISHER, "ckls/station.yaml": STATION})
        for day in range(1, 11):
            self.write(f"{day}.yaml", f"05-{day:02}T09:00Z", f"Story {day}")
        self.write(LATE, "06-01T11:30Z", "Just now")
        settle()

    def write(self, name: str, published: str, title: str, more: str = "") -> Path:
        """Write an article."""
        link = f"https://ckls.example.com/{name}"
        text = f"title: {title}\nlink: {link}\npublished: {self.year}-{published}\nbody: Text.\n{more}"
        write(self.articles, {f"ckls/{name}": text})
        return self.articles / "ckls" / name

    def build(self, clock: str, *options: str, cache: str = "cache") -> dict[str, bytes]:
        """The feeds after a run at this time of the first of June, by the clock of the whole process."""
        assert self.run(clock, *options, cache=cache) == Done(0, "")
        return tree(self.out)

    def run(self, clock: str, *options: str, cache: str = "cache") -> Done:
        """What a run says at this time of the first of June."""
        folders = ["--articles", str(self.articles), "--out", str(self.out), "--cache", str(self.folder / cache)]
        self.clock.set(f"{self.year}-06-01 {clock}")
        return self.clock.runs.build(*folders, *options)

    def build_anew(self, clock: str) -> dict[str, bytes]:
        """The feeds of a run that remembers nothing, where there are none."""
        shutil.rmtree(self.out)
        shutil.rmtree(self.folder / "no cache", ignore_errors=True)
        return self.build(clock, cache="no cache")


@pytest.fixture
def office(tmp_path: Path, clock: Clock, request: pytest.FixtureRequest) -> Office:
    return Office(tmp_path, getattr(request, "param", YEARS[0]), clock)


def items(feeds: dict[str, bytes]) -> dict[str, dict[str, str]]:
    return {item["id"].rpartition("/")[2]: item for item in json.loads(feeds["ckls/feed.json"])["items"]}


@pytest.mark.parametrize("office", YEARS, indirect=True)
def test_a_clock_that_is_set_back_takes_back_only_what_is_not_out_yet_and_only_if_that_is_let_through(
    office: Office,
) -> None:
    noon = office.build("12:00:00")
    assert set(items(noon)) == {"late", *map(str, range(1, 11))}
    done = office.run("11:00:00")
    said = "CKLS is held: “Just now” would disappear: by the clock of this run it is not published yet, although it"
    assert (done.code, said in done.output) == (1, True)
    assert tree(office.out) == noon
    eleven = office.build("11:00:00", "--allow", "clock")
    assert items(eleven) == {name: item for name, item in items(noon).items() if name != "late"}
    assert eleven == office.build_anew("11:00:00")
    assert office.build("12:00:00") == noon


@pytest.mark.parametrize("office", YEARS, indirect=True)
def test_a_clock_that_is_set_back_within_what_is_out_changes_nothing(office: Office) -> None:
    noon = office.build("12:00:00")
    there = {path: path.stat().st_mtime_ns for path in office.out.rglob("*")}
    assert office.build("11:45:00") == noon
    assert {path: path.stat().st_mtime_ns for path in office.out.rglob("*")} == there


def test_what_is_written_while_the_clock_is_back_is_seen(office: Office) -> None:
    """The files are of the real clock, years after the one that the run believes in."""
    office.build("12:00:00")
    office.write("3.yaml", "05-03T09:00Z", "Mended")
    feeds = office.build("11:45:00")
    assert items(feeds)["3"]["title"] == "Mended"
    office.write("3.yaml", "05-03T09:00Z", "Mendez")
    feeds = office.build("11:44:00")
    assert items(feeds)["3"]["title"] == "Mendez"
    assert feeds == office.build_anew("11:44:00")


@pytest.mark.parametrize("ahead", [3600, 10 * 365 * 86400])
def test_files_from_a_machine_whose_clock_is_ahead(office: Office, ahead: int) -> None:
    """All have the same size and the same time, and are written in place: only the bytes tell."""
    then = time.time() + ahead
    for title in ("Red one", "Sad one", "Mad one"):
        path = office.write("3.yaml", "05-03T09:00Z", title)
        os.utime(path, (then, then))
        feeds = office.build("12:00:00")
        assert items(feeds)["3"]["title"] == title
    assert feeds == office.build_anew("12:00:00")


def test_the_updated_of_what_is_out_never_goes_back(office: Office) -> None:
    corrected = f"corrections: [{{date: {office.year}-06-01T11:15Z, text: Two gulls.}}]\n"
    office.write("3.yaml", "05-03T09:00Z", "Story 3", corrected)
    noon = items(office.build("12:00:00"))
    assert noon["3"]["date_modified"] == f"{office.year}-06-01T11:15:00Z"
    half = items(office.build("11:20:00", "--allow", "clock"))
    assert half["3"] == noon["3"]
    del noon["late"]
    assert half == noon


def test_files_are_never_older_than_those_that_they_replace(office: Office) -> None:
    """Readers ask for what is newer than they have, and some servers compare the two times as numbers."""
    office.build("12:00:00")
    path = office.out / "ckls" / "rss.xml"
    ahead = time.time() + 3600
    os.utime(path, (ahead, ahead))
    office.write("3.yaml", "05-03T09:00Z", "Mended")
    office.build("12:01:00")
    assert b"Mended" in path.read_bytes()
    assert path.stat().st_mtime == int(ahead) + 1
