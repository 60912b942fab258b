"""All of a station's articles, and what two of them may not share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from feedpub.library.articles import read_article
from feedpub.library.channels import empty_feeds
from feedpub.library.folders import Folder, article_files
from feedpub.library.shelf import Shelf
from feedpub.model.episode import EpisodeType
from feedpub.model.feed import Candidate
from feedpub.model.newsroom import Station
from feedpub.problem import Place, Problem, Severity
from feedpub.remote import Remote


@dataclass(frozen=True)
class Articles:
    """What feeds may choose from, the local media by address, how many files were read, and all problems.

    `known` are the ids of all articles that could be read, drafts too.
    """

    candidates: tuple[Candidate, ...]
    shelf: Shelf
    files: int
    problems: list[Problem]
    known: frozenset[str]


def read_articles(folder: Folder, name: str, station: Station, remote: Remote | None = None) -> Articles:
    """Read every article below the station's folder `name`; drafts and broken ones are left out.

    `remote` is asked about audio elsewhere whose length is not given; None asks nobody.
    """
    listing = article_files(folder, folder.root / name)
    problems = list(listing.problems)
    shelf = Shelf(folder, station.feeds_url, remote)
    articles = [read_article(folder, path, name, station, shelf) for path in listing.files]
    problems += [problem for article in articles for problem in article.problems]
    unique, clashes = _without_clashes(article.candidate for article in articles if article.candidate)
    clashes += _same_numbers(unique)
    if all(problem.severity is not Severity.ERROR for problem in problems):  # else its articles may be broken ones
        problems += empty_feeds(folder, name, station, [candidate.item for candidate in unique])
    known = [candidate.item.id for candidate in unique] + [article.draft for article in articles if article.draft]
    return Articles(unique, shelf, len(listing.files), problems + clashes, frozenset(known))


def _without_clashes(candidates: Iterable[Candidate]) -> tuple[tuple[Candidate, ...], list[Problem]]:
    """Leave out what has the id or the link of an article that came out before it.

    The older one keeps both, for subscribers have it; a copied file whose fields were not all changed is newer. The
    link of an article that is withdrawn, or was over by then, is free for its successor.
    """
    by_id: dict[str, Candidate] = {}
    by_link: dict[str, Candidate] = {}
    unique: list[Candidate] = []
    problems: list[Problem] = []
    for candidate in sorted(candidates, key=_age):
        if other := by_id.get(candidate.item.id):
            problems.append(_clash("id", candidate.places.id, other))
        elif (other := by_link.get(candidate.item.link)) and not candidate.withdrawn and not _is_over(other, candidate):
            problems.append(_clash("link", candidate.places.link, other))
        else:
            unique.append(candidate)
            by_id[candidate.item.id] = candidate
            if not candidate.withdrawn:
                by_link[candidate.item.link] = candidate
    return tuple(unique), problems


def _same_numbers(candidates: Iterable[Candidate]) -> list[Problem]:
    """What full episodes of one season of a show have the number of one that came out before them."""
    first: dict[tuple[str, int | None, int], Candidate] = {}
    problems: list[Problem] = []
    for candidate in candidates:
        episode = candidate.item.episode
        if episode is None or episode.number is None or episode.kind != EpisodeType.FULL or candidate.withdrawn:
            continue
        other = first.setdefault((episode.show, episode.season, episode.number), candidate)
        if other is not candidate:
            which = f"episode {episode.number}" + (f" of season {episode.season}" if episode.season else "")
            message = f"The article in {other.places.link.file} is {which} too, and apps show one of the two only."
            fix = "Give it the number that comes next, or make it a bonus: episode_type: bonus"
            problems.append(Problem(candidate.places.episode, "duplicate-episode", message, fix, Severity.WARNING))
    return problems


def _is_over(older: Candidate, candidate: Candidate) -> bool:
    return older.expires is not None and older.expires <= candidate.item.published


def _age(candidate: Candidate) -> tuple[datetime, int, str]:
    """Older first; of two from one moment, the shorter name, for a copy's has something added."""
    file = candidate.places.link.file
    return candidate.item.published, len(file), file


def _clash(what: str, place: Place, other: Candidate) -> Problem:
    message = f"The article in {other.places.link.file} has the same {what}, so this one is left out."
    fix = {
        "id": "Give one of the two an `id` of its own, or another file name.",
        "link": "Give this article the address of its own page.",
    }[what]
    return Problem(place, f"duplicate-{what}", message, fix)
