"""What two articles of one station may not share: an id, a link, the number of an episode."""

from collections.abc import Iterable
from datetime import datetime

from feedpub.model.feed import Candidate, Number
from feedpub.problem import Place, Problem, Severity


def without_clashes(candidates: Iterable[Candidate]) -> tuple[tuple[Candidate, ...], list[Problem]]:
    """Leave out what has the id or the link of an article that came out before it.

    The older one keeps both, for subscribers have it; a copied file whose fields were not all changed is newer. The
    link of an article that is withdrawn, or was over by then, is free for its successor.
    """
    by_id: dict[str, Candidate] = {}
    by_link: dict[str, Candidate] = {}
    unique: list[Candidate] = []
    problems: list[Problem] = []
    for candidate in sorted(candidates, key=_age):
        if other := by_id.get(candidate.id):
            problems.append(_clash("id", candidate.places.id, other))
        elif (
            (other := by_link.get(candidate.link))
            and not candidate.withdrawn
            and not other.is_over(candidate.published)
        ):
            problems.append(_clash("link", candidate.places.link, other))
        else:
            unique.append(candidate)
            by_id[candidate.id] = candidate
            if not candidate.withdrawn:
                by_link[candidate.link] = candidate
    return tuple(unique), problems


def same_numbers(candidates: Iterable[Candidate]) -> list[Problem]:
    """What full episodes of one season of a show have the number of one that came out before them."""
    first: dict[Number, Candidate] = {}
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
