"""The command as cron, an editor and a workflow meet it: what it prints, and its exit code."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedpub.cli import main

BASE = Path(__file__).parent / "cases" / "_base" / "articles"
NOW = "2026-06-01T12:00Z"
BROKEN = "title: Gulls\nlink: /gulls\npublished: 2026-05-02\nbody: Gulls.\n"
WARNED = "title: The <i>Gulls</i>\nlink: https://harbor.example/gulls\npublished: 2026-05-02\nbody: Gulls.\n"
FIX = "Copy the whole address from the browser, with https:// in front."
MESSAGE = "The address is relative: it lacks the site it is on."
ITALIC = (
    "articles/harbor/gulls.yaml:1:8: warning: This is plain text, so readers see “<i>” as it stands. [markup-in-text]\n"
    "    Take it out if it was meant as formatting.\n"
)


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path / "articles")
    monkeypatch.chdir(tmp_path)


def build(*options: str) -> Result:
    return CliRunner().invoke(main, ["build", "--now", NOW, *options])


def write(text: str) -> None:
    Path("articles/harbor/gulls.yaml").write_text(text)


def test_silence_when_all_is_well() -> None:
    for _ in range(2):
        done = build()
        assert (done.exit_code, done.output) == (0, "")


def test_verbose_tells_what_changed_and_check_what_would() -> None:
    would = build("--check")
    assert (would.exit_code, would.output.splitlines()[0]) == (1, "would change: harbor/atom.xml")
    assert not Path("feeds").exists()
    assert build("-v").output.splitlines()[0] == "changed: harbor/atom.xml"
    assert (build("--check").exit_code, build("--check").output) == (0, "")


def test_a_warning_is_told_and_counts_only_if_strict() -> None:
    write(WARNED)
    assert (build().output, build().exit_code) == (ITALIC, 0)
    assert build("--strict").exit_code == 1
    assert build("--quiet").output == ""


def test_forms_for_programs() -> None:
    write(BROKEN)
    done = json.loads(build("--format", "json").output)
    problem = {"line": 2, "column": 7, "severity": "error", "code": "bad-link", "message": MESSAGE, "fix": FIX}
    assert done["problems"] == [{"file": "articles/harbor/gulls.yaml", **problem}]
    assert (done["exit_code"], done["stations"][0]["feeds"][0]["items"]) == (1, 1)
    line = f"::error file=articles/harbor/gulls.yaml,line=2,col=7,title=bad-link::{MESSAGE} {FIX}\n"
    assert build("--format", "github").output == line


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["harbour"], "There is no station “harbour”. Did you mean harbor?"),
        (["--now", "2026-02-30"], "There is no day 30 in 2026-02, which has 28 days."),
        (["--articles", "nowhere"], "does not exist"),
    ],
)
def test_a_wrong_call_is_told_with_exit_code_2(options: list[str], said: str) -> None:
    done = build(*options)
    assert done.exit_code == 2
    assert said in done.output


def test_nothing_could_be_read_or_written() -> None:
    Path("feeds").mkdir()
    Path("feeds/harbor").write_text("a file where the station's folder belongs")
    assert build().exit_code == 3
    Path("articles/publisher.yaml").unlink()
    assert build().exit_code == 3


def test_rules_explain_a_code() -> None:
    done = CliRunner().invoke(main, ["rules", "tab"])
    assert done.output == "tab\n\nA line is indented with a tab.\nYAML allows spaces only.\n"
    assert "Did you mean duplicate-key?" in CliRunner().invoke(main, ["rules", "duplicate-ke"]).output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert "_FEEDPUB_COMPLETE" in CliRunner().invoke(main, ["completion", shell]).output
