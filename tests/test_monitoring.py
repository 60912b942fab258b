"""What a run leaves for those who watch over it: a report in JSON, and metrics that Prometheus can read."""

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from feedpub import __version__
from feedpub.cli import main
from feedpub.monitoring import Run, as_json, as_metrics, record
from feedpub.problem import Place, Problem, Severity
from feedpub.report import FeedReport, Report, StationReport
from feedpub.settled import RACY
from tests.newsroom import REPOSITORY, tree

BASE = Path(__file__).parent / "cases" / "_base" / "articles"
NOW = "2026-06-01T12:00Z"
GULLS = Path("articles/harbor/gulls.yaml")
BROKEN = "title: Gulls\nlink: /gulls\npublished: 2026-05-02\nbody: Gulls.\n"
EMBARGOED = "title: Gulls\nlink: https://harbor.example/gulls\npublished: 2026-06-02T09:00\nbody: Gulls.\n"


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path / "articles")
    monkeypatch.chdir(tmp_path)


def build(*options: str) -> Result:
    return CliRunner().invoke(main, ["build", "--cache", "cache", "--now", NOW, *options])


def report(*options: str) -> dict[str, Any]:
    """What the report of a run says, without how long anything took and when it began."""
    build("--report", "report.json", *options)
    told = json.loads(Path("report.json").read_bytes())
    assert told.pop("seconds") > 0
    assert abs(datetime.now(UTC).timestamp() - datetime.fromisoformat(told.pop("started")).timestamp()) < 60
    for station in told["stations"]:
        assert station.pop("seconds") >= 0
    return told  # type: ignore[no-any-return]  # a report is an object


def metrics(text: str) -> dict[str, Metric]:
    """What Prometheus's own parser reads, by the names of the metrics."""
    return {family.name: family for family in text_string_to_metric_families(text)}


def values(text: str, name: str) -> dict[tuple[str, ...], float]:
    """The values of a metric by those of its labels."""
    return {tuple(sample.labels.values()): sample.value for sample in metrics(text)[name].samples}


# --- the report ------------------------------------------------------------------------------------------------


def test_a_report_tells_what_the_run_found_and_did() -> None:
    GULLS.write_text(BROKEN)
    counts = {"error": 1, "warning": 0, "info": 0}
    message = "The address is relative: the site it is on is missing."
    fix = "Copy the full address from the browser, with https:// in front."
    place = {"file": "articles/harbor/gulls.yaml", "line": 2, "column": 7}
    error = {**place, "severity": "error", "code": "bad-link", "message": message, "fix": fix}
    files = ["rss.xml", "atom.xml", "feed.json", "index.html"]
    station = {
        "name": "harbor",
        "title": "Harbor Radio",
        "articles": 2,
        "held": False,
        "failed": False,
        "due": None,
        "problems": counts,
        "errors": [error],
        "feeds": [{"path": "harbor", "items": 1, "changed": files, "newest": "2026-05-01T13:00:00+00:00"}],
    }
    assert report() == {
        "version": 1,
        "feedpub": __version__,
        "as_of": "2026-06-01T12:00:00+00:00",
        "exit_code": 1,
        "check": False,
        "due": None,
        "changed": [*sorted(f"harbor/{name}" for name in files), "index.html", "stations.opml"],
        "failures": [],
        "problems": counts,
        "errors": [],
        "stations": [station],
    }


def test_the_newest_item_is_told_of() -> None:
    GULLS.write_text(EMBARGOED.replace("06-02", "05-02"))
    (feed,) = report()["stations"][0]["feeds"]
    assert (feed["items"], feed["newest"]) == (2, "2026-05-02T13:00:00+00:00")


def test_errors_of_no_station_are_told_beside_the_stations() -> None:
    Path("articles/publisher.yaml").unlink()
    told = report()
    assert (told["exit_code"], told["stations"], told["problems"]["error"]) == (3, [], 1)
    assert [error["code"] for error in told["errors"]] == ["no-publisher"]


def test_strict_and_check_are_told_and_check_writes_a_report_but_no_feeds() -> None:
    told = report("--check")
    assert (told["check"], told["exit_code"], told["changed"][0]) == (True, 1, "harbor/atom.xml")
    assert not Path("feeds").exists()
    GULLS.write_text(EMBARGOED.replace("Gulls\n", "The <i>Gulls</i>\n", 1).replace("06-02", "05-02"))
    assert (report()["exit_code"], report("--strict")["exit_code"]) == (0, 1)


@pytest.mark.usefixtures("later")
def test_a_run_with_nothing_to_do_tells_the_same_figures() -> None:
    GULLS.write_text(EMBARGOED)
    first = report("--metrics", "feedpub.prom")
    before = metrics(Path("feedpub.prom").read_text())
    second = report("--metrics", "feedpub.prom")
    assert (first["due"], first["stations"][0]["due"]) == ("2026-06-02T13:00:00+00:00",) * 2
    assert len(first.pop("changed")) == 6
    assert second.pop("changed") == []
    assert first["stations"][0]["feeds"][0].pop("changed") == ["rss.xml", "atom.xml", "feed.json", "index.html"]
    assert second["stations"][0]["feeds"][0].pop("changed") == []
    assert first == second
    written = Path("feedpub.prom").read_text()
    assert values(written, "feedpub_station_duration_seconds") == {("harbor",): 0}
    differ = {"feedpub_last_run_timestamp_seconds", "feedpub_run_duration_seconds", "feedpub_station_duration_seconds"}
    after = metrics(written)
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} <= differ


PROGRAM = """
import atexit, sys
atexit.register(lambda: print("MODULES", *sys.modules))
from feedpub.cli import main
main()
"""


def test_a_run_with_nothing_to_do_loads_nothing_heavy_for_its_report() -> None:
    def run(*arguments: str) -> set[str]:
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        command = [sys.executable, "-c", PROGRAM, *arguments]
        done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env=environment)
        return {name.partition(".")[0] for name in done.stdout.rpartition("MODULES ")[2].split()}

    heavy = {"feedgen", "jinja2", "lxml", "nh3", "pydantic", "rich", "segno", "sqlite3", "yaml"}
    building = ("build", "--cache", "cache", "--report", "report.json", "--metrics", "feedpub.prom")
    time.sleep(RACY / 1e9 + 0.1)  # or the articles are too new to be trusted
    assert heavy - {"rich"} <= run(*building)
    assert run(*building) & heavy == set()
    assert json.loads(Path("report.json").read_text())["changed"] == []
    assert run("status", "report.json") & heavy == set()


def test_how_long_a_station_took_is_told() -> None:
    build("--report", "report.json")
    told = json.loads(Path("report.json").read_bytes())
    assert 0 < told["stations"][0]["seconds"] <= told["seconds"]


@pytest.mark.parametrize("option", ["--report", "--metrics"])
def test_what_cannot_be_written_is_told_in_one_line_and_the_feeds_are_out(option: str) -> None:
    Path("folder").mkdir()
    for name, why in (("nowhere/file", "No such file or directory"), ("folder", "It is not a file")):
        done = build(option, name)
        assert (done.exit_code, done.output) == (3, f"feedpub: The run was not recorded: {name}: {why}\n")
    assert Path("feeds/harbor/rss.xml").exists()
    assert tree(Path("folder")) == {}


def test_what_can_be_written_tells_of_what_cannot() -> None:
    build("--report", "nowhere/report.json", "--metrics", "feedpub.prom")
    written = Path("feedpub.prom").read_text()
    assert values(written, "feedpub_exit_code") == {(): 3}
    assert values(written, "feedpub_failures") == {(): 1}
    told = report("--metrics", "nowhere/feedpub.prom")
    assert told["exit_code"] == 3
    assert told["failures"] == ["The run was not recorded: nowhere/feedpub.prom: No such file or directory"]


def test_a_file_is_written_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    build("--report", "report.json")
    before = Path("report.json").read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = build("--report", "report.json")
    assert done.output == "feedpub: The run was not recorded: report.json: No space left on device\n"
    assert Path("report.json").read_bytes() == before
    assert [path.name for path in Path().iterdir() if path.is_file()] == ["report.json"]


def test_a_report_can_be_read_by_other_users(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        build("--report", "report.json")
    finally:
        os.umask(old)
    assert (tmp_path / "report.json").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("name", ["feeds/report.json", "articles/x.json", "./feeds/harbor/../r.json"])
def test_a_report_among_what_is_looked_at_is_refused(name: str) -> None:
    for option in ("--report", "--metrics"):
        done = build(option, name)
        assert done.exit_code == 2
        assert "where every change makes the next run build again. Choose another folder." in done.output
    assert not Path("feeds").exists()


def test_one_file_for_both_is_refused() -> None:
    done = build("--report", "report.json", "--metrics", "./report.json")
    assert done.exit_code == 2
    assert "--report and --metrics name the same file." in done.output


# --- metrics ---------------------------------------------------------------------------------------------------


def test_metrics_as_prometheus_reads_them() -> None:
    GULLS.write_text(EMBARGOED.replace("Gulls\n", "The <i>Gulls</i>\n", 1))
    build("--metrics", "feedpub.prom")
    text = Path("feedpub.prom").read_text()
    assert {family.type for family in metrics(text).values()} == {"gauge"}
    assert all(family.documentation for family in metrics(text).values())
    due = datetime(2026, 6, 2, 13, tzinfo=UTC).timestamp()
    expected: dict[str, dict[tuple[str, ...], float]] = {
        "feedpub_info": {(__version__,): 1},
        "feedpub_exit_code": {(): 0},
        "feedpub_failures": {(): 0},
        "feedpub_problems": {("error",): 0, ("warning",): 1, ("info",): 0},
        "feedpub_next_due_timestamp_seconds": {(): due},
        "feedpub_station_articles": {("harbor",): 2},
        "feedpub_station_held": {("harbor",): 0},
        "feedpub_station_failed": {("harbor",): 0},
        "feedpub_station_problems": {("harbor", "error"): 0, ("harbor", "warning"): 1, ("harbor", "info"): 0},
        "feedpub_station_next_due_timestamp_seconds": {("harbor",): due},
        "feedpub_feed_items": {("harbor",): 1},
        "feedpub_feed_newest_timestamp_seconds": {("harbor",): datetime(2026, 5, 1, 13, tzinfo=UTC).timestamp()},
    }
    assert {name: values(text, name) for name in expected} == expected
    varying = {"feedpub_last_run_timestamp_seconds", "feedpub_run_duration_seconds", "feedpub_station_duration_seconds"}
    assert metrics(text).keys() == expected.keys() | varying
    assert abs(values(text, "feedpub_last_run_timestamp_seconds")[()] - time.time()) < 60
    assert 0 < values(text, "feedpub_station_duration_seconds")["harbor",] < 60


def run_of(*stations: StationReport, own: tuple[Problem, ...] = ()) -> Run:
    began = datetime(2026, 6, 1, 12, tzinfo=UTC)
    return Run(Report(stations, own), began, began, 0.25)


def test_names_are_escaped() -> None:
    name = 'a "quoted" \\ back\nslash \udcff'
    run = run_of(StationReport(name, "Quay", 1, (FeedReport(name, 1),), held=True, problems=()))
    shown = 'a "quoted" \\ back\nslash ?'
    assert values(as_metrics(run), "feedpub_station_held") == {(shown,): 1}
    assert values(as_metrics(run), "feedpub_feed_items") == {(shown,): 1}
    as_metrics(run).encode()


def test_a_name_that_is_no_text_is_read_from_the_report_as_it_was() -> None:
    run = run_of(StationReport("a\udcff", "Quay", 1, ()))
    assert record(run, {Path("report.json"): as_json}) == run.report
    assert json.loads(Path("report.json").read_bytes())["stations"][0]["name"] == "a\udcff"


def test_the_same_problem_twice_is_one_and_what_is_not_known_is_left_out() -> None:
    problem = Problem(Place("a.yaml", 1, 1), "code", "Wrong.", "", Severity.WARNING)
    text = as_metrics(run_of(StationReport("quay", "Quay", 0, (), failed=True, problems=(problem, problem))))
    assert values(text, "feedpub_station_problems")["quay", "warning"] == 1
    assert values(text, "feedpub_station_failed") == {("quay",): 1}
    unknown = {"feedpub_next_due_timestamp_seconds", "feedpub_station_next_due_timestamp_seconds", "feedpub_feed_items"}
    assert metrics(text).keys() & unknown == set()
