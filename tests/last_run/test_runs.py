"""A run with nothing to do: it opens no article, says what the last one said, and is not fooled."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.cli.folders import default_cache
from feedpub.program import program
from feedpub.settled import RACY
from tests.last_run.newsroom import FERRY, GULLS, NOW, WARNED, build
from tests.newsroom import REPOSITORY


@pytest.mark.usefixtures("later")
def test_a_second_run_builds_nothing_and_says_the_same(runs: Callable[[], int]) -> None:
    GULLS.write_text(WARNED)
    first = build()
    assert runs() == 1
    assert "markup-in-text" in first.output
    for options in ((), ("--verbose",), ("--check",), ("--strict",)):
        again = build(*options)
        assert again.output == first.output
        assert again.exit_code == (1 if options == ("--strict",) else 0)
    assert runs() == 0
    told = json.loads(build("--format", "json").output)
    assert (told["changed"], [problem["code"] for problem in told["problems"]]) == ([], ["markup-in-text"])
    assert [(station["name"], station["articles"]) for station in told["stations"]] == [("harbor", 2)]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    "change",
    [
        lambda: FERRY.write_text(FERRY.read_text() + "tags: [sea]\n"),
        lambda: FERRY.write_text(FERRY.read_text().replace("Monday", "Sunday")),
        lambda: os.utime(FERRY, ns=(1, 1)),
        lambda: GULLS.write_text(WARNED),
        FERRY.unlink,
        lambda: FERRY.rename(FERRY.with_name("ferry.yaml")),
        lambda: Path("feeds/harbor/rss.xml").write_text("<rss/>"),
        lambda: shutil.rmtree("feeds/harbor"),
        lambda: shutil.rmtree("cache"),
        lambda: [path.write_text("{}") for path in Path("cache").glob("run-*")],
        lambda: [path.write_bytes(b"\xff") for path in Path("cache").glob("run-*")],
    ],
)
def test_a_change_is_seen(change: Callable[[], object], runs: Callable[[], int]) -> None:
    build()
    change()
    build()
    assert runs() == 2
    build()
    assert runs() == 0


@pytest.mark.usefixtures("later")
def test_a_change_that_keeps_size_and_time_is_seen(runs: Callable[[], int]) -> None:
    build()
    times = FERRY.stat()
    FERRY.write_text(FERRY.read_text().replace("Monday", "Sunday"))
    os.utime(FERRY, ns=(times.st_atime_ns, times.st_mtime_ns))
    build()
    assert runs() == 2
    assert "Sunday" in Path("feeds/harbor/rss.xml").read_text()


def test_what_was_changed_a_moment_ago_may_change_again_without_its_times_telling(runs: Callable[[], int]) -> None:
    for _ in range(2):
        build()
    assert runs() == 2


@pytest.mark.usefixtures("later")
def test_other_runs_are_other_runs(runs: Callable[[], int]) -> None:
    build()
    build("harbor")
    build("--out", "elsewhere")
    assert runs() == 3
    build(now="2026-05-20T12:00Z")
    assert runs() == 1, "it would not have said so then"


@pytest.mark.usefixtures("later")
def test_what_falls_due_is_built_in_the_first_run_after_its_instant(runs: Callable[[], int]) -> None:
    GULLS.write_text(WARNED.replace("2026-05-02", "2026-06-02T09:00\nexpires: 2026-06-03T09:00"))
    build()
    build(now="2026-06-02T12:59Z")
    assert runs() == 1
    for now, there in (("2026-06-02T13:00Z", True), ("2026-06-03T12:59Z", True), ("2026-06-03T13:00Z", False)):
        build(now=now)
        assert ("gulls" in Path("feeds/harbor/rss.xml").read_text()) is there, now
    assert runs() == 2


@pytest.mark.usefixtures("later")
def test_a_run_that_failed_is_not_the_last_word(runs: Callable[[], int]) -> None:
    Path("feeds/harbor/rss.xml").mkdir(parents=True)
    assert build().exit_code == 3
    Path("feeds/harbor/rss.xml").rmdir()
    assert build().exit_code == 0
    assert runs() == 2


@pytest.mark.usefixtures("later")
def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, runs: Callable[[], int]
) -> None:
    Path("a file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path("a file").absolute()))
    for _ in range(2):
        done = CliRunner().invoke(main, ["build", "--now", NOW])
        assert (done.exit_code, done.output) == (0, "")
    assert runs() == 2


PROGRAM = """
import atexit, sys
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
atexit.register(lambda: print("MODULES", *sys.modules, "OPENED", *(name for name in opened if name.endswith(".yaml"))))
from feedpub.cli import main
main()
"""


def test_an_unchanged_tree_is_not_opened_and_nothing_heavy_is_loaded() -> None:
    def run() -> tuple[set[str], list[str]]:
        command = [sys.executable, "-c", PROGRAM, "build", "--cache", "cache"]
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env=environment)
        modules, _, names = done.stdout.rpartition("MODULES ")[2].partition("OPENED")
        return {name.partition(".")[0] for name in modules.split()}, names.split()

    time.sleep(RACY / 1e9 + 0.1)  # or the articles are too new to be trusted
    heavy = {"feedgen", "jinja2", "lxml", "nh3", "pydantic", "rich", "segno", "sqlite3", "yaml"}
    modules, names = run()
    assert heavy - {"rich"} <= modules
    assert str(FERRY) in names
    modules, names = run()
    assert modules & heavy == set()
    assert names == []


@pytest.mark.parametrize(
    ("cache", "expected"),
    [
        ("/var/cache/x", "/var/cache/x/feedpub"),
        ("", "/home/ann/.cache/feedpub"),
        (None, "/home/ann/.cache/feedpub"),
        ("relative", "/home/ann/.cache/feedpub"),
    ],
)
def test_the_default_place(monkeypatch: pytest.MonkeyPatch, cache: str | None, expected: str) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if cache is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", cache)
    assert default_cache() == Path(expected)


@pytest.mark.usefixtures("later")
def test_somebody_without_a_home_remembers_nothing(monkeypatch: pytest.MonkeyPatch, runs: Callable[[], int]) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    for _ in range(2):
        assert CliRunner().invoke(main, ["build", "--now", NOW]).exit_code == 0
    assert runs() == 2


@pytest.mark.usefixtures("later")
def test_what_holds_a_station_back_can_be_let_through_once(runs: Callable[[], int]) -> None:
    build()
    FERRY.rename(FERRY.with_name("2026-05-01-boat.yaml"))
    held = Path("feeds/harbor/rss.xml").read_bytes()
    for options in ((), (), ("--allow", "drop")):
        done = build(*options)
        assert done.exit_code == 1
        assert "“The ferry is back” would be announced again" in done.output
        assert Path("feeds/harbor/rss.xml").read_bytes() == held
    done = build("--allow", "re-announce")
    assert (done.exit_code, done.output) == (0, "")
    assert "harbor/boat" in Path("feeds/harbor/rss.xml").read_text()
    assert (build().exit_code, build().output) == (0, "")
    assert runs() == 5


@pytest.mark.usefixtures("later")
def test_what_could_not_be_read_is_looked_at_again(runs: Callable[[], int]) -> None:
    os.mkfifo("articles/harbor/pipe.yaml")
    assert "[unreadable-file]" in build().output
    assert "[unreadable-file]" in build().output
    assert runs() == 2


@pytest.mark.usefixtures("later")
def test_memories_of_runs_that_are_never_made_are_deleted() -> None:
    build("harbor")
    (old,) = Path("cache").glob("run-*.json")
    os.utime(old, (time.time() - 40 * 24 * 3600,) * 2)
    build()
    assert [path.name for path in Path("cache").glob("run-*.json")] != [old.name]
    assert not old.exists()


@pytest.mark.usefixtures("later")
def test_a_report_in_the_folder_of_the_call_is_no_other_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path.cwd()))
    before = program()
    Path("report.json").touch()
    assert program() == before


def test_a_command_is_the_same_program_however_it_is_called(tmp_path: Path) -> None:
    told = "from feedpub.program import program; print(program())"
    script = tmp_path / "bin" / "asking"
    script.parent.mkdir()
    script.write_text(told)
    ways = ([str(script)], ["-c", told], ["-P", "-c", told])
    assert len({subprocess.check_output([sys.executable, *way], cwd=tmp_path) for way in ways}) == 1
