"""Links, media and ids."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.any_text.common import MANY, MOST, TEXTS, article, build, folded, items
from tests.newsroom import Built, quoted
from tests.specifications.values import is_http, is_identity

ADDRESS_PIECES = st.sampled_from([
    "https://", "http://", "HTTPS://", "//", "javascript:", "mailto:", "a.example", "A.Example", "é.example",
    "例え.テスト", "xn--bcher-kva.example", "a_b.example", "localhost", "127.0.0.1", "[::1]", "[", "]", ":80", ":443",
    ":8080", ":x", "user:pw@", "/", "/../", "/./", "//", "a", "é", "😀", "%C3%A9", "%c3", "%", "%41", "%2541", "%20",
    " ", "?", "a=1&b=2", "#", "#é", "\\", '"', "<", ">", "^", "`", "{", "|", "}", "'", "(", ")", "*", "~", "$",
    "\t", "\u00ad", "\u200b", "\u2028", ".", "..", "@", ";", ",",
])  # fmt: skip
ADDRESSES = st.one_of(
    TEXTS,
    st.lists(ADDRESS_PIECES, max_size=6).map("".join),
    st.lists(ADDRESS_PIECES, max_size=6).map(lambda pieces: "https://ckls.example.com" + "".join(pieces)),
)
NORMALISED = re.compile(r"/\.\.?(?=[/?#]|$)|%2[Ee]|:(80|443)\b|//[^/?#]*[^a-z0-9./:-]|https?://[^/?#]*(?!.)", re.DOTALL)


@pytest.mark.parametrize(
    ("field", "yaml", "read"),
    [
        ("link", "{}", "link"),
        ("image", "{{alt: x, url: {}}}", "image"),
        ("audio", "{{type: audio/mpeg, length: 1, url: {}}}", "audio"),
        ("source", "{{name: x, url: {}}}", "source's page"),
        ("related", "[{{title: x, url: {}}}]", "related page"),
        ("authors", "[{{name: x, url: {}}}]", "author's page"),
    ],
)
@given(text=ADDRESSES)
@example(text="https://ckls.example.com/a?b=%c3%a9&c=d#e")
@example(text="\u00ad")
@example(text="HTTP://0")
@example(text="https://printer.local/x")
@example(text="http://192.168.1.1:8080/x")
@MANY
def test_an_address_is_valid_or_a_problem(field: str, yaml: str, read: str, text: str) -> None:
    def check(built: Built) -> None:
        found = {address for item in items(built).values() for address in item.get(read, [])}
        assert len(found) <= 1, "the formats name different addresses"
        if is_http(text) and not NORMALISED.search(text):
            assert found == {text} or (built.codes and not found), "a right address has to stay as it is"
        assert found or built.codes or not folded(text)

    build(article(**{field: yaml.format(quoted(text))}), check)


BAD_ADDRESSES = [
    ("link", "{}", 'https://a"b.example/'),
    ("link", "{}", "https://a`b.example/"),
    ("link", "{}", "https://a{b}.example/"),
    ("link", "{}", "https://[::1]/x"),
    ("audio", "{{type: audio/mpeg, length: 1, url: {}}}", "http://localhost/x.mp3"),
    ("id", "{}", "urn:uuid:not-one"),
    ("id", "{}", "tag:N@a.example,2026:x"),
    ("id", "{}", "tag:a.example,2026:%41"),
    ("id", "{}", "https://a.example/%7Ex"),
    ("id", "{}", "https://a.example/%2541"),
]
"""Legal in a way, but what the W3C's validator calls an error, or not canonical."""


@pytest.mark.parametrize(("field", "yaml", "address"), BAD_ADDRESSES, ids=[case[2] for case in BAD_ADDRESSES])
def test_a_bad_address_is_put_right_or_a_problem(field: str, yaml: str, address: str) -> None:
    build(article(**{field: yaml.format(quoted(address))}), items)


ID_PIECES = st.sampled_from([
    "tag:", "TAG:", "a.example", "A.example", "n@a.example", "N@a.example", ",2026", ",2026-05-02", ":", "x", "x/y",
    "é", "%41", "%", "%25", "%2541", "#x", "?x", " ", "urn:", "urn:isbn:", "urn:uuid:",
    "12345678-1234-1234-1234-123456789abc", "https://a.example", "/%7Ex", "/../x", ":443", "~", "~~", "[", "'", "(",
    ")",
])  # fmt: skip


@given(text=st.one_of(TEXTS, st.lists(ID_PIECES, max_size=6).map("".join)))
@MOST
def test_an_id_is_the_same_everywhere_or_a_problem(text: str) -> None:
    def check(built: Built) -> None:
        found = {identity for item in items(built).values() for identity in item["id"]}
        assert len(found) <= 1, "the formats have different ids"
        if is_identity(text) and not NORMALISED.search(text):
            assert found == {text}, "a right id has to stay as it is"

    build(article(id=quoted(text)), check)
