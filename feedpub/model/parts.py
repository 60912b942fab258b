"""What publishers, stations and articles are made of: people, pictures, audio, addresses."""

import re
from typing import Annotated, Self

from pydantic import BeforeValidator, ConfigDict, field_validator, model_validator

from feedpub.model.addresses import Email, WebUrl
from feedpub.model.clocks import Duration
from feedpub.model.fields import Count, Input, Line, mistake
from feedpub.model.files import AudioType, ImageType, MediaName, MimeType
from feedpub.model.instants import Instant


class Address(Input):
    """A postal address."""

    street: Line
    city: Line
    region: Line | None = None
    postal_code: Line | None = None
    country: Line | None = None


class Named(Input):
    """Somebody with a name, and perhaps a page."""

    name: Line
    url: WebUrl | None = None

    @field_validator("name")
    @classmethod
    def _no_address(cls, value: str) -> str:
        if found := _NAME_WITH_ADDRESS.fullmatch(value):
            address = f" and `email: {found['address']}`" if "email" in cls.model_fields else ""
            fix = f"Write `name: {found['name'] or '…'}`{address}."
            raise mistake("bad-name", "The name contains an e-mail address.", fix)
        return value


class Person(Named):
    """Somebody who wrote an article."""

    email: Email | None = None


_NAME_WITH_ADDRESS = re.compile(r"(?P<name>.*?)\s*<?(?:mailto:)?(?P<address>[^\s<>@]+@[^\s<>@]+)>?")


class MediaSource(Input):
    """Something that lies at an address, or in a file beside the YAML file that names it."""

    url: WebUrl | None = None
    """Where it is on the web."""
    file: MediaName | None = None
    """Its name from this file's folder; it is published with the feeds."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.url and self.file:
            raise mistake("contradiction", "Both url and file are given.", "Keep the one that is right.")
        if not self.url and not self.file:
            raise mistake(
                "missing-field", "Neither url nor file says where it is.", "Add a line such as file: media/ferry.jpg"
            )
        return self


class Image(MediaSource):
    """A picture."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"url": "https://…/ferry.jpg", "alt": "A ferry"}]})

    alt: Line | None = None
    """What it shows, for those who cannot see it."""
    caption: Line | None = None
    credit: Line | None = None
    """Who made it."""
    type: ImageType | None = None
    width: Count | None = None
    height: Count | None = None


class Audio(MediaSource):
    """Sound to listen to: the enclosure."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"url": "https://…/talk.mp3", "length": 1234567}]})

    type: AudioType | None = None
    """For example audio/mpeg; worked out from the name if it is not given."""
    length: Count | None = None
    """Its size in bytes; read from the file if there is one, else asked of the server."""
    duration: Duration | None = None


class Stream(Input):
    """A live stream, or the page with its player if no type is given."""

    name: Line
    url: WebUrl
    type: MimeType | None = None


class Link(Input):
    """A page to read on."""

    title: Line
    url: WebUrl


class Source(Input):
    """The wire or paper that an article comes from."""

    name: Line
    url: WebUrl


class Correction(Input):
    """What was wrong in an article, and when it was put right."""

    date: Instant
    text: Line


def _picture(value: object) -> object:
    """Lets `image: https://…` stand for `image: {url: https://…}`."""
    if not isinstance(value, str):
        return value
    if "//" not in value and _PICTURE_FILE.search(value.strip()):
        message = "This is the name of a file, not an address."
        raise mistake("bad-link", message, f"Write {{file: {value.strip()}}}")
    return {"url": value}


_PICTURE_FILE = re.compile(r"^(?!www\.).*\.(avif|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)


def _author(value: object) -> object:
    """Lets `authors: [Ann]` stand for `authors: [{name: Ann}]`."""
    if not isinstance(value, str):
        return value
    if found := _NAME_WITH_ADDRESS.fullmatch(value.strip()):
        fix = f"Write {{name: {found['name'] or '…'}, email: {found['address']}}}"
        raise mistake("bad-name", "The name contains an e-mail address.", fix)
    return {"name": value}


Picture = Annotated[Image, BeforeValidator(_picture, json_schema_input_type=str | Image)]
"""A picture, or just its address."""

Author = Annotated[Person, BeforeValidator(_author, json_schema_input_type=str | Person)]
"""A person, or just a name."""
