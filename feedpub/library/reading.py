"""All of a station's articles, as its index tells of them once it is up to date."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from feedpub.library.articles import Desk
from feedpub.library.channels import empty_feeds
from feedpub.library.clashes import same_numbers, without_clashes
from feedpub.library.folders import Folder, UnreadableError, article_files
from feedpub.library.index import Index
from feedpub.library.refresh import refresh
from feedpub.library.shelf import Shelf
from feedpub.model.feed import Candidate, Ready
from feedpub.model.newsroom import Station
from feedpub.problem import Problem, Severity
from feedpub.remote import Remote


class ChangedMeanwhileError(OSError):
    """An article is not any more what it was when it was chosen: the station has to be read again."""


@dataclass
class Articles:
    """The articles of one station; `files` is how many files were found, `problems` all that is wrong with them.

    `elsewhere`: some of them look at files in the folders of other stations.
    """

    desk: Desk
    index: Index
    files: int = 0
    problems: list[Problem] = field(default_factory=list)
    elsewhere: bool = False
    _ready: dict[int, Ready] = field(default_factory=dict)
    _sources: dict[int, bytes] = field(default_factory=dict)

    def newest(self, until: datetime | None = None) -> Iterator[Candidate]:
        """What came out by an instant (None: all), in the total order: published, newest first, then id."""
        return self.index.newest(self.desk.name, until)

    def oldest(self) -> Iterator[tuple[Candidate, str]]:
        """All candidates, oldest first, with the digests of what their items are made of."""
        return self.index.oldest(self.desk.name)

    def over(self, now: datetime) -> list[Candidate]:
        """What has expired."""
        return self.index.over(self.desk.name, now)

    def unsettled(self, now: datetime) -> list[Candidate]:
        """What will change by the clock alone, and all that is withdrawn."""
        return self.index.unsettled(self.desk.name, now)

    def ready(self, candidate: Candidate) -> Ready:
        """What feeds carry of a candidate; its media are on the desk's shelf. Raises ChangedMeanwhileError."""
        if candidate.key not in self._ready:
            self._ready[candidate.key], self._sources[candidate.key] = self._made_ready(candidate)
        return self._ready[candidate.key]

    def _made_ready(self, candidate: Candidate) -> tuple[Ready, bytes]:
        path, source = self.index.source_of(candidate.key)
        name = os.fsdecode(path)
        with suppress(UnreadableError):
            content = self.desk.folder.look_at(self.desk.folder.path(name), "").content if source is None else source
            read = self.desk.read(name, content, whole=True)
            if read.ready and read.candidate and replace(read.candidate, key=candidate.key) == candidate:
                return read.ready, content
        self.index.distrust(candidate.key)
        raise ChangedMeanwhileError(
            errno.EBUSY, "It changes while it is read; build again", self.desk.folder.path(name)
        )

    def keep_sources(self) -> None:
        """Remember the text of what was made ready, for runs in which its files are broken."""
        self.index.keep_sources(self.desk.name, self._sources)


def read_articles(
    folder: Folder, name: str, station: Station, index: Index, remote: Remote | None = None, workers: int = 1
) -> Articles:
    """Read every article below the station's folder `name` that the index does not know as it is now.

    Drafts are left out, and so are broken ones, unless the index has their last good version. `remote` is asked about
    audio elsewhere whose length is not given; None asks nobody. `workers` is how many processes may read. Raises
    sqlite3.Error if the index cannot be used.
    """
    desk = Desk(folder, name, station, Shelf(folder, station.feeds_url, remote))
    listing = article_files(folder, folder.root / name)
    elsewhere = refresh(index, desk, listing.names, workers)
    problems = [*listing.problems, *index.problems(name)]
    alike = index.alike(name)
    unique, clashes = without_clashes(alike)
    index.leave_out(name, {candidate.key for candidate in alike} - {candidate.key for candidate in unique})
    clashes += same_numbers(index.same_numbers(name))
    articles = Articles(desk, index, len(listing.names), problems, elsewhere)
    if all(problem.severity is not Severity.ERROR for problem in problems):  # else its articles may be broken ones
        problems += empty_feeds(folder, name, station, articles.newest)
    problems += clashes
    return articles
