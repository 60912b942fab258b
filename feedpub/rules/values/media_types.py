"""Media types (RFC 6838), and what endings of files say about them."""

import re
from urllib.parse import unquote, urlsplit

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.rule import Basis, Fault, value_rule

_TYPE = re.compile(
    r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(?:\s*;\s*[\w.+-]+=(?:\"[^\"]*\"|[^\s;]+))*\s*;?", re.ASCII
)
ALIASES = {
    "audio/mp3": "audio/mpeg", "audio/x-mp3": "audio/mpeg", "audio/mpeg3": "audio/mpeg", "audio/x-mpeg": "audio/mpeg",
    "audio/mpg": "audio/mpeg", "audio/x-mpeg-3": "audio/mpeg", "audio/x-m4a": "audio/mp4", "audio/m4a": "audio/mp4",
    "audio/x-wav": "audio/wav", "audio/wave": "audio/wav", "video/x-mp4": "video/mp4", "video/m4v": "video/x-m4v",
    "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png",
}  # fmt: skip
"""Types that are in use and not registered, and what is registered for them. audio/x-m4a is Apple's own word."""
BY_ENDING = {
    "mp3": {"audio/mpeg"}, "m4a": {"audio/mp4", "audio/x-m4a", "audio/m4a", "audio/aac"}, "aac": {"audio/aac"},
    "mp4": {"video/mp4", "audio/mp4"}, "m4v": {"video/x-m4v", "video/mp4", "video/m4v"}, "mov": {"video/quicktime"},
    "ogg": {"audio/ogg", "video/ogg", "application/ogg"}, "oga": {"audio/ogg"}, "ogv": {"video/ogg"},
    "opus": {"audio/ogg", "audio/opus"}, "wav": {"audio/wav", "audio/vnd.wave"}, "flac": {"audio/flac"},
    "webm": {"video/webm", "audio/webm"}, "pdf": {"application/pdf"}, "epub": {"application/epub+zip"},
    "jpg": {"image/jpeg"}, "jpeg": {"image/jpeg"}, "png": {"image/png"}, "gif": {"image/gif"}, "webp": {"image/webp"},
}  # fmt: skip


def ending_of(url: str) -> str:
    """The ending of the file that an address names, in small letters; empty if it has none."""
    try:
        name = unquote(urlsplit(url.strip()).path).rpartition("/")[2]
    except ValueError:
        return ""
    return name.rpartition(".")[2].lower() if "." in name else ""


def essence(value: str) -> str:
    """A media type in small letters without its parameters."""
    return value.partition(";")[0].strip().lower()


@value_rule("x-media-type", Severity.ERROR, "RFC 6838 section 4.2", "Write a type such as audio/mpeg or text/html.")
def _media_type(value: str) -> Fault | None:
    """A media type is one: a type, a slash, a subtype, and perhaps parameters."""
    return None if _TYPE.fullmatch(value.strip()) else Fault(f"“{value.strip()[:40]}” is not a media type.")


@value_rule(
    "e-mime-alias",
    Severity.WARNING,
    "IANA media types",
    "Write the registered type, such as audio/mpeg.",
    Basis.PLATFORM,
)
def _alias(value: str) -> Fault | None:
    """A media type is the registered one, not another word for it."""
    kind = essence(value)
    registered = ALIASES.get(kind)
    if registered is None or kind == "audio/x-m4a":
        return None
    return Fault(f"{kind} is not registered.", f"Write {registered}.")


MEDIA_TYPE = text(_media_type, _alias, blank=Blank.JUDGED)
"""A media type."""
