"""What a single value may be: text in, typed value out, or a problem in plain words.

Every field of a YAML file arrives as text. Each type here says what it accepts and raises `mistake(…)`, whose
code is an entry of the catalogue, when the text is something else.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any, cast
from urllib.parse import quote
from zoneinfo import ZoneInfo, available_timezones

import langcodes
from langcodes.tag_parser import LanguageTagError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, Url, ValidationError

from feedpub.characters import FORBIDDEN, describe_forbidden
from feedpub.problem import suggestion


class Input(BaseModel):
    """What one mapping of a YAML file may hold: frozen, and no field that is not named here."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True)


@dataclass(frozen=True)
class Reading:
    """What the text of a field is read against: the zone of local times, the folder that file names start
    from (relative to `articles/`, with forward slashes), and the values a station inherits."""

    folder: str
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    inherited: Mapping[str, object] = field(default_factory=dict)

    @staticmethod
    def of(info: ValidationInfo) -> "Reading":
        """The reading that a validator was called with."""
        return cast("Reading", info.context)


def mistake(code: str, message: str, fix: str = "") -> PydanticCustomError:
    """The error a validator raises: an entry of the catalogue, the words, and what to type instead."""
    # Names in braces are filled in by pydantic, so the words travel as values, never as the template.
    return PydanticCustomError("mistake", "{message}", {"code": code, "message": message, "fix": fix})


_SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")


def _no_control(text: str) -> str:
    if found := FORBIDDEN.search(text):
        raise mistake("control-character", *describe_forbidden(found.group()))
    return text


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", _no_control(text)).strip()


def _lines(text: str) -> str:
    return _no_control(text).replace("\r\n", "\n").replace("\r", "\n")


Line = Annotated[str, AfterValidator(_one_line), StringConstraints(max_length=2000)]
"""Text in one line: white space is folded to single spaces, as every reader does."""

Prose = Annotated[str, AfterValidator(_lines)]
"""Text of several lines."""


# --- addresses -----------------------------------------------------------------------------------------------

_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_HTTP = re.compile(r"https?://[^\s/?#\\]", re.IGNORECASE)
_SAFE = "!#$%&'()*+,/:;=?@~-._"  # the reserved and unreserved characters of RFC 3986 section 2, less [ and ]


def _web_url(text: str) -> str:
    """An absolute http(s) address in ASCII (RFC 3986; RFC 3987 section 3.1 for what is not ASCII)."""
    text = _no_control(text.strip())
    if re.search(r"\s", text):
        raise mistake("bad-link", "There is a space inside the address.", "Write %20 for it, or take it out.")
    if not _HTTP.match(text):
        raise _not_http(text)
    if _BAD_PERCENT.search(text):
        raise mistake("bad-link", "A % in the address is not followed by two digits.", "Write %25 for a % sign.")
    try:
        url = Url(text)
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Input should be a valid URL, ")
        raise mistake("bad-link", f"This is not a web address: {reason}.", _LINK_FIX) from error
    if url.username or url.password:
        message = "The address holds a user name or a password, which every subscriber would see."
        raise mistake("bad-link", message, "Take the part before the @ out.")
    scheme, rest = str(url).split("://", 1)
    host, slash, path = rest.partition("/")
    path = _PERCENT.sub(lambda found: found.group().upper(), quote(path, safe=_SAFE))
    return f"{scheme}://{host}{slash}{path}"


_LINK_FIX = "Copy the whole address from the browser, with https:// in front."


def _not_http(text: str) -> PydanticCustomError:
    scheme = text.partition(":")[0].lower()
    if scheme in {"javascript", "data", "vbscript", "file"}:
        return mistake("bad-link", f"A {scheme}: address is not for subscribers.", _LINK_FIX)
    if re.match(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/|$)", text, re.IGNORECASE):
        return mistake("bad-link", "The address has no https:// in front.", f"Write https://{text}")
    if ":" not in text or text.startswith("/"):
        return mistake("bad-link", "The address is relative: it lacks the site it is on.", _LINK_FIX)
    return mistake("bad-link", "The address does not begin with https:// or http://.", _LINK_FIX)


WebUrl = Annotated[str, AfterValidator(_web_url), WithJsonSchema({"type": "string", "format": "uri"})]
"""An absolute http or https address."""


def _folder_url(text: str) -> str:
    url = _web_url(text)
    if "?" in url or "#" in url:
        folder = url.partition("?")[0].partition("#")[0]
        raise mistake("bad-link", "The address of a folder has no ? or #.", f"Write {folder}")
    return url if url.endswith("/") else f"{url}/"


FolderUrl = Annotated[str, AfterValidator(_folder_url), WithJsonSchema({"type": "string", "format": "uri"})]
"""The absolute http or https address of a folder; a slash is put at its end."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_TAG = re.compile(r"tag:([A-Za-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9!$%&'()*+,/:;=?@~._-]+")
_URN = re.compile(r"urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:([A-Za-z0-9()+,.:=@;$_!*'-]|%[0-9A-Fa-f]{2})+")


def _identifier(text: str) -> str:
    """A URI that never changes: tag: (RFC 4151), urn: or an address (RFC 4287 section 4.2.6)."""
    text = text.strip()
    if _UUID.fullmatch(text):
        raise mistake("bad-id", "An id is a URI; a UUID alone is not.", f"Write urn:uuid:{text.lower()}")
    if text.lower().startswith(("http://", "https://")):
        return _web_url(text)
    if not (_TAG.fullmatch(text) or _URN.fullmatch(text)) or _BAD_PERCENT.search(text):
        message = "The id is not a URI that can stay for ever: tag:DOMAIN,DATE:NAME (RFC 4151), urn: or an address."
        raise mistake("bad-id", message, "Such as tag:example.org,2026-05-02:ferry-returns")
    return text


Identifier = Annotated[str, AfterValidator(_identifier), WithJsonSchema({"type": "string", "format": "uri"})]
"""A URI that identifies an article for ever."""

_EMAIL = re.compile(r"[A-Za-z0-9_+.'-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")


def _email(text: str) -> str:
    text = text.strip().removeprefix("mailto:")
    if not _EMAIL.fullmatch(text):
        raise mistake("bad-email", "This is not an e-mail address.", "Such as newsroom@example.org")
    return text


Email = Annotated[str, AfterValidator(_email), WithJsonSchema({"type": "string", "format": "email"})]
"""An e-mail address, without a name (RFC 5322 addr-spec, as used on the web)."""


# --- names from registries -----------------------------------------------------------------------------------

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def _language(text: str) -> str:
    text = text.strip()
    if _LANGUAGE.fullmatch(text.replace("_", "-")) and "_" in text:
        raise mistake(
            "unknown-language", "A language tag has a hyphen, no underscore.", f"Write {text.replace('_', '-')}"
        )
    if not _LANGUAGE.fullmatch(text) or not _is_registered(text):
        message = f"There is no language “{text}”."
        raise mistake("unknown-language", message, "Such as en-US, en-CA, fr-CA, es or de (BCP 47).")
    return text


def _is_registered(tag: str) -> bool:
    try:
        preferred = langcodes.standardize_tag(tag)
    except LanguageTagError:
        return False
    region = langcodes.Language.get(tag, normalize=False).territory
    # The registry has no UK, though langcodes reads it as GB.
    return langcodes.tag_is_valid(tag) and (region is None or region in preferred)


Language = Annotated[str, AfterValidator(_language)]
"""A language tag (BCP 47) whose parts are registered, such as en-US."""


def _zone(value: object) -> object:
    if not isinstance(value, str):
        return value
    name = value.strip()
    if name not in available_timezones():
        near = suggestion(name, sorted(available_timezones()))
        message = f"There is no time zone “{name}”."
        raise mistake(
            "unknown-time-zone",
            message,
            f"Did you mean {near}?" if near else "Such as America/New_York (an IANA name).",
        )
    return ZoneInfo(name)


Zone = Annotated[ZoneInfo, BeforeValidator(_zone), WithJsonSchema({"type": "string"})]
"""A time zone by its IANA name, such as America/New_York."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED_SLUGS = {"media", "archive", "index"}


def _slug(text: str) -> str:
    text = text.strip()
    if not _SLUG.fullmatch(text):
        message = "The name of a feed becomes a folder, so it has small letters, digits and hyphens only."
        raise mistake("bad-name", message, f"Such as {slugify(text) or 'news'}")
    if text in RESERVED_SLUGS:
        raise mistake("bad-name", f"“{text}” is a folder that feedpub uses itself.", f"Such as {text}-feed")
    return text


Slug = Annotated[str, AfterValidator(_slug)]
"""The name of a folder: small letters, digits, hyphens."""


def slugify(text: str) -> str:
    """The nearest thing to `text` that can name a folder; empty if it has no letter or digit of ASCII."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))


# --- media ---------------------------------------------------------------------------------------------------


def _media_file(text: str, info: ValidationInfo) -> str:
    """A file beside the YAML file; the result starts from `articles/`, with forward slashes."""
    name = _no_control(text.strip()).replace("\\", "/")
    if name.startswith("/") or ":" in name.partition("/")[0]:
        message = "The name of a file starts from the folder that this YAML file is in."
        raise mistake("bad-file", message, "Such as media/ferry.jpg")
    parts: list[str] = [part for part in Reading.of(info).folder.split("/") if part]
    for part in name.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part == "..":
            raise mistake("bad-file", "The file lies outside the articles' folder.", "Copy it into media/.")
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


MediaFile = Annotated[str, AfterValidator(_media_file)]
"""The name of a file, relative to the YAML file that names it."""

_MIME = re.compile(r"[a-z]+/[a-z0-9][a-z0-9!#$&^_.+-]*")
_MIME_ALIASES = {
    "audio/mp3": "audio/mpeg",
    "audio/x-mp3": "audio/mpeg",
    "audio/x-mpeg": "audio/mpeg",
    "audio/m4a": "audio/mp4",
    "audio/x-wav": "audio/wav",
    "image/jpg": "image/jpeg",
}


def _mime(text: str) -> str:
    text = text.strip().lower()
    if text in _MIME_ALIASES:
        raise mistake("bad-type", f"{text} is not a registered media type.", f"Write {_MIME_ALIASES[text]}")
    if not _MIME.fullmatch(text):
        raise mistake("bad-type", "This is not a media type.", "Such as audio/mpeg or image/jpeg")
    return text


MimeType = Annotated[str, AfterValidator(_mime)]
"""A media type such as audio/mpeg (RFC 6838 section 4.2)."""

_CLOCK = re.compile(r"(?:(?:(\d{1,3}):)?([0-5]?\d):)?(\d+)")


def _duration(value: Any) -> Any:  # pydantic hands over whatever stands in the file
    if not isinstance(value, str):
        return value
    found = _CLOCK.fullmatch(value.strip())
    if not found or (":" in value and int(found.group(3)) > 59):
        message = "A duration is minutes and seconds, or hours, minutes and seconds."
        raise mistake("bad-duration", message, "Such as 4:05 or 1:02:45")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


Duration = Annotated[timedelta, BeforeValidator(_duration), WithJsonSchema({"type": "string"})]
"""How long audio plays: 4:05, 1:02:45, or seconds."""
