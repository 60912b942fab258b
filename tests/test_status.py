"""`feedpub status`: the last run at a glance, and as a health check."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feedpub.cli import main
from feedpub.monitoring import Run, as_json
from feedpub.problem import Place, Problem, Severity
from feedpub.report import FeedReport, Report, StationReport
from tests.newsroom import REPOSITORY

BEGAN = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
ERROR = Problem(Place("articles/quay/gulls.yaml", 2, 7), "bad-link", "It is wrong.", "Do it.")
WARNING = Problem(Place("articles/quay/gulls.yaml", 3, 1), "bad-date", "Odd.", "", Severity.WARNING)
HARBOR = StationReport(
    "harbor",
    "Harbor Radio",
    1234,
    (
        FeedReport("harbor", 50, (), BEGAN - timedelta(days=31)),
        FeedReport("harbor/talk", 7, (), BEGAN - timedelta(minutes=1)),
    ),
    due=BEGAN + timedelta(hours=5),
)
QUAY = StationReport("quay", "Quay", 2, (), held=True, problems=(ERROR, WARNING))
SHIP = StationReport("ship", "Ship", 0, (), failed=True)


def written(*stations: StationReport, **more: Any) -> None:
    Path("report.json").write_text(as_json(Run(Report(stations, **more), BEGAN, BEGAN, 1.26)))


def status(*options: str, now: str = "2026-06-01T12:03:20Z") -> Result:
    return CliRunner().invoke(main, ["status", "report.json", "--now", now, *options])


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_all_that_an_engineer_wants_to_see() -> None:
    written(HARBOR, QUAY, SHIP, own_problems=(Problem(Place("articles/x"), "code", "Bad."),), failures=("ship: full",))
    assert status().output == (
        "Not well: the last run was 3 minutes ago, at 2026-06-01 12:00:00 UTC, and took 1.3 s.\n"
        "Exit code 3: something could not be put in place, or no station could be built at all.\n"
        "\n"
        "Station  State   Articles  Items  Newest         Next due    Errors  Warnings\n"
        "harbor   ok          1234     50  4 minutes ago  in 4 hours       0         0\n"
        "quay     held           2      –  –              –                1         1\n"
        "ship     failed         0      –  –              –                0         0\n"
        "\n"
        "feedpub: ship: full\n"
        "articles/x: error: Bad. [code]\n"
        "articles/quay/gulls.yaml:2:7: error: It is wrong. [bad-link]\n"
        "    Do it.\n"
    )
    assert status().exit_code == 0


def test_all_well() -> None:
    written(HARBOR)
    first = "All well: the last run was 3 minutes ago, at 2026-06-01 12:00:00 UTC, and took 1.3 s."
    assert status("--max-age", "200s").output.splitlines()[:2] == [first, ""]


@pytest.mark.parametrize(
    ("age", "code"), [("200s", 0), ("199s", 1), ("4m", 0), ("3m", 1), ("1h", 0), ("1d", 0), ("0s", 1)]
)
def test_a_run_may_be_as_old_as_this(age: str, code: int) -> None:
    written(HARBOR)
    done = status("--max-age", age)
    assert done.exit_code == code
    assert done.output.startswith("Not well: " if code else "All well: ")


def test_a_reader_that_has_had_enough_does_not_change_the_verdict() -> None:
    written(HARBOR, QUAY)
    for options, code in (((), 0), (("--max-age", "1d"), 1)):
        command = [sys.executable, "-m", "feedpub", "status", "report.json", "--now", "2026-06-01T12:03Z", *options]
        reader, writer = os.pipe()
        os.close(reader)
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, env=environment)
        os.close(writer)
        assert (done.returncode, done.stderr) == (code, b"")


def test_a_run_that_is_too_old_or_did_not_end_well_is_told_and_fails_the_check() -> None:
    written(HARBOR, QUAY)
    assert status("--max-age", "1d").exit_code == 1
    done = status("--max-age", "2m")
    assert done.output.splitlines()[1:3] == [
        "Too old: it should be no older than 2 minutes, so feedpub may not be running.",
        "Exit code 1: problems were found, and what could be published was.",
    ]
    written(HARBOR, other_changes=("stations.opml",), check=True)
    said = status("--max-age", "1d").output.splitlines()
    assert said[0].startswith("Not well: a run with --check was 3 minutes ago")
    assert said[1] == "Exit code 1: a feed would change, or there were warnings in a run with --strict."


def test_a_run_in_the_future_means_that_a_clock_is_wrong() -> None:
    written(HARBOR)
    assert status("--max-age", "1d", now="2026-06-01T11:59Z").exit_code == 0
    done = status("--max-age", "1d", now="2026-06-01T11:58:59Z")
    assert done.exit_code == 1
    assert done.output.splitlines()[:2] == [
        "Not well: the last run began 61 seconds in the future, at 2026-06-01 12:00:00 UTC, and took 1.3 s.",
        "The last run began in the future, so a clock is or was wrong.",
    ]


def test_the_form_for_programs() -> None:
    written(HARBOR, QUAY)
    done = status("--format", "json", "--max-age", "1m")
    told = json.loads(done.output)
    assert (done.exit_code, told["well"], told["age_seconds"], len(told["complaints"])) == (1, False, 200, 2)
    assert told["report"] == json.loads(Path("report.json").read_text())
    written(HARBOR)
    assert json.loads(status("--format", "json").output)["well"] is True


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "No such file or directory"),
        (b"", "It is not a report made by feedpub."),
        (b"[]", "It is not a report made by feedpub."),
        (b"\xff", "It is not a report made by feedpub."),
        (b"[" * 100_000, "It is not a report made by feedpub."),
        (b'{"version": 1}', "It is not a report made by feedpub."),
        (b'{"version": 2}', "It is of version 2, and this feedpub reads version 1."),
    ],
)
def test_what_is_no_report_is_told_with_exit_code_3(content: bytes | None, why: str) -> None:
    if content is not None:
        Path("report.json").write_bytes(content)
    done = status("--max-age", "1d")
    assert (done.exit_code, done.output) == (3, f"feedpub: report.json cannot be read: {why}\n")


@pytest.mark.parametrize("written_as", ["10", "m", "1.5h", "-1m", "10 m"])
def test_a_duration_is_a_number_and_a_unit(written_as: str) -> None:
    done = CliRunner().invoke(main, ["status", "report.json", f"--max-age={written_as}"])
    assert done.exit_code == 2
    assert f"“{written_as}” is not a duration. Write it as 90s, 10m, 2h or 1d." in done.output
