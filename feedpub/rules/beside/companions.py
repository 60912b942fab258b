"""The files that go with an episode: its transcripts and chapters, which have to be what their type says."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from feedpub.problem import Severity
from feedpub.rules.beside import chapters, transcripts
from feedpub.rules.beside.reading import Flaw, Text, read_text
from feedpub.rules.names import PODCAST, PODCAST_ON_GITHUB
from feedpub.rules.rule import Finding, document_rule
from feedpub.rules.tree import Document
from feedpub.rules.values.media_types import essence

_CHAPTERS = {PODCAST("chapters"), PODCAST_ON_GITHUB("chapters")}
_TRANSCRIPTS = {PODCAST("transcript"), PODCAST_ON_GITHUB("transcript")}
_MOST = 5
"""Flaws of one file that are told."""


@document_rule(
    "p-files",
    Severity.ERROR,
    "podcast namespace, transcripts.md and jsonChapters.md; WebVTT section 4",
    "Export the file again.",
)
def _files_are_what_they_say(document: Document) -> Iterator[Finding]:
    """Transcripts and chapters are what their type says: WebVTT, SubRip, JSON, HTML or plain text."""
    if document.files is None:
        return
    seen: set[tuple[Path, object]] = set()
    for element in document.root:
        if element.tag not in _CHAPTERS and element.tag not in _TRANSCRIPTS:
            continue
        judge = chapters.judge if element.tag in _CHAPTERS else _judge_of(element.attributes.get("type", ""))
        path = document.files.find(element.attributes.get("url", ""))
        if judge is None or path is None or (path, judge) in seen:
            continue
        seen.add((path, judge))
        for message, fix in islice(_flaws(path, judge), _MOST):
            yield Finding(element, f"{path.name[:60]}{message}", fix, "url")


def _judge_of(kind: str) -> Callable[[Text], Iterator[Flaw]] | None:
    return transcripts.JUDGES.get(essence(kind))


def _flaws(path: Path, judge: Callable[[Text], Iterator[Flaw]]) -> Iterator[tuple[str, str]]:
    """What is wrong with a file, in words that its name goes before, and what to do about it."""
    try:
        found = read_text(path)
    except OSError:  # a file that nobody may read says nothing
        return
    if isinstance(found, Flaw):
        yield _told(found)
    else:
        yield from map(_told, judge(found))


def _told(flaw: Flaw) -> tuple[str, str]:
    return (f", line {flaw.line}: {flaw.message}" if flaw.line else f" {flaw.message}"), flaw.fix
