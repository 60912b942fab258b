"""Facts about pictures and audio, read from files and names, never guessed from the machine's own tables."""

import errno
import hashlib
import os
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote, urlsplit

from tinytag import TinyTag, TinyTagException, UnsupportedFormatError

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
VIDEO_TYPES = {".m4v": "video/x-m4v", ".mov": "video/quicktime", ".mp4": "video/mp4", ".webm": "video/webm"}
TRANSCRIPT_TYPES = {
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".json": "application/json",
    ".html": "text/html",
    ".txt": "text/plain",
}
"""The forms that transcripts have in the podcast namespace (transcripts.md)."""


_SIGNATURES = {
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "image/gif": rb"GIF8",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/webp": rb"RIFF....WEBP",
    "image/avif": rb"....ftypavi[fs]",
    # Nothing that was passed over is looked at again, or a file of comments would take for ever.
    "image/heic": rb"....ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)",
    "image/svg+xml": rb"(\xef\xbb\xbf)?\s*+(<\?xml[^>]*+>\s*+)?((?><!--.*?-->|<!DOCTYPE[^>]*+>)\s*+)*+<(\w+:)?svg\b",
    "audio/flac": rb"fLaC",
    "audio/ogg": rb"OggS",
    "audio/wav": rb"(RIFF|RF64)....WAVE",
    "audio/mp4": rb"....ftyp",
    "audio/aac": rb"\xff[\xf0\xf1\xf8\xf9]|ADIF",
    "audio/mpeg": rb"\xff[\xe2-\xef\xf2-\xf7\xfa-\xff]",
}
"""What the bytes of a file begin with, after ID3 if they have it."""
_KINDS = {kind: re.compile(signature, re.DOTALL) for kind, signature in _SIGNATURES.items()}
_HEAD = 4096


class UnknownMediaError(ValueError):
    """The file is no picture or audio that can be read."""


@dataclass(frozen=True, slots=True)
class LocalMedia:
    """A file of the newsroom's that is published with the feeds, under a name that changes with its bytes.

    `digest` is their SHA-256 in hexadecimal.
    """

    path: Path
    name: str
    length: int
    digest: str

    def read(self) -> bytes:
        """Its bytes. Raises OSError, also if they are not those any more that the name was made of."""
        content = self.path.read_bytes()
        if not self.name.endswith(_suffix(hashlib.sha256(content).hexdigest(), self.path)):
            raise OSError(errno.EBUSY, "It changed while the feeds were made; build again", str(self.path))
        return content


@dataclass(frozen=True, slots=True)
class MadeMedia:
    """A file that is made of what an article says, and published like those that it names."""

    name: str
    content: bytes

    @property
    def length(self) -> int:
        """Its size in bytes."""
        return len(self.content)

    def read(self) -> bytes:
        """Its bytes."""
        return self.content


Published = LocalMedia | MadeMedia
"""A file that goes out with the feeds."""


def made_media(stem: str, ending: str, content: bytes) -> MadeMedia:
    """A file with these bytes, under a name that changes with them; `ending` has its dot."""
    return MadeMedia(f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}{ending}", content)


def type_of_file(name: str, types: dict[str, str]) -> str | None:
    """The media type that a file's name ends in, from one of the tables above."""
    return types.get(Path(name).suffix.lower())


def type_of_address(url: str, types: dict[str, str]) -> str | None:
    """The media type that an address ends in, from one of the tables above."""
    return type_of_file(unquote(urlsplit(url).path), types)


def ending_of(kind: str) -> str | None:
    """The ending that a file of this media type has, with its dot."""
    endings = {**{kind: ending for ending, kind in (IMAGE_TYPES | AUDIO_TYPES).items()}, "audio/ogg": ".ogg"}
    return endings.get(kind)


def kind_of(path: Path) -> str | None:
    """The media type that the bytes of a file say it is; None if they tell nothing. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(b"ID3") and len(head) > 10:
            # The length of the tag before the audio has seven bits a byte (ID3v2.4 section 6.2).
            file.seek(10 + sum(byte << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True)))
            head = file.read(_HEAD)
    return next((kind for kind, signature in _KINDS.items() if signature.match(head)), None)


def digest_of(path: Path) -> str:
    """SHA-256 of the bytes of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def local_media(path: Path, stem: str, digest: str) -> LocalMedia:
    """A file that goes out under a name with its digest. Raises OSError."""
    return LocalMedia(path, published_name(path, stem, digest), path.stat().st_size, digest)


def published_name(path: Path, stem: str, digest: str) -> str:
    """The name under which a file goes out, whose bytes have this digest; `path` tells its ending."""
    return f"{stem}{_suffix(digest, path)}"


def _suffix(digest: str, path: Path) -> str:
    return f"-{digest[:12]}{path.suffix.lower()}"


def image_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels as shown; None if it has none, as a drawing may.

    Raises UnknownMediaError if the file is no picture, OSError.
    """
    import imagesize  # noqa: PLC0415 - it loads an HTTP client, which most runs need not wait for

    with path.open("rb") as file:  # imagesize would take what cannot be opened for a damaged picture
        width, height = imagesize.get(file)
    if width > 0 and height > 0:
        return int(width), int(height)
    if kind_of(path) == "image/svg+xml":
        return None
    raise UnknownMediaError(str(path))


class Picture(NamedTuple):
    """A picture as its header describes it: width and height in pixels, and the colours that it is made of."""

    width: int
    height: int
    colours: str


_PNG_COLOURS = {0: "shades of grey", 2: "RGB", 3: "RGB", 4: "shades of grey", 6: "RGB"}
"""By the colour type of a PNG (section 11.2.1 of its specification); a palette is of RGB."""
_JPEG_COLOURS = {1: "shades of grey", 3: "RGB", 4: "CMYK"}
"""By the number of components of a JPEG (JFIF 1.02; Adobe's CMYK has four)."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG's segment that says how large it is (ITU-T T.81, table B.1)."""
_MOST_SEGMENTS = 2000


def picture_of(path: Path) -> Picture | None:
    """What the header of a JPEG or PNG says; None for other and for damaged files. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(26)
        if head.startswith(b"\x89PNG") and head[12:16] == b"IHDR" and len(head) == 26:
            width, height, _, colours = struct.unpack(">IIBB", head[16:])
            return _picture(width, height, _PNG_COLOURS.get(colours))
        return _jpeg(file) if head.startswith(b"\xff\xd8\xff") else None


def _jpeg(file: BinaryIO) -> Picture | None:
    file.seek(2)
    for _ in range(_MOST_SEGMENTS):
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] in {0xD9, 0xDA}:
            return None
        if head[1] == 0xFF:  # any number of them may stand before a marker
            file.seek(-3, os.SEEK_CUR)
        elif head[1] in _FRAMES:
            frame = file.read(6)
            if len(frame) < 6:
                return None
            height, width, components = struct.unpack(">HHB", frame[1:])
            return _picture(width, height, _JPEG_COLOURS.get(components))
        else:
            file.seek(max(0, int.from_bytes(head[2:]) - 2), os.SEEK_CUR)
    return None


def _picture(width: int, height: int, colours: str | None) -> Picture | None:
    return Picture(width, height, colours) if width and height and colours else None


class Sound(NamedTuple):
    """How long audio plays, in whole seconds, at least 1, and how many bits a second of it has."""

    duration: int
    bitrate: int | None


def sound_of(path: Path) -> Sound | None:
    """The facts of an audio file; None if tinytag does not know this kind of audio.

    Raises UnknownMediaError if the file holds no audio, OSError.
    """
    if kind_of(path) == "audio/aac":
        return None
    try:
        found = TinyTag.get(path, tags=False)
    except UnsupportedFormatError as error:
        if path.suffix.lower() in AUDIO_TYPES and kind_of(path) is None:
            raise UnknownMediaError(str(path)) from error
        return None
    except TinyTagException as error:
        raise UnknownMediaError(str(path)) from error
    if not found.duration:
        raise UnknownMediaError(str(path))
    return Sound(max(1, round(found.duration)), round(found.bitrate * 1000) if found.bitrate else None)
