"""Whole files: their bytes, their names, their order."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.any_text.common import FEW, IN_MEMORY, MOST, TEXTS, article, build
from tests.newsroom import ARTICLE, PUBLISHER, Built, build_articles, tree
from tests.specifications.fields import read_items

ENCODED = TEXTS.map(lambda text: text.encode("utf-8", "replace"))
BROKEN = st.builds(
    lambda start, length, put: ARTICLE.encode()[:start] + put + ARTICLE.encode()[start + length :],
    st.integers(0, len(ARTICLE)),
    st.integers(0, 12),
    st.binary(max_size=6) | ENCODED,
)


@given(content=st.one_of(st.binary(max_size=200), BROKEN, ENCODED))
@example(content=b"[" * 5000)
@example(content=b"\xff\xfe" + ARTICLE.encode("utf-16-le"))
@example(content=PUBLISHER.encode())
@MOST
def test_any_bytes_are_an_article_or_a_problem(content: bytes) -> None:
    def check(built: Built) -> None:
        counts = {len(found) for found in read_items(built.out / "ckls").values()}
        assert counts == {1} or (counts == {0} and built.report.exit_code() == 1)

    build(content, check)


DAYS = [1, 1, 2, 2, 3]
"""Of five articles; some are published at one instant, so that only the id tells which comes first."""


def numbered(number: int) -> str:
    return article(
        title=f"no. {number}",
        link=f"https://ckls.example.com/{number}",
        id=f"tag:ckls.example.com,2026:{number}",
        published=f"2026-05-0{DAYS[number]}",
    )


def tree_of(order: Iterable[int], names: list[str]) -> dict[str, bytes]:
    """The feeds of the five articles, whose files are made in this order with these names."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        return tree(build_articles(Path(folder), {names[number]: numbered(number) for number in order}).out)


@pytest.fixture(scope="module")
def same() -> dict[str, bytes]:
    feeds = tree_of(range(5), [f"{number}.yaml" for number in range(5)])
    assert feeds["ckls/rss.xml"].count(b"<item>") == 5
    return feeds


NAMES = st.lists(st.from_regex(r"([a-z]/){0,2}[a-zA-Z0-9é-]{1,8}", fullmatch=True), min_size=5, max_size=5)


@given(order=st.permutations(range(5)), names=NAMES)
@FEW
def test_the_order_of_files_never_matters(same: dict[str, bytes], order: list[int], names: list[str]) -> None:
    assert tree_of(order, [f"{name}-{number}.yaml" for number, name in enumerate(names)]) == same
