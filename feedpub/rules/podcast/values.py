"""Texts of the podcast namespace: addresses that begin with https, lengths, truth values, instants."""

from datetime import datetime
from functools import lru_cache

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.patterns import pattern
from feedpub.rules.podcast.elements import DOCS
from feedpub.rules.rule import Basis, Fault, ValueRule, enter, value_rule
from feedpub.rules.values.addresses import EVERYDAY_HTTPS, URL, WEB_URL, parts_of
from feedpub.rules.values.media_types import MEDIA_TYPE
from feedpub.rules.values.numbers import one_of, unpadded
from feedpub.rules.values.plain import PLAIN_RULES

# --- addresses -----------------------------------------------------------------------------------------------


def _is_unsafe(value: str) -> bool:
    """Whether an address is http where https could be; a hidden service (.onion) is encrypted without it."""
    parts = parts_of(value)
    return parts.scheme == "http" and not (parts.host or "").lower().endswith(".onion")


@value_rule("p-chapters-http", Severity.ERROR, DOCS, "Write https://, and check that the address works.")
def secure(value: str) -> Fault | None:
    """The address of a page, transcript, chapters file or feed begins with https://."""
    return (
        Fault("The address begins with http://; the podcast namespace allows https:// only.")
        if _is_unsafe(value)
        else None
    )


@value_rule("p-media-http", Severity.WARNING, f"{DOCS}; mixed content", "Write https://", Basis.POLICY)
def secure_media(value: str) -> Fault | None:
    """The address of a picture, sound or film in the podcast namespace begins with https://."""
    return Fault("The address begins with http://, which phone apps refuse to fetch.") if _is_unsafe(value) else None


_ANY_SCHEME = tuple(asked for asked in URL.rules if asked.rule.code != "u-scheme")

PAGE = text(*WEB_URL.rules, secure, blank=Blank.JUDGED, plain=EVERYDAY_HTTPS)
"""The address of something that is read."""
OPTIONAL_PAGE = text(*WEB_URL.rules, secure)
PICTURE = text(*WEB_URL.rules, secure_media, blank=Blank.JUDGED, plain=EVERYDAY_HTTPS)
"""The address of something that is seen or heard."""
OPTIONAL_PICTURE = text(*WEB_URL.rules, secure_media)
MEDIA_FILE = text(*_ANY_SCHEME, secure_media, blank=Blank.JUDGED, plain=EVERYDAY_HTTPS)
"""The address of a file that may be fetched in other ways than over the web, such as ipfs://."""
POST = text(*_ANY_SCHEME, secure)
"""The address of a post, which may be that of another network, such as nostr:."""
POST_TO_OPEN = text(*_ANY_SCHEME, secure, blank=Blank.JUDGED)
OPTIONAL_MEDIA_TYPE = text(*MEDIA_TYPE.rules)

# --- words and lengths ---------------------------------------------------------------------------------------


@value_rule("p-empty", Severity.ERROR, DOCS, "Write it between the quotation marks.")
def _filled(value: str) -> Fault | None:
    """An attribute that apps cannot do without is not empty."""
    return None if value.strip() else Fault("It is empty, so apps cannot use it.")


FILLED = text(_filled, blank=Blank.JUDGED)
"""A text that has to be there."""

_LONG = enter(
    "p-long",
    Severity.WARNING,
    f"{DOCS}, Node Value",
    "Shorten it.",
    Basis.SPEC,
    "A text in the podcast namespace is not longer than its documentation allows.",
)


def at_most(characters: int) -> ValueRule:
    """The rule that a text has at most so many characters."""

    def check(value: str) -> Fault | None:
        length = len(value.strip())
        if length <= characters:
            return None
        return Fault(f"The text has {length} characters; apps cut it after {characters}.", snippet=value.strip()[:40])

    return ValueRule(_LONG, check)


_SHORT = pattern(r"[^<&\s][^<&]{0,127}")
SHORT = text(at_most(128), *PLAIN_RULES, plain=_SHORT)
"""A text of at most 128 characters, which apps show as it is."""
OPTIONAL_SHORT = SHORT.if_blank(Blank.ALLOWED)
LABEL = text(at_most(32), *PLAIN_RULES)
TRUE_OR_FALSE = unpadded(
    one_of(
        ("true", "false"),
        code="p-boolean",
        source=DOCS,
        demand="A yes-or-no attribute is true or false.",
    )
)

# --- instants ------------------------------------------------------------------------------------------------


@lru_cache(1024)
def iso8601(value: str) -> datetime | None:
    """The date or instant that a text names as ISO 8601 writes them; None if it names none."""
    value = value.strip()
    if not value.isascii() or len(value) > 40 or (len(value) > 10 and "T" not in value):
        return None
    try:
        return datetime.fromisoformat(value)
    except (ValueError, OverflowError):
        return None
