"""One article's YAML file."""

from datetime import time
from enum import StrEnum

from pydantic import Field, ValidationInfo, field_validator

from feedpub.model.addresses import Identifier, WebUrl
from feedpub.model.episode import EpisodeFields
from feedpub.model.fields import FieldContext, Input, Line, Prose, mistake
from feedpub.model.instants import Instant
from feedpub.model.parts import Author, Correction, Link, Picture, Source
from feedpub.model.registries import Language


class Status(StrEnum):
    """Where an article stands in its life; a future `published` holds it back, `expires` ends it."""

    PUBLISHED = "published"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"


class Story(Input):
    """What an editor writes of any article."""

    title: Line
    link: WebUrl
    """The article's page."""
    published: Instant
    """When it came out, or will: until then it is embargoed."""
    updated: Instant | None = None
    """When it last changed in a way that readers should see."""
    expires: Instant | None = None
    """When it leaves the feeds by itself."""
    status: Status = Status.PUBLISHED
    id: Identifier | None = None
    """Its identity for ever; minted from the date and the file's name if it is not given."""
    authors: tuple[Author, ...] = ()
    section: Line | None = None
    tags: tuple[Line, ...] = ()
    summary: Line | None = None
    """Made from the body if it is not given."""
    image: Picture | None = None
    language: Language | None = None
    """The station's if it is not given."""
    rights: Line | None = None
    source: Source | None = None
    related: tuple[Link, ...] = ()
    corrections: tuple[Correction, ...] = ()
    body: Prose | None = None
    """The text in Markdown."""
    body_html: Prose | None = Field(None, validate_default=True)
    """The text in HTML, instead of `body`."""

    @field_validator("updated", "expires")
    @classmethod
    def _after_published(cls, value: Instant | None, info: ValidationInfo) -> Instant | None:
        published = info.data.get("published")
        if value is not None and published is not None and value < published:
            message = f"`{info.field_name}` is before `published`."
            zone = FieldContext.of(info).zone
            local = value.astimezone(zone)
            if local.time() == time() and local.date() == published.astimezone(zone).date():
                message = f"{message[:-1]}: a date without a time stands for its first moment."
            raise mistake("dates-disagree", message, f"Correct `{info.field_name}` or `published`.")
        return value

    @field_validator("corrections")
    @classmethod
    def _corrected_later(cls, value: tuple[Correction, ...], info: ValidationInfo) -> tuple[Correction, ...]:
        published = info.data.get("published")
        for index, correction in enumerate(value):
            if published is not None and correction.date < published:
                message = "A correction is dated before `published`."
                raise mistake("dates-disagree", message, "Correct its date, or `published`.", at=(index, "date"))
        return value

    @field_validator("body_html")
    @classmethod
    def _one_body(cls, value: Prose | None, info: ValidationInfo) -> Prose | None:
        if value is not None and info.data.get("body") is not None:
            message = "Both `body` and `body_html` are given; an article has one text."
            raise mistake("contradiction", message, "Keep the one that is right.")
        if value is None and all(info.data.get(name, "refused") is None for name in ("body", "summary")):
            message = "The article has neither `body` nor `summary`."
            raise mistake("missing-field", message, "Add the text as body: | with the lines below it indented.")
        return value


class Article(EpisodeFields, Story):
    """A story; an episode, if it lies in a show's folder or names one."""
