"""Media types (RFC 6838), and what endings of files say about them."""

import re
from functools import lru_cache
from urllib.parse import unquote

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault, value_rule
from feedpub.rules.values import quoted

_TYPE = pattern(
    r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}"
    r"(?:\s*;\s*[\w.+-]+=(?:\"(?:[^\"\\]|\\.)*\"|[!#$%&'*+.^_`{|}~\w-]+))*",  # RFC 2045 section 5.1
    re.ASCII,
)
ALIASES = {
    "audio/mp3": "audio/mpeg", "audio/x-mp3": "audio/mpeg", "audio/mpeg3": "audio/mpeg", "audio/x-mpeg": "audio/mpeg",
    "audio/mpg": "audio/mpeg", "audio/x-mpg": "audio/mpeg", "audio/x-mpeg-3": "audio/mpeg", "x-audio/mp3": "audio/mpeg",
    "audio/x-m4a": "audio/mp4", "audio/m4a": "audio/mp4", "audio/x-m4b": "audio/mp4", "audio/x-aac": "audio/aac",
    "audio/x-ogg": "audio/ogg", "audio/x-flac": "audio/flac", "video/x-mp4": "video/mp4", "video/m4v": "video/x-m4v",
    "video/mov": "video/quicktime", "video/x-quicktime": "video/quicktime", "application/x-pdf": "application/pdf",
    "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png",
}  # fmt: skip
"""Types that are in use and not registered, and what is meant. audio/x-m4a and video/x-m4v are Apple's own words."""
BY_ENDING: dict[str, tuple[str, ...]] = {
    "mp3": ("audio/mpeg",), "m4a": ("audio/mp4", "audio/aac"), "m4b": ("audio/mp4",), "aac": ("audio/aac",),
    "mp4": ("video/mp4", "audio/mp4"), "m4v": ("video/x-m4v", "video/mp4"), "mov": ("video/quicktime",),
    "ogg": ("audio/ogg", "video/ogg", "application/ogg", "audio/opus"), "oga": ("audio/ogg", "application/ogg"),
    "ogv": ("video/ogg", "application/ogg"), "opus": ("audio/ogg", "audio/opus"), "flac": ("audio/flac",),
    "wav": ("audio/vnd.wave", "audio/wav", "audio/x-wav", "audio/wave"), "webm": ("video/webm", "audio/webm"),
    "pdf": ("application/pdf",), "epub": ("application/epub+zip",), "jpg": ("image/jpeg",), "jpeg": ("image/jpeg",),
    "png": ("image/png",), "gif": ("image/gif",), "webp": ("image/webp",),
}  # fmt: skip
"""What files with an ending are, the usual type first."""
KNOWN = frozenset(kind for kinds in BY_ENDING.values() for kind in kinds)


_PLAIN_FILE = pattern(r"https?://[A-Za-z0-9.-]+/[\w./-]*\.([a-z0-9]+)", re.ASCII)


def ending_of(url: str) -> str:
    """The ending of the file that an address names, in small letters; empty if it has none."""
    if plain := _PLAIN_FILE.fullmatch(url):
        return plain.group(1)
    path = url.strip().partition("#")[0].partition("?")[0]
    _, slashes, rest = path.partition("//")
    directory, _, name = (rest if slashes else path).rpartition("/")
    if "." not in name or (slashes and not directory):
        return ""
    return unquote(name).rpartition(".")[2].lower()


@lru_cache(256)
def essence(value: str) -> str:
    """A media type in small letters without its parameters."""
    return value.partition(";")[0].strip().lower()


@value_rule("x-media-type", Severity.ERROR, "RFC 6838 section 4.2", "Write a type such as audio/mpeg or text/html.")
def _media_type(value: str) -> Fault | None:
    """The value is a media type: a type, a slash, a subtype, and optionally parameters."""
    if _TYPE.fullmatch(value):
        return None
    kind = value.strip().rstrip("; ")
    return Fault(f"{quoted(value)} is not a media type.", f"Write {kind}" if _TYPE.fullmatch(kind) else "")


@value_rule(
    "e-mime-alias",
    Severity.WARNING,
    "IANA media types; Apple, Podcaster's guide to RSS",
    "Write the registered type, such as audio/mpeg.",
    Basis.PLATFORM,
)
def _alias(value: str) -> Fault | None:
    """A media type is the registered one, not another name for it."""
    kind = essence(value)
    registered = ALIASES.get(kind)
    if registered is None or kind == "audio/x-m4a":
        return None
    return Fault(f"{kind} is not registered.", f"Write {registered}.")


_EVERYDAY = pattern(r"audio/mp(?:eg|4)|video/mp4|image/(?:jpeg|png)|text/(?:html|vtt)|application/(?:rss|atom)\+xml")
MEDIA_TYPE = text(_media_type, _alias, blank=Blank.JUDGED, plain=_EVERYDAY)
"""A media type."""
