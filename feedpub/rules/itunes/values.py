"""What the texts of the itunes namespace may be."""

from functools import lru_cache

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault, ValueRule, enter, value_rule
from feedpub.rules.values import words
from feedpub.rules.values.numbers import one_of
from feedpub.rules.values.plain import PLAIN_RULES, no_space_around, no_tags

APPLE = "Apple, Podcaster's guide to RSS"


# --- texts ---------------------------------------------------------------------------------------------------

_TOO_LONG = enter(
    "i-too-long",
    Severity.ERROR,
    f"{APPLE}, technical details",
    "Shorten it.",
    Basis.SPEC,
    "A value of the itunes namespace has at most 255 characters, a summary 4,000.",
)


def at_most(limit: int) -> ValueRule:
    """The rule that a text has no more characters than this."""

    def check(value: str) -> Fault | None:
        if len(value) <= limit or len(value.strip()) <= limit:
            return None
        return Fault(f"The text has {len(value.strip()):,} characters; {limit:,} are allowed.", "", value[:40].strip())

    return ValueRule(_TOO_LONG, check)


@value_rule("i-keywords", Severity.WARNING, f"{APPLE}, keywords", "Put commas between them: harbor, ferry, tides")
def _keywords(value: str) -> Fault | None:
    """Keywords are separated by commas."""
    value = value.strip()
    if "," not in value and len(value.split()) > 1:
        return Fault("There is no comma between the keywords, so they are all taken for a single one.")
    return None


NAME = text(no_space_around, at_most(255), *PLAIN_RULES)
"""A person's or group's name."""
SUBTITLE = text(at_most(255), *PLAIN_RULES)


@lru_cache(2**10)
def has_tag(value: str) -> bool:
    """Whether a summary is HTML, which is told of the first such one of a feed alone."""
    return no_tags.check(value) is not None


def _unless_html(asked: ValueRule) -> ValueRule:
    """A rule for plain text, not asked of what is HTML."""
    return ValueRule(asked.rule, lambda value: None if has_tag(value) else asked.check(value))


SUMMARY = text(at_most(4000), *map(_unless_html, PLAIN_RULES))
"""A summary of a show or an episode; see i-deprecated."""
KEYWORDS = text(at_most(255), _keywords, *PLAIN_RULES)


# --- words ---------------------------------------------------------------------------------------------------


def _shown(value: str) -> str:
    return f"“{value.strip()[:40]}”" if value.strip() else "An empty element"


_NO = frozenset({"no", "clean", "false"})


@value_rule("i-yes-no", Severity.ERROR, f"{APPLE}, block and isClosedCaptioned", "Write Yes, or leave it out.")
def _yes_or_no(value: str) -> Fault | None:
    """itunes:block and itunes:isClosedCaptioned say Yes, if they are used."""
    word = value.strip().casefold()
    if word == "yes" or word in _NO:
        return None
    return Fault(f"{_shown(value)} is neither Yes nor no, so it is not understood.")


@value_rule(
    "i-complete", Severity.WARNING, f"{APPLE}, complete and block", "Write Yes, or leave it out.", Basis.PLATFORM
)
def _yes(value: str) -> Fault | None:
    """The elements complete and block say Yes or are left out; nothing else has an effect."""
    word = value.strip()
    return None if word.casefold() == "yes" else Fault(f"{_shown(value)} has no effect; only Yes has.")


YES_OR_NO = text(_yes_or_no, blank=Blank.JUDGED)
BLOCK = text(_yes_or_no, _yes, blank=Blank.JUDGED)
COMPLETE = text(_yes, blank=Blank.JUDGED)

_EXPLICIT = words("true false")
_OLD_EXPLICIT = {"yes": "true", "explicit": "true", "no": "false", "clean": "false"}


@value_rule("i-explicit", Severity.ERROR, f"{APPLE}, explicit", "Write true or false.")
def _explicit(value: str) -> Fault | None:
    """itunes:explicit has a value that Apple knows."""
    word = value.strip().casefold()
    if word in _EXPLICIT or word in _OLD_EXPLICIT:
        return None
    return Fault(f"{_shown(value)} says neither that it is explicit nor that it is not.")


@value_rule("i-explicit-old", Severity.ERROR, f"{APPLE}, explicit", "Write true or false.", Basis.PLATFORM)
def _explicit_today(value: str) -> Fault | None:
    """itunes:explicit is true or false."""
    meant = _OLD_EXPLICIT.get(value.strip().casefold())
    return Fault(f"“{value.strip()}” is a word from before 2019.", f"Write {meant}.") if meant else None


EXPLICIT = text(_explicit, _explicit_today, blank=Blank.JUDGED, plain=_EXPLICIT.__contains__)
SHOW_TYPE = one_of(
    ("episodic", "serial"),
    code="i-type",
    source=f"{APPLE}, type",
    demand="The type of a show is episodic or serial.",
    fold=True,
)
EPISODE_TYPE = one_of(
    ("full", "trailer", "bonus"),
    code="i-episode-type",
    source=f"{APPLE}, episodeType",
    demand="The type of an episode is full, trailer or bonus.",
    fold=True,
)


# --- durations -----------------------------------------------------------------------------------------------

_DURATION = pattern(r"[0-9]+|[0-9]+:[0-5][0-9]|[0-9]+:[0-5]?[0-9]:[0-5][0-9]")


@value_rule("i-duration-neg", Severity.ERROR, f"{APPLE}, duration", "Write the number of seconds, such as 1536")
def _duration(value: str) -> Fault | None:
    """A duration is a number of seconds, or minutes and seconds (25:36), or hours, minutes and seconds (1:25:36)."""
    value = value.strip()
    if _DURATION.fullmatch(value):
        return None
    return Fault(f"“{value[:40]}” is not a duration." if value else "There is no duration here.")


@value_rule(
    "i-duration-zero", Severity.WARNING, f"{APPLE}, duration", "Write how long it is, in seconds.", Basis.PLATFORM
)
def _lasts(value: str) -> Fault | None:
    """A duration is not 0."""
    return Fault("An episode with no length cannot be played.") if not value.strip("0: \t\r\n") else None


@value_rule(
    "i-duration-seconds",
    Severity.WARNING,
    f"{APPLE}, duration; PSP-1, itunes:duration",
    "Write it in seconds.",
    Basis.DESTINATION,
)
def _in_seconds(value: str) -> Fault | None:
    """A duration is written in seconds."""
    value = value.strip()
    if ":" not in value or len(value) > 12:
        return None
    seconds = 0
    for part in value.split(":"):
        seconds = seconds * 60 + int(part)
    return Fault(f"“{value}” is read in several ways.", f"Write {seconds}")


DURATION = text(_duration, _lasts, _in_seconds, blank=Blank.JUDGED, plain=pattern("[1-9][0-9]*"))
