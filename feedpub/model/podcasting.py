"""What shows and episodes are made of, by the podcast namespace (https://podcastindex.org/namespace/1.0).

What nothing has to be looked up for is the same in YAML files and in feeds, so the formats take these as they are.
"""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from feedpub.model.addresses import WebUrl
from feedpub.model.clocks import Moment
from feedpub.model.fields import Count, Input, Line, LongLine, Number, YesNo, mistake
from feedpub.model.files import AudioType, MimeType
from feedpub.model.instants import Instant
from feedpub.model.parts import MediaSource, Named
from feedpub.model.registries import Language


class Funding(Input):
    """A page where listeners can support the show."""

    text: Annotated[Line, Field(max_length=128)]
    url: WebUrl


class License(Input):
    """What others may do with the show or an episode."""

    name: Annotated[Line, Field(max_length=128)]
    """For example cc-by-4.0 (SPDX), or arr for all rights reserved."""
    url: WebUrl | None = None
    """Where it can be read; needed for a license of one's own."""


def _license(value: object) -> object:
    """Lets `license: cc-by-4.0` stand for `license: {name: cc-by-4.0}`."""
    return {"name": value} if isinstance(value, str) else value


LicenseChoice = Annotated[License, BeforeValidator(_license, json_schema_input_type=str | License)]
"""A license, or just its name."""


class Location(Input):
    """A place that the show or an episode is about."""

    name: Annotated[Line, Field(max_length=128)]
    geo: Line | None = None
    """For example geo:42.8864,-78.8784 (latitude, longitude; RFC 5870)."""
    osm: Line | None = None
    """Its id in OpenStreetMap, such as R175905."""
    country: Line | None = None
    """Its two letters, such as US."""


class UpdateFrequency(Input):
    """How often there are new episodes."""

    text: Annotated[Line, Field(max_length=128)]
    """In words, such as weekly."""
    rrule: Line | None = None
    """As a recurrence rule, such as FREQ=WEEKLY;BYDAY=MO (RFC 5545 section 3.3.10)."""
    starts: Instant | None = None
    """When the first of them is, or was."""
    complete: YesNo = False
    """Whether there will be no more."""


class Recipient(Input):
    """Somebody who gets a share of what listeners pay."""

    name: Line | None = None
    type: Line
    address: Line
    split: Number
    """How many shares."""
    fee: YesNo = False
    custom_key: Line | None = None
    custom_value: Line | None = None


def _amount(text: str) -> str:
    text = text.strip()
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        raise mistake("unknown-value", f"“{text[:40]}” is not an amount.", "For example: 0.00000005000")
    return text


Amount = Annotated[str, AfterValidator(_amount)]
"""A number with a point, as it is written."""


class Value(Input):
    """How listeners can pay while they listen (value for value)."""

    type: Line = "lightning"
    method: Line = "keysend"
    suggested: Amount | None = None
    """What is suggested for a minute, in bitcoin."""
    recipients: tuple[Recipient, ...]

    @model_validator(mode="after")
    def _somebody_is_paid(self) -> Self:
        if not self.recipients:
            fix = "For example: [{type: node, address: …, split: 1}]"
            raise mistake("missing-field", "`recipients` names nobody.", fix)
        return self


class RemoteItem(Input):
    """Another podcast, or an episode of one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"guid": "917393e3-…"}]})

    guid: Line
    """The podcast:guid of its feed."""
    url: WebUrl | None = None
    """The address of its feed."""
    title: Line | None = None


class Text(Input):
    """A text for machines, such as what proves who owns the show."""

    text: LongLine
    purpose: Annotated[Line, Field(max_length=128)] | None = None


class Soundbite(Input):
    """A part of the episode that makes people want to hear it."""

    start: Moment
    duration: Moment
    title: Annotated[Line, Field(max_length=128)] | None = None
    """The episode's title if it is not given."""


class SocialInteract(Input):
    """A post that listeners can comment on."""

    protocol: Line
    """For example activitypub or bluesky; disabled if there are to be no comments."""
    url: WebUrl | None = None
    account: Line | None = None
    account_url: WebUrl | None = None
    priority: Count | None = None

    @model_validator(mode="after")
    def _says_which_post(self) -> Self:
        if self.url is None and self.protocol != "disabled":
            raise mistake(
                "missing-field", "`url` is missing: the address of the post.", 'Add a line such as url: "https://…"'
            )
        return self


class Chapter(Input):
    """A part of the episode that listeners can jump to."""

    start: Moment
    title: Line
    url: WebUrl | None = None
    image: WebUrl | None = None


class Contributor(Named):
    """Somebody who is heard, or who helped to make it."""

    role: Line | None = None
    """For example host, guest or producer (the Podcast Taxonomy's words); host if it is not given."""
    group: Line | None = None
    """For example cast, writing or audio production."""
    image: WebUrl | None = None


def _contributor(value: object) -> object:
    """Lets `persons: [Ann Lee]` stand for `persons: [{name: Ann Lee}]`."""
    return {"name": value} if isinstance(value, str) else value


ContributorChoice = Annotated[Contributor, BeforeValidator(_contributor, json_schema_input_type=str | Contributor)]
"""Somebody with a role, or just a name."""


class Trailer(MediaSource):
    """A short piece that tells what the show, or one of its seasons, is about."""

    title: Annotated[Line, Field(max_length=128)]
    published: Instant
    type: AudioType | None = None
    length: Count | None = None
    season: Count | None = None


class Transcript(MediaSource):
    """What is said in an episode, as text with or without times."""

    type: MimeType | None = None
    """Told from the file's name if it is not given."""
    language: Language | None = None
    """The episode's if it is not given."""
    captions: YesNo = False
    """Whether it is made to be shown while the audio plays, with noises in it too."""


class Alternate(MediaSource):
    """The same episode in another form: smaller, better, in another language, as a film."""

    type: MimeType | None = None
    length: Count | None = None
    title: Annotated[Line, Field(max_length=32)] | None = None
    bitrate: Count | None = None
    """Bits a second."""
    height: Count | None = None
    """Pixels of a film."""
    language: Language | None = None
    default: YesNo = False
    """Whether it is the same file as `audio`."""
