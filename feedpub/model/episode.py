"""What an article says of itself as an episode of a show."""

from enum import StrEnum

from feedpub.model.fields import Count, Input, Line, YesNo
from feedpub.model.files import MediaName
from feedpub.model.parts import Audio
from feedpub.model.podcasting import (
    Alternate,
    Chapter,
    ContributorChoice,
    Location,
    SocialInteract,
    Soundbite,
    Transcript,
)
from feedpub.model.registries import Slug


class EpisodeType(StrEnum):
    """What kind of episode it is."""

    FULL = "full"
    TRAILER = "trailer"
    BONUS = "bonus"


class EpisodeFields(Input):
    """The fields of an article that only episodes have a use for."""

    audio: Audio | None = None
    show: Slug | None = None
    """The show that it is an episode of; told from its folder if it is not given."""
    episode: Count | None = None
    """Its number in the season, or in the show if that has none."""
    season: Count | None = None
    season_name: Line | None = None
    episode_type: EpisodeType = EpisodeType.FULL
    explicit: YesNo | None = None
    """The show's if it is not given."""
    chapters: tuple[Chapter, ...] = ()
    chapters_file: MediaName | None = None
    """A file of chapters in JSON, instead of `chapters`."""
    transcripts: tuple[Transcript, ...] = ()
    persons: tuple[ContributorChoice, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    """The same in other forms."""
    location: Location | None = None
    social: tuple[SocialInteract, ...] = ()
    """Posts that listeners can comment on."""
