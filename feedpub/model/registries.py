"""Names of languages, and of folders that feedpub makes."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

from feedpub.languages import LANGUAGES, REGIONS
from feedpub.model.fields import mistake

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


_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MEDIA_FOLDER, ARCHIVE_FOLDER = "media", "archive"
"""The folders beside a station's feeds, and behind one of them, that feedpub makes itself."""
RESERVED_SLUGS = {MEDIA_FOLDER, ARCHIVE_FOLDER, "index"}
""""index" is what web servers show for a folder."""


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
