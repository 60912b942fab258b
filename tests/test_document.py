"""The YAML reader: text stays text, and everything has its place."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedpub.document import Document, Path, Value, read
from feedpub.document.lines import split_lines
from feedpub.problem import Place, Problem, Severity


def problems(raw: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of each problem."""
    found = read(raw.encode() if isinstance(raw, str) else raw, "a.yaml").problems
    return [(problem.code, problem.place.line, problem.place.column) for problem in found]


def document(raw: str) -> Document:
    found = read(raw.encode(), "a.yaml")
    assert not found.problems
    return found


VALUES: list[tuple[str, Value]] = [
    ("NO", "NO"),
    ("12:34", "12:34"),
    ("1.10", "1.10"),
    ("007", "007"),
    ("2023-05-02", "2023-05-02"),
    ("0x1F", "0x1F"),
    ("true", "true"),
    ("'null'", "null"),
    ("=", "="),
    ("Bus '#5'", "Bus '#5'"),
    ("Bus#5", "Bus#5"),
    ("text # a comment", "text"),
    ("'#5 # 6'", "#5 # 6"),
    ("[NO, 1, [a]]", ["NO", "1", ["a"]]),
    ("{a: 1.0, b: {c: off}}", {"a": "1.0", "b": {"c": "off"}}),
    ("|\n  one\n\n  two\n", "one\n\ntwo\n"),
    (">\n  one\n  two\n", "one two\n"),
]


@pytest.mark.parametrize(("written", "value"), VALUES, ids=[written.split("\n")[0] for written, _ in VALUES])
def test_a_value_is_what_was_written(written: str, value: Value) -> None:
    assert document(f"title: {written}").data == {"title": value}


def test_a_field_without_a_value_is_not_there_but_has_a_place() -> None:
    found = document("title: x\nsummary:\ntags: ['', a, '  ']\n")
    assert found.data == {"title": "x", "tags": ["a"]}
    assert found.place(("summary",), of_key=True) == Place("a.yaml", 2, 1)


NESTED = """\
title: "😀 é"
image: {url: x, alt: y}
authors:
  - Ana
  - name: Bo
    email: b@c.example
body: |
  One two
  three TWO
"""
PLACES: list[tuple[Path, bool, tuple[int, int]]] = [
    (("title",), False, (1, 8)),
    (("title",), True, (1, 1)),
    (("image", "url"), True, (2, 9)),
    (("image", "alt"), False, (2, 22)),
    (("authors",), False, (4, 3)),
    (("authors", 0), False, (4, 5)),
    (("authors", 1, "email"), True, (6, 5)),
    (("authors", 1, "email"), False, (6, 12)),
    (("authors", 1, "url"), True, (5, 5)),  # is not there: the author it would belong to
    (("authors", 7), False, (4, 3)),
    (("link",), True, (1, 1)),
    (("body",), False, (7, 7)),
]


@pytest.mark.parametrize(("path", "of_key", "place"), PLACES)
def test_everything_has_its_place(path: Path, of_key: bool, place: tuple[int, int]) -> None:  # noqa: FBT001 - from a table
    assert document(NESTED).place(path, of_key=of_key) == Place("a.yaml", *place)


@pytest.mark.parametrize(
    ("path", "snippet", "place"),
    [(("body",), "two", (8, 7)), (("body",), "THREE", (9, 3)), (("title",), "b@c", (6, 12)), (("body",), "😀", (7, 7))],
)
def test_text_is_found_at_or_after_its_field(path: Path, snippet: str, place: tuple[int, int]) -> None:
    assert document(NESTED).place_of_text(path, snippet) == Place("a.yaml", *place)


WRONG: list[tuple[str, str | bytes, list[tuple[str, int, int]]]] = [
    ("nothing", "", [("empty-file", 1, 1)]),
    ("only a comment", "# x\n", [("empty-file", 1, 1)]),
    ("a list", "- a\n", [("wrong-type", 1, 1)]),
    ("only text", "hello\n", [("wrong-type", 1, 1)]),
    ("twice, thrice", "a: 1\nb: 2\na: 3\na: 4\n", [("duplicate-key", 3, 1), ("duplicate-key", 4, 1)]),
    ("twice inside", "x: {a: 1, a: 2}\n", [("duplicate-key", 1, 11)]),
    ("an anchor", "a: &x 1\n", [("anchor", 1, 4)]),
    ("an alias of it is the same mistake", "b: &x 1\na: *x\n", [("anchor", 1, 4)]),
    ("an alias of nothing", "b: 1\na: *x\n", [("alias", 2, 4)]),
    ("a tag", "a: !!python/object:os.system x\n", [("yaml-tag", 1, 4)]),
    ("a tag on a list", "a: !x [1]\n", [("yaml-tag", 1, 4)]),
    ("a second document", "a: 1\n---\nb: 2\n", [("second-document", 2, 1)]),
    ("null", "a: null\nb: ~\nc: 'null'\n", [("null-value", 1, 4), ("null-value", 2, 4)]),
    ("a # inside text", "a: 1\nb: Bus #5 is late\n", [("hash-in-text", 2, 8)]),
    ("a # in a list", "a:\n  - x\n  - Bus #5\n", [("hash-in-text", 3, 9)]),
    ("a tab", "a: 1\n\tb: 2\n", [("tab", 2, 1)]),
    ("a colon", "a: 1\nb: one: two\n", [("yaml-syntax", 2, 7)]),
    ("an open quotation mark", 'a: 1\nb: "one\nc: 2\n', [("yaml-syntax", 2, 4)]),
    ("an open bracket", "a: [1, 2\nb: 3\n", [("yaml-syntax", 1, 4)]),
    ("too deep", "a: " + "[" * 13, [("too-deep", 1, 15)]),
    ("very deep", "[" * 100_000, [("too-deep", 1, 13)]),
    ("a list as a name", "? [a]\n: b\n", [("yaml-syntax", 1, 3)]),
    ("UTF-16", "a: 1\n".encode("utf-16"), [("not-utf8", 1, 1)]),
    ("Windows-1252", b"a: 1\nb: caf\xe9\n", [("not-utf8", 2, 7)]),
    ("a half character", "a: 1\nb: é".encode()[:-1], [("not-utf8", 2, 4)]),
    ("a byte order mark", "\ufeffa: 1\n".encode(), [("byte-order-mark", 1, 1)]),
    ("a control character", "a: 1\nb: 😀\x07\n", [("control-character", 2, 5)]),
    ("a lost character", "a: 1\nb: caf\ufffd\n", [("control-character", 2, 7)]),
    ("a line separator", 'a: "x"\nb: "\u2028\u2029x"\nb: #5\n', [("control-character", 2, 5)]),
    ("lone carriage returns", "a: x\rb: y #5\rc: &x z\r", [("hash-in-text", 2, 6), ("anchor", 3, 4)]),
    ("a control character after them", "a: x\rb: \u2028 \x07\r", [("control-character", 3, 2)]),
    ("a second byte order mark", "\ufeff\ufeffa: 1\n", [("byte-order-mark", 1, 1), ("control-character", 1, 1)]),
    ("a # in brackets", "a: [x, Bus #5, y]\n", [("hash-in-text", 1, 12)]),
    ("an apostrophe first", "a: 'tis it\n", [("yaml-syntax", 1, 4)]),
    ("a tab inside a value", "a: x\ty: z\n", [("yaml-syntax", 1, 7)]),
    ("two commas", "a: [x, , y]\n", [("yaml-syntax", 1, 8)]),
    ("a no-break space after the colon", "a:\u00a0x\nb: y\n", [("yaml-syntax", 1, 3)]),
    ("a name out of line in a list", "a:\n  - b: x\n   c: y\n", [("yaml-syntax", 3, 4)]),
    ("a dash out of line", "a:\n  - b: x\n - b: y\n", [("yaml-syntax", 3, 2)]),
    ("typographic quotation marks", "a: [“x, y”]\n", [("typographic-quotes", 1, 5)]),
    ("garbled text", "a: cafÃ©, itâ€™s\n", [("garbled-text", 1, 7)]),
    ("a bracket at the end of a file that is saved by half", "a: 1\nb: [", [("yaml-syntax", 2, 4)]),
    ("a brace at the end", "a: 1\nb: {\n\n", [("yaml-syntax", 2, 4)]),
    ("what git leaves of a conflict", "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n", [("yaml-syntax", 2, 1)]),
    ("what git leaves in a text", "a: |\n  b\n<<<<<<< HEAD\n  c\n=======\n  d\n", [("yaml-syntax", 3, 1)]),
    ("a picture", b"\x89PNG\r\n\x1a\n", [("not-utf8", 1, 1)]),
    ("a document", b"%PDF-1.7\n", [("not-utf8", 1, 1)]),
]


@pytest.mark.parametrize(("raw", "found"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_is_wrong_has_its_place(raw: str | bytes, found: list[tuple[str, int, int]]) -> None:
    assert problems(raw) == found


def test_windows_line_ends_do_not_move_places() -> None:
    assert problems("a: 1\r\nb: &x 2\r\n") == [("anchor", 2, 4)]
    assert document("a: 1\r\nb: |\r\n  x\r\n  y\r\n").data == {"a": "1", "b": "x\ny\n"}


def test_an_alias_bomb_is_not_blown_up() -> None:
    lines = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    found = read("\n".join(lines).encode(), "a.yaml")
    assert {problem.code for problem in found.problems} == {"anchor"}
    assert found.data["a29"] == [""] * 9


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"a: caf\xe9", "“é”"),
        ("a: cafÃ©".encode(), "“é”"),
        (b"a: x\n\xc2\x93b: 1", "“\u201c”"),
        (b"a: b: c", 'a: "b: c"'),
        (b"a: Bus #5", '"Bus #5"'),
        (b"a: @x", 'a: "@x"'),
        (b'a: "x" y', """a: '"x" y'"""),
        (b'a: "x" say "y"', """a: '"x" say "y"'"""),
        (b'a: "He said "hi" to me"', """a: 'He said "hi" to me'"""),
        (b"a: 'It's here'", 'a: "It\'s here"'),
        (b"a: 'tis the season", 'a: "\'tis the season"'),
        (b"a: C:\\new #5", "a: 'C:\\new #5'"),
        (b"a: [x, Bus #5, y]", 'quotes: "Bus #5"'),
        (b"a: {alt: Bus #5}", 'quotes: alt: "Bus #5"'),
        (b"a: {b: @c, d: e}", 'quotes: b: "@c"'),
        (b"body: | One\n", "line below"),
        (b"body: |\n     One\n  two\n", "column 3"),
        (b"body:\n  One.\n\n  ## Two\n\n  Three.\n", "`body: |`"),
        (b"body:\n  One.\n  Note: two\n", "`body: |`"),
        (b"body:\nOne.\n\nTwo: three\n", "`body: |`"),
        (b"a:\n  - b: x\n   c: y\n", "column 5"),
        (b"a:\n  - b: x\n - b: y\n", "column 3"),
        ("a:\u00a0x\nb: y".encode(), "Write a: x"),
        ("a: [“x, y”]".encode(), 'Write "x, y"'),
        ("a: {}".format("Ã© " * 30).encode(), "29 more"),
        (b"a: - b: c\n", """quotes: a: "- b: c\""""),
        (b"a: 1\nb: [", "never closed"),
        (b"<<<<<<< HEAD\na: 1\n", "two versions"),
        (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
    ],
)
def test_a_problem_names_what_was_meant(raw: bytes, words: str) -> None:
    (problem,) = read(raw, "a.yaml").problems
    assert words in f"{problem.message} {problem.fix}"


@pytest.mark.parametrize(
    ("raw", "place", "words"),
    [
        ("# Why\na: b: c\n", (2, 5), 'a: "b: c"'),
        ("\na: b: c\n", (2, 5), 'a: "b: c"'),
        ("---\na: b: c\n", (2, 5), 'a: "b: c"'),
        ("a:\n  - x\nb: c: d\n", (3, 5), 'b: "c: d"'),
        ("body: |\n  x\nb: c: d\n", (3, 5), 'b: "c: d"'),
        ("x\na: b\n", (1, 1), "Indent it"),
        ("a: x\nb:c\nd: e\n", (2, 2), "Write b: c"),
        ("a: x\nbody:c\n", (2, 5), "Write body: c"),
        ("a: x\nhttps://ckls.example.com/\nb: c\n", (2, 1), "Indent it"),
        ("body: |\n  x\n\n## y\n  z\n", (4, 1), "two spaces"),
        ("a: x\n# y\n  b: z\n", (3, 3), "same column"),
        ("a:\n  b: x\n# y\n   c: z\n", (4, 4), "same column"),
        ("a: x\u2028y\n", (1, 5), "press Enter"),
    ],
)
def test_a_mistake_is_told_where_it_is(raw: str, place: tuple[int, int], words: str) -> None:
    (problem,) = read(raw.encode(), "a.yaml").problems
    assert (problem.place.line, problem.place.column) == place
    assert words in problem.fix


def test_a_byte_order_mark_is_harmless() -> None:
    found = read(b"\xef\xbb\xbfa: 1", "a.yaml")
    assert (found.data, [problem.severity for problem in found.problems]) == ({"a": "1"}, [Severity.WARNING])


@pytest.mark.parametrize("text", ["Ã© " * 400_000, "\x07\n" * 400_000, "a: x\n" * 200_000])
def test_a_hostile_file_takes_no_time(text: str) -> None:
    started = time.monotonic()
    assert read(text.encode(), "a.yaml").problems
    assert time.monotonic() - started < 10


LONG = """\
title: "Ferry's back"
link: https://ckls.example.com/ferry
authors: [{name: 'Ann Lee', email: ann@ckls.example.com}, {name: Bo}]
tags:
  - ["quay", "sea"]
  - {a: "b", c: d}
image: {file: gull.jpg, alt: "A gull"}
body: |
    Text that goes on
  below.
body_html: >
  <p>More</p>
"""


@pytest.mark.parametrize("text", [LONG, LONG.replace("    Text", "  Text"), f": |\n{LONG}", f"]{LONG}"])
def test_a_file_that_is_saved_by_half_is_read_or_told(text: str) -> None:
    for length in range(len(text)):
        found = read(text[:length].encode(), "a.yaml")
        assert found.data or found.empty or found.problems
        assert_places_exist(found.problems, text[:length])


SIGNS = st.sampled_from(
    [
        *"|>:-[]{},\"'#&*!%@`?~\t\n\\",
        ": ",
        ": |",
        ": >",
        "- ",
        "\n  ",
        "\n    ",
        "body",
        "a",
        '"b"',
        "\n---",
        "\n...",
        "é",
    ]
)


@given(st.lists(SIGNS, max_size=16).map("".join))
@example(": |")
@example("a: 1\n]body: |\n  x\n  y\n")
@example('tags: ["border"')
@example('a: {b: "c"')
@example("body: |\n    \n  \n x: [")
@settings(max_examples=1000)
def test_no_signs_of_yaml_stop_the_reader(text: str) -> None:
    assert_places_exist(read(text.encode(), "a.yaml").problems, text)


def assert_places_exist(found: list[Problem], text: str) -> None:
    lines = split_lines(text)
    for problem in found:
        assert problem.message
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize(
    "text", ["a: [" + "&x 1, " * 30_000 + "]", "authors: [" + "~, " * 30_000 + "!x {a: b}, " * 30_000 + "]"]
)
def test_what_is_told_of_many_values_takes_no_time(text: str) -> None:
    started = time.monotonic()
    assert read(text.encode(), "a.yaml").problems
    assert time.monotonic() - started < 10


def test_places_of_many_fields_are_found_in_no_time() -> None:
    fields = 40_000
    found = read("".join(f"field_number_{number}: some text\n" for number in range(fields)).encode(), "a.yaml")
    started = time.monotonic()
    assert [found.place((name,)).line for name in found.data] == [*range(1, fields + 1)]
    assert time.monotonic() - started < 5
