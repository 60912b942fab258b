"""The pictures and audio of one station: what a feed says of them, and which files go out with the feeds."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from feedpub import media
from feedpub.library.folders import Folder, stands_there
from feedpub.media import LocalMedia, UnknownMediaError
from feedpub.model import feed
from feedpub.model.parts import Audio, Image
from feedpub.model.registries import slugify
from feedpub.problem import Place, Problem, suggestion

MEDIA_FOLDER = "media"


class BadMediaError(Exception):
    """A picture or audio that cannot be published; `field` is the field of it that is wrong."""

    def __init__(self, field_name: str, code: str, message: str, fix: str) -> None:
        self.field, self.code, self.message, self.fix = field_name, code, message, fix
        super().__init__(message)

    def at(self, place: Place) -> Problem:
        """The problem it is, at the place of the field."""
        return Problem(place, self.code, self.message, self.fix)


@dataclass
class Shelf:
    """Local media of one station by the addresses they get; `url` is that of the station's folder in feeds/."""

    folder: Folder
    url: str
    files: dict[str, LocalMedia] = field(default_factory=dict)

    def picture(self, image: Image) -> feed.Picture:
        """What feeds say of a picture. Raises BadMediaError."""
        if image.url:
            kind = image.type or media.type_of_address(image.url, media.IMAGE_TYPES)
            size, url = (image.width, image.height), image.url
        else:
            kind, size, url = self._local_picture(image, image.file or "")
        return feed.Picture(url, kind, *size, image.alt, image.caption, image.credit)

    def _local_picture(self, image: Image, name: str) -> tuple[str, tuple[int | None, int | None], str]:
        with _reading(name):
            path = self._path(name)
            kind = _kind(path, name, image.type, media.IMAGE_TYPES)
            try:
                size = media.image_size(path)
            except UnknownMediaError as error:
                message = f"{name} is not a picture, or a damaged one."
                raise BadMediaError("file", "bad-media", message, "Export it again as JPEG or PNG.") from error
            for side, pixels in zip(("width", "height"), size or (), strict=False):
                _agree(side, getattr(image, side), pixels, "pixels")
            return kind, size or (image.width, image.height), self._publish(path)

    def enclosure(self, audio: Audio) -> feed.Enclosure:
        """What feeds say of audio. Raises BadMediaError."""
        duration = int(audio.duration.total_seconds()) if audio.duration is not None else None
        if audio.url:
            kind = audio.type or media.type_of_address(audio.url, media.AUDIO_TYPES)
            if kind is None:
                raise _unknown_type("audio", media.AUDIO_TYPES)
            return feed.Enclosure(audio.url, kind, audio.length or 0, duration)
        return self._local_audio(audio, audio.file or "", duration)

    def _local_audio(self, audio: Audio, name: str, duration: int | None) -> feed.Enclosure:
        with _reading(name):
            path = self._path(name)
            kind = _kind(path, name, audio.type, media.AUDIO_TYPES)
            try:
                seconds = media.audio_duration(path)
            except UnknownMediaError as error:
                message = f"{name} is not audio, or a damaged file."
                raise BadMediaError("file", "bad-media", message, "Export it again as MP3 or M4A.") from error
            url = self._publish(path)
            length = self.files[url].length
            _agree("length", audio.length, length, "bytes")
            return feed.Enclosure(url, kind, length, duration or seconds)

    def _path(self, name: str) -> Path:
        path = self.folder.root / name
        if not self.folder.contains(path):
            message = f"{name} is a link to something outside the articles' folder."
            raise BadMediaError("file", "outside-folder", message, "Copy the file itself into media/.")
        if not stands_there(path):
            near = suggestion(path.name, [p.name for p in path.parent.glob("*")]) if path.parent.is_dir() else ""
            fix = f"Did you mean {near}?" if near else "Put it there, or correct the name."
            raise BadMediaError("file", "missing-file", f"There is no file {name}.", fix)
        return path

    def _publish(self, path: Path) -> str:
        local = media.local_media(path, slugify(path.stem) or "media")
        url = f"{self.url}{MEDIA_FOLDER}/{local.name}"
        self.files[url] = local
        return url


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Makes a problem of the file of what the disk says against reading it."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            message = f"The name of the file has {len(name)} characters, which is too long for the disk."
            raise BadMediaError("file", "bad-file", message, "Give the file a shorter name.") from error
        message = f"{name} cannot be read: {error.strerror}."
        raise BadMediaError("file", "unreadable-file", message, "Check who may read it (ls -l).") from error


def _kind(path: Path, name: str, given: str | None, types: dict[str, str]) -> str:
    """The media type of a file, on which its name, its bytes and the field `type` agree. Raises BadMediaError."""
    told, found = media.type_of_file(name, types), media.kind_of(path)
    what = "image" if types is media.IMAGE_TYPES else "audio"
    kind = told or given
    if kind is None:
        raise _unknown_type(what, types)
    if found is not None and found != kind:
        ending = media.ending_of(found)
        if told is None:
            raise BadMediaError("type", "bad-media", f"{name} is {found}, not {kind}.", f"Write {found}")
        message = f"{name} is {found}, whatever its name says."
        fix = f"Rename it to {path.stem}{ending}, here too." if found in types.values() else f"Name a file of {what}."
        raise BadMediaError("file", "bad-media", message, fix)
    if given is not None and given != kind:
        raise BadMediaError("type", "bad-media", f"The file is {kind}, but `type` says {given}.", _READ_FROM_FILE)
    return kind


_READ_FROM_FILE = "Delete it; it is read from the file."


def _agree(field_name: str, given: int | None, real: int, unit: str) -> None:
    if given is not None and given != real:
        message = f"The file has {real} {unit}, but `{field_name}` says {given}."
        raise BadMediaError(field_name, "bad-media", message, _READ_FROM_FILE)


def _unknown_type(what: str, types: dict[str, str]) -> BadMediaError:
    endings = ", ".join(sorted(types))
    message = f"The name does not tell what kind of {what} it is."
    return BadMediaError("file", "bad-type", message, f"Add a type:, or use one of {endings}.")
