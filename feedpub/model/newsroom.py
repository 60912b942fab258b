"""publisher.yaml and station.yaml: who publishes, and which feeds there are."""

import re
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema, model_validator

from feedpub.model.addresses import DomainName, Email, FolderUrl, WebUrl
from feedpub.model.fields import IN_DIGITS, Input, Line, Reading, mistake, text_of
from feedpub.model.parts import Address, Picture, Stream
from feedpub.model.registries import Language, Slug, Zone

MAX_ITEMS = 1000


class Content(NamedTuple):
    """How many of a feed's items, from the newest, carry their whole text; the others carry the summary."""

    full: int


ALL_FULL, NONE_FULL = Content(MAX_ITEMS), Content(0)
_FIRST = re.compile(r"first ([0-9]{1,4}) full(, rest summary)?")


def _content(value: Any) -> Any:  # pydantic hands over whatever stands in the file
    if isinstance(value, Content):
        return value
    text = " ".join(text_of(value).split())
    small = text.casefold()
    if small in {"full", "summary"}:
        return ALL_FULL if small == "full" else NONE_FULL
    if found := _FIRST.fullmatch(small):
        return Content(int(found.group(1)))
    message = f"“{text[:40]}” does not say how much of the articles the feed carries."
    raise mistake("unknown-value", message, "Write full, summary, or first 10 full, rest summary")


ContentRule = Annotated[Content, BeforeValidator(_content), WithJsonSchema({"type": "string"})]
"""full, summary, or first N full, rest summary."""


Limit = Annotated[int, Field(ge=1, le=MAX_ITEMS), IN_DIGITS]
"""How many items a feed carries."""


class Destination(StrEnum):
    """Places that take feeds on terms of their own; the validator has a profile of each one's name."""

    APPLE = "apple"
    PSP_1 = "psp-1"
    PODCASTING_2 = "podcasting-2.0"
    APPLE_NEWS = "apple-news"
    FLIPBOARD = "flipboard"
    SMARTNEWS = "smartnews"
    MSN = "msn"


class Shared(Input):
    """What a station may leave to its publisher."""

    feeds_url: FolderUrl
    """Where feeds/ is served from; of a station, its own folder in it."""
    language: Language
    timezone: Zone
    """The zone of dates and times without one."""
    email: Email | None = None
    phone: Line | None = None
    address: Address | None = None
    mailing_address: Address | None = None
    copyright: Line | None = None
    logo: Picture | None = None
    """A wide picture with the name, for the head of a page or reader."""
    icon: Picture | None = None
    """A square picture, for lists."""
    hubs: tuple[WebUrl, ...] = ()
    """WebSub hubs that are told of news."""
    destinations: tuple[Destination, ...] = ()
    """Where the feeds are to be taken, beside readers: they are held to what these places demand."""
    limit: Limit = 50
    """How many items a feed carries."""
    content: ContentRule = ALL_FULL
    """Whole texts, or summaries."""
    correction_label: Line = "Correction"
    """What stands before a correction, in the station's language."""


class Publisher(Shared):
    """The licensee that owns the stations."""

    name: Line
    legal_name: Line | None = None
    link: WebUrl | None = None
    language: Language | None = None  # type: ignore[assignment]  # a station may give it instead
    timezone: Zone | None = None  # type: ignore[assignment]  # a station may give it instead

    def inherited_by(self, folder: str) -> dict[str, object]:
        """What the station in this folder has if its own file says nothing."""
        shared = {name: getattr(self, name) for name in Shared.model_fields}
        shared["feeds_url"] = f"{self.feeds_url}{folder}/"
        return {name: value for name, value in shared.items() if value is not None}


class FeedChoice(Input):
    """A feed beside the station's main feed: the articles of some sections or with some tags."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"title": "Politics", "sections": ["Politics"]}]})

    title: Line
    description: Line | None = None
    sections: tuple[Line, ...] = ()
    tags: tuple[Line, ...] = ()
    destinations: tuple[Destination, ...] | None = None
    limit: Limit | None = None
    content: ContentRule | None = None

    @model_validator(mode="after")
    def _chooses_something(self) -> Self:
        if not self.sections and not self.tags:
            message = "The feed names neither sections nor tags, so nothing would be in it."
            raise mistake("missing-field", message, "Such as sections: [Politics]")
        return self


def _require_only_its_own(schema: dict[str, Any]) -> None:
    """In a station's file, what the publisher may have said need not stand."""
    schema["required"] = [name for name in schema["required"] if name not in Shared.model_fields]


class Station(Shared):
    """One station and its feeds."""

    model_config = ConfigDict(json_schema_extra=_require_only_its_own)

    title: Line
    link: WebUrl
    call_sign: Line | None = None
    tagline: Line | None = None
    description: Line | None = None
    domain: DomainName | None = None
    """The domain in minted ids; the link's if it is not given. It must never change."""
    streams: tuple[Stream, ...] = ()
    feeds: dict[Slug, FeedChoice] = Field(default_factory=dict)
    """Feeds beside the main one; the name is the folder's."""

    @model_validator(mode="before")
    @classmethod
    def _inherit(cls, data: Any, info: ValidationInfo) -> Any:  # pydantic hands over what stands in the file
        inherited = Reading.of(info).inherited
        return {**inherited, **data} if isinstance(data, dict) else data

    @property
    def authority(self) -> str:
        """The domain that minted ids carry (RFC 4151 section 2.1)."""
        return self.domain or (urlsplit(self.link).hostname or "").removeprefix("www.")
