"""The pictures and audio of one station: what a feed says of them, and which files go out with the feeds."""

from dataclasses import dataclass, field
from pathlib import Path

from feedpub import media
from feedpub.library.folders import Folder
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
        name = image.file or image.url or ""
        told = media.type_of(name, media.IMAGE_TYPES)
        kind = (told or image.type) if image.file else (image.type or told)
        url, width, height = image.url, image.width, image.height
        if image.file:
            if kind is None:
                raise _unknown_type("image", media.IMAGE_TYPES)
            path = self._path(image.file)
            try:
                width, height = media.image_size(path)
            except UnknownMediaError as error:
                message = f"{image.file} is not a picture, or a damaged one."
                raise BadMediaError("file", "bad-media", message, "Export it again as JPEG or PNG.") from error
            url = self._publish(path)
        return feed.Picture(url or "", kind, width, height, image.alt, image.caption, image.credit)

    def enclosure(self, audio: Audio) -> feed.Enclosure:
        """What feeds say of audio. Raises BadMediaError."""
        told = media.type_of(audio.file or audio.url or "", media.AUDIO_TYPES)
        kind = (told or audio.type) if audio.file else (audio.type or told)
        if kind is None:
            raise _unknown_type("audio", media.AUDIO_TYPES)
        duration = int(audio.duration.total_seconds()) if audio.duration is not None else None
        if audio.url:
            return feed.Enclosure(audio.url, kind, audio.length or 0, duration)
        path = self._path(audio.file or "")
        try:
            duration = duration or media.audio_duration(path)
        except UnknownMediaError as error:
            message = f"{audio.file} is not audio, or a damaged file."
            raise BadMediaError("file", "bad-media", message, "Export it again as MP3 or M4A.") from error
        url = self._publish(path)
        length = self.files[url].length
        if audio.length is not None and audio.length != length:
            message = f"The file has {length} bytes, but `length` says {audio.length}."
            raise BadMediaError("length", "bad-media", message, "Delete `length`; it is read from the file.")
        return feed.Enclosure(url, kind, length, duration)

    def _path(self, name: str) -> Path:
        path = self.folder.root / name
        if not self.folder.contains(path):
            message = f"{name} is a link to something outside the articles' folder."
            raise BadMediaError("file", "outside-folder", message, "Copy the file itself into media/.")
        if not path.is_file():
            near = suggestion(path.name, [p.name for p in path.parent.glob("*")]) if path.parent.is_dir() else ""
            fix = f"Did you mean {near}?" if near else "Put it there, or correct the name."
            raise BadMediaError("file", "missing-file", f"There is no file {name}.", fix)
        return path

    def _publish(self, path: Path) -> str:
        try:
            local = media.local_media(path, slugify(path.stem) or "media")
        except OSError as error:
            message = f"{path.name} cannot be read: {error.strerror}."
            raise BadMediaError("file", "missing-file", message, "Check who may read it (ls -l).") from error
        url = f"{self.url}{MEDIA_FOLDER}/{local.name}"
        self.files[url] = local
        return url


def _unknown_type(what: str, types: dict[str, str]) -> BadMediaError:
    endings = ", ".join(sorted(types))
    message = f"The name does not tell what kind of {what} it is."
    return BadMediaError("file", "bad-type", message, f"Add a type:, or use one of {endings}.")
