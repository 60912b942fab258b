"""Which files a newsroom's folder holds, and their bytes. Nothing outside the folder is ever read."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from typing_extensions import override

from feedpub.files import stands_there
from feedpub.library.endings import is_almost_article
from feedpub.problem import Place, Problem, printable, suggestion
from feedpub.settled import is_half_written

MAX_SIZE = 2 * 1024 * 1024
"""A long article has 50 KB; a file of more bytes than this is not one."""

_FOLDER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

SHARED_MEDIA = "media"
"""The folder beside the stations' for pictures and audio of all of them."""
PUBLISHER_FILE, STATION_FILE, SHOW_FILE = "publisher.yaml", "station.yaml", "show.yaml"


class UnreadableError(Exception):
    """A file cannot be read; holds the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)

    @override
    def __str__(self) -> str:
        return self.problem.message


@dataclass(frozen=True)
class Folder:
    """The newsroom's folder, `articles/`, and how problems name it."""

    root: Path
    shown: str

    def display(self, path: Path) -> str:
        """The name of a file in it for people: printable, with forward slashes."""
        return self.display_name(path.relative_to(self.root).as_posix())

    def display_name(self, name: str) -> str:
        """The same of a path from the folder, with forward slashes."""
        return printable(f"{self.shown.rstrip('/')}/{name}")

    def contains(self, path: Path) -> bool:
        """Whether a file, links followed, lies in it."""
        # realpath, unlike resolve, takes links in a circle for what they are: they lead nowhere.
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root))

    def path(self, name: str) -> str:
        """Where a file in it is, by its path from the folder."""
        return f"{self.root}/{name}"

    def read(self, path: Path, shown: str) -> bytes:
        """The bytes of a file in it, `shown` in problems. Raises UnreadableError with what an editor has to solve."""
        return self.look_at(str(path), shown).content

    def look_at(self, path: str, shown: str) -> "Contents":
        """A file in it as it is at this moment, `shown` in problems. Raises UnreadableError, as `read`."""
        place = Place(shown)
        try:
            about = os.lstat(path)
            if stat.S_ISLNK(about.st_mode):
                if not self.contains(Path(path)):
                    message = "The file is a link to something outside the articles' folder."
                    raise UnreadableError(Problem(place, "outside-folder", message, "Copy the file itself here."))
                about = os.stat(path)  # noqa: PTH116 - thousands of files are read
            if not stat.S_ISREG(about.st_mode):
                message = "This is not a file that can be read (a folder, a pipe or a device)."
                raise UnreadableError(Problem(place, "unreadable-file", message, "Give it another name."))
            if about.st_size > MAX_SIZE:
                message = f"The file is {_mb(about.st_size)}; the limit is {_mb(MAX_SIZE)}."
                fix = "Keep pictures and audio in files of their own, and name them here."
                raise UnreadableError(Problem(place, "file-too-large", message, fix))
            return _contents(path, place)
        except OSError as error:
            message = f"The file cannot be read: {error.strerror}."
            fix = "Check who may read it (ls -l), and that it still exists."
            raise UnreadableError(Problem(place, "unreadable-file", message, fix)) from error


def _mb(size: int) -> str:
    return f"{size / 2**20:.1f} MB"


WAIT = "If the file is still being copied, just wait; otherwise close it in the program that has it open."
"""What to do about a file that is being written."""


class Contents(NamedTuple):
    """The bytes of a file, and what stat said of it when they were read."""

    content: bytes
    about: os.stat_result


def _contents(path: str, place: Place) -> Contents:
    """The bytes of a file that nobody is writing. Raises UnreadableError, OSError."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)  # thousands of files are read: a file object takes twice as long
    try:
        about = os.fstat(file)
        content = b""
        while part := os.read(file, about.st_size + 1):  # a system may give less at once than there is
            content += part
        half = is_half_written(file, about.st_mtime_ns)
        if half or os.fstat(file).st_mtime_ns != about.st_mtime_ns:
            message = "The file is being written at this moment."
            raise UnreadableError(Problem(place, "being-written", message, WAIT))
    finally:
        os.close(file)
    return Contents(content, about)


@dataclass
class Listing:
    """What a folder holds, in order of names."""

    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def station_folders(folder: Folder) -> Listing:
    """The folders of the stations: those that hold a station.yaml. Raises OSError."""
    listing = Listing()
    for path in sorted(folder.root.iterdir()):
        if path.name.startswith(".") or path.name == PUBLISHER_FILE:
            continue
        if path.is_symlink() and not folder.contains(path):
            message = "The folder is a link to something outside the articles' folder."
            place = Place(folder.display(path))
            listing.problems.append(Problem(place, "outside-folder", message, "Move the folder itself here."))
        elif path.is_dir():
            try:
                _look_into(folder, path, listing)
            except OSError as error:
                listing.problems.append(unreadable(error, folder))
        elif problem := _stray(folder, path):
            listing.problems.append(problem)
    return listing


def _look_into(folder: Folder, path: Path, listing: Listing) -> None:
    """Add a folder beside publisher.yaml to the stations, or say why it is none. Raises OSError."""
    if not _FOLDER_NAME.fullmatch(path.name):
        message = "The name of a station's folder becomes part of addresses: letters, digits, hyphens and dots only."
        listing.problems.append(Problem(Place(folder.display(path)), "bad-name", message, "For example: quay-fm"))
    elif not may_enter(path) or stands_there(path / STATION_FILE) or (path / STATION_FILE).is_symlink():
        listing.files.append(path)  # what may not be entered is told with its station.yaml
    elif path.name != SHARED_MEDIA:
        listing.problems.append(_no_station(folder, path))


def may_enter(path: Path) -> bool:
    """Whether what is in a folder may be looked at, by its name."""
    return os.access(path, os.X_OK)


def _no_station(folder: Folder, path: Path) -> Problem:
    for name in sorted(found.name for found in path.iterdir()):
        if name.lower() in {"station.yml", "station.yaml", "station.yaml.txt"}:
            message = f"The station's file is called {STATION_FILE}, so nothing in this folder is published."
            return Problem(
                Place(folder.display(path / name)), "wrong-file-name", message, f"Rename it to {STATION_FILE}."
            )
    place = Place(folder.display(path))
    message = f"The folder has no {STATION_FILE}, so nothing in it is published."
    return Problem(place, "no-station", message, f"Copy {STATION_FILE} from another station and change what it says.")


def _stray(folder: Folder, path: Path) -> Problem | None:
    place = Place(folder.display(path))
    if path.name != PUBLISHER_FILE and suggestion(path.name, [PUBLISHER_FILE]):
        message = f"The publisher's file is called {PUBLISHER_FILE}."
        there = stands_there(folder.root / PUBLISHER_FILE)
        fix = "There is one already: move this file away." if there else f"Rename it to {PUBLISHER_FILE}."
        return Problem(place, "wrong-file-name", message, fix)
    if path.suffix != ".yaml" and not is_almost_article(path):
        return None
    message = "An article belongs in its station's folder; here it is not published."
    return Problem(place, "misplaced-file", message, "Move it into the folder of a station.")


def show_files(station: Path) -> list[Path]:
    """The files of shows in the folders of a station's folder; a folder that may not be read is told with its articles.

    Raises OSError.
    """
    files = (folder / SHOW_FILE for folder in _folders_in(station))
    return [path for path in files if stands_there(path) or path.is_symlink()]


def misnamed_show_files(station: Path) -> list[Path]:
    """What was meant as the file of a show, where there is none: it has a name that is almost right. Raises OSError."""
    meant = (next(_almost(folder), None) for folder in _folders_in(station) if not stands_there(folder / SHOW_FILE))
    return [path for path in meant if path]


def _folders_in(station: Path) -> list[Path]:
    if not may_enter(station) or not os.access(station, os.R_OK):
        return []
    with os.scandir(station) as entries:  # which knows folders without a look at each of thousands of files
        names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    return sorted(station / name for name in names if not name.startswith(".") and may_enter(station / name))


def _almost(folder: Path) -> Iterator[Path]:
    return (path for name in ALMOST_SHOW if stands_there(path := folder / name))


ALMOST_SHOW = ("show.yml", "Show.yaml", "Show.yml", "show.yaml.txt", "show.yml.txt", "show.txt")


def unreadable(error: OSError, folder: Folder) -> Problem:
    """What is wrong with a folder in the newsroom's one that cannot be read."""
    message = f"The folder cannot be read: {error.strerror}."
    place = Place(folder.display(Path(error.filename)))
    return Problem(place, "unreadable-file", message, "Check who may read it (ls -ld).")
