"""Facts about pictures and audio, read from files and names, never guessed from the machine's own tables."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import imagesize
from tinytag import TinyTag, TinyTagException

IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
AUDIO_TYPES = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}


class UnknownMediaError(ValueError):
    """The file is not what its name says."""


@dataclass(frozen=True, slots=True)
class LocalMedia:
    """A file of the newsroom's that is published with the feeds, under a name that changes with its bytes."""

    path: Path
    name: str
    length: int


def type_of(name: str, types: dict[str, str]) -> str | None:
    """The media type that a file's name or an address ends in, from one of the tables above."""
    path = unquote(urlsplit(name).path)
    return types.get(Path(path).suffix.lower())


def local_media(path: Path, stem: str) -> LocalMedia:
    """Read a file once for its length and its digest. Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:12]
        length = file.tell()
    return LocalMedia(path, f"{stem}-{digest}{path.suffix.lower()}", length)


def image_size(path: Path) -> tuple[int, int]:
    """Width and height in pixels as shown. Raises UnknownMediaError if the file is no picture, OSError."""
    try:
        width, height = imagesize.get(path)
    except (ValueError, IndexError, KeyError) as error:
        raise UnknownMediaError(str(path)) from error
    if width <= 0 or height <= 0:
        raise UnknownMediaError(str(path))
    return int(width), int(height)


def audio_duration(path: Path) -> int:
    """Length in whole seconds, at least 1. Raises UnknownMediaError if the file holds no audio, OSError."""
    try:
        seconds = TinyTag.get(path, tags=False).duration
    except TinyTagException as error:
        raise UnknownMediaError(str(path)) from error
    if not seconds:
        raise UnknownMediaError(str(path))
    return max(1, round(seconds))
