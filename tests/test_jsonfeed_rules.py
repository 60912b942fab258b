"""JSON Feeds judged: nothing is raised for any bytes, in bounded time, and every place is that of what is meant."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.problem import Problem
from feedpub.report import as_text
from feedpub.rules import validate
from feedpub.rules.jsonfeed.positions import Path, Positions, paths_at
from feedpub.rules.jsonfeed.reading import read_json

FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Quay Radio",
    "home_page_url": "https://quay.example/",
    "feed_url": "https://quay.example/feed.json",
    "items": [
        {
            "id": "tag:quay.example,2026-05-02:gulls",
            "url": "https://quay.example/gulls",
            "title": "Gulls return",
            "content_html": "<p>They are back.</p>",
            "date_published": "2026-05-02T13:30:00Z",
        }
    ],
}
NAMES = [*FEED, *FEED["items"][0], "authors", "author", "attachments", "tags", "hubs", "expired", "language", "_quay"]
NAMES += ["name", "mime_type", "size_in_bytes", "duration_in_seconds", "content_text", "image", "date_modified"]

names = st.sampled_from(NAMES) | st.text(max_size=5)


def nested(simple: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        simple | st.none() | st.booleans() | st.integers() | st.sampled_from(["https://quay.example/", ""]),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=8),
        max_leaves=30,
    )


halves = st.text(st.characters(categories=["Cs", "L", "Cc"]))
values = nested(st.floats() | st.text() | halves)
"""NaN and halves of pairs of surrogates too, which are not JSON or hardly so."""
sound = nested(st.floats(allow_nan=False, allow_infinity=False) | st.text())


def object_of(pairs: list[tuple[str, str]]) -> str:
    return "{" + ",".join(f"{json.dumps(name)}: {value}" for name, value in pairs) + "}"


repeating = st.recursive(
    st.sampled_from(["1", "null", '"a"', '"\\ud800"', '"\\u0001\x7f"', '"https://quay.example/"', "{}"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda entries: f"[{', '.join(entries)}]")
        | st.lists(st.tuples(st.sampled_from(["items", "title", "id", "tags", "_a"]), inner), max_size=4).map(object_of)
    ),
)
"""JSON in which names stand in one object twice."""


def codes(content: bytes, **options: Any) -> set[str]:
    return {problem.code for problem in validate(content, "feed.json", **options)}


def written(**changes: Any) -> bytes:
    return json.dumps(FEED | changes).encode()


def only(content: bytes) -> Problem:
    [problem] = validate(content, "feed.json")
    return problem


def paths_in(value: Any, path: Path = ()) -> list[Path]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, inner in steps for found in paths_in(inner, (*path, step)))]


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


@given(values)
def test_any_value_is_judged(value: Any) -> None:
    validate(json.dumps(value).encode(), "feed.json")
    validate(written(items=value), "feed.json")
    validate(written(items=[value]), "feed.json")


@given(st.dictionaries(names, values, max_size=8))
def test_any_members_are_judged(members: dict[str, Any]) -> None:
    for problem in validate(json.dumps(FEED | members).encode(), "feed.json"):
        as_text(problem).encode()


@given(repeating, repeating)
def test_names_that_stand_twice_are_judged(first: str, second: str) -> None:
    content = object_of([("items", first), ("items", second), ("version", '"jsonfeed"')]).encode()
    assert "j-duplicate" in codes(content)
    validate(second.encode(), "feed.json")


@given(st.binary())
def test_any_bytes_are_judged(content: bytes) -> None:
    validate(b"{" + content, "feed.json")
    validate(b'{"items": ["' + content, "feed.json")


@given(st.integers(0, 400), st.integers(0, 400), st.binary(max_size=3))
def test_any_damage_is_judged(start: int, length: int, instead: bytes) -> None:
    content = json.dumps(FEED, indent=1).encode()
    for problem in validate(content[:start] + instead + content[start + length :], "feed.json"):
        assert problem.place.line >= 1


@given(sound, st.sampled_from([None, 0, 2]), st.booleans())
def test_places_are_those_of_the_values(value: Any, indent: int | None, ascii_only: bool) -> None:  # noqa: FBT001 - hypothesis names it
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only, allow_nan=False)
    document = read_json(text.encode(), "feed.json")
    positions = Positions(document, paths_in(document.value))
    for path in paths_in(document.value):
        span = positions.span(path)
        assert json.loads(document.text[span.start : span.end]) == at(document.value, path)
        assert paths_at(document.text, [span.start, span.name]) == {span.start: path, span.name: path}
        if path and isinstance(path[-1], str):
            assert json.JSONDecoder().raw_decode(document.text, span.name)[0] == path[-1]


def test_the_feed_itself_is_clean() -> None:
    assert validate(written(), "feed.json") == []


def test_a_problem_says_where_it_is() -> None:
    text = json.dumps(FEED, indent=2).replace("2026-05-02T13:30:00Z", "yesterday")
    problem = only(text.encode())
    line = text[: text.index('"yesterday"')].count("\n") + 1
    assert (problem.code, problem.place.line, problem.place.column) == ("j-date", line, 25)
    assert (problem.subject.path, problem.subject.item) == ("items[0].date_published", "Gulls return")


def test_a_character_is_placed_in_its_item() -> None:
    problem = only(json.dumps(FEED).replace("They are back", "They are\\u0007 back").encode())
    assert (problem.code, problem.subject.path) == ("j-control", "items[0].content_html")
    assert problem.subject.item == "Gulls return"


def test_a_part_of_a_text_is_found_however_it_is_escaped() -> None:
    text = json.dumps(FEED).replace("Gulls return", "Gulls \\u00e9\\/<b>return<\\/b>")
    problem = only(text.encode())
    assert problem.place.column == text.index("<b>") + 1


@pytest.mark.parametrize(
    ("content", "code", "place", "words"),
    [
        (b'{"items": [1,]}', "j-malformed", (1, 13), "nothing follows"),
        (b'{"items": [],}', "j-malformed", (1, 13), "nothing follows"),
        (b"{'items': []}", "j-malformed", (1, 2), "straight quotation marks"),
        (b"{items: []}", "j-malformed", (1, 2), "The name items"),
        (b'{"items": [] // none\n}', "j-malformed", (1, 14), "no comments"),
        (b'{"items": True}', "j-malformed", (1, 11), "no True"),
        (b'{"items": [NaN]}', "j-malformed", (1, 12), "no NaN"),
        (b'{"a": "NaN", "items": [-Infinity]}', "j-malformed", (1, 24), "no -Infinity"),
        (b'{"items": [{"id": "a}', "j-malformed", (1, 19), "not closed"),
        (b'{"items": [{"id": "a"}', "j-malformed", (1, 11), "cut off"),
        (b'{"items": ["a\nb"]}', "j-malformed", (1, 14), "a line break"),
        (b'{"items": ["a\0b"]}', "j-malformed", (1, 14), "U+0000"),
        (b'{"items": ["a\\x"]}', "j-malformed", (1, 14), "backslash"),
        (b'{"items": ["a\\u12"]}', "j-malformed", (1, 14), "backslash"),
        (b'{"items" []}', "j-malformed", (1, 10), "colon"),
        (b'{"items": [1 2]}', "j-malformed", (1, 14), "comma"),
        (b'{"items": [01]}', "j-malformed", (1, 12), "begin with a 0"),
        (b'{"items": []} {}', "j-malformed", (1, 15), "there is something after"),
        (b'{"items": [,]}', "j-malformed", (1, 12), "there is a comma"),
        (b"[", "j-malformed", (1, 1), "cut off"),
        (b'{"title": "\xe9"}', "x-encoding", (1, 12), "0xE9"),
        (b"[" * 100_000, "x-too-deep", (1, 101), "100 levels deep"),
        (b'{"a":' * 100_000, "x-too-deep", (1, 501), "100 levels deep"),
        (b'{"items": [' + b"[" * 950 + b"]" * 950 + b"]}", "x-too-deep", (1, 110), "100 levels deep"),
        (b'{"a": 1, "a": ' + b"[" * 100 + b"]" * 100 + b', "a": 2}', "x-too-deep", (1, 114), "100 levels deep"),
        (b"[" + b"1," * 2_000_001 + b"1]", "x-too-large", (1, 1), "values"),
        (b"[1, 2]", "x-not-a-feed", (1, 1), "a list"),
        (b'\n {"name": "package"}', "x-not-a-feed", (2, 2), "not a JSON Feed"),
    ],
)
def test_what_cannot_be_read_is_one_problem(content: bytes, code: str, place: tuple[int, int], words: str) -> None:
    problem = only(content)
    assert (problem.code, problem.place.line, problem.place.column) == (code, *place)
    assert words.lower() in problem.message.lower()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_other_encodings_of_json_are_read(encoding: str) -> None:
    assert codes(written().decode().encode(encoding)) == {"x-not-utf8"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"items": [FEED["items"][0] | {"id": "9" * 5000}]}, set()),
        ({"next_url": FEED["feed_url"]}, {"j-next-url"}),
        ({"hubs": [{"type": "WebSub", "url": "/hub"}]}, {"u-relative"}),
        ({"expired": "true"}, {"j-type"}),
        ({"language": "en_GB"}, {"r-lang-syntax"}),
        ({"icon": "http://quay.example/icon.png"}, {"u-https-media"}),
        ({"author": {"name": "Ann"}, "authors": [{"name": "Ann"}]}, set()),
        ({"authors": [{"name": "Ann", "url": "mailto:ann@quay.example"}]}, set()),
        ({"date_published": "2026-05-02T13:30:00Z"}, {"j-unknown"}),
        ({"_1": {}}, {"j-extension"}),
        ({"title": "Ferry & <b>gulls</b>"}, {"h-in-plain"}),
        ({"title": None}, {"j-title"}),
        ({"home_page_url": None}, {"j-null"}),
    ],
)
def test_members_are_judged(changes: dict[str, Any], expected: set[str]) -> None:
    assert codes(written(**changes)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"id": " "}, {"j-id"}),
        ({"id": True}, {"j-id"}),
        ({"id": 7}, {"j-id-number"}),
        ({"content_text": "They are <b>back</b>."}, {"h-in-plain"}),
        ({"content_html": None, "content_text": "They are back."}, {"j-null"}),
        ({"attachments": [{"url": "https://q.example/a.mp3", "mime_type": "video/mp4"}]}, {"e-mime-ext"}),
        ({"attachments": [{"url": "https://q.example/a.mp3", "mime_type": "audio/mp3"}]}, {"e-mime-alias"}),
        ({"attachments": [{"url": "https://q.example/a", "mime_type": "mp3"}]}, {"x-media-type"}),
        ({"attachments": [{"url": "https://q.example/a", "mime_type": "a/b", "size_in_bytes": 0}]}, {"e-zero"}),
        ({"attachments": [{"url": "https://q.example/a", "mime_type": "a/b", "size_in_bytes": 1.5}]}, {"j-number"}),
        ({"attachments": [{"url": "https://q.example/a", "mime_type": "a/b", "size_in_bytes": "7"}]}, {"j-type"}),
        ({"attachments": [{"url": "https://q.example/a", "mime_type": "a/b"}] * 2}, {"e-dup-url"}),
        ({"image": "gulls.jpg"}, {"u-relative"}),
    ],
)
def test_items_are_judged(changes: dict[str, Any], expected: set[str]) -> None:
    assert codes(written(items=[FEED["items"][0] | changes])) == expected


def test_numbers_without_measure_are_problems() -> None:
    item = json.dumps(FEED["items"][0] | {"attachments": [{"url": "https://q.example/a", "mime_type": "a/b"}]})
    for number in ("1e999", "9" * 1_000_000, "-1"):
        text = item.replace('"a/b"', f'"a/b", "size_in_bytes": {number}')
        assert codes(json.dumps(FEED | {"items": []}).replace("[]", f"[{text}]").encode()) == {"j-number"}


def test_version_1_may_have_its_author() -> None:
    old = written(version="https://jsonfeed.org/version/1", author={"name": "Ann"})
    assert codes(old) == {"j-version-old"}


def test_the_feed_knows_its_address() -> None:
    assert codes(written(), url="https://quay.example/feed.json") == set()
    assert codes(written(), url="https://quay.example/other.json") == {"s-self"}


@pytest.mark.parametrize(
    "content",
    [
        b'{"items": [' + b"1," * 200_000 + b"1]}",
        b'{"items": [{' + b",".join(b'"k%d":1' % number for number in range(30_000)) + b"}]}",
        b"{" + b'"title":"x",' * 50_000 + b'"items":[]}',
        b'{"items":[],"title":"' + b"\\ud800" * 50_000 + b'"}',
        b'{"a' + b'\\"' * 1_000_000,
        b"{" + b" " * 1_000_000,
    ],
)
def test_hostile_feeds_take_bounded_time(content: bytes) -> None:
    started = time.process_time()
    assert len(validate(content, "feed.json")) < 3_000
    assert time.process_time() - started < 5
