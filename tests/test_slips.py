"""What editors slip on: each file in slips/ has what somebody wrote, what feedpub says of it, and what was typed then.

What is typed is what the fix says, letter for letter; with it nothing is wrong any more. A slip that is only told of
where it was meant otherwise has no third part.
"""

import os
import re
from pathlib import Path

import pytest

from feedpub.report import as_text
from tests.newsroom import STATION, build_articles

SLIPS = Path(__file__).parent / "slips"
BEGINNING = "title: Ferry returns\nlink: https://ckls.example.com/ferry\npublished: 2026-05-02T09:30\n"
"""What stands above all that does not begin with a title itself."""
UPDATE = "FEEDPUB_UPDATE_CASES" in os.environ


def _said(folder: Path, written: str) -> str:
    article = written if written.lstrip().startswith(("title", '"title')) else f"{BEGINNING}{written}"
    if not re.search(r"^ ?\W?body|body\uff1a", article, re.MULTILINE):
        article += "body: It sails again.\n"
    report = build_articles(folder, {"a.yaml": article}, STATION).report
    return "".join(f"{as_text(problem).split('a.yaml:', 1)[-1]}\n" for problem in sorted(report.problems))


@pytest.mark.parametrize("name", sorted(path.stem for path in SLIPS.glob("*.txt")))
def test_a_slip_is_told_and_what_the_fix_says_mends_it(tmp_path: Path, name: str) -> None:
    written, told, *typed = (SLIPS / f"{name}.txt").read_text("utf-8").split("=====\n")
    said = _said(tmp_path / "written", written)
    if UPDATE:
        (SLIPS / f"{name}.txt").write_text("=====\n".join([written, said, *typed]), "utf-8")
    assert said == told
    for number, text in enumerate(typed):
        assert not _said(tmp_path / f"typed-{number}", text)
