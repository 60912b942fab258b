"""publisher.yaml and station.yaml: who publishes, and which feeds there are."""

from functools import cache
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import ConfigDict, Field, ValidationInfo, field_validator, model_validator

from feedpub.model.addresses import DomainName, Email, FolderUrl, WebUrl
from feedpub.model.choices import ALL_FULL, ContentRule, Destination, Limit
from feedpub.model.fields import FieldContext, Input, Line, YesNo, mistake
from feedpub.model.parts import Address, Picture, Stream
from feedpub.model.registries import Language, Slug
from feedpub.model.show import Show
from feedpub.model.zones import Zone


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
    content: Annotated[ContentRule, Field(json_schema_extra={"default": "full"})] = ALL_FULL
    """Whole texts, or summaries."""
    archive: YesNo = False
    """Whether feeds lead back to their first article: what they carry no more is in documents behind them."""
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
            raise mistake("missing-field", message, "Add a line such as sections: [Politics]")
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
    shows: dict[Slug, Show] = Field(default_factory=dict)
    """Podcasts; the name is the folder's, of the feed and of the articles that are its episodes."""

    @field_validator("shows")
    @classmethod
    def _names_differ(cls, value: dict[str, Show], info: ValidationInfo) -> dict[str, Show]:
        for slug in value:
            if slug in info.data.get("feeds", {}):
                message = f"A feed and a show are both called “{slug}”, and would share a folder."
                raise mistake("bad-name", message, "Rename one of them.", at=(slug,))
        return value

    @model_validator(mode="before")
    @classmethod
    def _inherit(cls, data: Any, info: ValidationInfo) -> Any:  # pydantic hands over what stands in the file
        inherited = FieldContext.of(info).inherited
        return {**inherited, **data} if isinstance(data, dict) else data

    @property
    def authority(self) -> str:
        """The domain that minted ids carry (RFC 4151 section 2.1)."""
        return self.domain or _host(self.link).removeprefix("www.")


@cache  # asked for with every article
def _host(address: str) -> str:
    return urlsplit(address).hostname or ""
