"""`feedpub validate`: what it prints in each form, its exit codes, and where feeds may lie."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import feedpub
from feedpub.cli import main
from feedpub.problem import Place, Problem, Severity, Subject
from tests.newsroom import REPOSITORY

PAIRS = REPOSITORY / "tests" / "rules"
BAD = (PAIRS / "r-date.bad.xml").read_bytes()
GOOD = (PAIRS / "r-date.good.xml").read_bytes()
WARNED = (PAIRS / "r-no-guid.bad.xml").read_bytes()

MESSAGE = "“2026-05-02T13:30:00Z” is not a date in the form that RSS uses."
FIX = "Write it as Sat, 02 May 2026 13:30:00 +0000."
SAID = """\
quay.xml:14:16: error: “2026-05-02T13:30:00Z” is not a date in the form that RSS uses. [r-date]
    Write it as Sat, 02 May 2026 13:30:00 +0000.
    rss/channel/item[1]/pubDate, in “The gulls are back”
"""


def run(*arguments: str, input: bytes = b"") -> Result:  # noqa: A002 - click's word
    return CliRunner().invoke(main, ["validate", *arguments], input=input, catch_exceptions=False)


QUAY = Path("quay.xml")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    QUAY.write_bytes(BAD)


def test_a_problem_in_text() -> None:
    result = run("quay.xml")
    assert result.output == SAID
    assert result.exit_code == 1


def test_nothing_is_said_of_a_good_feed() -> None:
    QUAY.write_bytes(GOOD)
    result = run("quay.xml")
    assert (result.output, result.exit_code) == ("", 0)


@pytest.mark.parametrize("profile", ["spec", "apple-news"])
def test_nothing_is_said_of_the_feeds_of_this_repository(profile: str) -> None:
    result = run("--strict", "--profile", profile, str(REPOSITORY / "feeds"))
    assert (result.output, result.exit_code) == ("", 0)


def test_standard_input() -> None:
    result = run("-", input=BAD)
    assert result.output == SAID.replace("quay.xml", "standard input")
    assert result.exit_code == 1


def test_json() -> None:
    Path("warned.xml").write_bytes(WARNED)
    result = run("--format", "json", "quay.xml", "warned.xml")
    report = json.loads(result.output)
    assert report["profile"] == "spec"
    assert report["exit_code"] == result.exit_code == 1
    assert [
        (feed["file"], feed["valid"], feed["errors"], feed["warnings"], feed["infos"]) for feed in report["feeds"]
    ] == [
        ("quay.xml", False, 1, 0, 0),
        ("warned.xml", True, 0, 1, 0),
    ]
    assert report["feeds"][0]["problems"] == [
        {
            "file": "quay.xml",
            "line": 14,
            "column": 16,
            "severity": "error",
            "code": "r-date",
            "message": MESSAGE,
            "fix": FIX,
            "path": "rss/channel/item[1]/pubDate",
            "item": "The gulls are back",
            "value": "2026-05-02T13:30:00Z",
        }
    ]


def test_sarif() -> None:
    result = run("--format", "sarif", "quay.xml")
    log = json.loads(result.output)
    (one,) = log["runs"]
    assert (log["version"], one["tool"]["driver"]["name"]) == ("2.1.0", "feedpub")
    assert [rule["id"] for rule in one["tool"]["driver"]["rules"]] == ["r-date"]
    assert one["results"] == [
        {
            "ruleId": "r-date",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": f"{MESSAGE} {FIX}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "quay.xml"},
                        "region": {"startLine": 14, "startColumn": 16},
                    },
                    "logicalLocations": [{"fullyQualifiedName": "rss/channel/item[1]/pubDate"}],
                }
            ],
        }
    ]


def test_github() -> None:
    result = run("--format", "github", "quay.xml")
    assert result.output == f"::error file=quay.xml,line=14,col=16,title=r-date::{MESSAGE} {FIX}\n"


def test_warnings_fail_only_where_they_are_to() -> None:
    QUAY.write_bytes(WARNED)
    assert run("quay.xml").exit_code == 0
    assert run("--strict", "quay.xml").exit_code == 1
    assert run("--quiet", "quay.xml").output == ""
    assert run("--quiet", "--strict", "quay.xml").exit_code == 1


def test_a_folder_stands_for_the_feeds_in_it() -> None:
    for name in ("b/rss.xml", "b/.hidden/rss.xml", "a.rss", "notes.txt", "b/list.json"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(b"{}" if name.endswith("json") else BAD)
    judged = json.loads(run("--format", "json", ".").output)["feeds"]
    assert [feed["file"] for feed in judged] == ["a.rss", "b/rss.xml", "quay.xml"]


NOT_THERE = "none.xml cannot be read: No such file or directory."


def test_what_cannot_be_read_is_said_and_the_rest_judged() -> None:
    for order in (("quay.xml", "none.xml"), ("none.xml", "quay.xml")):
        result = run(*order)
        assert result.stdout == SAID
        assert result.stderr == f"feedpub: {NOT_THERE}\n"
        assert result.exit_code == 3


def test_what_cannot_be_read_stands_in_json_and_sarif() -> None:
    report = json.loads(run("--format", "json", "none.xml", "quay.xml").stdout)
    assert report["unreadable"] == [{"file": "none.xml", "message": NOT_THERE}]
    assert [feed["file"] for feed in report["feeds"]] == ["quay.xml"]
    assert report["exit_code"] == 3
    (one,) = json.loads(run("--format", "sarif", "none.xml", "quay.xml").stdout)["runs"]
    assert one["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [{"level": "error", "message": {"text": NOT_THERE}}],
        }
    ]
    assert len(one["results"]) == 1


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("empty", "empty does not contain a feed."),
        (
            "ftp://quay.example/rss.xml",
            "ftp://quay.example/rss.xml cannot be fetched: only http and https addresses can be fetched.",
        ),
        ("http://", "http:// cannot be fetched: that is not an address."),
    ],
)
def test_what_is_no_feed_to_read(argument: str, said: str) -> None:
    Path("empty").mkdir()
    result = run(argument)
    assert (result.stdout, result.stderr, result.exit_code) == ("", f"feedpub: {said}\n", 3)


ITEM = b"<item><title>%d</title><link>https://quay.example/%d</link><description>Gulls</description></item>"


@pytest.mark.parametrize(
    ("items", "more"),
    [
        (3, ""),
        (50, "… and 47 more of r-no-guid (--format json has them all)"),
        (200, "… and at least 97 more of r-no-guid (--format json has 100 of them)"),
    ],
)
def test_few_warnings_of_one_code_are_printed(items: int, more: str) -> None:
    many = b"".join(ITEM % (number, number) for number in range(items))
    QUAY.write_bytes(GOOD.replace(b"<item>", many + b"<item>", 1))
    lines = run("quay.xml").output.splitlines()
    assert sum("[r-no-guid]" in line for line in lines) == 3
    assert [line for line in lines if "more of r-no-guid" in line] == ([more] if more else [])
    assert run("--format", "github", "quay.xml").output.count("title=r-no-guid") == min(items, 100)


def test_all_errors_are_printed() -> None:
    many = b"".join(ITEM % (number, number) for number in range(9)).replace(b"</item>", b"<pubDate>x</pubDate></item>")
    QUAY.write_bytes(GOOD.replace(b"<item>", many + b"<item>", 1))
    assert run("quay.xml").output.count("[r-date]") == 9


def test_a_rule_tells_how_bad_it_is_for_whom() -> None:
    def first_line(code: str) -> str:
        return CliRunner().invoke(main, ["rules", code]).output.splitlines()[0]

    assert first_line("r-date") == "r-date (error)"
    assert first_line("i-no-image") == "i-no-image (warning; error for apple, psp-1)"
    assert first_line("i-no-author") == "i-no-author (warning for apple, psp-1)"


def test_a_profile_makes_errors_of_what_it_demands() -> None:
    QUAY.write_bytes((PAIRS / "h-script.bad.xml").read_bytes())
    assert [feed["errors"] for feed in json.loads(run("--format", "json", "quay.xml").output)["feeds"]] == [0]
    assert run("--profile", "apple-news", "quay.xml").exit_code == 1


def test_a_self_link_has_to_be_the_address() -> None:
    Path("rss.xml").write_bytes(GOOD)
    assert run("--base-url", "https://quay.example/", "rss.xml").output == ""
    result = run("--base-url", "https://elsewhere.example/", "rss.xml")
    assert result.output == (
        "rss.xml:4:27: warning: The feed calls itself https://quay.example/rss.xml, but is served from "
        "https://elsewhere.example/rss.xml. [s-self]\n"
        "    Write https://elsewhere.example/rss.xml\n"
        "    rss/channel/atom:link/@href\n"
    )


def test_the_call_from_python() -> None:
    assert feedpub.validate(GOOD) == []
    assert feedpub.validate(BAD, "quay.xml") == [
        Problem(
            Place("quay.xml", 14, 16),
            "r-date",
            MESSAGE,
            FIX,
            Severity.ERROR,
            Subject("rss/channel/item[1]/pubDate", "The gulls are back", "2026-05-02T13:30:00Z"),
        )
    ]
    with pytest.raises(KeyError):
        feedpub.validate(GOOD, profile="none")


ODD = os.fsdecode(b"f\xff.xml")


def test_names_of_files_need_not_be_utf_8() -> None:
    Path(ODD).write_bytes(BAD)
    assert run(ODD).output == SAID.replace("quay.xml", "f\\udcff.xml")
    said = "::error file=f\\udcff.xml,line=14,col=16,title=r-date::"
    assert run("--format", "github", ODD).output == f"{said}{MESSAGE} {FIX}\n"
    (judged,) = json.loads(run("--format", "json", ODD).output)["feeds"]
    assert (judged["file"], judged["problems"][0]["file"]) == ("f\\udcff.xml", "f\\udcff.xml")
    (one,) = json.loads(run("--format", "sarif", ODD).output)["runs"]
    assert one["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "f%FF.xml"}


@pytest.mark.parametrize("name", [ODD, f"{ODD}/", f"ftp://{ODD}"])
def test_what_cannot_be_read_need_not_be_utf_8(name: str) -> None:
    if name.endswith("/"):
        Path(name).mkdir()
    said = {
        ODD: "f\\udcff.xml cannot be read: No such file or directory.",
        f"{ODD}/": "f\\udcff.xml does not contain a feed.",
        f"ftp://{ODD}": "ftp://f\\udcff.xml cannot be fetched: only http and https addresses can be fetched.",
    }[name]
    unreadable = json.loads(run("--format", "json", name).stdout)["unreadable"]
    assert unreadable == [{"file": name.replace("\udcff", "\\udcff"), "message": said}]
    (one,) = json.loads(run("--format", "sarif", name).stdout)["runs"]
    assert one["invocations"][0]["toolExecutionNotifications"][0]["message"] == {"text": said}


def test_a_self_link_has_the_bytes_of_a_name() -> None:
    Path(ODD).write_bytes(GOOD)
    assert run("--base-url", "https://quay.example", ODD).output == (
        "f\\udcff.xml:4:27: warning: The feed calls itself https://quay.example/rss.xml, but is served from "
        "https://quay.example/f%FF.xml. [s-self]\n"
        "    Write https://quay.example/f%FF.xml\n"
        "    rss/channel/atom:link/@href\n"
    )
