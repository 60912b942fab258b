"""A show: what show.yaml, or an entry of `shows` in station.yaml, says of a podcast."""

from enum import StrEnum
from typing import Annotated, NamedTuple, Self
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema, model_validator

from feedpub.model.addresses import Email, Identifier, WebUrl
from feedpub.model.choices import ContentRule, Destination
from feedpub.model.fields import Count, Input, Line, Prose, YesNo, mistake, text_of
from feedpub.model.instants import Instant
from feedpub.model.parts import Image, Link, Picture
from feedpub.model.podcasting import (
    ContributorChoice,
    Funding,
    LicenseChoice,
    Location,
    RemoteItem,
    Text,
    Trailer,
    UpdateFrequency,
    Value,
)
from feedpub.model.registries import Language


class Category(NamedTuple):
    """A category of Apple's list, and one inside it."""

    name: str
    subcategory: str | None = None


def _category(value: object) -> object:
    if isinstance(value, Category):
        return value
    name, arrow, subcategory = (part.strip() for part in text_of(value).partition(">"))
    return Category(name, subcategory if arrow else None)


def _at_least_one(categories: tuple[Category, ...]) -> tuple[Category, ...]:
    if not categories:
        message = "`categories` is empty; directories list a show under at least one."
        raise mistake("missing-field", message, "For example: [News > Daily News]")
    return categories


CategoryChoice = Annotated[
    Category, BeforeValidator(_category), WithJsonSchema({"type": "string", "examples": ["News > Daily News"]})
]
"""A category, or one inside it: News, News > Daily News."""


def _guid(text: str) -> str:
    text = text.strip()
    try:
        return str(UUID(text))
    except ValueError as error:
        message = "The guid of a show has to be a UUID."
        raise mistake("bad-id", message, "Delete the line, and let `feedpub guid --write` make one.") from error


Guid = Annotated[str, AfterValidator(_guid)]
"""A UUID that the show keeps for ever, wherever its feed moves."""


class ShowType(StrEnum):
    """How a show's episodes belong together: newest first, or one after the other."""

    EPISODIC = "episodic"
    SERIAL = "serial"


class LiveStatus(StrEnum):
    """Where a live event stands."""

    PENDING = "pending"
    LIVE = "live"
    ENDED = "ended"


class Live(Input):
    """Something that is heard live: what, when, and on which of the station's streams."""

    title: Line
    status: LiveStatus = LiveStatus.PENDING
    start: Instant
    end: Instant | None = None
    stream: Line
    """The name of one of the station's streams."""
    id: Identifier | None = None
    """Its identity for ever; minted from the start if it is not given."""
    link: WebUrl | None = None
    """Its page; the show's if it is not given."""
    summary: Line | None = None
    image: Picture | None = None
    persons: tuple[ContributorChoice, ...] = ()
    content_links: tuple[Link, ...] = ()
    """Where it can be watched or heard by those whose app cannot play it; the show's page if none is given."""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end is not None and self.end <= self.start:
            raise mistake("dates-disagree", "`end` is not after `start`.", "Correct `start` or `end`.", at=("end",))
        return self


class Show(Input):
    """A podcast of the station's."""

    title: Line
    description: Prose
    categories: Annotated[tuple[CategoryChoice, ...], AfterValidator(_at_least_one)]
    """Of Apple's list, the most important first: News > Daily News."""
    image: Picture
    """Square artwork, 1400 to 3000 pixels, JPEG or PNG."""
    link: WebUrl | None = None
    """The show's page; the station's if it is not given."""
    author: Line | None = None
    """Who makes it; the station if it is not given."""
    owner: Line | None = None
    """Whose it is; the author if it is not given."""
    email: Email | None = None
    """The owner's address, which directories write to; the station's if it is not given."""
    language: Language | None = None
    explicit: YesNo = False
    type: ShowType = ShowType.EPISODIC
    copyright: Line | None = None
    guid: Guid | None = None
    """The podcast:guid; `feedpub guid --write` makes it."""
    funding: tuple[Funding, ...] = ()
    locked: YesNo | None = None
    """Whether other hosts may not import the feed."""
    medium: Line | None = None
    """For example music or audiobook; podcast if it is not given."""
    persons: tuple[ContributorChoice, ...] = ()
    trailers: tuple[Trailer, ...] = ()
    license: LicenseChoice | None = None
    location: Location | None = None
    update_frequency: UpdateFrequency | None = None
    complete: YesNo = False
    """Whether there will be no more episodes."""
    block: YesNo = False
    """Whether directories are not to list it."""
    new_feed_url: WebUrl | None = None
    """Where the feed has moved to."""
    podroll: tuple[RemoteItem, ...] = ()
    """Podcasts that the show recommends."""
    publisher: RemoteItem | None = None
    """The feed of the publisher, which lists all of its podcasts."""
    value: Value | None = None
    txt: tuple[Text, ...] = ()
    live: tuple[Live, ...] = ()
    destinations: tuple[Destination, ...] | None = None
    limit: Count | None = None
    """How many episodes the feed carries; all if it is not given."""
    content: ContentRule | None = None


class UnreadShow(Show):
    """Stands for a show whose file cannot be understood: its feed stays as it is until the file is fixed."""

    @classmethod
    def called(cls, slug: str) -> "UnreadShow":
        """The one in the folder `slug`."""
        image = Image.model_construct(url="https://example.org/art.png")
        return cls.model_construct(title=slug, description=slug, categories=(), image=image)
