"""All of a station's articles, as its index tells of them once it is up to date."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from feedpub.digests import digest
from feedpub.library.channels import empty_feeds
from feedpub.library.clashes import CarriedItem, same_numbers, without_clashes
from feedpub.library.desk import Desk
from feedpub.library.folders import UnreadableError
from feedpub.library.index import Index
from feedpub.library.last_version import read_as_known
from feedpub.library.refresh import refresh
from feedpub.library.rows import Version
from feedpub.library.sources import Source
from feedpub.model.feed import Candidate, ReadyItem
from feedpub.problem import Problem, errors
from feedpub.sights import FolderSight


class ChangedMeanwhileError(OSError):
    """An article is not any more what it was when it was chosen: the station has to be read again."""


@dataclass
class ItemMaker:
    """Makes the items of articles that the index knows; `sources` are the versions of those that it has made."""

    desk: Desk
    index: Index
    sources: dict[int, Version] = field(default_factory=dict)
    _made: dict[int, ReadyItem] = field(default_factory=dict)

    def ready(self, candidate: Candidate) -> ReadyItem:
        """What feeds carry of a candidate; its media are on the desk's shelf. Raises ChangedMeanwhileError."""
        if candidate.key not in self._made:
            self._made[candidate.key] = self._make(candidate)
        return self._made[candidate.key]

    def _make(self, candidate: Candidate) -> ReadyItem:
        source = self.index.source_of(candidate.key)
        content = self._text(source) if source else None
        if source and content is not None:
            read = read_as_known(self.desk, os.fsdecode(source.path), content, source.beside, whole=True)
            if read.ready and read.candidate and replace(read.candidate, key=candidate.key) == candidate:
                self.sources[candidate.key] = Version(source.digest, content, source.beside)
                return read.ready
        self.index.distrust(self.desk.key)
        raise ChangedMeanwhileError(errno.EBUSY, "An article changes while it is read; build again", self.desk.name)

    def _text(self, source: Source) -> bytes | None:
        """The text that a candidate was read from; None if its file holds another one by now."""
        if source.content is not None:
            return source.content
        folder = self.desk.folder
        try:
            content = folder.look_at(folder.path(os.fsdecode(source.path)), "").content
        except UnreadableError:
            return None
        return content if digest(content) == source.digest else None


@dataclass(frozen=True)
class Articles:
    """The articles of one station; `files` is how many files were found, `problems` all that is wrong with them.

    `uses_other_stations`: some of them name files in the folders of other stations.
    """

    desk: Desk
    index: Index
    files: int
    problems: tuple[Problem, ...]
    uses_other_stations: bool

    def newest(self, until: datetime | None = None, labels: Iterable[str] = ()) -> Iterator[Candidate]:
        """What came out by an instant (None: all), in the total order: published, newest first, then id.

        `labels`: only what has one of these; no labels: all.
        """
        return self.index.newest(self.desk.key, until, labels)

    def oldest(self) -> Iterator[tuple[Candidate, str]]:
        """All candidates, oldest first, with the digests of what their items are made of."""
        return self.index.oldest(self.desk.key)

    def expired(self, now: datetime) -> list[Candidate]:
        """What has expired."""
        return self.index.expired(self.desk.key, now)

    def changing(self, now: datetime) -> list[Candidate]:
        """What will change by the clock alone, and all that is withdrawn."""
        return self.index.changing(self.desk.key, now)

    def find(self, identity: str) -> Candidate | None:
        """The article with this id, if it is no draft."""
        return self.index.find(self.desk.key, identity)


InPlace = Callable[[Sequence[Candidate]], Mapping[str, CarriedItem]]
"""What feeds in place carry, by ids, as far as some candidates may be meant."""


def read_articles(
    desk: Desk,
    index: Index,
    now: datetime,
    in_place: InPlace,
    workers: int = 1,
    sights: Mapping[str, FolderSight] | None = None,
) -> Articles:
    """Read every article of a station that the index does not know as it is at the instant `now`.

    Drafts are left out, and so are broken ones, unless the index has their last good version. `in_place` is asked
    which of two articles subscribers have that cannot both go out. `workers` is how many processes may read, and
    `sights` are what folders looked like a moment ago (see refresh.py). Raises sqlite3.Error if the index cannot be
    used, OSError if feeds in place cannot be read.
    """
    refreshed = refresh(index, desk, now, workers, sights)
    problems = [*refreshed.problems, *index.problems(desk.key)]
    alike = index.alike(desk.key)
    unique, clashes = without_clashes(alike, in_place(alike) if alike else {})
    index.leave_out(desk.key, {candidate.key for candidate in alike} - {candidate.key for candidate in unique})
    clashes += same_numbers(index.same_numbers(desk.key))
    empty = () if errors(problems) else empty_feeds(desk, partial(index.newest, desk.key, None))  # broken ones may fit
    return Articles(desk, index, refreshed.files, (*problems, *empty, *clashes), refreshed.uses_other_stations)
