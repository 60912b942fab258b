"""The forms of a report, and its exit code: pure functions."""

import json
from datetime import UTC, datetime

import pytest

from feedpub.problem import Place, Problem, Severity, Subject, os_error_in_words
from feedpub.report import (
    ExitCode,
    FeedReport,
    Report,
    StationReport,
    as_github,
    as_json,
    as_text,
    failure_as_github,
    failure_as_text,
    from_json,
    to_json,
)

STATION = StationReport("quay", "Quay", 1, (FeedReport("quay", 1),))
ERROR, WARNING, INFO = (
    Problem(Place("a.yaml", 2, 7), "bad-link", "It is wrong.", "Do it.", severity) for severity in Severity
)


def test_a_workflow_command_escapes_what_would_end_it() -> None:
    place = Place("50%,a:b.yaml", 3, 1)
    problem = Problem(place, "code", "100% wrong:\r\nreally, yes", "Do: it.")
    said = "::error file=50%25%2Ca%3Ab.yaml,line=3,col=1,title=code::100%25 wrong:%0D%0Areally, yes Do: it."
    assert as_github(problem) == said
    assert failure_as_github("quay: 100% full\nreally") == "::error title=failure::quay: 100%25 full%0Areally"


def test_an_info_is_a_notice_and_a_whole_file_has_no_line() -> None:
    assert as_github(INFO) == "::notice file=a.yaml,line=2,col=7,title=bad-link::It is wrong. Do it."
    assert as_github(WARNING).startswith("::warning file=")
    assert as_github(Problem(Place("a.yaml"), "code", "Wrong.")) == "::error file=a.yaml,title=code::Wrong."


def test_a_problem_as_text_with_its_parts_marked() -> None:
    problem = Problem(ERROR.place, "c", "M.", "F.", Severity.WARNING, Subject("rss/channel", "Gulls"))
    plain = "a.yaml:2:7: warning: M. [c]\n    F.\n    rss/channel, in “Gulls”"
    marked = "<place a.yaml:2:7>: <warning warning>: M. [c]\n    <fix F.>\n    rss/channel, in “Gulls”"
    assert as_text(problem) == plain
    assert as_text(problem, lambda what, text: f"<{what} {text}>") == marked
    assert failure_as_text("quay: full") == "feedpub: quay: full"


@pytest.mark.parametrize(
    ("report", "code", "strict"),
    [
        (Report((STATION,)), 0, 0),
        (Report((STATION,), (INFO,)), 0, 0),
        (Report((STATION,), (WARNING,)), 0, 1),
        (Report((STATION,), (ERROR,)), 1, 1),
        (Report((), (WARNING,)), 0, 1),
        (Report((), (ERROR,)), 3, 3),
        (Report((STATION,), failures=("full",)), 3, 3),
        (Report((STATION,), other_changes=("stations.opml",)), 0, 0),
        (Report((STATION,), other_changes=("stations.opml",), check=True), 1, 1),
        (Report(failures=("another run is at work",), busy=True), 4, 4),
    ],
)
def test_exit_codes(report: Report, code: int, strict: int) -> None:
    assert (report.exit_code(), report.exit_code(strict=True)) == (ExitCode(code), ExitCode(strict))
    for is_strict, expected in ((False, code), (True, strict)):
        assert json.loads(as_json(report, [], strict=is_strict))["exit_code"] == expected


def test_json_tells_of_stations_that_were_held_or_failed() -> None:
    stations = (StationReport("a", "A", 1, (), held=True), StationReport("b", "B", 2, (), failed=True))
    told = json.loads(as_json(Report(stations, failures=("b: full",)), []))
    assert [(s["name"], s["held"], s["failed"]) for s in told["stations"]] == [("a", True, False), ("b", False, True)]
    assert told["failures"] == ["b: full"]


def test_what_is_kept_for_the_next_run_is_all_but_what_was_changed_and_how_long_it_took() -> None:
    newest, due = datetime(2026, 5, 1, 13, tzinfo=UTC), datetime(2026, 6, 2, 13, tzinfo=UTC)
    feeds = (FeedReport("quay", 2, ("rss.xml",), newest), FeedReport("quay/sea", 0))
    station = StationReport(
        "quay", "Quay", 3, feeds, problems=(WARNING,), due=due, uses_other_stations=True, seconds=1.5
    )
    kept = from_json(json.loads(json.dumps(to_json(Report((station,), (ERROR,))))))
    unchanged = (FeedReport("quay", 2, (), newest), FeedReport("quay/sea", 0))
    expected = StationReport("quay", "Quay", 3, unchanged, problems=(WARNING,), due=due, uses_other_stations=True)
    assert kept == Report((expected,), (ERROR,))
    assert kept.stations[0].seconds == 0
    told = json.loads(as_json(Report((station,)), []))["stations"][0]["feeds"]
    assert told[0] == {"path": "quay", "items": 2, "changed": ["rss.xml"], "newest": "2026-05-01T13:00:00+00:00"}
    assert told[1]["newest"] is None


def test_the_name_of_a_file_can_be_printed() -> None:
    odd = "a\udcff\n\u200eé.yaml"
    assert os_error_in_words(OSError(5, "Input/output error", odd)) == "a\\udcff\\x0a\\x200eé.yaml: Input/output error"
    assert str(Place(odd, 2, 7)) == "a\\udcff\\x0a\\x200eé.yaml:2:7"
