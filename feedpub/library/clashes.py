"""What two articles of one station may not share: an id, a link, the number of an episode."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from feedpub.model.feed import Candidate, EpisodeNumber
from feedpub.problem import Place, Problem, Severity


class CarriedItem(NamedTuple):
    """What tells an item that subscribers have from a copy with its id."""

    link: str
    title: str
    published: datetime | None


def without_clashes(
    candidates: Sequence[Candidate], carried: Mapping[str, CarriedItem]
) -> tuple[tuple[Candidate, ...], list[Problem]]:
    """Leave out what has the id or the link of an article that subscribers have, or that came out before it.

    `carried` are the items that feeds in place carry, by their ids. Of two that nobody has yet, the older one keeps
    both; a copied file whose fields were not all changed is newer. What is withdrawn stays so, whoever else has its id.
    The link of an article that is withdrawn, or was over when the next one with it came out, is free for that one.
    """
    by_id: dict[str, Candidate] = {}
    by_link: dict[str, list[Candidate]] = {}
    unique: list[Candidate] = []
    problems: list[Problem] = []
    for candidate in sorted(candidates, key=lambda one: (not one.withdrawn, -_likeness(one, carried), _age(one))):
        at_link = by_link.setdefault(candidate.link, [])
        if other := by_id.get(candidate.id):
            problems.append(_clash("id", candidate.places.id, other))
        elif other := next((one for one in at_link if _are_out_together(one, candidate)), None):
            problems.append(_clash("link", candidate.places.link, other))
        else:
            unique.append(candidate)
            by_id[candidate.id] = candidate
            at_link.append(candidate)
    return tuple(unique), problems


def _likeness(candidate: Candidate, carried: Mapping[str, CarriedItem]) -> int:
    """In how much a candidate is what subscribers have under its id; 0: they have nothing."""
    item = carried.get(candidate.id)
    if item is None:
        return 0
    own = CarriedItem(candidate.link, candidate.title, candidate.published)
    return 1 + sum(has == known for has, known in zip(own, item, strict=True))


def _are_out_together(one: Candidate, other: Candidate) -> bool:
    first, second = sorted((one, other), key=_age)
    return not (one.withdrawn or other.withdrawn or first.has_expired(second.published))


def same_numbers(candidates: Iterable[Candidate]) -> list[Problem]:
    """What full episodes of one season of a show have the number of one that came out before them."""
    first: dict[EpisodeNumber, Candidate] = {}
    problems: list[Problem] = []
    for candidate in sorted(candidates, key=_age):
        if candidate.number is None:
            continue
        other = first.setdefault(candidate.number, candidate)
        if other is not candidate:
            season, number = candidate.number.season, candidate.number.episode
            which = f"episode {number}" + (f" of season {season}" if season else "")
            message = f"The article in {other.places.link.file} is {which} too, and apps show one of the two only."
            fix = "Give it the number that comes next, or make it a bonus: episode_type: bonus"
            problems.append(Problem(candidate.places.episode, "duplicate-episode", message, fix, Severity.WARNING))
    return problems


def same_audio(candidates: Iterable[tuple[Candidate, str]]) -> list[Problem]:
    """What episodes of one show have the audio, by its address, of one that came out before them."""
    first: dict[str, Candidate] = {}
    problems: list[Problem] = []
    for candidate, url in sorted(candidates, key=lambda one: _age(one[0])):
        other = first.setdefault(url, candidate)
        if other is not candidate:
            message = f"The article in {other.places.link.file} has the same audio, {url.rpartition('/')[2]}."
            fix = "Name the file of this episode in `audio`, or delete the copy."
            problems.append(
                Problem(Place(candidate.places.link.file), "duplicate-audio", message, fix, Severity.WARNING)
            )
    return problems


def _age(candidate: Candidate) -> tuple[datetime, int, str]:
    """Older first; of two from one moment, the shorter name, for a copy's has something added."""
    file = candidate.places.link.file
    return candidate.published, len(file), file


def _clash(what: str, place: Place, other: Candidate) -> Problem:
    message = f"The article in {other.places.link.file} has the same {what}, so this one is left out."
    fix = {
        "id": "Give one of the two an `id` of its own, or another file name.",
        "link": "Give this article the address of its own page.",
    }[what]
    return Problem(place, f"duplicate-{what}", message, fix)
