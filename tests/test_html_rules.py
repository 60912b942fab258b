"""HTML that is recognised at a glance breaks no rule that a scan would have found broken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.rules.html import html_verdict
from feedpub.rules.html.everyday import is_everyday
from feedpub.rules.html.gather import Gathered
from feedpub.rules.html.scan import scan

PIECES = st.sampled_from([
    "<p>", "</p>", "<em>", "</em>", "<b>", "</b>", "<ul>", "<li>", "</li>", "</ul>", "<br>", "<br/>", "<hr />", "<p/>",
    '<a href="https://quay.example/a?b=1&amp;c=2#d">', "</a>", '<a href="/a">', '<a href="https://localhost/">',
    '<a href="javascript:x">', '<a href="https://quay.example/%zz">', '<a href="https://a:b@quay.example/">', "<a>",
    '<img src="https://quay.example/a.jpg" alt="a">', '<img src="https://quay.example/a.jpg" alt="">', "<img>",
    '<img src="https://quay.example/a.jpg" alt="a" width="1" height="1">', '<p class="x">', '<p style="top:0">',
    '<p onclick="x">', "<script>", "</script>", "<svg>", "</svg>", "<blink>", "<!-- x -->", "<P>", "< p>", "<", ">",
    "&", "&amp;", "&amp;lt;", "&lt;p&gt;", "&#39;", "&#1;", "&nosuch;", "&hellip;", "words", " ", "\n", '"',
])  # fmt: skip


def scanned(text: str) -> list[str]:
    """The codes of what a scan finds, without a look before it."""
    gathered = Gathered(based=False)
    scan(text, gathered)
    return [rule.code for rule, _ in gathered.verdict()]


@given(text=st.lists(PIECES, max_size=8).map("".join))
@settings(max_examples=3000, deadline=None, derandomize=True, database=None)
def test_what_is_recognised_is_clean(text: str) -> None:
    if is_everyday(text):
        assert scanned(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The gulls are back",
        '<p>The <em>gulls</em> are <a href="https://quay.example/back?a=1&amp;b=2">back</a>.</p>\n<p>Early.<br>Loud</p>',
        '<figure><img src="https://quay.example/a.jpg" alt="Gulls" width="800"><figcaption>Gulls</figcaption></figure>',
        "<ul>\n<li>one</li>\n<li>two <small>or three</small></li>\n</ul>",
    ],
)
def test_what_articles_have_is_recognised(text: str) -> None:
    assert is_everyday(text)
    assert scanned(text) == []


def test_what_stands_in_a_style_hides_nothing_after_it() -> None:
    """A quotation mark that opens in it does not reach over its end tag, and what is open there is no element."""
    hidden = '<style><a b="</style><img alt="x" src="https://q.example/x.png" onerror="a()">" ></style>'
    assert "h-onerror" in {rule.code for rule, _ in html_verdict(hidden)}
    assert {rule.code for rule, _ in html_verdict("<style>/* <x */</style>")} == {"h-element"}
