"""How often a podcast comes out: podcast:updateFrequency, and podcast:podping, which tells apps when it does."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import Attribute, Blank, Shape, rule, text
from feedpub.rules.podcast import recurrence
from feedpub.rules.podcast.elements import DOCS
from feedpub.rules.podcast.values import OPTIONAL_SHORT, TRUE_OR_FALSE, iso8601
from feedpub.rules.rule import Fault, Finding, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values import quoted

_SOURCE = f"{DOCS}, updateFrequency"


@value_rule("p-rrule", Severity.ERROR, f"{_SOURCE}; RFC 5545 section 3.3.10", "For example: FREQ=WEEKLY;BYDAY=MO,TH")
def _rrule(value: str) -> Fault | None:
    """The rrule of a schedule is an iCalendar recurrence rule."""
    return recurrence.malformed(value)


@value_rule("p-rrule-parts", Severity.WARNING, "RFC 5545 section 3.3.10", "Take it out, or change FREQ.")
def _rrule_parts(value: str) -> Fault | None:
    """The parts of a recurrence rule are allowed with its FREQ."""
    return recurrence.mismatched(value)


@value_rule("p-dtstart", Severity.ERROR, _SOURCE, "Write it as 2026-05-02 or 2026-05-02T13:30:00Z.")
def _dtstart(value: str) -> Fault | None:
    """The dtstart of a schedule is a date, or a date and time, in the form of ISO 8601."""
    return None if iso8601(value) else Fault(f"{quoted(value)} is not a date in the form of ISO 8601.")


UPDATE_FREQUENCY = Shape(
    OPTIONAL_SHORT,
    {
        "complete": Attribute(TRUE_OR_FALSE),
        "dtstart": Attribute(text(_dtstart, blank=Blank.JUDGED)),
        "rrule": Attribute(text(_rrule, _rrule_parts, blank=Blank.JUDGED)),
    },
    source="podcast namespace, updateFrequency",
)
PODPING = Shape(None, {"usesPodping": Attribute(TRUE_OR_FALSE)}, source="podcast namespace, podping")


@rule(
    "p-rrule-count", Severity.ERROR, _SOURCE, 'Add dtstart="…" with the day of the first episode.', on=UPDATE_FREQUENCY
)
def _counts_from_a_day(schedule: Element) -> Iterator[Finding]:
    """A schedule that counts its episodes (COUNT) has a dtstart to count from."""
    counts = "COUNT" in recurrence.parts_of(schedule.attributes.get("rrule", ""))
    if counts and "dtstart" not in schedule.attributes:
        yield Finding(schedule, "The rule counts episodes, but nothing says when the first one is.", attribute="rrule")


@rule(
    "p-rrule-until",
    Severity.ERROR,
    _SOURCE,
    "Write both as dates, or both with a time.",
    on=UPDATE_FREQUENCY,
)
def _ends_as_it_starts(schedule: Element) -> Iterator[Finding]:
    """The dtstart and UNTIL of a schedule are both dates, or both have a time."""
    until = recurrence.parts_of(schedule.attributes.get("rrule", "")).get("UNTIL", "")
    start = schedule.attributes.get("dtstart", "").strip()
    if until and start and ("T" in until) != ("T" in start):
        yield Finding(
            schedule, f"The rule runs from {start[:30]} until {until[:30]}: one has a time, the other does not."
        )
