"""The rows of files: each is read, typed and judged, here or in processes of their own."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from feedpub.digests import digest
from feedpub.library import article_file
from feedpub.library.article_file import TypedArticle
from feedpub.library.desk import Desk
from feedpub.library.folders import Contents, UnreadableError
from feedpub.library.rows import Beside, Row, Signature
from feedpub.problem import Problem, errors
from feedpub.settled import is_settled

_PATIENCE, _PAUSE = 2.0, 0.05
"""Seconds for which files that are being written are waited for, all together, and between two looks at them."""
MANY_FILES = 400
"""Files from which it pays to start processes."""
_CHUNK = 32
"""Files that are read together, or that a process is given at once."""


@dataclass(frozen=True)
class FileReader:
    """What files are read with, in this process or in another; all instants are of the run."""

    desk: Desk
    circumstances: str
    begun: int
    until: int

    def read(self, name: str) -> Row:
        """The row of a file as it is now."""
        return self.read_all([name])[0]

    def read_all(self, names: Sequence[str]) -> list[Row]:
        """The rows of several files."""
        looks = {name: self._look_at(name) for name in names}
        contents = {name: look.content for name, look in looks.items() if isinstance(look, Contents)}
        typed = article_file.typed_articles(self.desk, contents)
        return [
            self._row(name, look, typed[name]) if isinstance(look, Contents) else self._row_of_unreadable(name, look)
            for name, look in looks.items()
        ]

    def _look_at(self, name: str) -> Contents | Problem:
        folder = self.desk.folder
        try:
            return folder.look_at(folder.path(name), folder.display_name(name))
        except UnreadableError as error:
            return error.problem

    def _row_of_unreadable(self, name: str, problem: Problem) -> Row:
        return Row(os.fsencode(name), Signature(0, 0, 0, 0), None, (), None, [problem], None, None)

    def _row(self, name: str, look: Contents, typed: TypedArticle) -> Row:
        with self.desk.shelf.originals.noting() as notes:
            read = article_file.examine(self.desk, name, typed)
        signature, beside = Signature.of(look.about), notes.beside
        signatures = [signature, *(one.signature for one in beside if one.signature)]
        settled = all(is_settled(one.changed, self.begun) for one in signatures)
        source = digest(look.content)
        return Row(
            path=os.fsencode(name),
            signature=signature,
            circumstances=self.circumstances if settled and not _may_change(read.problems) else None,
            beside=beside,
            until=self.until if notes.told else None,
            problems=read.problems,
            draft=read.draft,
            candidate=read.candidate,
            source=source,
            digest=digest_of(source, beside, notes.told),
        )


class _Process:
    """What a process of its own reads with: it is given once, for what it knows of files grows with their number."""

    reader: FileReader

    @classmethod
    def begin(cls, reader: FileReader) -> None:
        """Take over the reader of the process that began this one."""
        cls.reader = reader

    @classmethod
    def read_all(cls, names: Sequence[str]) -> list[Row]:
        """The rows of several files."""
        return cls.reader.read_all(names)


def rows_of(names: Sequence[str], reader: FileReader, workers: int) -> Iterator[Row]:
    """The rows of files, by their paths from the newsroom's folder, read by so many processes.

    Those that are being written come last: they are waited for.
    """
    waiting: list[str] = []
    for row in _read(names, reader, workers):
        if _is_being_written(row):
            waiting.append(os.fsdecode(row.path))
        else:
            yield row
    deadline = time.monotonic() + _PATIENCE
    for name in waiting:
        while _is_being_written(row := reader.read(name)) and time.monotonic() < deadline:
            time.sleep(_PAUSE)
        yield row


def _read(names: Sequence[str], reader: FileReader, workers: int) -> Iterator[Row]:
    """The rows of files, read side by side if there are many."""
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
    if workers < 2 or len(names) < MANY_FILES:
        yield from chain.from_iterable(map(reader.read_all, chunks))
        return
    from feedpub.processes import side_by_side  # noqa: PLC0415 - most runs start no processes

    begin = partial(_Process.begin, reader)
    yield from chain.from_iterable(side_by_side(workers, _Process.read_all, chunks, reader.read_all, begin))


def digest_of(source: str, beside: Iterable[Beside], told: Sequence[str] = ()) -> str:
    """A digest of an article's text (by its own digest), its files, and what servers told of its audio."""
    files = [(one.path, one.digest or one.signature) for one in beside]
    return digest(source, repr((files, told))) if files or told else source


def _may_change(problems: Sequence[Problem]) -> bool:
    """Whether another run may find something else in the same file."""
    return bool(errors(problems)) or any(problem.code in {"unreachable", "missing-file"} for problem in problems)


def _is_being_written(row: Row) -> bool:
    return any(problem.code == "being-written" for problem in row.problems)
