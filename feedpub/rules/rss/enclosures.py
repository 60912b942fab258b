"""The media files of RSS's items, wherever they are enclosed."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import rule
from feedpub.rules.names import ITUNES, namespace_of
from feedpub.rules.rss.shapes import CHANNEL, ENCLOSURE, ITEM
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import parts_of
from feedpub.rules.values.media_types import BY_ENDING, ending_of, essence

_SPEC, _APPLE = "RSS 2.0, enclosure", "Apple, Podcaster's guide to RSS"
_FORMATS = frozenset({"m4a", "mp3", "mov", "mp4", "m4v", "pdf"})


@rule("e-digits", Severity.ERROR, _SPEC, "Write the file's size in bytes, in digits only.", on=ENCLOSURE)
def _length_is_a_number(enclosure: Element) -> Iterator[Finding]:
    """The length of an enclosure is its size in bytes, in the digits 0 to 9."""
    length = enclosure.attributes.get("length")
    if length is not None and not (length.isascii() and length.isdigit()):
        yield Finding(enclosure, f"“{length[:30]}” is not a number of bytes.", attribute="length")


@rule(
    "e-zero",
    Severity.WARNING,
    f"{_SPEC}; {_APPLE}",
    "Write the file's size in bytes.",
    on=ENCLOSURE,
    basis=Basis.PLATFORM,
)
def _length_is_known(enclosure: Element) -> Iterator[Finding]:
    """The length of an enclosure is the file's real size, not 0."""
    length = enclosure.attributes.get("length", "")
    if length and not length.strip("0"):
        yield Finding(enclosure, "The length is 0, so apps cannot tell how much they download.", attribute="length")


@rule("e-mime-ext", Severity.WARNING, _APPLE, "Let type and file agree.", on=ENCLOSURE, basis=Basis.POLICY)
def _type_fits_file(enclosure: Element) -> Iterator[Finding]:
    """The type of an enclosure is one that its file's ending has."""
    ending, kind = ending_of(enclosure.attributes.get("url", "")), essence(enclosure.attributes.get("type", ""))
    known = BY_ENDING.get(ending)
    if (
        known
        and kind
        and kind.partition("/")[0] in {"audio", "video", "image"}
        and _family(kind) not in map(_family, known)
    ):
        message = f"The file ends in .{ending}, which is not {kind}."
        yield Finding(enclosure, message, f"Write {min(known)}, if the file is right.", "type")


def _family(kind: str) -> str:
    """What a type is compared by: audio/mp3 and audio/mpeg are the same file."""
    return kind.partition("/")[0]


@rule(
    "u-https-media",
    Severity.WARNING,
    "podcast-namespace 1.0; mixed content",
    "Write https://",
    on=ENCLOSURE,
    basis=Basis.POLICY,
)
def _fetched_safely(enclosure: Element) -> Iterator[Finding]:
    """Media are fetched over https; apps on phones refuse http."""
    if parts_of(enclosure.attributes.get("url", "")).scheme == "http":
        yield Finding(enclosure, "The address begins with http://.", attribute="url")


@rule("e-dup-url", Severity.WARNING, _APPLE, "Give each item its own file.", on=CHANNEL, basis=Basis.PLATFORM)
def _files_differ(channel: Element) -> Iterator[Finding]:
    """No two items enclose one file; podcast apps drop the second."""
    seen: set[str] = set()
    for item in channel.all("item"):
        for enclosure in item.all("enclosure"):
            url = enclosure.attributes.get("url", "")
            if url and url in seen:
                yield Finding(enclosure, "Another item encloses the same file.", attribute="url")
            seen.add(url)


@rule("e-several", Severity.WARNING, "RSS Profile, enclosure", "Keep the best one.", on=ITEM)
def _one_file(item: Element) -> Iterator[Finding]:
    """An item encloses one file; most readers see no second."""
    for enclosure in item.all("enclosure")[1:]:
        yield Finding(enclosure, "The item has a second enclosure, which most readers do not see.")


def _is_episode(item: Element) -> bool:
    return any(namespace_of(child.tag) == ITUNES.uri for child in item.children)


@rule("e-missing", Severity.ERROR, _APPLE, "Add an enclosure.", on=ITEM, basis=Basis.PLATFORM)
def _episode_has_file(item: Element) -> Iterator[Finding]:
    """Every episode of a podcast encloses its audio or video."""
    if _is_episode(item) and item.child("enclosure") is None:
        yield Finding(item, "The episode has no enclosure, so apps do not list it.")


@rule("e-format", Severity.WARNING, _APPLE, "Publish it as MP3 or M4A.", on=ITEM, basis=Basis.PLATFORM)
def _format_is_known(item: Element) -> Iterator[Finding]:
    """An episode's file has a format that Apple lists: M4A, MP3, MOV, MP4, M4V or PDF."""
    for enclosure in item.all("enclosure") if _is_episode(item) else ():
        ending = ending_of(enclosure.attributes.get("url", ""))
        if ending and ending not in _FORMATS and ending in BY_ENDING:
            yield Finding(enclosure, f"Apple Podcasts does not play .{ending} files.", attribute="url")


@rule("e-image-mime", Severity.WARNING, _APPLE, "Enclose the audio.", on=ITEM, basis=Basis.PLATFORM)
def _file_is_played(item: Element) -> Iterator[Finding]:
    """An episode's enclosure is audio, video or PDF."""
    for enclosure in item.all("enclosure") if _is_episode(item) else ():
        kind = essence(enclosure.attributes.get("type", ""))
        if kind.startswith(("image/", "text/")):
            yield Finding(enclosure, f"An enclosure of {kind} is nothing that a podcast app plays.", attribute="type")
