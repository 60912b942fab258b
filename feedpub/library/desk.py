"""What everything of one station is read with."""

from collections.abc import Iterable
from dataclasses import dataclass

from feedpub.library.folders import SHARED_MEDIA, Folder
from feedpub.library.index import apart
from feedpub.library.shelf import Shelf
from feedpub.model.newsroom import Station


@dataclass(frozen=True)
class Desk:
    """The station in the folder `name` of the newsroom's one, and its pictures and audio.

    `is_placeholder`: the station is not its own, whose file is broken, but one that articles can be read for all the
    same (see stations.py).
    """

    folder: Folder
    name: str
    station: Station
    shelf: Shelf
    is_placeholder: bool = False

    @property
    def key(self) -> str:
        """What the index keeps the articles by."""
        return apart(self.name) if self.is_placeholder else self.name

    def is_of_others(self, paths: Iterable[str]) -> bool:
        """Whether some of these files, or folders, are neither in the station's folder nor in that for all media."""
        return any(not f"{path}/".startswith((f"{self.name}/", f"{SHARED_MEDIA}/")) for path in paths)
