"""The files beside the articles of one station, as editors put them there, and the copies that stand in for them."""

import errno
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from typing_extensions import override

from feedpub import media
from feedpub.files import stands_there
from feedpub.library.folders import WAIT, Folder
from feedpub.library.rows import Beside, Signature
from feedpub.model.registries import slugify
from feedpub.problem import Place, Problem, suggestion
from feedpub.settled import is_half_written


class BadMediaError(Exception):
    """A picture or audio that cannot be published; `field` is the field of it that is wrong."""

    def __init__(self, field_name: str, code: str, message: str, fix: str) -> None:
        self.field, self.code, self.message, self.fix = field_name, code, message, fix
        super().__init__(field_name, code, message, fix)

    @override
    def __str__(self) -> str:
        return self.message

    def at(self, place: Place) -> Problem:
        """The problem it is, at the place of the field."""
        return Problem(place, self.code, self.message, self.fix)


@dataclass
class Notes:
    """What something that was made depends on: local files, by their names, and what servers told of others."""

    files: dict[str, Beside] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    @property
    def beside(self) -> tuple[Beside, ...]:
        """The local files, in the order in which they were looked at."""
        return tuple(self.files.values())


@dataclass
class Originals:
    """Files in the newsroom's folder, by their paths from it.

    `copies` is the folder beside the feeds where the files are that have been published.
    """

    folder: Folder
    copies: Path | None = None
    notes: Notes = field(default_factory=Notes)
    _digests: dict[tuple[str, Signature | None], str] = field(default_factory=dict)
    _known: dict[str, Beside] = field(default_factory=dict)

    @contextmanager
    def noting(self) -> Iterator[Notes]:
        """Notes that tell, in the end, what was looked at for as long as this lasts."""
        before, self.notes = self.notes, Notes()
        try:
            yield self.notes
        finally:
            self.notes = before

    def learn(self, beside: Iterable[Beside]) -> None:
        """Take these files' digests for right, while the files are what they were."""
        self._digests |= {(one.path, one.signature): one.digest for one in beside if one.digest}

    @contextmanager
    def with_copies(self, beside: Iterable[Beside]) -> Iterator[None]:
        """For as long as this lasts, published copies stand in for those of these files that are lost, or not as they
        were."""
        self._known = {one.path: one for one in beside}
        try:
            yield
        finally:
            self._known = {}

    def look(self, name: str) -> bool:
        """Whether there is a file, be it one that is not published; notes that it was looked for. Nothing is raised."""
        looked = look_beside(self.folder, name)
        self._note(looked)
        return looked.signature is not None

    def where(self, name: str) -> Path:
        """Where a file is that was found before."""
        name = self._spelled(name)
        return self._copy_of(name) or self.folder.root / name

    def find(self, name: str, field_name: str = "file") -> Path:
        """Where a file is, or the copy that stands in for it; notes that it was looked at.

        Raises BadMediaError if it is not there or must not be read, OSError.
        """
        name = self._spelled(name)
        if copy := self._copy_of(name):
            gone = self._known[name]._replace(signature=None)  # the file that had it is not there any more
            self.notes.files[name] = gone
            return copy
        self._note(look_beside(self.folder, name))
        path = self.folder.root / name
        if not self.folder.contains(path):
            message = f"{name} is a link to something outside the articles' folder."
            raise BadMediaError(field_name, "outside-folder", message, "Copy the file itself into media/.")
        if path.is_dir():
            raise BadMediaError(field_name, "missing-file", f"{name} is a folder.", "Name a file in it.")
        if not stands_there(path):
            near = _meant(path)
            fix = f"Did you mean {near}?" if near else "Put it there, or correct the name."
            raise BadMediaError(field_name, "missing-file", f"There is no file {name}.", fix)
        with path.open("rb") as file:
            if is_half_written(file.fileno(), path.stat().st_mtime_ns):
                raise BadMediaError(field_name, "being-written", f"{name} is being written at this moment.", WAIT)
        return path

    def digest(self, name: str, path: Path) -> str:
        """SHA-256 of the bytes of a file that was found, in hexadecimal; they are read unless it is known."""
        name = self._spelled(name)
        looked = self.notes.files[name]
        digest = looked.digest or self._digest_of(looked, path)
        self.notes.files[name] = looked._replace(digest=digest)
        return digest

    def _spelled(self, name: str) -> str:
        """The name of a file as its folder has it: accents can be stored in two ways, of which macOS has its own."""
        if name.isascii():
            return name
        forms = (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))
        with suppress(OSError):  # told when it is read
            return next(
                (
                    one
                    for one in forms
                    if one in self._known or one in self.notes.files or stands_there(self.folder.root / one)
                ),
                name,
            )
        return name

    def _copy_of(self, name: str) -> Path | None:
        """The published copy that stands in for a file; None if the file is as it was, or there is no copy."""
        known = self._known.get(name)
        if known is None or known.digest is None or self.copies is None:
            return None
        if known.signature is not None and known.signature == look_beside(self.folder, name).signature:
            return None
        path = self.folder.root / name
        copy = self.copies / media.published_name(path, published_stem(path.stem), known.digest)
        return copy if stands_there(copy) else None

    def _note(self, looked: Beside) -> None:
        """Note that a file was looked at; what is known of it already, while it is the same, stays known."""
        before = self.notes.files.get(looked.path)
        if before is None or before.signature != looked.signature:
            self.notes.files[looked.path] = looked

    def _digest_of(self, looked: Beside, path: Path) -> str:
        known = self._known.get(looked.path)
        if known and known.digest and known.signature == looked.signature:
            return known.digest
        file = looked.path, looked.signature
        if file not in self._digests:
            self._digests[file] = media.digest_of(path)
        return self._digests[file]


def _meant(path: Path) -> str:
    """The file in the same folder that was most likely meant: one with the same numbers, and of the same kind."""
    if not path.parent.is_dir():
        return ""
    digits = re.findall(r"[0-9]+", path.stem)
    endings = next((types for types in _KINDS if path.suffix.lower() in types), None)
    stems = {
        one.stem: one.name
        for one in sorted(path.parent.iterdir(), reverse=True)
        if re.findall(r"[0-9]+", one.stem) == digits
        and (endings is None or one.suffix.lower() in endings)
        and not one.name.startswith(".")
        and not one.is_dir()
    }
    near = suggestion(path.stem, stems)
    return stems[near] if near else ""


_KINDS = (media.IMAGE_TYPES, media.AUDIO_TYPES, media.VIDEO_TYPES, media.TRANSCRIPT_TYPES)


def look_beside(folder: Folder, name: str) -> Beside:
    """What a file below the newsroom's folder is like now; a link's target's. Nothing is raised."""
    try:
        return Beside(name, Signature.of((folder.root / name).stat()))
    except (OSError, ValueError):  # not there, not to be seen, or no name at all
        return Beside(name, None)


def published_stem(name: str) -> str:
    """What the name of a published file begins with; with its digest and ending it is short enough for any disk."""
    return slugify(name)[:_LONGEST_STEM].strip("-") or "media"


_LONGEST_STEM = 120


@contextmanager
def reading(name: str, field_name: str = "file") -> Iterator[None]:
    """Makes a problem of the file of what the disk says against reading it."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            message = f"The name of the file has {len(name)} characters, which is too long for the disk."
            raise BadMediaError(field_name, "bad-file", message, "Give the file a shorter name.") from error
        message = f"{name} cannot be read: {error.strerror}."
        raise BadMediaError(field_name, "unreadable-file", message, "Check who may read it (ls -l).") from error
