"""Unattended for years: runs beside each other, and all that docs/running.md shows, run as it stands there."""

import fcntl
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from configparser import RawConfigParser
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from feedpub.cli import main
from feedpub.settled import RACY
from feedpub.writer import BusyError, locked
from tests.newsroom import REPOSITORY, tree, write

BASE = Path(__file__).parent / "cases" / "_base" / "articles"
DOCS = REPOSITORY / "docs"
PAGE = (DOCS / "running.md").read_text("utf-8")
BIN = Path(sys.executable).parent
FERRY = Path("articles/harbor/2026-05-01-ferry.yaml")
NOW = "2026-06-01T12:00Z"


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


# --- beside another run ----------------------------------------------------------------------------------------


@contextmanager
def another_run(folder: Path) -> Iterator[None]:
    """Another run has the lock of a folder; who waits for it here for ever, fails."""
    folder.mkdir(exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    before = signal.signal(signal.SIGALRM, _waited_for_ever)
    signal.alarm(30)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        os.close(descriptor)


def _waited_for_ever(_signal: int, _frame: object) -> None:
    raise AssertionError


def build(*options: str) -> Result:
    return CliRunner().invoke(main, ["build", "--now", NOW, *options])


TODO = "Leave it to finish, or give this one more time: --wait SECONDS."


@pytest.mark.parametrize(
    ("wait", "waited", "since"),
    [
        ("0", 0, "and this one was not to wait"),
        ("0.3", 0.3, "and was not done after 0.3 seconds"),
        ("1", 1, "and was not done after 1 second"),
    ],
)
def test_a_run_waits_as_long_as_it_is_told_and_then_says_who_is_at_work(wait: str, waited: float, since: str) -> None:
    with another_run(Path("feeds")):
        began = time.monotonic()
        done = build("--wait", wait)
        took = time.monotonic() - began
    said = f"Nothing was built: another run is at work on feeds, {since}. {TODO}"
    assert (done.exit_code, done.output) == (4, f"feedpub: {said}\n")
    assert waited <= took < waited + 5
    assert tree(Path("feeds")) == {}


def test_a_run_that_leaves_is_told_in_every_form_and_writes_no_report() -> None:
    write(Path(), {"report.json": "the other run's"})
    with another_run(Path("feeds")):
        options = ("--wait", "0", "--report", "report.json", "--metrics", "feedpub.prom")
        told = json.loads(build(*options, "--format", "json").output)
        github = build(*options, "--format", "github")
    assert (told["exit_code"], len(told["failures"])) == (4, 1)
    assert github.output.startswith("::error title=failure::Nothing was built: another run is at work on feeds")
    assert Path("report.json").read_text() == "the other run's"
    assert not Path("feedpub.prom").exists()


def test_a_run_goes_on_when_the_other_is_over() -> None:
    with another_run(Path("feeds")):
        command = [sys.executable, "-m", "feedpub", "build", "--wait", "60"]
        waiting = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
        time.sleep(1)
        assert (waiting.poll(), tree(Path("feeds"))) == (None, {})
    assert waiting.wait(timeout=60) == 0
    assert Path("feeds/harbor/rss.xml").exists()


def test_a_run_with_nothing_to_do_and_one_that_only_looks_need_no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 2 * RACY)
    build()
    with another_run(Path("feeds")):
        assert build("--wait", "0").exit_code == 0
        FERRY.write_text(FERRY.read_text().replace("Monday", "Sunday"))
        assert build("--check", "--wait", "0").exit_code == 1
        assert build("--wait", "0").exit_code == 4
    assert build("--wait", "0").exit_code == 0
    assert b"Sunday" in Path("feeds/harbor/rss.xml").read_bytes()


@pytest.mark.parametrize("wait", ["-1", "soon", ""])
def test_a_wait_is_a_number_of_seconds(wait: str) -> None:
    assert build(f"--wait={wait}").exit_code == 2


def test_a_wait_that_is_no_number_does_not_last_for_ever(tmp_path: Path) -> None:
    with another_run(tmp_path), pytest.raises(BusyError), locked(tmp_path, float("nan")):
        pass


# --- what the page shows ---------------------------------------------------------------------------------------


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found


VARYING = re.compile(r"\d+ (?:second|minute|hour|day)s? ago|at 2\d{3}-[-0-9]+ [:0-9]+ UTC|\d+\.\d s\b| {2,}")


def shell(command: str, *, check: bool = False) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=check)


def test_the_page_s_tour_prints_what_it_says() -> None:
    steps = re.findall(r"^\$ (.*\n)((?:^(?!\$ ).*\n)*)", "".join(blocks("console")), re.MULTILINE)
    assert len(steps) >= 10
    for command, expected in steps:
        done = shell(command)
        code = f"[exit code {done.returncode}]\n" if done.returncode else ""
        assert VARYING.sub("…", done.stdout + done.stderr + code) == VARYING.sub("…", expected), command
    assert Path("feeds.tar.gz").stat().st_size > 1000


def crontabs() -> list[str]:
    """The commands of all lines for crontab."""
    lines = [line for block in blocks("crontab") for line in block.splitlines()]
    entries = [line for line in lines if not re.fullmatch(r"[A-Z]+=\S+", line)]
    assert len(entries) < len(lines)
    assert all(line.startswith("* * * * * ") for line in entries)
    return [line.removeprefix("* * * * * ") for line in entries]


def as_cron(command: str, root: Path) -> str:
    """What cron would mail: it runs sh with hardly any environment, and takes % for the end of a line."""
    assert "%" not in command
    (root / "state").mkdir(exist_ok=True)
    places = {"/srv/newsroom": root, "/opt/feedpub/bin": BIN, "/var/lib/feedpub": root / "state"}
    for place, here in places.items():
        command = command.replace(place, str(here))
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(root), "SHELL": "/bin/sh", "LOGNAME": "feedpub"}
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, env=environment)
    return done.stdout + done.stderr


def test_a_line_for_crontab_is_silent_until_something_is_wrong(tmp_path: Path) -> None:
    simple, by_change = crontabs()
    broken = "articles/harbor/x.yaml:2:7: error: "
    for command, says_again in ((simple, True), (by_change, False)):
        assert as_cron(command, tmp_path) == ""
        write(tmp_path, {"articles/harbor/x.yaml": "title: X\nlink: /x\npublished: 2026-05-02\nbody: X.\n"})
        assert as_cron(command, tmp_path).startswith(broken)
        assert as_cron(command, tmp_path).startswith(broken) is says_again
        Path("articles/harbor/x.yaml").unlink()
        assert as_cron(command, tmp_path) == ""
        told = json.loads(Path("state/report.json").read_text())
        assert told["exit_code"] == 0


STUB = '#!/bin/sh\necho "${0##*/} $*" >> "$CALLS"\n'


def with_stubs(command: str, root: Path, *names: str) -> list[str]:
    """Run a block of commands as root would, below `root`; what the programs of these names were called with."""
    write(root / "stubs", dict.fromkeys(names, STUB))
    for stub in (root / "stubs").iterdir():
        stub.chmod(0o755)
    for place in ("/srv/", "/etc/"):
        command = re.sub(rf"(?<=[ =]){place}", f"{root}{place}", command)
    (root / "etc" / "systemd" / "system").mkdir(parents=True, exist_ok=True)
    calls = root / "calls"
    environment = {**os.environ, "CALLS": str(calls), "PATH": f"{root / 'stubs'}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(["sh", "-ec", command], cwd=REPOSITORY, env=environment, check=True)
    return calls.read_text().replace(str(root), "").splitlines()


def test_the_units_are_installed_as_the_page_says(tmp_path: Path) -> None:
    called = with_stubs(blocks("sh")[0], tmp_path, "useradd", "chown", "systemctl")
    assert [call.split()[0] for call in called] == ["useradd", "chown", "systemctl", "systemctl"]
    assert called[0].endswith(f" {unit('feedpub.service')['Service']['User']}")
    assert called[1:] == [
        "chown feedpub: /srv/newsroom/feeds",
        "systemctl daemon-reload",
        "systemctl enable --now feedpub.timer",
    ]
    needs_systemd("systemctl")
    enable = ["systemctl", f"--root={tmp_path}", "enable", "feedpub.timer"]
    subprocess.run(enable, check=True, capture_output=True)
    assert (tmp_path / "etc/systemd/system/timers.target.wants/feedpub.timer").is_symlink()


def test_the_container_is_given_all_that_it_needs(tmp_path: Path) -> None:
    built, started = with_stubs(blocks("sh")[1], tmp_path, "docker")
    assert (built, started.split()[-1]) == ("docker build -f docs/Containerfile -t feedpub .", "feedpub")
    targets = [mount.split(":")[1] for mount in re.findall(r"-v (\S+)", started)]
    assert targets == ["/srv/newsroom/articles", *json.loads(container("VOLUME")[0])]


def test_every_metric_of_the_page_is_one() -> None:
    write(Path("articles/harbor"), {"x.yaml": FERRY.read_text().replace("05-01", "06-02").replace("/ferry", "/x")})
    build("--metrics", "feedpub.prom")
    there = set(re.findall(r"^# TYPE (\w+)", Path("feedpub.prom").read_text(), re.MULTILINE))
    named = {name for row in re.findall(r"^\| (`feedpub_.*?) \|", PAGE, re.MULTILINE) for name in row.split("`")[1::2]}
    assert named == there
    (groups,) = [yaml.safe_load(block)["groups"] for block in blocks("yaml")]
    rules = [rule for group in groups for rule in group["rules"]]
    used = {name for rule in rules for name in re.findall(r"feedpub_\w+", rule["expr"])}
    assert len(rules) == 7
    assert used <= there


def test_every_field_of_the_report_is_on_the_page() -> None:
    build("--report", "report.json")
    told = json.loads(Path("report.json").read_text())
    station = told["stations"][0]
    table = PAGE.partition("| Field |")[2].partition("\n\n")[0]
    documented = set(re.findall(r"`(\w+)`", table)) | {"version", "feedpub"}
    assert told.keys() | station.keys() | station["feeds"][0].keys() <= documented


def test_every_exit_code_is_on_the_page() -> None:
    shown = re.findall(r"^\| ([0-9]) \| ", PAGE, re.MULTILINE)
    assert shown == ["0", "1", "2", "3", "4"]
    help_text = CliRunner().invoke(main, ["build", "--help"]).output
    assert re.findall(r"^ +([0-9])  ", help_text, re.MULTILINE) == shown


# --- systemd ---------------------------------------------------------------------------------------------------


def needs_systemd(program: str) -> None:
    if shutil.which(program) is None:
        message = f"{program} is missing: run tests/watching/install as root, or install systemd."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)


def unit(name: str) -> RawConfigParser:
    parser = RawConfigParser(strict=False, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # as its documentation has it
    parser.read(DOCS / "systemd" / name)
    return parser


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    needs_systemd("systemd-analyze")
    units = tmp_path / "units"
    for name in ("feedpub.service", "feedpub.timer"):
        text = (DOCS / "systemd" / name).read_text().replace("/opt/feedpub/bin", str(BIN))
        write(units, {name: text})
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(units.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_service_may_do_little() -> None:
    needs_systemd("systemd-analyze")
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(DOCS / "systemd/feedpub.service")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"Overall exposure level for feedpub\.service: ([0-9.]+)", done.stdout)
    assert found
    assert float(found[1]) < 2.0


def test_the_service_runs_feedpub_and_writes_only_where_it_may(tmp_path: Path) -> None:
    service = unit("feedpub.service")["Service"]
    assert (service["WorkingDirectory"], service["ReadWritePaths"]) == ("/srv/newsroom", "/srv/newsroom/feeds")
    assert (service["CacheDirectory"], service["StateDirectory"]) == ("feedpub", "feedpub")
    folders = {"CACHE_DIRECTORY": tmp_path / "of-cache", "STATE_DIRECTORY": tmp_path / "of-state"}
    for folder in folders.values():
        folder.mkdir()
    Path("feeds").mkdir()
    before = tree(tmp_path)
    command = service["ExecStart"].replace("/opt/feedpub/bin", str(BIN))
    for name, folder in folders.items():
        command = command.replace(f"${{{name}}}", str(folder))
    subprocess.run(shlex.split(command), check=True, env={"PATH": "/usr/bin:/bin"})
    written = tree(tmp_path).keys() - before.keys()
    assert {name.partition("/")[0] for name in written} == {"feeds", "of-cache", "of-state"}
    assert {"of-state/report.json", "of-state/feedpub.prom", "feeds/harbor/rss.xml"} <= written


# --- the container ---------------------------------------------------------------------------------------------


def container(instruction: str) -> list[str]:
    """What the Containerfile gives to an instruction, line by line."""
    text = re.sub(r"^#.*\n", "", (DOCS / "Containerfile").read_text(), flags=re.MULTILINE).replace("\\\n", "")
    return re.findall(rf"^{instruction} (.*)$", text, re.MULTILINE)


def words(instruction: str, root: Path) -> list[str]:
    """The program and its arguments in a list of JSON, with the container's places below `root`."""
    (given,) = container(instruction)
    found: Any = json.loads(given[given.index("[") :])
    places = {"/opt/feedpub/bin": str(BIN), "/var/cache": f"{root}/of-cache", "/var/lib": f"{root}/of-state"}
    for place, here in places.items():
        found = [word.replace(place, here) for word in found]
    return list(found)


def test_the_container_is_made_of_what_is_there_and_runs_without_root() -> None:
    assert [line.partition(" ")[0] for line in container("FROM")] == ["docker.io/library/python:${PYTHON}-slim"] * 2
    sources = [word for line in container("COPY") if "--from" not in line for word in line.split()[:-1]]
    assert sources == ["requirements.txt", "pyproject.toml", "README.md", "LICENSE", "feedpub"]
    assert all((REPOSITORY / source).exists() for source in sources)
    installs = [line for line in container("RUN") if " install --no-cache-dir " in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)
    assert container("USER") == ["10001"]


def test_the_container_builds_is_healthy_and_hears_that_it_is_to_stop(tmp_path: Path) -> None:
    (tmp_path / "of-state" / "feedpub").mkdir(parents=True)
    running = subprocess.Popen(words("CMD", tmp_path), process_group=0)
    health = words("HEALTHCHECK", tmp_path)
    try:
        for _ in range(100):
            checked = subprocess.run(health, capture_output=True, text=True, check=False)
            if checked.returncode == 0:
                break
            assert checked.stdout == ""
            time.sleep(0.2)
        assert checked.stdout.startswith("All well: ")
        running.terminate()
        assert running.wait(timeout=10) == 0
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    assert Path("feeds/harbor/rss.xml").exists()
