"""All that docs/running.md shows, run as it stands there, and all that it lists."""

import json
import re
import subprocess
from pathlib import Path

import yaml
from click.testing import CliRunner

from feedpub.cli import main
from tests.newsroom import write
from tests.running.page import BIN, FERRY, PAGE, blocks, build

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
