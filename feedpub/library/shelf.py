"""The pictures and audio of one station: what a feed says of them, and which files go out with the feeds."""

import errno
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from typing_extensions import override

from feedpub import media
from feedpub.cut_off import is_cut_off
from feedpub.files import stands_there
from feedpub.library.folders import WAIT, Folder
from feedpub.library.rows import Beside, Signature
from feedpub.media import Published, UnknownMediaError
from feedpub.model import feed
from feedpub.model.clocks import in_words
from feedpub.model.parts import Audio, Image, MediaSource
from feedpub.model.podcast import MediaFile
from feedpub.model.registries import slugify
from feedpub.problem import Place, Problem, suggestion
from feedpub.remote import Remote, UnreachableError
from feedpub.rules.beside.artwork import ARTWORK_TYPES, artwork_flaw, size_flaw
from feedpub.rules.beside.reading import Flaw, Text, read_text
from feedpub.settled import is_half_written

MEDIA_FOLDER = "media"


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
class Shelf:
    """Local media of one station by the addresses they get; `url` is that of the station's folder in feeds/.

    `remote` is asked about audio elsewhere whose length is not given; None asks nobody. `beside` notes what local files
    were looked at, and `asked` what was told of files elsewhere. `digests` are those of files as they still are.
    `copies` is the folder beside the feeds where the files are that have been published.
    """

    folder: Folder
    url: str
    remote: Remote | None = None
    copies: Path | None = None
    files: dict[str, Published] = field(default_factory=dict)
    beside: dict[str, Beside] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    digests: dict[tuple[str, Signature | None], str] = field(default_factory=dict)
    _known: dict[str, Beside] = field(default_factory=dict)
    _published: dict[Path, str] = field(default_factory=dict)
    _sounds: dict[Path, media.Sound | None] = field(default_factory=dict)

    @contextmanager
    def standing_in(self, beside: Iterable[Beside]) -> Iterator[None]:
        """For as long as this lasts, published copies stand in for those of these files that are lost, or not as they
        were."""
        self._known = {one.path: one for one in beside}
        try:
            yield
        finally:
            self._known = {}

    def _where(self, name: str) -> Path:
        """Where a file is: in the newsroom's folder, or what stands in for it."""
        path, known = self.folder.root / name, self._known.get(name)
        if known is None or known.digest is None or self.copies is None:
            return path
        if known.signature is not None and known.signature == look_beside(self.folder, name).signature:
            return path
        copy = self.copies / media.published_name(path, _stem(path.stem), known.digest)
        return copy if stands_there(copy) else path

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
                message = f"{name} is not a picture, or is damaged."
                raise BadMediaError("file", "bad-media", message, "Export it again as JPEG or PNG.") from error
            _whole(path, name)
            for side, pixels in zip(("width", "height"), size or (), strict=False):
                _agree(side, getattr(image, side), pixels, "pixels")
            return kind, size or (image.width, image.height), self._publish(path, name)

    def enclosure(self, audio: Audio) -> feed.Enclosure:
        """What feeds say of audio. Raises BadMediaError."""
        given = int(audio.duration.total_seconds()) if audio.duration is not None else None
        if audio.url and audio.length is None:
            sound = self._asked(audio.url, audio.type)
        else:
            sound = self.file(audio, media.AUDIO_TYPES, audio.type, audio.length)
        return feed.Enclosure(sound.url, sound.type, sound.length or 0, self._duration(audio.file, given))

    def _asked(self, url: str, kind: str | None) -> MediaFile:
        """Audio at an address, with the length that its server says, and the type if nothing else tells it."""
        if self.remote is None:
            message = "The length of the audio, in bytes, is missing; without it, apps do not show the audio."
            raise BadMediaError("length", "missing-field", message, "Add a line such as length: 1234567")
        try:
            facts = self.remote.facts(url)
            self.asked.append(f"{url} {facts}")
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
            message = f"The audio plays {in_words(real)}, but `duration` says {in_words(given)}."
            raise BadMediaError("duration", "bad-media", message, _READ_FROM_FILE)
        return real or given

    def sound(self, name: str) -> media.Sound | None:
        """The facts of an audio file, looked up once; None if its kind does not tell. Raises BadMediaError."""
        try:
            path = self._where(name)
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
        with _reading(name):
            path = self._path(name)
            kind = _kind(path, name, kind, types)
            if path.stat().st_size == 0:
                raise BadMediaError("file", "bad-media", f"{name} is empty: it has no bytes.", "Export it again.")
            if kind.startswith("audio/"):
                self.sound(name)
            _whole(path, name)
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
            flaw = artwork_flaw(self._where(image.file))
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
        with _reading(name, field_name):
            return read_text(self._path(name, field_name))

    def made(self, stem: str, ending: str, content: bytes) -> str:
        """The address of a file that is made of what an article says."""
        return self._put(media.made_media(_stem(stem), ending, content))

    def named_by(self, feeds: Iterable[feed.Feed]) -> tuple[Published, ...]:
        """The local files that feeds name, each once, in order of their addresses."""
        urls: set[str] = set()
        for one in feeds:
            urls.update(one.channel.addresses, *(item.addresses for item in one.items))
        return tuple(self.files[url] for url in sorted(urls & self.files.keys()))

    def _path(self, name: str, field_name: str = "file") -> Path:
        path = self._where(name)
        if path.parent == self.copies:
            self.beside[name] = self._known[name]._replace(signature=None)  # the file that had it is not there any more
        else:
            self._note(look_beside(self.folder, name))
        if path.parent != self.copies and not self.folder.contains(path):
            message = f"{name} is a link to something outside the articles' folder."
            raise BadMediaError(field_name, "outside-folder", message, "Copy the file itself into media/.")
        if not stands_there(path):
            near = suggestion(path.name, [p.name for p in path.parent.glob("*")]) if path.parent.is_dir() else ""
            fix = f"Did you mean {near}?" if near else "Put it there, or correct the name."
            raise BadMediaError(field_name, "missing-file", f"There is no file {name}.", fix)
        with path.open("rb") as file:
            if is_half_written(file.fileno(), path.stat().st_mtime_ns):
                raise BadMediaError(field_name, "being-written", f"{name} is being written at this moment.", WAIT)
        return path

    def _publish(self, path: Path, name: str) -> str:
        """The address of a local file; its bytes are read for its digest unless that is known."""
        looked = self.beside[name]
        digest = looked.digest or self._digest_of(looked, path)
        if path not in self._published:
            self._published[path] = self._put(media.local_media(path, _stem(Path(name).stem), digest))
        self.beside[name] = looked._replace(digest=digest)
        return self._published[path]

    def _note(self, looked: Beside) -> None:
        """Note that a file was looked at; what is known of it already, while it is the same, stays known."""
        before = self.beside.get(looked.path)
        if before is None or before.signature != looked.signature:
            self.beside[looked.path] = looked

    def _digest_of(self, looked: Beside, path: Path) -> str:
        known = self._known.get(looked.path)
        if known and known.digest and known.signature == looked.signature:
            return known.digest
        file = looked.path, looked.signature
        if file not in self.digests:
            self.digests[file] = media.digest_of(path)
        return self.digests[file]

    def _put(self, published: Published) -> str:
        url = f"{self.url}{MEDIA_FOLDER}/{published.name}"
        self.files[url] = published
        return url


def look_beside(folder: Folder, name: str) -> Beside:
    """What a file below the newsroom's folder is like now; a link's target's. Nothing is raised."""
    try:
        return Beside(name, Signature.of((folder.root / name).stat()))
    except (OSError, ValueError):  # not there, not to be seen, or no name at all
        return Beside(name, None)


def _stem(name: str) -> str:
    """What the name of a published file begins with; with its digest and ending it is short enough for any disk."""
    return slugify(name)[:_LONGEST_STEM].strip("-") or "media"


_LONGEST_STEM = 120


@contextmanager
def _reading(name: str, field_name: str = "file") -> Iterator[None]:
    """Makes a problem of the file of what the disk says against reading it."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            message = f"The name of the file has {len(name)} characters, which is too long for the disk."
            raise BadMediaError(field_name, "bad-file", message, "Give the file a shorter name.") from error
        message = f"{name} cannot be read: {error.strerror}."
        raise BadMediaError(field_name, "unreadable-file", message, "Check who may read it (ls -l).") from error


def _kind(path: Path, name: str, given: str | None, types: dict[str, str]) -> str:
    """The media type of a file, on which its name, its bytes and the field `type` agree. Raises BadMediaError."""
    told, found = media.type_of_file(name, types), media.kind_of(path)
    what = _what(types)
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
    return kind


def _whole(path: Path, name: str) -> None:
    """Raises BadMediaError if a file ends too early."""
    if is_cut_off(path, media.kind_of(path)):
        message = f"{name} ends too early: some of it is missing."
        fix = "If it is still being copied, just wait; otherwise copy or export it again."
        raise BadMediaError("file", "bad-media", message, fix)


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
