"""Any text, put into any field of an article: what the tests of this folder share."""

import os
import re
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st

from feedpub.characters import is_blank
from feedpub.problem import Severity
from tests.newsroom import ARTICLE, NOW, STATION, Built, build_articles
from tests.specifications.fields import read_items

ANNOUNCED = {"garbled-text", "markup-in-text"}
"""Warnings that say of a feed what a validator would: the text stays as it was written."""

IN_MEMORY = next((place for place in ("/dev/shm",) if os.access(place, os.W_OK)), None)  # noqa: S108 - only for speed
TIMES = int(os.environ.get("FEEDPUB_EXAMPLES", "1"))
"""How many times as many examples as the suite has are tried; `make soak` tries more."""
FEW = settings(
    max_examples=30 * TIMES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
MANY = settings(FEW, max_examples=60 * TIMES)
MOST = settings(FEW, max_examples=150 * TIMES)

PIECES = st.sampled_from([
    "<", ">", "&", '"', "'", "&amp;", "&#38;", "&lt", "]]>", "<![CDATA[", "<!--", "-->", "<b>", "</x", "<br/>",
    "<?", "\\", "\n", "\r\n", "\t", " ", "\u00a0", "\u2028", "\u200b", "\u202e", "\ufeff", "\x00", "\x0b", "\x1f",
    "\x85", "\ud800", "\ufffd", "\ufffe", "\U0001f600", "\U0010ffff", "é", "e\u0301", "ß", "#", " #", ": ", "- ",
    "{", "}", "[", "%", "@", "`", "|", "*", "_", "~", "null", "NO", "12:34", "a", "B", "7",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="ÂÃ"), max_size=30), st.lists(PIECES, max_size=8).map("".join)
)


def folded(text: str) -> str:
    """Text in one line, as feedpub promises it: white space and line ends become one space; unseen text is none."""
    return "" if is_blank(text) else re.sub("[ \t\r\n\u2028\u2029]+", " ", text).strip()


def article(**fields: str) -> str:
    """The usual article with these fields, written as YAML, in place of its own."""
    kept = [line for line in ARTICLE.splitlines() if line.partition(":")[0] not in fields]
    return "\n".join([*kept, *(f"{name}: {value}" for name, value in fields.items()), ""])


def build(yaml: str | bytes, check: Callable[[Built], object], station: str = STATION, now: datetime = NOW) -> None:
    """Build one article, see that every feed is right, and let `check` look at it."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        built = build_articles(Path(folder), {"a.yaml": yaml}, station, now)
        assert built.violations() == {} or built.codes & ANNOUNCED
        assert len(list((built.out / "ckls").iterdir())) == 4
        assert all(problem.place.file.endswith("/ckls/a.yaml") for problem in built.report.problems)
        check(built)


def items(built: Built) -> dict[str, dict[str, list[str]]]:
    """The one item of each format; empty if the article is left out, which has to have a reason with a place."""
    found = read_items(built.out / "ckls")
    assert len({len(of_format) for of_format in found.values()}) == 1, "one format has an item that another lacks"
    if not found["rss"]:
        errors = [problem for problem in built.report.problems if problem.severity is Severity.ERROR]
        assert errors
        assert all(problem.place.line for problem in errors)
        return {}
    return {form: of_format[0] for form, of_format in found.items()}
