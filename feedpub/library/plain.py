"""Plain text that holds HTML, or quotation marks that were not meant: readers would see the signs as they stand."""

import html
import re
from collections.abc import Iterator

from feedpub.document import Document, Path, Value
from feedpub.library.bodies import BODIES
from feedpub.problem import Problem, Severity

_MARKUP = re.compile(r"</\w+>|<(?:a|b|br|code|em|i|p|span|strong|sub|sup|u)\b[^<>]*>|&(?:\w+|#\w+);")


def markup_in_text(document: Document) -> Iterator[Problem]:
    """A warning for every text of a file, all but its body, that holds a tag or a character reference."""
    if not any(sign in document.text for sign in "<&\\"):  # a backslash may hide one of the others
        return
    for path, text in _texts(document.data, ()):
        for found in _MARKUP.finditer(text):
            if found.group().startswith("<") or html.unescape(found.group()) != found.group():
                yield _problem(document, path, found.group())
                break


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        if path not in {(name,) for name in BODIES} and not value.startswith(("http://", "https://")):
            yield path, value
    else:
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in inside:
            yield from _texts(part, (*path, name))


def _problem(document: Document, path: Path, found: str) -> Problem:
    message = f"This is plain text, so readers see “{found}” as it stands."
    fix = "Take it out if it was meant as formatting."
    if found.startswith("&"):
        fix = f"Type “{html.unescape(found)}” in its place."
    return Problem(document.place(path), "markup-in-text", message, fix, Severity.WARNING)


_QUOTED = re.compile("[“„«”\u2018](?P<text>[^“„«”»\u2018\u2019]+)[”“»\u2019]")


def quotes_around_names(document: Document) -> Iterator[Problem]:
    """A warning for a section, tag or author in typographic quotation marks: feeds and apps take it for another one."""
    if document.text.isascii():
        return
    for name in ("section", "tags", "authors"):
        for path, text in _texts(document.data.get(name, []), (name,)):
            if found := _QUOTED.fullmatch(text.strip()):
                message = f"The quotation marks are taken for part of the name, so this is not {found['text']}."
                place = document.place(path)
                yield Problem(place, "typographic-quotes", message, f"Write {found['text']}", Severity.WARNING)
