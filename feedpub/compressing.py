"""Compressed copies beside files, for web servers that send what is ready instead of compressing at every request.

The same bytes make the same copies: gzip's header has neither a name nor a time in it (RFC 1952 section 2.3). Brotli
(RFC 7932) is an extra, as few need both.
"""

import zlib
from collections.abc import Collection, Container, Iterator, Mapping
from pathlib import Path

ENDINGS = (".br", ".gz")
"""What the names of copies end in, after the whole name of the file: the first is the smallest."""
TEXTS = frozenset({".css", ".html", ".js", ".json", ".opml", ".srt", ".svg", ".txt", ".vtt", ".xml"})
"""Endings of files that are text; pictures and audio are compressed in themselves."""
_LEAST = 200
"""Bytes below which nothing is gained: the headers of an answer are longer, and all of it fits into one packet."""
_LONG = 512 * 1024
"""Bytes from which on brotli's last steps take seconds, and gain hardly anything."""
_GZIP = 31
"""zlib's number for the form of RFC 1952, with the largest window."""


class NoBrotliError(Exception):
    """The package that makes brotli is not installed."""


def require() -> None:
    """Raises NoBrotliError if no copies can be made here."""
    try:
        import brotli  # type: ignore[import-untyped]  # noqa: F401, PLC0415 - an extra; it ships no types
    except ImportError as error:
        raise NoBrotliError from error


def is_worth_while(name: str, length: int) -> bool:
    """Whether a file of this name and length may gain by it."""
    return Path(name).suffix.lower() in TEXTS and length >= _LEAST


def copies(files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """The compressed copies of these files that are worth their room.

    A copy in place that still holds is kept as it is: to unpack it takes a hundredth of the time. Raises OSError.
    """
    return {
        beside(path, ending): packed
        for path, content in files.items()
        if is_worth_while(path.name, len(content))
        for ending in ENDINGS
        if len(packed := _kept(beside(path, ending), content) or _packed(content, ending)) < len(content)
    }


def has_copies(path: Path) -> bool:
    """Whether a file has all copies beside it, whatever they hold: enough for one whose name changes with its bytes."""
    return all(beside(path, ending).is_file() for ending in ENDINGS)


def beside(path: Path, ending: str) -> Path:
    """The place of a file's copy."""
    return path.with_name(path.name + ending)


def needless(paths: Collection[Path], wanted: Container[Path]) -> list[Path]:
    """The copies in place of these files that are not wanted, and those beside them whose own files are gone."""
    every = (beside(path, ending) for path in paths if path.suffix.lower() in TEXTS for ending in ENDINGS)
    folders = sorted({path.parent for path in paths})
    orphans = (copy for folder in folders for copy in _orphans(folder, paths))
    return [*(copy for copy in every if copy not in wanted and copy.is_file()), *orphans]


def _orphans(folder: Path, coming: Container[Path]) -> Iterator[Path]:
    """Pairs of copies whose file is gone. One alone is somebody else's: feedpub makes both."""
    for last in sorted(folder.glob("*.*.gz")):
        original, first = last.with_suffix(""), last.with_suffix(".br")
        gone = original not in coming and not original.exists()
        if gone and original.suffix.lower() in TEXTS and first.is_file():
            yield from (first, last)


def _kept(copy: Path, content: bytes) -> bytes | None:
    """The copy in place, if that is what it unpacks to."""
    try:
        packed = copy.read_bytes()
    except FileNotFoundError:
        return None
    return packed if _unpacks_to(packed, content, copy.suffix) else None


def _unpacks_to(packed: bytes, content: bytes, ending: str) -> bool:
    import brotli  # noqa: PLC0415 - an extra

    try:
        return bool((brotli.decompress(packed) if ending == ".br" else _unzipped(packed)) == content)
    except (brotli.error, zlib.error):
        return False


def _unzipped(packed: bytes) -> bytes | None:
    """What gzip's one member holds; None if more follows, which clients would unpack, too (RFC 1952 section 2.2)."""
    unpacker = zlib.decompressobj(_GZIP)
    content = unpacker.decompress(packed)
    return content if unpacker.eof and not unpacker.unused_data else None


def _packed(content: bytes, ending: str) -> bytes:
    import brotli  # noqa: PLC0415 - an extra

    if ending == ".br":
        quality = 11 if len(content) < _LONG else 9
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=quality))
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return packer.compress(content) + packer.flush()
