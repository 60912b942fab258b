"""What an episode says: transcript, chapters, soundbites, season and number."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import Attribute, Blank, Shape, having, lacking, rule, text
from feedpub.rules.names import ITUNES, PODCAST, PODCAST_ON_GITHUB
from feedpub.rules.patterns import pattern
from feedpub.rules.podcast.elements import DOCS, lacks, named
from feedpub.rules.podcast.values import LABEL, OPTIONAL_SHORT, PAGE, SHORT
from feedpub.rules.rss.shapes import ITEM
from feedpub.rules.rule import Basis, Fault, Finding, ValueRule, enter, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values.languages import LANGUAGE
from feedpub.rules.values.media_types import MEDIA_TYPE, essence

# --- files beside the audio ----------------------------------------------------------------------------------

TRANSCRIPTS = frozenset({"text/plain", "text/html", "text/vtt", "application/json", "application/x-subrip"})


@value_rule("p-transcript-type", Severity.WARNING, f"{DOCS}, transcript", "Write text/vtt, which apps know best.")
def _transcript_type(value: str) -> Fault | None:
    """The type of a transcript is one that apps can show: plain text, HTML, WebVTT, JSON or SubRip."""
    kind = essence(value)
    if kind in TRANSCRIPTS:
        return None
    fix = "Write application/x-subrip." if kind in {"application/srt", "text/srt", "application/x-srt"} else ""
    return Fault(f"Apps do not show transcripts of the type {kind[:40]}.", fix)


TRANSCRIPT = Shape(
    None,
    {
        "url": Attribute(PAGE),
        "type": Attribute(text(*MEDIA_TYPE.rules, _transcript_type, blank=Blank.JUDGED)),
        "language": Attribute(LANGUAGE),
        "rel": Attribute(),
    },
    source="podcast namespace, transcript",
)
CHAPTERS = Shape(None, {"url": Attribute(PAGE), "type": Attribute(MEDIA_TYPE)}, source="podcast namespace, chapters")


@rule(
    "p-transcript",
    Severity.ERROR,
    f"{DOCS}, transcript",
    "Add it.",
    on=TRANSCRIPT,
    when=lacking("@url", "@type"),
)
def _transcript_can_be_read(transcript: Element) -> Iterator[Finding]:
    """A transcript gives the url and the type of its file."""
    for name in lacks(transcript, "url", "type"):
        yield Finding(transcript, f"The transcript has no {name}, so apps cannot show it.", f'Add {name}="…".')


@rule("p-chapters", Severity.ERROR, f"{DOCS}, chapters", "Add it.", on=CHAPTERS, when=lacking("@url", "@type"))
def _chapters_can_be_read(chapters: Element) -> Iterator[Finding]:
    """Chapters give the url and the type of their file."""
    hints = {"url": 'Add url="https://…".', "type": 'Add type="application/json+chapters".'}
    for name in lacks(chapters, "url", "type"):
        yield Finding(chapters, f"The chapters have no {name}, so apps cannot show them.", hints[name])


# --- numbers -------------------------------------------------------------------------------------------------

_SEASON = enter(
    "p-season",
    Severity.ERROR,
    f"{DOCS}, season and episode",
    "Write a number.",
    Basis.SPEC,
    "podcast:season is a whole number, and podcast:episode a number, such as 3 or 3.5.",
)


def _numbered(form: str, fix: str) -> ValueRule:
    """The rule that a text is a number of this form."""
    number = pattern(form)

    def check(value: str) -> Fault | None:
        value = value.strip()
        if number.fullmatch(value):
            return None
        return Fault(f"“{value[:40]}” is not such a number." if value else "There is no number here.", fix)

    return ValueRule(_SEASON, check)


season_number = _numbered(r"-?[0-9]+", "Write a whole number such as 2; its name goes into the attribute name.")
_episode_number = _numbered(r"-?[0-9]+(?:\.[0-9]+)?", "Write a number such as 12; words go into the attribute display.")
SEASON = Shape(text(season_number, blank=Blank.JUDGED), {"name": Attribute(SHORT)}, source="podcast namespace, season")
EPISODE = Shape(
    text(_episode_number, blank=Blank.JUDGED), {"display": Attribute(LABEL)}, source="podcast namespace, episode"
)

# --- soundbites ----------------------------------------------------------------------------------------------

SOUNDBITE = Shape(
    OPTIONAL_SHORT,
    {"startTime": Attribute(text(blank=Blank.ALLOWED)), "duration": Attribute(text(blank=Blank.ALLOWED))},
    source="podcast namespace, soundbite",
)
_SECONDS = pattern(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_CLOCK = pattern(r"(?:(?:([0-9]{1,4}):)?([0-9]{1,4}):)?([0-9]{1,9})(?:\.[0-9]+)?")


def _seconds(value: str) -> float | None:
    """The number of seconds that a text is; None if it is none."""
    value = value.strip()
    return float(value) if len(value) < 20 and _SECONDS.fullmatch(value) else None


def _duration_of(item: Element) -> int:
    """The seconds that an episode lasts, by its itunes:duration; 0 if it does not say."""
    found = _CLOCK.fullmatch(item.value(ITUNES("duration")))
    if found is None:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


@rule("p-soundbite", Severity.ERROR, f"{DOCS}, soundbite", "Write it in seconds, such as 73.5", on=SOUNDBITE)
def _soundbite_is_timed(soundbite: Element) -> Iterator[Finding]:
    """A soundbite has a startTime and a duration in seconds."""
    for name in ("startTime", "duration"):
        value = soundbite.attributes.get(name)
        if value is None:
            yield Finding(soundbite, f"The soundbite has no {name}.", f'Add {name}="…", in seconds.')
        elif _seconds(value) is None:
            yield Finding(soundbite, f"“{value.strip()[:40]}” is not a number of seconds.", attribute=name)


@rule("p-soundbite-length", Severity.INFO, f"{DOCS}, soundbite", "Make it 15 to 120 seconds long.", on=SOUNDBITE)
def _soundbite_is_short(soundbite: Element) -> Iterator[Finding]:
    """A soundbite lasts from 15 to 120 seconds."""
    duration = _seconds(soundbite.attributes.get("duration", ""))
    if duration is not None and not 15 <= duration <= 120:
        yield Finding(soundbite, f"The soundbite lasts {duration:g} seconds.", attribute="duration")


@rule(
    "p-soundbite-range",
    Severity.WARNING,
    f"{DOCS}, soundbite",
    "Check where it starts and how long it is.",
    on=ITEM,
    when=having(PODCAST("soundbite"), PODCAST_ON_GITHUB("soundbite")),
)
def _soundbite_is_inside(item: Element) -> Iterator[Finding]:
    """A soundbite is within its episode."""
    soundbites = named(item, "soundbite")
    length = _duration_of(item) if soundbites else 0
    for soundbite in soundbites if length else ():
        start, duration = (_seconds(soundbite.attributes.get(name, "")) for name in ("startTime", "duration"))
        # The episode's own length is written in whole seconds.
        if start is not None and duration is not None and start + duration >= length + 1:
            message = f"The soundbite ends at {start + duration:g} seconds, but the episode lasts {length}."
            yield Finding(soundbite, message, attribute="startTime")
