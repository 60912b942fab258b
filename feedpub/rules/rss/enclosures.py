"""The media files of RSS's items, and what podcast apps ask of them."""

import re
from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import having_several, lacking, rule
from feedpub.rules.patterns import pattern
from feedpub.rules.podcasts import is_episode
from feedpub.rules.rss.shapes import CHANNEL, ENCLOSURE, ITEM
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.media_types import ALIASES, BY_ENDING, KNOWN, ending_of, essence

_SPEC, _APPLE = "RSS 2.0, enclosure", "Apple, Podcaster's guide to RSS"
_FORMATS = frozenset({"m4a", "mp3", "mov", "mp4", "m4v", "pdf"})
_EVERYDAY = pattern(
    r"https://[A-Za-z0-9.-]+/[\w./-]*\.(?:mp3 audio/mpeg|m4a audio/(?:mp4|x-m4a)|mp4 video/mp4) [1-9][0-9]*", re.ASCII
)


def _is_everyday(enclosure: Element) -> object:
    """Whether nothing that the rules with `unless` ask for can be wrong."""
    told = enclosure.attributes
    return _EVERYDAY.fullmatch(f"{told.get('url', '')} {told.get('type', '')} {told.get('length', '')}")


@rule(
    "e-digits",
    Severity.ERROR,
    _SPEC,
    "Write the file's size in bytes, in digits only.",
    on=ENCLOSURE,
    unless=_is_everyday,
)
def _length_is_a_number(enclosure: Element) -> Iterator[Finding]:
    """The length of an enclosure is its size in bytes, in the digits 0 to 9."""
    length = enclosure.attributes.get("length")
    if length is not None and not (length.isascii() and length.isdigit()):
        message = f"“{length[:30]}” is not a number of bytes." if length.strip() else "The length is empty."
        yield Finding(enclosure, message, attribute="length")


@rule(
    "e-zero",
    Severity.WARNING,
    f"{_SPEC}; {_APPLE}",
    "Write the file's size in bytes.",
    on=ENCLOSURE,
    basis=Basis.PLATFORM,
    unless=_is_everyday,
)
def _length_is_known(enclosure: Element) -> Iterator[Finding]:
    """The length of an enclosure is the file's real size, not 0."""
    length = enclosure.attributes.get("length", "")
    if length and not length.strip("0"):
        yield Finding(enclosure, "The length is 0, so apps do not know how much they download.", attribute="length")


@rule(
    "e-mime-ext",
    Severity.WARNING,
    _APPLE,
    "Make the type match the file.",
    on=ENCLOSURE,
    basis=Basis.POLICY,
    unless=_is_everyday,
)
def _type_fits_file(enclosure: Element) -> Iterator[Finding]:
    """The type of an enclosure matches the ending of its file's name."""
    written = essence(enclosure.attributes.get("type", ""))
    kind = ALIASES.get(written, written)
    if kind in KNOWN or kind.startswith(("audio/", "video/", "image/")):
        ending = ending_of(enclosure.attributes.get("url", ""))
        fitting = BY_ENDING.get(ending)
        if fitting and kind not in fitting and (kind in KNOWN or kind[:5] not in {fit[:5] for fit in fitting}):
            message = f"The file ends in .{ending}, which is not {written[:40]}."
            yield Finding(enclosure, message, f"Write {fitting[0]}, if the file is what its name says.", "type")


@rule(
    "u-https-media",
    Severity.WARNING,
    "podcast-namespace 1.0; mixed content",
    "Write https://",
    on=ENCLOSURE,
    basis=Basis.POLICY,
    unless=_is_everyday,
)
def fetched_safely(element: Element) -> Iterator[Finding]:
    """Media and artwork are fetched over https, because phone apps and https pages refuse http."""
    for name in ("url", "href"):
        address = element.attributes.get(name, "")
        if not address.startswith("https:") and address.strip()[:5].lower() == "http:":
            yield Finding(element, "The address begins with http://, which many apps refuse to fetch.", attribute=name)


@rule("e-dup-url", Severity.WARNING, _APPLE, "Give each item its own file.", on=CHANNEL, basis=Basis.PLATFORM)
def _files_differ(channel: Element) -> Iterator[Finding]:
    """No two items enclose the same file, because podcast apps drop the second."""
    seen: set[str] = set()
    for first in channel.below("item", "enclosure"):
        enclosures = first.parent.all("enclosure") if first.parent is not None else []
        urls = {enclosure.attributes.get("url", "").strip(): enclosure for enclosure in enclosures}
        for url, enclosure in urls.items():
            if url and url in seen:
                yield Finding(enclosure, "Another item encloses the same file.", attribute="url")
        seen.update(urls)


@rule(
    "e-several",
    Severity.WARNING,
    "RSS Profile, enclosure",
    "Keep the best one.",
    on=ITEM,
    when=having_several("enclosure"),
)
def _one_file(item: Element) -> Iterator[Finding]:
    """An item encloses one file, because most readers ignore a second."""
    for enclosure in item.all("enclosure")[1:]:
        yield Finding(enclosure, "The item has a second enclosure, which most readers do not see.")


@rule(
    "e-missing",
    Severity.ERROR,
    f"{_APPLE}, required tags",
    "Add an enclosure.",
    on=ITEM,
    basis=Basis.PLATFORM,
    when=lacking("enclosure"),
)
def _episode_has_file(item: Element) -> Iterator[Finding]:
    """Every episode of a podcast encloses its audio or video."""
    if is_episode(item):
        yield Finding(item, "The episode has no enclosure, so apps do not list it.")


def _is_of_episode(enclosure: Element) -> bool:
    return enclosure.parent is not None and is_episode(enclosure.parent)


@rule(
    "e-format",
    Severity.WARNING,
    f"{_APPLE}, enclosure",
    "Publish it as MP3 or M4A.",
    on=ENCLOSURE,
    basis=Basis.PLATFORM,
    unless=_is_everyday,
)
def _format_is_known(enclosure: Element) -> Iterator[Finding]:
    """An episode's file is in a format that Apple lists: M4A, MP3, MOV, MP4, M4V or PDF."""
    ending = ending_of(enclosure.attributes.get("url", ""))
    if ending not in _FORMATS and ending in BY_ENDING and _is_of_episode(enclosure):
        yield Finding(enclosure, f"Apple Podcasts does not play .{ending} files.", attribute="url")


_PLAYED = ("audio/", "video/")
_PLAYED_TOO = frozenset({
    "", "application/pdf", "application/epub+zip", "application/ogg", "application/x-mpegurl",
    "application/vnd.apple.mpegurl",
})  # fmt: skip


@rule(
    "e-image-mime",
    Severity.WARNING,
    f"{_APPLE}, enclosure",
    "Enclose the audio; a picture goes into <itunes:image>.",
    on=ENCLOSURE,
    basis=Basis.PLATFORM,
    unless=_is_everyday,
)
def _file_is_played(enclosure: Element) -> Iterator[Finding]:
    """An episode's enclosure is audio, video or PDF."""
    kind = essence(enclosure.attributes.get("type", ""))
    if not kind.startswith(_PLAYED) and kind not in _PLAYED_TOO and "/" in kind and _is_of_episode(enclosure):
        message = f"An enclosure of {kind[:40]} is not something that a podcast app can play."
        yield Finding(enclosure, message, attribute="type")
