"""What shows and episodes say in the podcast namespace's words, held against the rules that the validator has for them.

So a word that no app knows is told where the editor wrote it, and not in the feed that would be made of it.
"""

from collections.abc import Callable, Iterator, Mapping

from feedpub.document import Document, Path
from feedpub.problem import Problem, suggestion
from feedpub.rules.grammar import Text, Verdict
from feedpub.rules.itunes.categories import CATEGORIES, SUCCESSORS
from feedpub.rules.podcast.licences import KNOWN as LICENCES
from feedpub.rules.podcast.places import LOCATION
from feedpub.rules.podcast.remote import MEDIUM_TEXT, REMOTE_ITEM
from feedpub.rules.podcast.schedule import UPDATE_FREQUENCY
from feedpub.rules.podcast.show import PERSON, PROTOCOLS
from feedpub.rules.profiles import SPEC
from feedpub.rules.verdict import severity_of

_EACH = -1
"""Stands in a path for every element of a list."""
_Table = Mapping[Path, Text]

_PERSONS: _Table = {
    ("persons", _EACH, "role"): PERSON.holds("role"),
    ("persons", _EACH, "group"): PERSON.holds("group"),
}
_PLACE: _Table = {("location", name): LOCATION.holds(name) for name in ("geo", "osm", "country")}
_OF_EPISODES: _Table = {**_PERSONS, **_PLACE}
"""What an article says that the validator has rules for."""
_OF_SHOWS: _Table = {
    **_PERSONS,
    **_PLACE,
    ("medium",): MEDIUM_TEXT,
    ("update_frequency", "rrule"): UPDATE_FREQUENCY.holds("rrule"),
    ("podroll", _EACH, "guid"): REMOTE_ITEM.holds("feedGuid"),
    ("publisher", "guid"): REMOTE_ITEM.holds("feedGuid"),
    **{("live", _EACH, *path): text for path, text in _PERSONS.items()},
}
"""What a show says that the validator has rules for."""


def of_show(document: Document, above: Path = ()) -> Iterator[Problem]:
    """What is wrong with the words of the show that a document has at a path."""
    yield from _judged(document, _OF_SHOWS, above)
    yield from _unlisted(document, above)


def of_episode(document: Document) -> Iterator[Problem]:
    """What is wrong with the words of an episode."""
    yield from _judged(document, _OF_EPISODES)
    yield from _unlisted(document)


def _judged(document: Document, table: _Table, above: Path = ()) -> Iterator[Problem]:
    """What is wrong with the values at the paths of a table, which begin below the path `above`."""
    for pattern, expected in table.items():
        for path, value in _values(document, (*above, *pattern)):
            yield from _problems_of(document, path, expected.judge(value) if expected.judge else ())


def _values(document: Document, pattern: Path) -> Iterator[tuple[Path, str]]:
    """The texts in a document at a path, with _EACH standing for any element of a list; and where they are."""
    if _EACH in pattern:
        index = pattern.index(_EACH)
        elements = document.value(pattern[:index])
        for number in range(len(elements) if isinstance(elements, list) else 0):
            yield from _values(document, (*pattern[:index], number, *pattern[index + 1 :]))
    elif isinstance(value := document.value(pattern), str):
        yield pattern, value


def _problems_of(document: Document, path: Path, verdict: Verdict) -> Iterator[Problem]:
    for rule, fault in verdict:
        severity = severity_of(rule, SPEC)
        if severity is not None:
            yield Problem(document.place(path), rule.code, fault.message, fault.fix or rule.advice, severity)


# --- lists that have no rule for a text alone ----------------------------------------------------------------


def _unlisted(document: Document, above: Path = ()) -> Iterator[Problem]:
    """Categories, licenses and protocols that are on no list."""
    looks: dict[Path, Callable[[Document, Path, str], Problem | None]] = {
        ("categories", _EACH): _category,
        ("license",): _license,
        ("license", "name"): _license,
        ("social", _EACH, "protocol"): _protocol,
    }
    for pattern, look in looks.items():
        for path, value in _values(document, (*above, *pattern)):
            if problem := look(document, path, " ".join(value.split())):
                yield problem


_WRITTEN = [*CATEGORIES, *(f"{name} > {inner}" for name, inners in CATEGORIES.items() for inner in inners)]
"""Apple's categories as they are written in YAML."""


def _category(document: Document, path: Path, value: str) -> Problem | None:
    name, arrow, inner = (part.strip() for part in value.partition(">"))
    if f"{name} > {inner}" in _WRITTEN or (not arrow and name in CATEGORIES):
        return None
    message = f"Apple Podcasts has no category “{value[:60]}”."
    return Problem(document.place(path), "unknown-category", message, _meant_category(name, inner))


def _meant_category(name: str, inner: str) -> str:
    if inner and CATEGORIES.get(name) == {}:
        return f"Write {name}, which has no subcategories."
    for written in _WRITTEN:
        if written.rpartition("> ")[2].casefold() == (inner or name).casefold():
            return f"Write {written}"
    if inner and name in CATEGORIES:
        near = suggestion(inner, CATEGORIES[name])
        return f"Write {name} > {near}" if near else f"The subcategories of {name} are {', '.join(CATEGORIES[name])}."
    if name in SUCCESSORS:
        return f"Write {SUCCESSORS[name]}"
    if near := suggestion(f"{name} > {inner}" if inner else name, _WRITTEN):
        return f"Did you mean {near}?"
    return f"The categories are {', '.join(CATEGORIES)}."


def _license(document: Document, path: Path, value: str) -> Problem | None:
    home = path if path[-1] != "name" else path[:-1]
    if value.lower() in LICENCES or document.value((*home, "url")):
        return None
    near = suggestion(value, LICENCES)
    fix = f"Did you mean {near}?" if near else "Write, for example, cc-by-4.0 or arr, or add the url of its text."
    message = f"“{value[:60]}” is not on the SPDX list of licenses, and has no url where it can be read."
    return Problem(document.place(path), "unknown-value", message, fix)


def _protocol(document: Document, path: Path, value: str) -> Problem | None:
    if value in PROTOCOLS:
        return None
    near = suggestion(value, PROTOCOLS)
    fix = f"Did you mean {near}?" if near else f"Write one of {', '.join(sorted(PROTOCOLS))}."
    return Problem(
        document.place(path), "unknown-value", f"There is no protocol for comments called “{value[:40]}”.", fix
    )
