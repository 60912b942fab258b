"""Text of one line: titles, names, tags."""

from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.any_text.common import FEW, TEXTS, article, build, folded, items
from tests.newsroom import Built, quoted
from tests.specifications.fields import plain


class Field(NamedTuple):
    """A field of text: how YAML holds it, and what else of the article has to be given with it."""

    name: str
    yaml: str
    read: str


IMAGE = '{{url: "https://ckls.example.com/f.jpg", alt: {}}}'
LINES = [
    Field("title", "{}", "title"),
    Field("summary", "{}", "summary"),
    Field("tags", "[{}]", "categories"),
    Field("section", "{}", "section"),
    Field("rights", "{}", "rights"),
    Field("authors", "[{{name: {}}}]", "author"),
    Field("image", IMAGE, "alt"),
    Field("image", IMAGE.replace("alt:", "alt: x, caption:"), "caption"),
    Field("image", IMAGE.replace("alt:", "alt: x, credit:"), "credit"),
    Field("source", '{{url: "https://wire.example.com/", name: {}}}', "source"),
    Field("related", '[{{url: "https://wire.example.com/", title: {}}}]', "related"),
]


@pytest.mark.parametrize("field", LINES, ids=[field.read for field in LINES])
@given(text=TEXTS, escape=st.booleans())
@example(text="a &lt;b&gt; & <b>", escape=False)
@FEW
def test_a_line_is_read_back(field: Field, text: str, *, escape: bool) -> None:
    def check(built: Built) -> None:
        for form, item in items(built).items():
            found = plain(item) if (form, field.read) == ("rss", "summary") else item.get(field.read)
            assert found in (None, [folded(text)]) or not folded(text), form

    build(article(**{field.name: field.yaml.format(quoted(text, escape=escape))}), check)


def still_there(built: Built) -> None:
    assert items(built), "it is gone"


@pytest.mark.parametrize("field", LINES, ids=[field.read for field in LINES])
def test_an_end_tag_in_plain_text_is_announced(field: Field) -> None:
    build(article(**{field.name: field.yaml.format("a </b> b")}), still_there)


@pytest.mark.parametrize("escape", [False, True])
def test_garbled_text_is_announced(*, escape: bool) -> None:
    build(article(title=quoted("Ã©t", escape=escape)), still_there)


def test_a_summary_made_from_a_body_about_html_is_valid() -> None:
    build(
        article(body="'Close it with `</p>`.'"), lambda built: pytest.fail("it is gone") if not items(built) else None
    )
