"""Names that somebody keeps a list of: languages, time zones, and the names of folders that feedpub makes."""

import re
import unicodedata
from contextlib import suppress
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from feedpub.languages import LANGUAGES, REGIONS
from feedpub.model.fields import mistake, text_of
from feedpub.problem import suggestion

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def _language(text: str) -> str:
    text = text.strip()
    if _LANGUAGE.fullmatch(text.replace("_", "-")) and "_" in text:
        raise mistake(
            "unknown-language", "A language tag has a hyphen, not an underscore.", f"Write {text.replace('_', '-')}"
        )
    if not _LANGUAGE.fullmatch(text) or not _is_registered(text):
        message = f"There is no language “{text}”."
        raise mistake("unknown-language", message, "For example: en-US, en-CA, fr-CA, es or de (BCP 47).")
    return text


def _is_registered(tag: str) -> bool:
    language, _, region = tag.partition("-")
    if language in LANGUAGES and (not region or region in REGIONS):
        return True
    import langcodes  # noqa: PLC0415 - takes 50 ms to load, and hardly any newsroom needs it
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415 - part of the same

    try:
        preferred = langcodes.standardize_tag(tag)
    except LanguageTagError:
        return False
    territory = langcodes.Language.get(tag, normalize=False).territory
    # The registry has no UK, though langcodes reads it as GB.
    return langcodes.tag_is_valid(tag) and (territory is None or territory in preferred)


Language = Annotated[str, AfterValidator(_language)]
"""A language tag (BCP 47) whose parts are registered, such as en-US."""


_EVERYDAY_ZONE = re.compile("(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/[A-Z][a-z]+(?:_[A-Z][a-z]+)*")
"""Names that can be looked up by themselves; spelt so, they are names on every disk or on none."""


@cache
def _zones() -> set[str]:
    """All zones; looking for them reads folders of the disk."""
    return available_timezones()


def _zone(value: object) -> object:
    if isinstance(value, ZoneInfo):
        return value
    name = text_of(value).strip()
    if _EVERYDAY_ZONE.fullmatch(name):
        with suppress(ZoneInfoNotFoundError, ValueError):
            return ZoneInfo(name)
    if name not in _zones():
        near = suggestion(name, sorted(_zones()))
        fix = f"Did you mean {near}?" if near else "For example: America/New_York (an IANA name)."
        raise mistake("unknown-time-zone", f"There is no time zone “{name}”.", fix)
    if _ABBREVIATED.fullmatch(name):
        message = f"“{name}” is an offset, not a place: it says nothing about daylight saving time there."
        raise mistake("unknown-time-zone", message, "Name a place, such as America/New_York, or UTC.")
    return ZoneInfo(name)


_ABBREVIATED = re.compile(r"(?!UTC|GMT|PRC|ROK|ROC)[A-Z]{3}([0-9][A-Z]{3})?")
"""The old names of zones; three of them are countries'."""


Zone = Annotated[ZoneInfo, BeforeValidator(_zone), WithJsonSchema({"type": "string"})]
"""A time zone by its IANA name, such as America/New_York."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED_SLUGS = {"media", "archive", "index"}


def _slug(text: str) -> str:
    text = text.strip()
    if not _SLUG.fullmatch(text):
        message = "The name of a feed becomes a folder, so it has small letters, digits and hyphens only."
        raise mistake("bad-name", message, f"For example: {slugify(text) or 'news'}")
    if text in RESERVED_SLUGS:
        raise mistake("bad-name", f"“{text}” is a folder that feedpub uses itself.", f"For example: {text}-feed")
    return text


def is_slug(text: str) -> bool:
    """Whether a text can name a feed's folder as it is."""
    return _SLUG.fullmatch(text) is not None and text not in RESERVED_SLUGS


Slug = Annotated[str, AfterValidator(_slug)]
"""The name of a folder: small letters, digits, hyphens."""


def slugify(text: str) -> str:
    """The nearest thing to `text` that can name a folder; empty if it has no letter or digit of ASCII."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))
