"""The files of a station's articles, folder by folder; nothing that an editor saved is passed over silently."""

import os
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from feedpub.files import stands_there
from feedpub.library.endings import is_almost_article, stem_of
from feedpub.library.folders import (
    ALMOST_SHOW,
    PUBLISHER_FILE,
    SHOW_FILE,
    STATION_FILE,
    Folder,
    may_enter,
    unreadable,
)
from feedpub.problem import Place, Problem, printable


@dataclass
class ArticleFiles:
    """One folder's: its path and those of the articles' files in it, from the newsroom's folder; in order of names.

    `folders` are the names of the folders in it.
    """

    path: str
    names: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)


def article_files(
    folder: Folder, station: str, known: Callable[[str], Sequence[str] | None] = lambda _path: None
) -> Iterator[tuple[str, ArticleFiles | None]]:
    """The paths of a station's folder and of each below it, with the articles' files in it; station.yaml and the files
    of shows are left out.

    A file whose name only looks like an article's, and a folder that is a link, are problems. Names that begin with a
    dot are editors' own. `known` is asked of every folder, by its path, before it is looked into: if it gives the names
    of the folders in it, nothing else in it is looked at, and the files are None.
    """
    if not may_enter(folder.root / station):
        return  # told with its station.yaml
    waiting = [station]
    while waiting:
        path = waiting.pop()
        inside, files = known(path), None
        if inside is None:
            files = _look_into(folder, station, path)
            inside = files.folders
        yield path, files
        waiting += [f"{path}/{name}" for name in sorted(inside, reverse=True) if not name.startswith(".")]


def _look_into(folder: Folder, station: str, path: str) -> ArticleFiles:
    files = ArticleFiles(path)
    here = folder.root / path
    try:
        with os.scandir(here) as found:
            entries = sorted(found, key=attrgetter("name"))
    except OSError as error:
        files.problems.append(unreadable(error, folder))
        return files
    names: list[str] = []
    for entry in entries:
        if not _is_folder(entry):
            names.append(entry.name)
        elif not entry.is_symlink():
            files.folders.append(entry.name)
        elif not entry.name.startswith("."):
            message = "The folder is a link; links to folders are not followed."
            place = Place(folder.display_name(f"{path}/{entry.name}"))
            files.problems.append(Problem(place, "outside-folder", message, "Move the folder itself here."))
    own = _not_articles(path, station, names)
    for name in names:
        if not name.startswith((".", "#")) and name not in own:
            _add_article(folder, f"{path}/{name}", files)
    return files


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def _not_articles(path: str, station: str, names: Container[str]) -> Container[str]:
    """The files in a folder that are the station's or a show's own, which are told of with these."""
    if path == station:
        return {STATION_FILE}
    if path.rpartition("/")[0] != station:
        return ()
    return {SHOW_FILE} if SHOW_FILE in names else ALMOST_SHOW


def _add_article(folder: Folder, path: str, files: ArticleFiles) -> None:
    """Add a file to the articles, or say why it is none."""
    name = path.rpartition("/")[2]
    if name in _BELONGS:
        message = f"{name} is not an article and has no effect here."
        files.problems.append(Problem(Place(folder.display_name(path)), "misplaced-file", message, _BELONGS[name]))
    elif name.endswith(".yaml"):
        files.names.append(path)
    elif is_almost_article(folder.root / path):
        message = "The name of an article ends in .yaml; this file is not published."
        right = f"{stem_of(name)}.yaml"
        fix = f"Rename it to {printable(right)}."
        if stands_there(folder.root / path.rpartition("/")[0] / right):
            fix = f"There is a {printable(right)} already: keep one of the two, and move the other one away."
        files.problems.append(Problem(Place(folder.display_name(path)), "wrong-file-name", message, fix))


_BELONGS = {
    PUBLISHER_FILE: "Move it beside the stations' folders, or delete it.",
    SHOW_FILE: "A show's folder belongs in its station's folder: move the whole folder there, or delete this file.",
    STATION_FILE: "A station's folder belongs beside publisher.yaml: move the whole folder there, or delete this file.",
}
