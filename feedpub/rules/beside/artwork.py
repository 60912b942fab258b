"""The pictures of shows and episodes, held against what Apple asks of them."""

from collections.abc import Iterator
from pathlib import Path

from feedpub.media import IMAGE_TYPES, Picture, ending_of, kind_of, picture_of, type_of_file
from feedpub.problem import Severity
from feedpub.rules.files import Files
from feedpub.rules.names import ITUNES
from feedpub.rules.rule import Basis, Finding, document_rule
from feedpub.rules.tree import Document

_IMAGE = ITUNES("image")
SMALLEST, LARGEST = 1400, 3000
"""Pixels on each side."""
ARTWORK_TYPES = {"image/jpeg", "image/png"}
_PIXELS = f"{SMALLEST}×{SMALLEST} to {LARGEST}×{LARGEST}"
_EXPORT = f"Export it again as JPEG or PNG in RGB, square, {_PIXELS} pixels."


@document_rule(
    "i-artwork",
    Severity.ERROR,
    "Apple, Artwork requirements",
    _EXPORT,
    Basis.PLATFORM,
)
def _artwork_is_taken(document: Document) -> Iterator[Finding]:
    """Artwork is square, 1400 to 3000 pixels wide, JPEG or PNG in RGB, and matches the ending of its name."""
    seen: set[Path] = set()
    for image in document.root if document.files is not None else ():
        if image.tag == _IMAGE:
            path = _at(document.files, image.attributes.get("href", ""))
            if path is not None and path not in seen:
                seen.add(path)
                for message, fix in _faults(path):
                    yield Finding(image, message, fix, "href")


def artwork_flaw(path: Path) -> tuple[str, str] | None:
    """The first thing that is wrong with a picture as artwork, and what to do about it; None if nothing is."""
    message, fix = next(_faults(path), ("", ""))
    return (message, fix or _EXPORT) if message else None


def _at(files: Files | None, address: str) -> Path | None:
    return files.find(address) if files is not None else None


def _faults(path: Path) -> Iterator[tuple[str, str]]:
    """What is wrong with a picture, and what to do about it; empty for the rule's own advice."""
    try:
        kind, picture = kind_of(path), picture_of(path)
    except OSError:  # a file that nobody may read says nothing
        return
    name = path.name[:60]
    if kind not in ARTWORK_TYPES:
        what = f"is {kind}" if kind else "is not in a known picture format"
        yield f"{name} {what}; Apple Podcasts takes JPEG and PNG only.", ""
        return
    named = type_of_file(path.name, IMAGE_TYPES)
    if named is not None and named != kind:
        yield (
            f"{name} is not what its name says: its bytes are {kind}.",
            f"Change the end of its name to {ending_of(kind)}",
        )
    if picture is None:
        yield f"{name} is damaged: it does not say how large it is.", ""
    else:
        yield from _wrong_looks(name, picture)


def size_flaw(name: str, width: int, height: int) -> tuple[str, str] | None:
    """What is wrong with the size of artwork in pixels, and what to do about it; None if nothing is."""
    size = f"{width}×{height}"
    if width != height:
        return f"{name} has {size} pixels, which is not square; apps crop it.", _EXPORT
    if not SMALLEST <= width <= LARGEST:
        return f"{name} has {size} pixels; Apple Podcasts takes {_PIXELS}.", _EXPORT
    return None


def _wrong_looks(name: str, picture: Picture) -> Iterator[tuple[str, str]]:
    if flaw := size_flaw(name, picture.width, picture.height):
        yield flaw
    if picture.colours != "RGB":
        yield f"{name} is in {picture.colours}, which Apple Podcasts does not take.", ""
