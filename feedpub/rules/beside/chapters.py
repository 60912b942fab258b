"""Chapters of an episode, as jsonChapters.md of the podcast namespace has them (version 1.2)."""

from collections.abc import Iterator
from typing import Any

from feedpub.rules.beside.reading import Flaw, Text, number, read_json

_TEXTS = ("title", "img", "url")
_FORM = 'Write {"version": "1.2.0", "chapters": [{"startTime": 0, "title": "…"}]}'


def judge(text: Text) -> Iterator[Flaw]:
    """What is wrong with a file of chapters."""
    if not text.whole:
        return
    value = read_json(text)
    if isinstance(value, Flaw):
        yield value
    elif not isinstance(value, dict):
        yield Flaw("contains no object with chapters.", _FORM)
    else:
        if not isinstance(value.get("version"), str):
            said = "a version that is not a text" if "version" in value else "no version"
            yield Flaw(f"has {said}, so apps do not know how to read it.", 'Write "version": "1.2.0"')
        if isinstance(value.get("chapters"), list):
            yield from _in_order(value["chapters"])
        else:
            yield Flaw("has no list of chapters.", _FORM)


def _in_order(chapters: list[Any]) -> Iterator[Flaw]:
    before = 0.0
    for count, chapter in enumerate(chapters, 1):
        start = number(chapter.get("startTime")) if isinstance(chapter, dict) else None
        if start is None or start < 0:
            what = "is not an object" if not isinstance(chapter, dict) else "has no startTime in seconds"
            yield Flaw(f"has a chapter, number {count}, that {what}.", 'Write "startTime": 94 for 1:34')
            continue
        if start < before:
            message = f"has its chapters out of order: number {count} begins at {start:g} s, after one at {before:g} s."
            yield Flaw(message, "Sort them by startTime")
        before = start
        yield from _of_chapter(count, start, chapter)


def _of_chapter(count: int, start: float, chapter: dict[str, Any]) -> Iterator[Flaw]:
    where = f"has a chapter, number {count},"
    if "endTime" in chapter:
        end = number(chapter["endTime"])
        if end is None:
            yield Flaw(f"{where} with an endTime that is not a number.", "Write the seconds without quotation marks")
        elif end < start:
            yield Flaw(f"{where} that ends at {end:g} s, before it begins at {start:g} s.", "Write when it ends")
    for name in _TEXTS:
        if name in chapter and not isinstance(chapter[name], str):
            yield Flaw(f"{where} with a {name} that is not a text.", "Write it in quotation marks, or leave it out")
    if "toc" in chapter and not isinstance(chapter["toc"], bool):
        yield Flaw(f"{where} with a toc that is neither true nor false.", 'Write "toc": false, or leave it out')
    if "location" in chapter and not _is_location(chapter["location"]):
        yield Flaw(f"{where} with a location that lacks name or geo.", 'Write {"name": "…", "geo": "geo:69.6,18.9"}')


def _is_location(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name), str) for name in ("name", "geo"))
