"""The podcast:guid of each show: minted once from the address of its feed, and then kept in its YAML file."""

import codecs
import errno
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from feedpub import document, writer
from feedpub.document import Document
from feedpub.formats import files
from feedpub.library.folders import Folder
from feedpub.library.shows import ShowFile
from feedpub.library.stations import Newsroom, read_newsroom
from feedpub.problem import Problem, errors

NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Of all podcasts (podcast namespace 1.0, guid)."""


class UnknownShowError(ValueError):
    """A show was asked for that does not exist."""


class UnreadableNewsroomError(Exception):
    """A publisher, station or show cannot be understood; holds the first problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(f"{problem.place}: {problem.message} First fix what `feedpub build` reports.")


class NotStoredError(Exception):
    """A guid cannot be put into its file; says why, and what to do by hand."""


@dataclass(frozen=True)
class ShowGuid:
    """A show by its path (STATION/SHOW), its guid, and whether that stands in its file."""

    path: str
    guid: str
    stored: bool


def minted(feed_url: str) -> str:
    """The guid that the podcast at this address has: a UUID of version 5 of the address without its scheme and the
    slashes at its end (podcast namespace 1.0, guid)."""
    return str(uuid.uuid5(NAMESPACE, feed_url.partition("://")[2].rstrip("/")))


def guids(articles: Path, wanted: tuple[str, ...] = ()) -> list[ShowGuid]:
    """The guids of all shows below a newsroom's folder, or of those wanted.

    Raises UnreadableNewsroomError, UnknownShowError, OSError.
    """
    newsroom = read_newsroom(Folder(articles, articles.as_posix()))
    if wrong := errors(newsroom.problems):
        raise UnreadableNewsroomError(wrong[0])
    found = list(_guids(newsroom))
    paths = {show.path for show in found}
    if unknown := next((path for path in wanted if path not in paths), None):
        known = ", ".join(sorted(paths)) or "none that can be read"
        raise UnknownShowError(f"There is no show “{unknown}”. The shows are {known}.")
    return [show for show in found if not wanted or show.path in wanted]


def _guids(newsroom: Newsroom) -> Iterator[ShowGuid]:
    for name, station in newsroom.stations.items():
        for slug, show in station.shows.items():
            made = minted(f"{station.feeds_url}{slug}/{files.RSS.name}")
            yield ShowGuid(f"{name}/{slug}", show.guid or made, stored=show.guid is not None)


def store(articles: Path, show: ShowGuid) -> Path:
    """Put a guid into the file of its show, above the show's title; return the file.

    Raises NotStoredError if the file is written in a way that a line cannot be put into, OSError.
    """
    folder = Folder(articles, articles.as_posix())
    name, _, slug = show.path.partition("/")
    file = ShowFile(folder, name, slug)
    title = file.document.place((*file.above, "title"), of_key=True)
    path = Path(os.path.realpath(file.path))
    content = path.read_bytes()
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    lines = content.removeprefix(mark).decode().splitlines(keepends=True)
    indent = lines[title.line - 1][: title.column - 1]
    line = f"guid: {show.guid}"
    ending = "\r\n" if lines[title.line - 1].endswith("\r\n") else "\n"
    lines.insert(title.line - 1, f"{indent}{line}{ending}")
    changed = mark + "".join(lines).encode()
    if indent.strip() or not _differs_by(document.read(changed, str(file.path)), file, show.guid):
        raise NotStoredError(
            f"{folder.display(file.path)}: the guid cannot be put in automatically; add this line yourself: {line}"
        )
    if path.read_bytes() != content:
        raise OSError(errno.EBUSY, "It changed meanwhile; run it again", str(path))
    mode = path.stat().st_mode
    writer.put_in_place({path: changed})
    path.chmod(mode)
    return file.path


def _differs_by(after: Document, file: ShowFile, guid: str) -> bool:
    """Whether a document holds what the show's file held, and the guid."""
    home = after.value(file.above)
    if not isinstance(home, dict) or home.pop("guid", None) != guid:
        return False
    return after.data == file.document.data and len(after.problems) == len(file.document.problems)
