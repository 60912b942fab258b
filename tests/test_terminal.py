"""The command at a real terminal, in pipes that break and on full disks."""

import errno
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import NamedTuple

import pytest

from feedpub.cli.folders import default_cache
from feedpub.problem import Severity
from tests.newsroom import ARTICLE, REPOSITORY, STATION, newsroom, write
from tests.test_command import BASE, NOW

BUILD = [sys.executable, "-m", "feedpub", "build", "--now", NOW]


def environment() -> dict[str, str]:
    """That of this test, whatever the terminal is like that the tests run in."""
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    return {**kept, "PYTHONPATH": str(REPOSITORY), "TERM": "xterm-256color"}


RED, YELLOW, GREEN, BLUE, BOLD = ("\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[34m", "\x1b[1m")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Shown(NamedTuple):
    """What a terminal was sent on standard output and on standard error, and the exit code."""

    output: str
    errors: str
    code: int

    @property
    def lines(self) -> list[str]:
        """The lines of standard output without colours, and without space at their ends."""
        return [line.rstrip() for line in ESCAPES.sub("", self.output).splitlines()]


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path / "articles")
    monkeypatch.chdir(tmp_path)


def at_terminal(*options: str, columns: int = 100) -> Shown:
    """Run the command with a terminal for each of its outputs."""
    pairs = [pty.openpty() for _ in range(2)]
    for _, slave in pairs:
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, columns, 0, 0))
    (_, out), (_, err) = pairs
    process = subprocess.Popen([*BUILD, *options], stdout=out, stderr=err, stdin=subprocess.DEVNULL, env=environment())
    for _, slave in pairs:
        os.close(slave)
    output, errors = (_read(master) for master, _ in pairs)
    return Shown(output, errors, process.wait(timeout=60))


def _read(master: int) -> str:
    content = b""
    try:
        while piece := os.read(master, 65536):
            content += piece
    except OSError as error:  # how Linux says that nobody has the terminal open any more
        if error.errno != errno.EIO:
            raise
    os.close(master)
    return content.decode()


# --- at a terminal --------------------------------------------------------------------------------------------


def test_a_table_of_what_went_out() -> None:
    first, second = at_terminal(), at_terminal()
    assert (first.code, first.lines) == (
        0,
        ["Feed    Items  Articles", "harbor      1         1  rss.xml, atom.xml, feed.json, index.html"],
    )
    assert second.lines == ["Feed    Items  Articles", "harbor      1         1  unchanged"]
    assert f"{GREEN}rss.xml, atom.xml, feed.json, index.html" in first.output
    assert at_terminal("--quiet").output == ""


def test_the_table_under_check_says_what_would_change() -> None:
    shown = at_terminal("--check")
    assert shown.lines[0] == "Would change"
    assert shown.lines[-1] == "would change: stations.opml"


def test_the_table_tells_of_stations_that_are_held_or_failed() -> None:
    write(Path("articles"), {"quay/station.yaml": STATION, "quay/a.yaml": ARTICLE})
    at_terminal()
    write(Path("articles"), {"harbor/2026-05-01-ferry.yaml": "title: A: colon\n"})
    shutil.rmtree(default_cache())  # else the last good version would stay
    shutil.rmtree("feeds/quay")
    Path("feeds/quay").write_text("a file where a folder belongs")
    shown = at_terminal()
    assert shown.lines[-2:] == ["harbor                1  held", "quay                  1  failed"]
    assert f"{RED}held" in shown.output
    assert f"{RED}failed" in shown.output
    assert "feedpub: quay was not put in place: feeds/quay" in shown.output


def test_no_name_is_cut_in_the_table() -> None:
    name = "a-station-whose-folder-has-quite-a-long-name-indeed"
    newsroom(Path("articles"), {})
    shutil.rmtree("articles/ckls")
    write(Path("articles"), {f"{name}/station.yaml": STATION})
    assert name in "".join(line.partition(" ")[0] for line in at_terminal(columns=60).lines)


@pytest.mark.parametrize(
    ("severity", "colour", "text"),
    [
        (Severity.ERROR, RED, "title: Gulls\nlink: /gulls\npublished: 2026-05-02\nbody: Gulls.\n"),
        (Severity.WARNING, YELLOW, ARTICLE.replace("The ferry", "The <i>ferry</i>")),
        (Severity.INFO, BLUE, "status: draft\ntitle: Gulls\n"),
    ],
)
def test_problems_have_colours(severity: str, colour: str, text: str) -> None:
    write(Path("articles"), {"harbor/gulls.yaml": text})
    shown = at_terminal("--verbose").output
    assert re.search(
        rf"{re.escape(BOLD)}articles/harbor/gulls.yaml:\d:\d+\x1b\[0m: {re.escape(colour)}{severity}\x1b\[0m: .*\]\r\n"
        rf"    {re.escape(GREEN)}[^\r]+\x1b\[0m\r\n",
        shown,
    ), shown


def test_a_bar_moves_on_standard_error_and_goes_away() -> None:
    write(Path("articles"), {"quay/station.yaml": STATION})
    shown = at_terminal()
    moved = ESCAPES.sub("", shown.errors)
    assert re.search(r"Building .* 1/2 harbor .* 2/2 quay", moved, re.DOTALL), moved
    assert shown.errors.endswith("\x1b[2K"), "the line is wiped at the end"
    assert at_terminal("--quiet").errors == at_terminal("--format", "json").errors == ""


# --- not at a terminal ----------------------------------------------------------------------------------------


def run(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BUILD, *options], env=environment(), capture_output=True, text=True, check=False, timeout=60
    )


def test_verbose_tells_what_is_not_right_in_drafts() -> None:
    write(Path("articles"), {"harbor/gulls.yaml": "status: draft\ntitle: Gulls\n"})
    assert run().stdout == ""
    told = run("-v").stdout.splitlines()
    assert (
        told[0] == "articles/harbor/gulls.yaml:1:1: info: The article has neither `body` nor `summary`. [missing-field]"
    )
    assert "\x1b" not in "".join(told)


SHELL = "{} -m feedpub build --now " + NOW + " -v"


@pytest.mark.parametrize(
    ("redirection", "codes", "said"),
    [
        (" | true; echo ${PIPESTATUS[0]}", "0\n", ""),
        (" > /dev/full; echo $?", "3\n", "feedpub: The output could not be written: No space left on device\n"),
        (" >&-; echo $?", "0\n", ""),
        (
            " --format json > /dev/full; echo $?",
            "3\n",
            "feedpub: The output could not be written: No space left on device\n",
        ),
        (" >&- 2>&-; echo $?", "0\n", ""),
    ],
)
@pytest.mark.parametrize("strict", ["", " --strict"])
def test_output_that_cannot_be_written_ends_in_no_traceback(
    redirection: str, codes: str, said: str, strict: str
) -> None:
    if strict:
        write(Path("articles"), {"harbor/gulls.yaml": ARTICLE.replace("The ferry", "The <i>ferry</i>")})
        codes = codes.replace("0", "1")
    command = SHELL.format(sys.executable) + strict + redirection
    done = subprocess.run(
        ["bash", "-c", command], env=environment(), capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.stderr) == (codes, said)
    assert Path("feeds/harbor/rss.xml").exists()
