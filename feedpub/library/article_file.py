"""One article's file, read, typed and made ready for any feed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from feedpub import document
from feedpub.document import Document
from feedpub.library.bodies import joined_lines, lost_lines, pictures_beside
from feedpub.library.desk import Desk
from feedpub.library.episodes import show_of
from feedpub.library.items import categories, item_problems, make_item, media_problems
from feedpub.library.minting import minted_id
from feedpub.library.plain import markup_in_text, quotes_around_names
from feedpub.library.typed import typed_document
from feedpub.model import feed
from feedpub.model.article import Article, Status
from feedpub.model.episode import EpisodeType
from feedpub.model.fields import FieldContext
from feedpub.model.newsroom import Station
from feedpub.problem import Problem, Severity, errors


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """What a file holds: a candidate, or the id of a draft, or something broken; and what is wrong with it.

    `ready` is what feeds carry of a candidate that is not withdrawn, if that was asked for. `without` are the fields
    that were left out of it, because their files are lost.
    """

    problems: list[Problem]
    candidate: feed.Candidate | None = None
    draft: str | None = None
    ready: feed.ReadyItem | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedArticle:
    """A file's document, what it was read against, and the article that it is, if nothing in it is an error."""

    document: Document
    context: FieldContext
    article: Article | None
    problems: list[Problem]


def typed_articles(desk: Desk, files: Mapping[str, bytes]) -> dict[str, TypedArticle]:
    """The articles of several files, given by their paths from the newsroom's folder.

    Each step is done for all of them before the next one begins: so its code and tables stay in the processor's
    cache, and a thousand files take two thirds of the time.
    """
    documents = {path: document.read(raw, desk.folder.display_name(path)) for path, raw in files.items()}
    return {path: _typed(desk, path, found) for path, found in documents.items()}


def _typed(desk: Desk, path: str, found: Document) -> TypedArticle:
    context = FieldContext(path.rpartition("/")[0], desk.station.timezone)
    return TypedArticle(found, context, *typed_document(found, Article, context))


def examine(desk: Desk, path: str, typed: TypedArticle, *, whole: bool = False) -> ReadArticle:
    """What is wrong with an article beyond its fields, and what there is to know of it.

    `whole`: make what feeds carry of it, too.

    A draft is not held to the rules yet, and a withdrawn article not any more: what is wrong with it is an info.
    """
    found, context, article = typed.document, typed.context, typed.article
    status = found.data.get("status")
    problems = [*typed.problems, *_beyond_fields(desk, found, context)]
    show = show_of(context.folder, found.data.get("show"), desk.station)
    if status == Status.WITHDRAWN:
        return _withdrawn(desk, path, found, context, problems, show)
    if article is None:
        problems += media_problems(found, context, desk.shelf)
        if status == Status.DRAFT:
            return ReadArticle([*map(_for_later, problems)], draft=_id_of_draft(desk, path, found, context))
        return ReadArticle(problems)
    identity = minted_id(desk, path, article)
    of_article = (article, identity, found, desk.station, desk.shelf, show)
    item, more = make_item(*of_article) if whole else (None, item_problems(*of_article))
    problems += more
    if status == Status.DRAFT:
        return ReadArticle([*map(_for_later, problems)], draft=identity)
    if errors(problems):
        return ReadArticle(problems)
    candidate = _candidate(article, identity, found, show if article.audio else None)
    ready = feed.ReadyItem(item, tuple(_corrections(article, desk.station))) if item else None
    return ReadArticle(problems, candidate, ready=ready)


def _beyond_fields(desk: Desk, found: Document, context: FieldContext) -> Iterator[Problem]:
    """What is lost of a file, or shown otherwise than it was meant, though its fields are right."""
    yield from joined_lines(found)
    yield from lost_lines(found)
    yield from markup_in_text(found)
    yield from quotes_around_names(found)
    yield from pictures_beside(found, desk.shelf.originals, context.folder)


def _id_of_draft(desk: Desk, path: str, found: Document, context: FieldContext) -> str | None:
    """The id of a draft in which something is wrong; None if it is its id, or its date, that is."""
    article, _ = typed_document(_only(found, _NEEDED, desk.station), Article, context)
    return minted_id(desk, path, article) if article else None


def _withdrawn(
    desk: Desk, path: str, found: Document, context: FieldContext, problems: list[Problem], show: str | None
) -> ReadArticle:
    """A withdrawn article: only what its tombstone needs can be wrong with it, so that nothing is in its way."""
    for names in ((*_NEEDED, *_USEFUL), _NEEDED):
        article, wrong = typed_document(_only(found, names, desk.station), Article, context)
        if article:
            break
    rest = [_for_later(problem) for problem in problems if problem not in wrong]
    if article is None:
        return ReadArticle([*wrong, *rest])
    identity = minted_id(desk, path, article)
    return ReadArticle(rest, _candidate(article, identity, found, show))


def _for_later(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.INFO)


_NEEDED = ("status", "id", "published", "updated")
"""What has to be right in an article that is withdrawn, and in any for its id."""
_USEFUL = ("section", "tags", "corrections")
"""What feeds choose it by, and what says when it changed."""


def _only(found: Document, names: tuple[str, ...], station: Station) -> Document:
    """The document with these fields alone, and the problems in their lines; what every article has is made up."""
    made_up: dict[str, document.Value] = {"title": station.title, "link": station.link, "summary": station.title}
    data = {name: value for name, value in found.data.items() if name in names}
    lines = {found.place((name,), of_key=True).line for name in names if (name,) in found.marks}
    problems = [problem for problem in found.problems if problem.place.line in lines]
    return replace(found, data={**made_up, **data}, problems=problems)


def _candidate(article: Article, identity: str, found: Document, show: str | None) -> feed.Candidate:
    changes: list[tuple[datetime, document.Path]] = [
        (correction.date, ("corrections", index, "date")) for index, correction in enumerate(article.corrections)
    ]
    if article.updated:
        changes.append((article.updated, ("updated",)))
    changes.sort(key=lambda change: change[0])
    return feed.Candidate(
        id=identity,
        link=article.link,
        title=article.title,
        published=article.published,
        withdrawn=article.status is Status.WITHDRAWN,
        expires=article.expires,
        changes=tuple(when for when, _ in changes),
        places=feed.Places(
            link=found.place(("link",)),
            id=found.place(("id",)),
            published=found.place(("published",)),
            changed=found.place(changes[-1][1] if changes else ("published",)),
            episode=found.place(("episode",)),
        ),
        section=article.section,
        categories=categories(article),
        show=show,
        number=_number(article, show),
    )


def _number(article: Article, show: str | None) -> feed.EpisodeNumber | None:
    """What no other full episode may have; trailers and bonuses have the number of the one that they belong to."""
    if show is None or article.episode is None or article.episode_type is not EpisodeType.FULL:
        return None
    return None if article.status is Status.WITHDRAWN else feed.EpisodeNumber(show, article.season, article.episode)


def _corrections(article: Article, station: Station) -> Iterator[feed.Correction]:
    for correction in sorted(article.corrections, key=lambda correction: correction.date):
        day = f"{correction.date.astimezone(station.timezone):%Y-%m-%d}"
        yield feed.Correction(correction.date, f"{station.correction_label} ({day}):", correction.text)
