"""What a station's step is asked to do."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from feedpub.digests import digest
from feedpub.in_place import carried_in_place
from feedpub.library.articles import Articles, read_articles
from feedpub.library.desk import Desk
from feedpub.library.folders import Folder
from feedpub.library.index import Index
from feedpub.library.originals import Originals
from feedpub.library.shelf import Shelf
from feedpub.model.newsroom import Publisher, Station
from feedpub.model.registries import MEDIA_FOLDER
from feedpub.remote import Remote
from feedpub.sights import FolderSight


@dataclass(frozen=True)
class Task:
    """A station to make: the newsroom's folder, the name of its own one, and the instant as of which.

    `out` is the folder that its feeds are for, where what subscribers have is looked for. `remote` is asked
    about audio elsewhere; None asks nobody. `workers` is how many processes may read its articles,
    `publisher` whose the station is, for its pages, and `allowed` are the brakes that are let go (see subscribers.py).
    `is_broken`: something in the files of the station and its shows themselves is; `is_placeholder`: so much that this
    is not the station, but one with which its articles are read, and nothing is made. With `precompress`, compressed
    copies belong beside the files (see target.py). `sights` are what folders looked like a moment ago, by their paths
    from the newsroom's one: what they show as it was need not be looked at.
    """

    folder: Folder
    name: str
    station: Station
    now: datetime
    out: Path
    remote: Remote | None = None
    workers: int = 1
    publisher: Publisher | None = None
    allowed: tuple[str, ...] = ()
    is_broken: bool = False
    precompress: bool = False
    is_placeholder: bool = False
    sights: Mapping[str, FolderSight] = field(default_factory=dict)

    def articles(self, index: Index) -> Articles:
        """The station's articles as they are now. Raises sqlite3.Error, OSError."""
        in_place = partial(carried_in_place, self.out, self.name)
        return read_articles(self.desk(), index, self.now, in_place, self.workers, self.sights)

    def desk(self) -> Desk:
        """What the station is read with: a new one, for it learns while it is used."""
        originals = Originals(self.folder, copies=self.out / self.name / MEDIA_FOLDER)
        shelf = Shelf(originals, self.station.feeds_url, self.remote)
        return Desk(self.folder, self.name, self.station, shelf, self.is_placeholder)

    @property
    def out_key(self) -> str:
        """What tells the folder of the feeds from others that the same articles may be published in."""
        return digest(os.path.realpath(self.out))
