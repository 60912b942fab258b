"""The pages that subscribers meet. Every folder in tests/pages/cases is a newsroom, and exactly its pages:

    articles/     the newsroom
    expected/     every index.html below feeds/ after a build at NOW, byte for byte

FEEDPUB_UPDATE_CASES=1 rewrites what does not agree, and fails, so that you read what it wrote before you commit it.
"""

import shutil
from pathlib import Path

import pytest

from tests.newsroom import build_newsroom, tree, write
from tests.pages.newsrooms import CASES, NAMES, pages
from tests.test_cases import UPDATE


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path) -> None:
    articles = Path(shutil.copytree(CASES / name / "articles", tmp_path / "articles"))
    built = build_newsroom(articles, tmp_path / "feeds")
    assert built.report.exit_code() == 0, built.report.problems
    made = pages(built.out)
    held = tree(CASES / name / "expected")
    if UPDATE and made != held:
        shutil.rmtree(CASES / name / "expected", ignore_errors=True)
        write(CASES / name / "expected", made)
        pytest.fail(f"rewrote {CASES / name / 'expected'}: read it")
    assert made == held


def test_there_are_cases() -> None:
    assert len(NAMES) >= 5
