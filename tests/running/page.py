"""docs/running.md and the files that it shows."""

import os
import re
import shutil
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedpub.cli import main
from tests.newsroom import REPOSITORY

BASE = REPOSITORY / "tests" / "cases" / "_base" / "articles"
DOCS = REPOSITORY / "docs"
PAGE = (DOCS / "running.md").read_text("utf-8")
BIN = Path(sys.executable).parent
FERRY = Path("articles/harbor/2026-05-01-ferry.yaml")
NOW = "2026-06-01T12:00Z"


def build(*options: str) -> Result:
    return CliRunner().invoke(main, ["build", "--now", NOW, *options])


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found


def needs_systemd(program: str) -> None:
    if shutil.which(program) is None:
        message = f"{program} is missing: run tests/monitoring/install as root, or install systemd."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)


def unit(name: str) -> RawConfigParser:
    parser = RawConfigParser(strict=False, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # as its documentation has it
    parser.read(DOCS / "systemd" / name)
    return parser


def container(instruction: str) -> list[str]:
    """What the Containerfile gives to an instruction, line by line."""
    text = re.sub(r"^#.*\n", "", (DOCS / "Containerfile").read_text(), flags=re.MULTILINE).replace("\\\n", "")
    return re.findall(rf"^{instruction} (.*)$", text, re.MULTILINE)
