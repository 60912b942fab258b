"""What the index keeps of what was put in place: the texts that it was made of, and what documents were like."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedpub.library.index import Index
from feedpub.library.rows import Version
from feedpub.task import Task


@dataclass(frozen=True)
class Records:
    """Those of one station's feeds and documents in one place; a run that only checks keeps nothing."""

    index: Index
    task: Task
    check: bool

    def keep_feeds(self, sources: Mapping[int, Version]) -> None:
        """Keep the versions of the articles that the feeds carry, and forget those of others."""
        if not self.check:
            self.index.keep_sources(self.task.out_key, self.task.name, sources)

    def keep_texts(self, path: str, sources: Mapping[int, Version], *, forget: bool = True) -> None:
        """Keep the versions of the articles that a document in this folder has; `forget` those of others."""
        if not self.check:
            self.index.keep_sources(f"{self.task.out_key}/{path}", self.task.name, sources, forget=forget)

    def keep_document(self, path: str, stamp: str | None) -> None:
        """Keep what a document in this folder is like; None: it is no more."""
        if not self.check:
            self.index.keep_archive(self.task.out_key, path, stamp)
