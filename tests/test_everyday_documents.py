"""What is read without libyaml is what libyaml would have told, values and places."""

import pathlib
from collections.abc import Iterator
from unittest.mock import patch

from hypothesis import event, example, given
from hypothesis import strategies as st

from feedpub.document import Path, Value, read, reader
from feedpub.document.everyday import read_everyday

_LISTED = """
Gulls return|https://a.example/b?c#d|2026-05-02T12:30|“late” they say|it's|a, b|NO|é|Ж|x: y|x #y|x # y|null|-|日本|© us
0:04|a@b|R&B|a > b|Ann Lee|St. John’s|a-b|NO|é|null|12:30|a:b|a # b|"quoted: it"|'single'|“a|a”|a b ||[c]|x?|it's|&x
"""
_PLAIN, _IN_BRACKETS = _LISTED.split("\n")[1:3]
_LINES = "Gulls|  indented|- one|# two| |  | \u00a0|é|: x|a: b|\t|null|---"
_words = st.sampled_from([*["Ann Lee", "x-ray"] * 8, *_IN_BRACKETS.split("|")])
_values = st.sampled_from([*["Gulls", "https://a.example/b"] * 5, *_PLAIN.split("|")]) | _words
_names = st.sampled_from(["name", "url", "role", "a_b", "c-d", "null", "9"])
_pairs = st.builds("{}: {}".format, _names, _words)
_groups = st.lists(_pairs, min_size=1, max_size=2).map(lambda pairs: f"{{{', '.join(pairs)}}}")
_lists = st.lists(_words, min_size=1, max_size=3) | st.lists(_groups, min_size=1, max_size=2)


def _below(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Some lines below a name, mostly indented alike."""
    indents = st.sampled_from(["  "] * 20 + ["", " ", "    "])
    return st.lists(st.builds("\n{}{}".format, indents, lines), min_size=1, max_size=4).map("".join)


_entries = st.builds("{}: {}".format, _names, _values)
_elements = st.one_of(
    st.builds("- {}".format, _values),
    st.builds("- {}".format, _groups),
    st.builds("- {}".format, _entries),
    st.builds("- {}\n    {}".format, _entries, _entries),
)
_fields = st.one_of(
    st.builds(" {}".format, _values),
    st.builds(" [{}]".format, _lists.map(", ".join)),
    st.builds(" {}".format, _groups),
    st.builds(" |{}".format, _below(st.sampled_from(["Gulls"] * 20 + _LINES.split("|")))),
    _below(_elements),
    _below(_entries),
)
_comments = st.sampled_from([""] * 8 + [" # why", " #why", "\n# why", "\n", "\n\n"])
_files = st.dictionaries(
    st.sampled_from(["title", "tags", "body", "authors", "x-y", "_", "null"]), st.tuples(_fields, _comments), max_size=4
).map(lambda fields: "".join(f"{name}:{value}{comment}\n" for name, (value, comment) in fields.items()))


@st.composite
def _almost_right(draw: st.DrawFn) -> str:
    """A file as most are, and sometimes with a character too many or too few."""
    text = draw(st.sampled_from(["", "", "", "---\n", "\n", "# why\n"])) + draw(_files)
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 0, 1]))):
        at = draw(st.integers(0, len(text)))
        put = draw(st.sampled_from([*"\n -:#[]{},\"'|>&*!?%@`x\\\x85\u2028\u00a0\ufeff", ""]))
        text = text[:at] + put + text[at + draw(st.integers(0, 1)) :]
    return text


def _paths(value: Value, above: Path) -> Iterator[Path]:
    """Where something stands in a file."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inside:
        yield (*above, name)
        yield from _paths(part, (*above, name))


@given(_almost_right())
@example("title:\n  a: b\n")
@example("title:\n- a\n")
@example("body: |\n  a\n\n    \nx: b\n")
@example("body: |\n  a\n \n  b\n")
@example("body: |\n   a\n  b\n")
@example("body: |\n  \u3164\n")
@example("body: |\n  # a\n")
@example("body: |  # why\n  a\n")
@example("body: |#\n  a\n")
@example("tags: [a, ]\n")
@example("tags: [a,]\n")
@example("tags: []\n")
@example("tags: [a] # b]\n")
@example("tags: [0:04, a:b, R&B, a > b]\n")
@example("image: {a: b, }\n")
@example("image: {}\n")
@example("audio: {duration: 0:04, email: a@b.example}\n")
@example("authors: [{a: b}, c]\n")
@example("image: {a: b, a: c}\n")
@example("a: b\nc: d\na: e\n")
@example("t:\n  a: b\n    c: d\n")
@example("t:\n  - a: b\n   c: d\n")
@example("t:\n  a: b\n  - c: d\n")
@example("t:\n  - a\n    b: c\n")
@example("t: a\t\n")
@example("t:\ta\n")
@example("t: [a “b, c” d]\n")
@example("t: Null\n")
@example("t: NULL\n")
@example("t: a\u2028b\n")
@example("t: a\u2029b\n")
def test_both_ways_of_reading_say_the_same(text: str) -> None:
    event("everyday" if read_everyday(text) else "not everyday")
    assert_read_alike(text)


def assert_read_alike(text: str) -> None:
    """Values, problems and places are the same with and without the quicker way."""
    everyday = read(text.encode(), "a.yaml")
    with patch.object(reader, "read_everyday", lambda _text: None):
        closely = read(text.encode(), "a.yaml")
    assert everyday.data == closely.data
    assert everyday.problems == closely.problems
    assert (everyday.spoiled, everyday.joined, everyday.empty) == (closely.spoiled, closely.joined, closely.empty)
    for path in [*_paths(closely.data, ()), ("nowhere",), ("title", "nowhere"), ("tags", 9), ("nowhere", 0)]:
        assert everyday.place(path) == closely.place(path)
        assert everyday.place(path, of_key=True) == closely.place(path, of_key=True)
        assert everyday.lines_below(path) == closely.lines_below(path)
        assert (path in everyday.marks) == (path in closely.marks)


EVERYDAY = """\
---
# A file as most are.
title: "Ferry: back in the harbor"
link: https://ckls.example.com/ferry   # its page
published: 2026-05-02T12:30
authors: [{name: Ann Lee}, {name: Bo Chen, url: "https://ckls.example.com/bo"}]
tags: [harbor, St. John’s]
image:
  file: media/ferry.jpg
  alt: A ferry, seen from the pier
corrections:
  - date: 2026-05-03
    text: It was two ferries.
credits:
- Ann Lee
body: |
  The ferry is back.

  - on time
    and full
"""


def test_most_files_are_read_without_libyaml() -> None:
    found = read_everyday(EVERYDAY)
    assert found is not None
    assert found.data == {
        "title": "Ferry: back in the harbor",
        "link": "https://ckls.example.com/ferry",
        "published": "2026-05-02T12:30",
        "authors": [{"name": "Ann Lee"}, {"name": "Bo Chen", "url": "https://ckls.example.com/bo"}],
        "tags": ["harbor", "St. John’s"],
        "image": {"file": "media/ferry.jpg", "alt": "A ferry, seen from the pier"},
        "corrections": [{"date": "2026-05-03", "text": "It was two ferries."}],
        "credits": ["Ann Lee"],
        "body": "The ferry is back.\n\n- on time\n  and full\n",
    }


def test_the_articles_of_this_repository_are_read_alike() -> None:
    articles = sorted((pathlib.Path(__file__).parents[1] / "articles").rglob("*.yaml"))
    assert sum(read_everyday(path.read_text("utf-8")) is not None for path in articles) > len(articles) / 2
    for path in articles:
        assert_read_alike(path.read_text("utf-8"))
