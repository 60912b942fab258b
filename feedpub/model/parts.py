"""What publishers, stations and articles are made of: people, pictures, audio, addresses."""

import re
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from feedpub.model.addresses import Email, WebUrl
from feedpub.model.fields import Input, Line, mistake
from feedpub.model.files import Duration, MediaFile, MimeType
from feedpub.model.instants import Instant


class Address(Input):
    """A postal address."""

    street: Line
    city: Line
    region: Line | None = None
    postal_code: Line | None = None
    country: Line | None = None


class Person(Input):
    """Somebody who wrote an article."""

    name: Line
    email: Email | None = None
    url: WebUrl | None = None

    @field_validator("name")
    @classmethod
    def _no_address(cls, value: str) -> str:
        if found := re.fullmatch(r"(.*?)\s*<?([^\s<>@]+@[^\s<>@]+)>?", value):
            name, address = found.groups()
            raise mistake(
                "bad-name", "The name holds an e-mail address.", f"Write name: {name or '…'}, email: {address}"
            )
        return value


class MediaSource(Input):
    """Something that lies at an address, or in a file beside the YAML file that names it."""

    url: WebUrl | None = None
    """Where it is on the web."""
    file: MediaFile | None = None
    """Its name from this file's folder; it is published with the feeds."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.url and self.file:
            raise mistake("contradiction", "Both url and file are given.", "Keep the one that is right.")
        if not self.url and not self.file:
            raise mistake("missing-field", "Neither url nor file says where it is.", "Such as file: media/ferry.jpg")
        return self


class Image(MediaSource):
    """A picture."""

    alt: Line | None = None
    """What it shows, for those who cannot see it."""
    caption: Line | None = None
    credit: Line | None = None
    """Who made it."""
    type: MimeType | None = None
    width: int | None = Field(None, ge=1)
    height: int | None = Field(None, ge=1)


class Audio(MediaSource):
    """Sound to listen to: the enclosure."""

    type: MimeType | None = None
    """Such as audio/mpeg; told from the name if it is not given."""
    length: int | None = Field(None, ge=1)
    """Its size in bytes; read from the file if there is one."""
    duration: Duration | None = None

    @model_validator(mode="after")
    def _length_of_address(self) -> Self:
        if self.url and self.length is None:
            message = "The length of the audio, in bytes, is missing; without it apps show no enclosure."
            raise mistake("missing-field", message, "Such as length: 1234567")
        return self


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


def _short_form(name: str, model: type[Input]) -> BeforeValidator:
    """Lets `field: text` stand for `field: {name: text}`."""
    return BeforeValidator(
        lambda value: {name: value} if isinstance(value, str) else value, json_schema_input_type=str | model
    )


Picture = Annotated[Image, _short_form("url", Image)]
"""A picture, or just its address."""

Author = Annotated[Person, _short_form("name", Person)]
"""A person, or just a name."""
