"""An index brought up to date with a station's files: those are read that are not as they were.

A folder that looks as it did when all of its rows were right is passed over: what that costs is a look at the folder,
however many articles are in it.
"""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from feedpub.digests import digest
from feedpub.library.desk import Desk
from feedpub.library.filing import FileReader, digest_of, rows_of
from feedpub.library.index import Index
from feedpub.library.last_version import read_as_known
from feedpub.library.listing import ArticleFiles, article_files
from feedpub.library.originals import look_beside
from feedpub.library.rows import Beside, KeptFolder, Row, Signature, Validity
from feedpub.model.feed import Candidate
from feedpub.problem import Place, Problem, Severity, errors
from feedpub.program import zone_file
from feedpub.sights import FolderSight

_ASK_AGAIN = timedelta(days=1)
"""How long what servers told of an article's audio is not asked for again; remote.py remembers it longer."""
_BATCH = 2000
"""Rows that are written at once."""


class Refreshed(NamedTuple):
    """How many files of articles a station has, what is wrong with the names of others, and whether some of the
    articles look at files in the folders of other stations."""

    files: int
    problems: list[Problem]
    uses_other_stations: bool


def refresh(
    index: Index, desk: Desk, now: datetime, workers: int = 1, sights: Mapping[str, FolderSight] | None = None
) -> Refreshed:
    """Read those of a station's articles again that have changed, and forget those that are gone.

    `workers` is how many processes may read them. `sights` are what folders looked like a moment ago, by their paths
    from the newsroom's one: as far as these are given, what has not changed since is not looked at.
    """
    return _Refresh(index, desk, now, workers, sights or {}).run()


@dataclass
class _Folder:
    """A folder that is looked into: its files, and what was `kept` of it.

    `gone` are the keys of rows whose files are. `beside` are the folders in which its articles look at files.
    `is_sure`: all rows stay right while these, and the folder, look as they do.
    """

    files: ArticleFiles
    kept: KeptFolder | None
    gone: list[int] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    is_sure: bool = True

    def depend_on(self, beside: Iterable[Beside], *, is_sure: bool) -> None:
        """Take in what the row of an article depends on, and whether that is all."""
        self.beside.update(os.path.dirname(one.path) for one in beside)  # noqa: PTH120 - of thousands of names
        self.is_sure = self.is_sure and is_sure


class _Refresh:
    """One station's index in the making."""

    def __init__(
        self, index: Index, desk: Desk, now: datetime, workers: int, sights: Mapping[str, FolderSight]
    ) -> None:
        self.index, self.desk, self.now, self.workers, self.sights = index, desk, now, workers, sights
        remote = desk.shelf.remote
        self.seconds = int(remote.now.timestamp()) if remote else 0
        circumstances = digest(repr(desk.station), zone_file(desk.station.timezone.key))
        until = self.seconds + int(_ASK_AGAIN.total_seconds())
        self.reader = FileReader(desk, circumstances, time.time_ns(), until)
        self.kept = index.folders(desk.key)
        self.passed_over: list[KeptFolder] = []
        self.looked_into: list[_Folder] = []

    def run(self) -> Refreshed:
        changed: dict[str, _Folder] = {}
        gone = dict(self.kept)
        for path, files in article_files(self.desk.folder, self.desk.name, self._folders_if_right):
            kept = gone.pop(path, None)
            if files is None:
                self.passed_over.append(self.kept[path])
            else:
                folder = _Folder(files, kept)
                self.looked_into.append(folder)
                changed |= dict.fromkeys(self._changed(folder), folder)
        self._put(changed)
        self.index.drop(key for folder in self.looked_into for key in folder.gone)
        self.index.drop_folders(kept.key for kept in gone.values())
        states = {folder.files.path: self._state_of(folder) for folder in self.looked_into}
        self.index.keep_folders(self.desk.key, {path: state for path, state in states.items() if state})
        return self._refreshed()

    def _refreshed(self) -> Refreshed:
        looked_into = [one.files for one in self.looked_into]
        all_of_them: list[KeptFolder | ArticleFiles] = [*self.passed_over, *looked_into]
        beside = [path for kept in self.passed_over for path in kept.beside]
        beside += [path for one in self.looked_into for path in one.beside]
        return Refreshed(
            sum(kept.files for kept in self.passed_over) + sum(len(files.names) for files in looked_into),
            [problem for one in all_of_them for problem in one.problems],
            self.desk.is_of_others(beside),
        )

    def _put(self, changed: Mapping[str, _Folder]) -> None:
        """Read files, and put their rows in place."""
        batch: list[Row] = []
        for row in rows_of(list(changed), self.reader, self.workers):
            folder = changed[os.fsdecode(row.path)]
            folder.depend_on(row.beside, is_sure=row.circumstances is not None and row.until is None)
            batch.append(self._with_last_version(row) if errors(row.problems) else row)
            if len(batch) == _BATCH:
                self.index.put(self.desk.key, batch)
                batch = []
        self.index.put(self.desk.key, batch)

    # --- folders -------------------------------------------------------------------------------------------------

    def _folders_if_right(self, path: str) -> tuple[str, ...] | None:
        """The folders in one whose rows are right as they are; None if it has to be looked into."""
        kept, sight = self.kept.get(path), self.sights.get(path)
        if kept is None or kept.sight is None or sight is None:
            return None
        is_right = kept.sight == self._sight(path, kept.beside) and self._still_is(path)
        return sight.folders if is_right else None

    def _still_is(self, path: str) -> bool:
        sight = self.sights.get(path)
        return sight is not None and sight.holds(self.desk.folder.path(path))

    def _sight(self, path: str, beside: Iterable[str]) -> str | None:
        """What the rows of a folder are right for, if that can be told; `beside` are folders that they look into."""
        seen = [self.sights.get(one) for one in (path, *beside)]
        told = [one.digest for one in seen if one is not None]
        return digest(self.reader.circumstances, *told) if len(told) == len(seen) else None

    def _state_of(self, folder: _Folder) -> KeptFolder | None:
        """What a folder is like, so that it need not be looked into again; None if that is kept already.

        It has to be what it was when it was looked at, before its rows were read: another folder may be in its place.
        """
        files, kept, beside = folder.files, folder.kept, tuple(sorted(folder.beside))
        is_sure = folder.is_sure and all(self._still_is(path) for path in (files.path, *beside))
        state = KeptFolder(
            kept.key if kept else 0,
            self._sight(files.path, beside) if is_sure else None,
            len(files.names),
            beside,
            tuple(files.problems),
            kept.revision if kept else "",
        )
        if kept and not self.sights and state == kept._replace(sight=None):
            return None  # a run that has not looked leaves what others saw; where it changed rows, the index forgets it
        return None if state == kept else state

    # --- is it as it was? ----------------------------------------------------------------------------------------

    def _changed(self, folder: _Folder) -> list[str]:
        """Those of a folder's files that have to be read; of the others, their rows tell what they depend on."""
        known = self.index.validities(folder.kept.key) if folder.kept else {}
        for row in known.values():
            if row.circumstances is not None:
                self.desk.shelf.originals.learn(row.beside)
        changed: list[str] = []
        for name in folder.files.names:
            before = known.pop(os.fsencode(name), None)
            if before is not None and self._holds(name, before):
                folder.depend_on(before.beside, is_sure=before.until is None)
            else:
                changed.append(name)
        folder.gone = [row.key for row in known.values()]
        return changed

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

    # --- what is broken --------------------------------------------------------------------------------------------

    def _with_last_version(self, row: Row) -> Row:
        """The row of a broken article, with its last good version in its place if that is known."""
        name = os.fsdecode(row.path)
        place = Place(self.desk.folder.display_name(name))
        last = self.index.last_version(self.desk.key, row.path)
        if last is None:
            ended = self._ended(row.path)
            problems = [*row.problems, _last_version(place)]
            return row._replace(problems=problems, candidate=ended, source="", digest="", beside=()) if ended else row
        with self.desk.shelf.originals.noting() as notes:
            known = read_as_known(self.desk, name, last.content, last.beside)
        if known.candidate is None:
            return row
        return row._replace(
            problems=[*row.problems, _last_version(place, known.without)],
            candidate=known.candidate,
            source=last.digest,
            digest=digest_of(last.digest, notes.beside),
            beside=notes.beside,
        )

    def _ended(self, path: bytes) -> Candidate | None:
        """What was known of an article that is withdrawn or has expired, of which feeds need no text."""
        candidate = self.index.candidate_at(self.desk.key, path)
        return candidate if candidate and (candidate.withdrawn or candidate.has_expired(self.now)) else None


def _last_version(place: Place, without: Sequence[str] = ()) -> Problem:
    """What is said where the last good version of an article stands for it, less some fields whose files are lost."""
    names = " and ".join(f"`{name}`" for name in without)
    less = f", but without {names}: {'its file is' if len(without) == 1 else 'their files are'} lost" if without else ""
    message = f"The feeds go on with the version of this article from before it was broken{less}."
    return Problem(place, "last-version", message, severity=Severity.WARNING)
