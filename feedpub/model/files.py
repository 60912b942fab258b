"""Fields about pictures and audio: the file's name, its media type, how long it plays."""

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, WithJsonSchema

from feedpub.model.fields import Reading, mistake, text_of, without_control


def _media_file(text: str, info: ValidationInfo) -> str:
    """A file beside the YAML file; the result starts from `articles/`, with forward slashes."""
    name = without_control(text.strip()).replace("\\", "/")
    if re.match(r"https?://|www\.", text.strip(), re.IGNORECASE):
        raise mistake("bad-file", "This is an address, not the name of a file.", f'Write url: "{text.strip()}"')
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


MimeType = Annotated[str, AfterValidator(_mime), WithJsonSchema({"type": "string", "examples": ["audio/mpeg"]})]
"""A media type such as audio/mpeg (RFC 6838 section 4.2)."""


def _type_of(kind: str, *others: str) -> AfterValidator:
    """Refuses media types that are neither of a kind nor one of the others."""

    def check(text: str) -> str:
        if not text.startswith(f"{kind}/") and text not in others:
            raise mistake("bad-type", f"{text} is not {kind}.", f"Such as {_SUCH_AS[kind]}")
        return text

    return AfterValidator(check)


_SUCH_AS = {"audio": "audio/mpeg", "image": "image/jpeg"}
AudioType = Annotated[MimeType, _type_of("audio", "application/ogg")]
"""The media type of something to listen to."""
ImageType = Annotated[MimeType, _type_of("image")]
"""The media type of a picture."""

_CLOCK = re.compile(r"(?:(?:([0-9]{1,3}):)?([0-5]?[0-9]):)?([0-9]{1,6})")


def _duration(value: Any) -> Any:  # pydantic hands over whatever stands in the file
    if isinstance(value, timedelta):
        return value
    text = text_of(value).strip()
    found = _CLOCK.fullmatch(text)
    if not found or (":" in text and int(found.group(3)) > 59):
        message = "A duration is minutes and seconds, or hours, minutes and seconds."
        raise mistake("bad-duration", message, "Such as 4:05 or 1:02:45")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    duration = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if not duration:
        raise mistake("bad-duration", "A duration of nothing says that there is nothing to hear.", "Leave it out.")
    return duration


Duration = Annotated[timedelta, BeforeValidator(_duration), WithJsonSchema({"type": "string", "examples": ["4:05"]})]
"""How long audio plays: 4:05, 1:02:45, or seconds."""
