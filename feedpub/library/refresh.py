"""An index brought up to date with a station's files: those are read that are not as they were."""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta

from feedpub.library.articles import Desk, ReadArticle
from feedpub.library.folders import UnreadableError
from feedpub.library.index import Index
from feedpub.library.rows import Known, Row, Signature
from feedpub.library.shelf import look_beside
from feedpub.problem import Place, Problem, Severity
from feedpub.settled import is_settled

_ASK_AGAIN = timedelta(days=1)
"""How long what servers told of an article's audio is not asked for again; remote.py remembers it longer."""
_BATCH = 500
"""Rows that are written at once."""
_PATIENCE, _PAUSE = 2.0, 0.05
"""Seconds for which files that are being written are waited for, all together, and between two looks at them."""


def refresh(index: Index, desk: Desk, names: Iterable[str]) -> bool:
    """Read those of a station's articles again that have changed, and forget those that are gone.

    `names` are the paths of their files from the newsroom's folder. Returns whether any of them looks at files in the
    folders of other stations.
    """
    refreshing = _Refresh(index, desk)
    refreshing.run(names)
    return refreshing.elsewhere


class _Refresh:
    """One station's index in the making; `known` are the rows of files that have not been met yet."""

    def __init__(self, index: Index, desk: Desk) -> None:
        self.index, self.desk = index, desk
        remote = desk.shelf.remote
        self.seconds = int(remote.now.timestamp()) if remote else 0
        self.circumstances = hashlib.blake2b(repr(desk.station).encode(), digest_size=12).hexdigest()
        self.known = index.known(desk.name)
        self.begun = time.time_ns()
        self.elsewhere = False
        for known in self.known.values():
            if known.circumstances is not None:
                desk.shelf.digests |= {(path, signature): digest for path, signature, digest in known.beside if digest}

    def run(self, names: Iterable[str]) -> None:
        batch: list[Row] = []
        for row in self._rows(names):
            batch.append(row)
            if len(batch) == _BATCH:
                self.index.put(self.desk.name, batch)
                batch = []
        self.index.put(self.desk.name, batch)
        self.index.drop(known.key for known in self.known.values())

    def _rows(self, names: Iterable[str]) -> Iterator[Row]:
        """The rows of all files that are not as they were. Those that are being written are waited for."""
        waiting: list[str] = []
        for name in names:
            known = self.known.pop(os.fsencode(name), None)
            if known and self._holds(name, known):
                self.elsewhere = self.elsewhere or self.desk.is_elsewhere(known.beside)
            else:
                row = self._read(name)
                if _is_being_written(row):
                    waiting.append(name)
                else:
                    yield row
        deadline = time.monotonic() + _PATIENCE
        for name in waiting:
            while _is_being_written(row := self._read(name)) and time.monotonic() < deadline:
                time.sleep(_PAUSE)
            yield row

    # --- is it as it was? ----------------------------------------------------------------------------------------

    def _holds(self, name: str, known: Known) -> bool:
        """Whether what is known of a file is what reading it would tell."""
        if known.circumstances != self.circumstances or (known.until is not None and known.until <= self.seconds):
            return False
        try:
            about = os.stat(self.desk.folder.path(name))  # noqa: PTH116 - thousands of files are looked at
            if known.signature != Signature.of(about):
                return False
        except OSError:
            return False
        return all(look_beside(self.desk.folder, one.path).signature == one.signature for one in known.beside)

    # --- reading ---------------------------------------------------------------------------------------------------

    def _read(self, name: str) -> Row:
        shelf = self.desk.shelf
        shelf.beside, shelf.asked = {}, False
        folder, signature = self.desk.folder, None
        try:
            found = folder.look_at(folder.path(name), folder.show_name(name))
            signature = Signature.of(found.about)
            read = self.desk.read(name, found.content)
        except UnreadableError as error:
            read = ReadArticle([error.problem])
        beside = tuple(shelf.beside.values())
        self.elsewhere = self.elsewhere or self.desk.is_elsewhere(beside)
        is_sound = not any(problem.severity is Severity.ERROR for problem in read.problems)
        signatures = [signature, *(one.signature for one in beside)]
        settled = all(is_settled(one.changed, self.begun) for one in signatures if one)
        row = Row(
            path=os.fsencode(name),
            signature=signature or Signature(0, 0, 0, 0),
            circumstances=self.circumstances if is_sound and settled and signature else None,
            beside=beside,
            until=self.seconds + int(_ASK_AGAIN.total_seconds()) if shelf.asked else None,
            problems=read.problems,
            draft=read.draft,
            candidate=read.candidate,
            source=None,
        )
        return row if is_sound else self._with_last_version(row, name)

    def _with_last_version(self, row: Row, name: str) -> Row:
        """The row of a broken article, with its last good version in its place if that is known."""
        source = self.index.source_at(self.desk.name, row.path)
        last = self.desk.read(name, source) if source is not None else None
        if last is None or last.candidate is None:
            return row
        message = "The feeds go on with the version of this article from before it was broken."
        kept = Problem(Place(self.desk.folder.show_name(name)), "last-version", message, severity=Severity.WARNING)
        return row._replace(problems=[*row.problems, kept], candidate=last.candidate, source=source)


def _is_being_written(row: Row) -> bool:
    return any(problem.code == "being-written" for problem in row.problems)
