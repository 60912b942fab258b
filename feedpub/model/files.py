"""Fields about pictures and audio: the file's name, its media type."""

import re
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo, WithJsonSchema

from feedpub.model.fields import FieldContext, mistake, without_control


def _media_file(text: str, info: ValidationInfo) -> str:
    """A file beside the YAML file; the result starts from `articles/`, with forward slashes."""
    name = without_control(text.strip()).replace("\\", "/")
    if re.match(r"https?://|www\.", text.strip(), re.IGNORECASE):
        raise mistake("bad-file", "This is an address, not the name of a file.", f'Write url: "{text.strip()}"')
    if name.startswith("/") or ":" in name.partition("/")[0]:
        message = "The name of a file has to start from the folder that this YAML file is in."
        raise mistake("bad-file", message, "For example: media/ferry.jpg")
    parts: list[str] = [part for part in FieldContext.of(info).folder.split("/") if part]
    for part in name.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part == "..":
            raise mistake("bad-file", "The file is outside the articles' folder.", "Copy it into media/.")
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


MediaName = Annotated[str, AfterValidator(_media_file)]
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
        raise mistake("bad-type", "This is not a media type.", "For example: audio/mpeg or image/jpeg")
    return text


MimeType = Annotated[str, AfterValidator(_mime), WithJsonSchema({"type": "string", "examples": ["audio/mpeg"]})]
"""A media type such as audio/mpeg (RFC 6838 section 4.2)."""


def _type_of(kind: str, *others: str) -> AfterValidator:
    """Refuses media types that are neither of a kind nor one of the others."""

    def check(text: str) -> str:
        if not text.startswith(f"{kind}/") and text not in others:
            raise mistake("bad-type", f"{text} is not {kind}.", f"For example: {_SUCH_AS[kind]}")
        return text

    return AfterValidator(check)


_SUCH_AS = {"audio": "audio/mpeg", "image": "image/jpeg"}
AudioType = Annotated[MimeType, _type_of("audio", "application/ogg")]
"""The media type of something to listen to."""
ImageType = Annotated[MimeType, _type_of("image")]
"""The media type of a picture."""
