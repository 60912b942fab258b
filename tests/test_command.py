"""The command as cron, an editor and a workflow meet it: what it prints, and its exit code."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from feedpub.catalog import CATALOG
from feedpub.cli import main
from tests.newsroom import REPOSITORY

BASE = Path(__file__).parent / "cases" / "_base" / "articles"
NOW = "2026-06-01T12:00Z"
BROKEN = "title: Gulls\nlink: /gulls\npublished: 2026-05-02\nbody: Gulls.\n"
WARNED = "title: The <i>Gulls</i>\nlink: https://harbor.example/gulls\npublished: 2026-05-02\nbody: Gulls.\n"
FIX = "Copy the full address from the browser, with https:// in front."
MESSAGE = "The address is relative: the site it is on is missing."
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
    assert (build("--quiet", "--strict").exit_code, build("--quiet", "--strict").output) == (1, "")


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
        (["--articles", "articles/publisher.yaml"], "is a file"),
        (["--cache", ""], "Invalid value for '--cache': The name is empty; the current folder is called “.”."),
        (["--out", ""], "Invalid value for '--out': The name is empty"),
        (["--out", "articles"], "--articles articles is inside --out articles: choose a folder outside it."),
        (
            ["--out", "articles/feeds"],
            "--out articles/feeds is inside --articles articles: choose a folder outside it.",
        ),
        (["--out", "."], "--articles articles is inside --out .: choose a folder outside it."),
        (["--cache", "feeds/cache"], "--cache feeds/cache is inside --out feeds: choose a folder outside it."),
    ],
)
def test_a_wrong_call_is_told_with_exit_code_2(options: list[str], said: str) -> None:
    done = build(*options)
    assert done.exit_code == 2
    assert said in done.output


@pytest.mark.parametrize(
    ("instant", "items"),
    [("2026-05-02T09:30Z", 1), ("2026-05-02T09:29Z", 0), ("2026-05-02T09:30", 1), ("2026-05-02T05:29-04:00", 0)],
)
def test_now_is_an_instant_in_utc_unless_it_says_otherwise(instant: str, items: int) -> None:
    shutil.rmtree("articles/harbor")
    Path("articles/harbor").mkdir()
    shutil.copy(BASE / "harbor/station.yaml", "articles/harbor")
    write(WARNED.replace("2026-05-02", "2026-05-02T09:30Z").replace("<i>Gulls</i>", "gulls"))
    done = json.loads(CliRunner().invoke(main, ["build", "--format", "json", "--now", instant]).output)
    assert done["stations"][0]["feeds"][0]["items"] == items


def test_a_newsroom_that_is_away_is_reported_like_other_trouble() -> None:
    """So those who watch reports and metrics learn of a disk that is not mounted."""
    done = build("--articles", "nowhere", "--report", "report.json")
    said = (
        "there is no folder nowhere. Is a disk not mounted? If the newsroom is somewhere else, pass --articles FOLDER."
    )
    assert (done.exit_code, done.output) == (3, f"feedpub: Nothing was built: {said}\n")
    assert json.loads(Path("report.json").read_text())["failures"] == [f"Nothing was built: {said}"]


def test_nothing_could_be_read_or_written() -> None:
    Path("feeds").mkdir()
    Path("feeds/harbor").write_text("a file where the station's folder belongs")
    assert build().exit_code == 3
    shutil.rmtree("feeds", ignore_errors=True)
    Path("feeds").unlink(missing_ok=True)
    Path("articles/publisher.yaml").unlink()
    done = json.loads(build("--format", "json").output)
    assert (done["exit_code"], [problem["code"] for problem in done["problems"]]) == (3, ["no-publisher"])
    assert (build().exit_code, list(Path("feeds").iterdir())) == (3, [])


def test_a_full_disk_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")  # without a file's name, as the system raises it

    monkeypatch.setattr(os, "fsync", full)
    done = build()
    said = "harbor was not put in place: feeds/harbor/rss.xml: No space left on device"
    assert (done.exit_code, done.output) == (3, f"feedpub: {said}\n")
    assert build("--format", "github").output == f"::error title=failure::{said}\n"


PRINTING = {
    "build": "--check --verbose --now 2026-06-01",
    "serve": "--port 0",
    "validate": "gulls.xml",
    "rules": "",
    "diff": "--format json",
    "guid": "",
    "next": "",
    "status": "report.json --max-age 1d --now 2040-01-01",
    "snippet": "harbor",
    "schema": "article",
    "completion": "bash",
}
"""Calls that print something, a command each."""
CODES = {"validate": 1, "status": 1}
"""Their exit codes, where these are not 0."""
SHOW = "title: Talk\ndescription: T.\ncategories: [News]\nimage: https://harbor.example/art.png\n"


def printed_to(output: int, *arguments: str) -> tuple[int, str]:
    """The exit code of a command whose standard output is this, and what it says on standard error."""
    Path("articles/harbor/talk").mkdir()
    Path("articles/harbor/talk/show.yaml").write_text(SHOW)
    write(BROKEN.replace("/gulls", "https://harbor.example/gulls").replace("2026", "2096"))
    shutil.copy(REPOSITORY / "tests/rules/r-date.bad.xml", "gulls.xml")
    build("--report", "report.json")
    command = [sys.executable, "-m", "feedpub", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, check=False, env=environment, timeout=60)
    return done.returncode, done.stderr.decode()


def test_every_command_is_one_of_these() -> None:
    assert sorted(PRINTING) == sorted(main.commands)


@pytest.mark.parametrize("command", PRINTING)
def test_output_that_cannot_be_written_is_told_in_words(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = printed_to(full.fileno(), command, *PRINTING[command].split())
    assert done == (3, "feedpub: The output could not be written: No space left on device\n")


@pytest.mark.parametrize("command", sorted(PRINTING.keys() - {"serve"}))
def test_a_reader_that_has_had_enough_changes_no_exit_code(command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = printed_to(writer, command, *PRINTING[command].split())
    os.close(writer)
    assert done == (CODES.get(command, 0), "")


@pytest.mark.parametrize("arguments", ["--help", "--version", "build --help"])
def test_help_that_cannot_be_written_is_told_in_words(arguments: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = printed_to(full.fileno(), *arguments.split())
    assert done == (3, "feedpub: No space left on device\n")


def test_what_follows_a_reader_that_has_gone_is_judged() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = printed_to(writer, "validate", "gulls.xml", "none.xml")
    os.close(writer)
    assert done == (3, "feedpub: none.xml cannot be read: No such file or directory.\n")


def test_a_feed_that_somebody_has_spoiled_does_not_stop_the_build() -> None:
    build()
    good = Path("feeds/harbor/feed.json").read_bytes()
    write(BROKEN)
    for spoiled in (b"", b"{", b"[]", b'{"items": [3]}', b"\xff", b"[" * 100_000):
        Path("feeds/harbor/feed.json").write_bytes(spoiled)
        assert (build().exit_code, Path("feeds/harbor/feed.json").read_bytes()) == (1, good)


def test_rules_explain_a_code() -> None:
    done = CliRunner().invoke(main, ["rules", "tab"])
    assert done.output == "tab\n\nA line is indented with a tab.\nYAML allows spaces only.\n"
    assert "Did you mean duplicate-key?" in CliRunner().invoke(main, ["rules", "duplicate-ke"]).output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert "_FEEDPUB_COMPLETE" in CliRunner().invoke(main, ["completion", shell]).output


def test_rules_list_every_code() -> None:
    lines = CliRunner().invoke(main, ["rules"]).output.splitlines()
    assert [line.split()[0] for line in lines][: len(CATALOG)] == list(CATALOG)


def kind_of(path: Path) -> str:
    return path.stem if path.stem in {"publisher", "show", "station"} else "article"


def as_editors_read(node: yaml.Node | None) -> object:
    """Figures without quotes are numbers, true and false what they say, and the rest text, as in YAML 1.2."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: as_editors_read(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [as_editors_read(value) for value in node.value]
    assert isinstance(node, yaml.ScalarNode)
    if node.style:
        return node.value
    return int(node.value) if node.value.isdecimal() else {"true": True, "false": False}.get(node.value, node.value)


@pytest.mark.parametrize("kind", ["article", "show", "station", "publisher"])
def test_an_editor_with_the_schema_finds_nothing_wrong_with_good_files(kind: str) -> None:
    schema = json.loads(CliRunner().invoke(main, ["schema", kind]).output)
    Draft202012Validator.check_schema(schema)
    files = [path for path in sorted((REPOSITORY / "articles").rglob("*.yaml")) if kind_of(path) == kind]
    assert files
    wrong = {}
    for path in files:
        written = as_editors_read(yaml.compose(path.read_text("utf-8"), yaml.BaseLoader))
        wrong[path.name] = [error.json_path for error in Draft202012Validator(schema).iter_errors(written)]
    assert {name: paths for name, paths in wrong.items() if paths} == {}


@pytest.mark.parametrize("word", ["yes", "no", "true", "false", "maybe"])
def test_the_schema_has_every_word_for_yes_and_no(word: str) -> None:
    schema = json.loads(CliRunner().invoke(main, ["schema", "station"]).output)
    text = f"title: CKLS\nlink: https://ckls.example.com/\narchive: {word}\n"
    written = as_editors_read(yaml.compose(text, yaml.BaseLoader))
    wrong = [error.json_path for error in Draft202012Validator(schema).iter_errors(written)]
    assert wrong == (["$.archive"] if word == "maybe" else [])


def test_help_imports_nothing_that_does_the_work() -> None:
    program = (
        "import atexit, sys; atexit.register(lambda: print('MODULES', *sys.modules))\n"
        "from feedpub.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--help"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    text, _, modules = done.stdout.partition("MODULES ")
    assert "feedpub build" in text
    assert "feedpub.cli.build" in modules.split()
    assert {name.split(".")[0] for name in modules.split()} & {"feedgen", "lxml", "pydantic", "rich", "nh3"} == set()
