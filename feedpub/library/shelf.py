"""The pictures and audio of one station: what a feed says of them, and which files go out with the feeds."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from feedpub import media
from feedpub.cut_off import is_cut_off
from feedpub.library.originals import BadMediaError, Originals, published_stem, reading
from feedpub.media import Published, UnknownMediaError
from feedpub.model import feed
from feedpub.model.clocks import duration_in_words
from feedpub.model.parts import Audio, Image, MediaSource
from feedpub.model.podcast import MediaFile
from feedpub.model.registries import MEDIA_FOLDER
from feedpub.remote import Remote
from feedpub.remote.facts import UnreachableError
from feedpub.rules.beside.artwork import ARTWORK_TYPES, artwork_flaw, size_flaw
from feedpub.rules.beside.reading import Flaw, Text, read_text


@dataclass
class Shelf:
    """Local media of one station by the addresses they get; `url` is that of the station's folder in feeds/.

    `remote` is asked about audio elsewhere whose length is not given; None asks nobody.
    """

    originals: Originals
    url: str
    remote: Remote | None = None
    files: dict[str, Published] = field(default_factory=dict)
    _published: dict[Path, str] = field(default_factory=dict)
    _sounds: dict[Path, media.Sound | None] = field(default_factory=dict)

    def picture(self, image: Image) -> feed.Picture:
        """What feeds say of a picture. Raises BadMediaError."""
        if image.url:
            kind = image.type or media.type_of_address(image.url, media.IMAGE_TYPES)
            size, url = (image.width, image.height), image.url
        else:
            kind, size, url = self._local_picture(image, image.file or "")
        return feed.Picture(url, kind, *size, image.alt, image.caption, image.credit)

    def _local_picture(self, image: Image, name: str) -> tuple[str, tuple[int | None, int | None], str]:
        with reading(name):
            path = self.originals.find(name)
            kind = _kind(path, name, image.type, media.IMAGE_TYPES)
            try:
                size = media.image_size(path)
            except UnknownMediaError as error:
                message = f"{name} is not a picture, or is damaged."
                raise BadMediaError("file", "bad-media", message, "Export it again as JPEG or PNG.") from error
            for side, pixels in zip(("width", "height"), size or (), strict=False):
                _agree(side, getattr(image, side), pixels, "pixels")
            return kind, size or (image.width, image.height), self._publish(path, name)

    def enclosure(self, audio: Audio) -> feed.Enclosure:
        """What feeds say of audio. Raises BadMediaError."""
        given = int(audio.duration.total_seconds()) if audio.duration is not None else None
        if audio.url and audio.length is None:
            sound = self._measured(audio.url, audio.type)
        else:
            sound = self.file(audio, media.AUDIO_TYPES, audio.type, audio.length)
        return feed.Enclosure(sound.url, sound.type, sound.length or 0, self._duration(audio.file, given))

    def _measured(self, url: str, kind: str | None) -> MediaFile:
        """Audio at an address, with the length that its server says, and the type if nothing else tells it."""
        if self.remote is None:
            message = "The length of the audio, in bytes, is missing; without it, apps do not show the audio."
            raise BadMediaError("length", "missing-field", message, "Add a line such as length: 1234567")
        try:
            facts = self.remote.facts(url)
            self.originals.notes.told.append(f"{url} {facts}")
        except UnreachableError as error:
            raise BadMediaError("url", "unreachable", error.message, error.fix) from error
        told = facts.type if facts.type in set(media.AUDIO_TYPES.values()) else None
        kind = kind or media.type_of_address(url, media.AUDIO_TYPES) or told
        if kind is None:
            raise _unknown_type("audio", media.AUDIO_TYPES)
        return MediaFile(url, kind, facts.length)

    def _duration(self, name: str | None, given: int | None) -> int | None:
        """Seconds that audio plays: those of the file, on which the author has to agree, or those that are given."""
        sound = self.sound(name) if name else None
        real = sound.duration if sound else None
        if given is not None and real is not None and abs(given - real) > max(2, real // 50):
            message = f"The audio plays {duration_in_words(real)}, but `duration` says {duration_in_words(given)}."
            raise BadMediaError("duration", "bad-media", message, _READ_FROM_FILE)
        return real or given

    def sound(self, name: str) -> media.Sound | None:
        """The facts of an audio file, looked up once; None if its kind does not tell. Raises BadMediaError."""
        try:
            path = self.originals.where(name)
            if path not in self._sounds:
                self._sounds[path] = media.sound_of(path)
        except UnknownMediaError as error:
            message = f"{name} is not audio, or is damaged."
            raise BadMediaError("file", "bad-media", message, "Export it again as MP3 or M4A.") from error
        return self._sounds[path]

    def file(
        self, source: MediaSource, types: dict[str, str], kind: str | None = None, length: int | None = None
    ) -> MediaFile:
        """A file of one of these types, and its size; `kind` and `length` are what was given. Raises BadMediaError."""
        if source.url:
            kind = kind or media.type_of_address(source.url, types)
            if kind is None:
                raise _unknown_type(_what(types), types)
            return MediaFile(source.url, kind, length)
        name = source.file or ""
        with reading(name):
            path = self.originals.find(name)
            kind = _kind(path, name, kind, types)
            if path.stat().st_size == 0:
                raise BadMediaError("file", "bad-media", f"{name} is empty: it has no bytes.", "Export it again.")
            if kind.startswith("audio/"):
                self.sound(name)
            url = self._publish(path, name)
            _agree("length", length, self.files[url].length, "bytes")
            return MediaFile(url, kind, self.files[url].length)

    def integrity(self, url: str) -> str | None:
        """By what a published file can be told from others (W3C, Subresource Integrity); None for files elsewhere."""
        published = self.files.get(url)
        if not isinstance(published, media.LocalMedia):
            return None
        return f"sha256-{b64encode(bytes.fromhex(published.digest)).decode()}"

    def artwork(self, image: Image) -> str:
        """The address of square artwork, as Apple Podcasts takes it. Raises BadMediaError."""
        picture = self.picture(image)
        if image.file:
            flaw = artwork_flaw(self.originals.where(image.file))
        elif media.type_of_address(picture.url, media.IMAGE_TYPES) not in ARTWORK_TYPES:
            flaw = (f"The address {picture.url} does not end in .jpg, .jpeg or .png.", "Publish it as one.")
        else:
            flaw = size_flaw(picture.url, picture.width, picture.height) if picture.width and picture.height else None
        if flaw:
            raise BadMediaError("file" if image.file else "url", "bad-art", *flaw)
        return picture.url

    def square(self, image: Image) -> str | None:
        """The address of a picture, if it is certain that apps take it for artwork."""
        try:
            return self.artwork(image) if image.file or (image.width and image.height) else None
        except BadMediaError:
            return None

    def text_of(self, name: str, field_name: str) -> Text | Flaw:
        """What the file of text that a field names holds, or why it is none. Raises BadMediaError."""
        with reading(name, field_name):
            return read_text(self.originals.find(name, field_name))

    def made(self, stem: str, ending: str, content: bytes) -> str:
        """The address of a file that is made of what an article says."""
        return self._put(media.made_media(published_stem(stem), ending, content))

    def named_by(self, feeds: Iterable[feed.Feed]) -> tuple[Published, ...]:
        """The local files that feeds name, each once, in order of their addresses."""
        urls: set[str] = set()
        for one in feeds:
            urls.update(one.channel.addresses, *(item.addresses for item in one.items))
        return tuple(self.files[url] for url in sorted(urls & self.files.keys()))

    def _publish(self, path: Path, name: str) -> str:
        """The address of a local file."""
        digest = self.originals.digest(name, path)
        if path not in self._published:
            self._published[path] = self._put(media.local_media(path, published_stem(Path(name).stem), digest))
        return self._published[path]

    def _put(self, published: Published) -> str:
        url = f"{self.url}{MEDIA_FOLDER}/{published.name}"
        self.files[url] = published
        return url


def _kind(path: Path, name: str, given: str | None, types: dict[str, str]) -> str:
    """The media type of a file that is whole, on which its name, its bytes and the field `type` agree.

    Raises BadMediaError.
    """
    told, found = media.type_of_file(name, types), media.kind_of(path)
    what = _what(types)
    if found == "image/heic":
        message = f"{name} is a HEIC picture, as phones make them; hardly any reader shows it."
        raise BadMediaError("file", "bad-type", message, "Export it as JPEG.")
    kind = told or given
    if kind is None:
        raise _unknown_type(what, types)
    if found is not None and found != kind and not (found == _ISO_FILE and kind in _ISO_FILMS):
        ending = media.ending_of(found)
        if told is None:
            raise BadMediaError("type", "bad-media", f"{name} is {found}, not {kind}.", f"Write {found}")
        message = f"{name} is {found}, although its name says otherwise."
        fix = f"Rename it to {path.stem}{ending}, here too." if found in types.values() else f"Name a file of {what}."
        raise BadMediaError("file", "bad-media", message, fix)
    if given is not None and given != kind:
        raise BadMediaError("type", "bad-media", f"The file is {kind}, but `type` says {given}.", _READ_FROM_FILE)
    if is_cut_off(path, found):
        message = f"{name} ends too early: some of it is missing."
        fix = "If it is still being copied, just wait; otherwise copy or export it again."
        raise BadMediaError("file", "bad-media", message, fix)
    return kind


_ISO_FILE, _ISO_FILMS = "audio/mp4", {"video/mp4", "video/quicktime", "video/x-m4v"}
"""Sound and films begin alike where both are ISO base media files (ISO/IEC 14496-12)."""


def _what(types: dict[str, str]) -> str:
    """What files of these types are, in a word."""
    if types is media.TRANSCRIPT_TYPES:
        return "transcript"
    return next(iter(types.values())).partition("/")[0]


_READ_FROM_FILE = "Delete it; it is read from the file."


def _agree(field_name: str, given: int | None, real: int, unit: str) -> None:
    if given is not None and given != real:
        message = f"The file has {real} {unit}, but `{field_name}` says {given}."
        raise BadMediaError(field_name, "bad-media", message, _READ_FROM_FILE)


def _unknown_type(what: str, types: dict[str, str]) -> BadMediaError:
    endings = ", ".join(sorted(types))
    message = f"The name does not say what kind of {what} it is."
    return BadMediaError("file", "bad-type", message, f"Add a type:, or use one of {endings}.")
