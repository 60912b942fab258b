"""An index brought up to date with a station's files: those are read that are not as they were."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedpub.digests import digest
from feedpub.library.articles import Desk, TypedArticle
from feedpub.library.folders import Contents, UnreadableError
from feedpub.library.index import Index
from feedpub.library.rows import Beside, Row, Signature, Validity
from feedpub.library.shelf import look_beside
from feedpub.model.feed import Candidate
from feedpub.problem import Place, Problem, Severity, errors
from feedpub.program import zone_file
from feedpub.settled import is_settled

_ASK_AGAIN = timedelta(days=1)
"""How long what servers told of an article's audio is not asked for again; remote.py remembers it longer."""
_BATCH = 2000
"""Rows that are written at once."""
_PATIENCE, _PAUSE = 2.0, 0.05
"""Seconds for which files that are being written are waited for, all together, and between two looks at them."""


MANY_FILES = 400
"""Files from which it pays to start processes."""
_CHUNK = 32
"""Files that are read together, or that a process is given at once."""


def refresh(index: Index, desk: Desk, names: Iterable[str], now: datetime, workers: int = 1) -> bool:
    """Read those of a station's articles again that have changed, and forget those that are gone.

    `names` are the paths of their files from the newsroom's folder; `workers` is how many processes may read them.
    Returns whether any of them looks at files in the folders of other stations.
    """
    refreshing = _Refresh(index, desk, now, workers)
    refreshing.run(names)
    return refreshing.elsewhere


@dataclass(frozen=True)
class _Reader:
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
        typed = self.desk.typed({name: look.content for name, look in looks.items() if isinstance(look, Contents)})
        return [
            self._row(name, look, typed[name]) if isinstance(look, Contents) else self._row_of_unreadable(name, look)
            for name, look in looks.items()
        ]

    def _look_at(self, name: str) -> Contents | Problem:
        folder = self.desk.folder
        try:
            return folder.look_at(folder.path(name), folder.show_name(name))
        except UnreadableError as error:
            return error.problem

    def _row_of_unreadable(self, name: str, problem: Problem) -> Row:
        return Row(os.fsencode(name), Signature(0, 0, 0, 0), None, (), None, [problem], None, None)

    def _row(self, name: str, look: Contents, typed: TypedArticle) -> Row:
        shelf = self.desk.shelf
        shelf.beside, shelf.asked = {}, []
        read = self.desk.judge(name, typed)
        signature, beside = Signature.of(look.about), tuple(shelf.beside.values())
        signatures = [signature, *(one.signature for one in beside if one.signature)]
        settled = all(is_settled(one.changed, self.begun) for one in signatures)
        source = digest(look.content)
        return Row(
            path=os.fsencode(name),
            signature=signature,
            circumstances=self.circumstances if settled and not _may_change(read.problems) else None,
            beside=beside,
            until=self.until if shelf.asked else None,
            problems=read.problems,
            draft=read.draft,
            candidate=read.candidate,
            source=source,
            digest=_digest_of(source, beside, shelf.asked),
        )


class _Process:
    """What a process of its own reads with: it is given once, for what it knows of files grows with their number."""

    reader: _Reader

    @classmethod
    def begin(cls, reader: _Reader) -> None:
        """Take over the reader of the process that began this one."""
        cls.reader = reader

    @classmethod
    def read_all(cls, names: Sequence[str]) -> list[Row]:
        """The rows of several files."""
        return cls.reader.read_all(names)


class _Refresh:
    """One station's index in the making; `known` are the rows of files that have not been met yet."""

    def __init__(self, index: Index, desk: Desk, now: datetime, workers: int) -> None:
        self.index, self.desk, self.now, self.workers = index, desk, now, workers
        remote = desk.shelf.remote
        self.seconds = int(remote.now.timestamp()) if remote else 0
        circumstances = digest(repr(desk.station), zone_file(desk.station.timezone.key))
        until = self.seconds + int(_ASK_AGAIN.total_seconds())
        self.reader = _Reader(desk, circumstances, time.time_ns(), until)
        self.known = index.validities(desk.key)
        self.elsewhere = False
        for known in self.known.values():
            if known.circumstances is not None:
                desk.shelf.digests |= {(one.path, one.signature): one.digest for one in known.beside if one.digest}

    def run(self, names: Iterable[str]) -> None:
        changed = [name for name in names if not self._is_known(name)]
        batch: list[Row] = []
        for row in self._rows(changed):
            self.elsewhere = self.elsewhere or self.desk.is_elsewhere(row.beside)
            batch.append(self._with_last_version(row) if errors(row.problems) else row)
            if len(batch) == _BATCH:
                self.index.put(self.desk.key, batch)
                batch = []
        self.index.put(self.desk.key, batch)
        self.index.drop(known.key for known in self.known.values())

    # --- is it as it was? ----------------------------------------------------------------------------------------

    def _is_known(self, name: str) -> bool:
        known = self.known.pop(os.fsencode(name), None)
        if known is None or not self._holds(name, known):
            return False
        if known.beside:
            self.elsewhere = self.elsewhere or self.desk.is_elsewhere(known.beside)
        return True

    def _holds(self, name: str, known: Validity) -> bool:
        """Whether what is known of a file is what reading it would tell."""
        if known.circumstances != self.reader.circumstances:
            return False
        if known.until is not None and not self.seconds < known.until <= self.reader.until:
            return False
        try:
            about = os.stat(self.desk.folder.path(name))  # noqa: PTH116 - thousands of files are looked at
            if known.signature != Signature.of(about).text:
                return False
        except OSError:
            return False
        if not known.beside:
            return True
        return all(look_beside(self.desk.folder, one.path).signature == one.signature for one in known.beside)

    # --- reading ---------------------------------------------------------------------------------------------------

    def _rows(self, names: Sequence[str]) -> Iterator[Row]:
        """The rows of files. Those that are being written come last: they are waited for."""
        waiting: list[str] = []
        for row in self._read(names):
            if _is_being_written(row):
                waiting.append(os.fsdecode(row.path))
            else:
                yield row
        deadline = time.monotonic() + _PATIENCE
        for name in waiting:
            while _is_being_written(row := self.reader.read(name)) and time.monotonic() < deadline:
                time.sleep(_PAUSE)
            yield row

    def _read(self, names: Sequence[str]) -> Iterator[Row]:
        """The rows of files, read side by side if there are many."""
        chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
        if self.workers < 2 or len(names) < MANY_FILES:
            for chunk in chunks:
                yield from self.reader.read_all(chunk)
            return
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most runs start no processes
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - part of the same

        done = 0
        with (
            suppress(BrokenProcessPool),
            ProcessPoolExecutor(self.workers, initializer=_Process.begin, initargs=(self.reader,)) as pool,
        ):
            for rows in pool.map(_Process.read_all, chunks):
                done += len(rows)
                yield from rows
        yield from map(self.reader.read, names[done:])

    def _with_last_version(self, row: Row) -> Row:
        """The row of a broken article, with its last good version in its place if that is known."""
        name = os.fsdecode(row.path)
        content = self.index.last_source(self.desk.key, row.path)
        candidate = self.desk.read_as_known(name, content).candidate if content is not None else self._over(row.path)
        if candidate is None:
            return row
        message = "The feeds go on with the version of this article from before it was broken."
        kept = Problem(Place(self.desk.folder.show_name(name)), "last-version", message, severity=Severity.WARNING)
        source = digest(content) if content is not None else ""
        whole = _digest_of(source, row.beside, []) if source else ""
        return row._replace(problems=[*row.problems, kept], candidate=candidate, source=source, digest=whole)

    def _over(self, path: bytes) -> Candidate | None:
        """What was known of an article that is withdrawn or has expired, of which feeds need no text."""
        candidate = self.index.candidate_at(self.desk.key, path)
        return candidate if candidate and (candidate.withdrawn or candidate.has_expired(self.now)) else None


def _digest_of(source: str, beside: Iterable[Beside], asked: Sequence[str]) -> str:
    """What is the same only for an article with the same text (by its digest), files, and audio elsewhere."""
    files = [(one.path, one.digest or one.signature) for one in beside]
    return digest(source, repr((files, asked))) if files or asked else source


def _may_change(problems: Sequence[Problem]) -> bool:
    """Whether another run may find something else in the same file."""
    return bool(errors(problems)) or any(problem.code == "unreachable" for problem in problems)


def _is_being_written(row: Row) -> bool:
    return any(problem.code == "being-written" for problem in row.problems)
