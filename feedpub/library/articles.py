"""One article's file, read, typed and made ready for any feed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from feedpub import document
from feedpub.document import Document
from feedpub.library.bodies import joined_lines, lost_headings
from feedpub.library.episodes import show_of
from feedpub.library.folders import Folder
from feedpub.library.index import apart
from feedpub.library.items import categories, item_problems, make_item, media_problems
from feedpub.library.plain import markup_in_text
from feedpub.library.rows import Beside
from feedpub.library.shelf import MEDIA_FOLDER, Shelf
from feedpub.library.typed import typed_document
from feedpub.model import feed
from feedpub.model.article import Article, Status
from feedpub.model.episode import EpisodeType
from feedpub.model.fields import Reading
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
    ready: feed.Ready | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedArticle:
    """A file's document, what it was read against, and the article that it is, if nothing in it is an error."""

    document: Document
    reading: Reading
    article: Article | None
    problems: list[Problem]


@dataclass(frozen=True)
class Desk:
    """What the articles of one station are read with; `name` is the station's folder.

    `stands_in`: the station is not its own, whose file is broken, but one that stands in for it (see stations.py).
    """

    folder: Folder
    name: str
    station: Station
    shelf: Shelf
    stands_in: bool = False

    @property
    def key(self) -> str:
        """What the index keeps the articles by."""
        return apart(self.name) if self.stands_in else self.name

    def is_elsewhere(self, paths: Iterable[str]) -> bool:
        """Whether some of these files, or folders, are neither in the station's folder nor in that for all media."""
        return any(not f"{path}/".startswith((f"{self.name}/", f"{MEDIA_FOLDER}/")) for path in paths)

    def read(self, path: str, raw: bytes, *, whole: bool = False) -> ReadArticle:
        """Read the bytes of one article's file, by its path from the newsroom's folder; otherwise as `judge`."""
        return self.judge(path, self.typed({path: raw})[path], whole=whole)

    def read_as_known(
        self, path: str, raw: bytes, beside: Iterable[Beside] = (), *, whole: bool = False
    ) -> ReadArticle:
        """The same of a version that was good when it was read first, with the files that it had `beside` it then.

        For one that is not as it was, its published copy stands in; if there is none, it goes without its picture, or
        what only some apps show.
        """
        typed = self.typed({path: raw})[path]
        with self.shelf.originals.standing_in(beside):
            read = self.judge(path, typed, whole=whole)
            if read.candidate or typed.article is None:
                return read
            return self._without_lost(path, typed, typed.article, whole=whole) or read

    def _without_lost(self, path: str, typed: TypedArticle, article: Article, *, whole: bool) -> ReadArticle | None:
        """What there is to know of an article without the files that it can do without, as far as they are lost.

        None if more is wrong with it.
        """

        def judged(names: tuple[str, ...]) -> ReadArticle:
            return replace(self.judge(path, _without(typed, article, names), whole=whole), without=names)

        names = tuple(name for name in _DISPENSABLE if name in article.model_fields_set)
        least = judged(names)
        for name in names if least.candidate else ():
            more = judged(tuple(other for other in least.without if other != name))
            least = more if more.candidate else least
        return least if least.candidate else None

    def typed(self, files: Mapping[str, bytes]) -> dict[str, TypedArticle]:
        """The articles of several files, given by their paths from the newsroom's folder.

        Each step is done for all of them before the next one begins: so its code and tables stay in the processor's
        cache, and a thousand files take two thirds of the time.
        """
        documents = {path: document.read(raw, self.folder.show_name(path)) for path, raw in files.items()}
        return {path: self._typed(path, found) for path, found in documents.items()}

    def _typed(self, path: str, found: Document) -> TypedArticle:
        reading = Reading(path.rpartition("/")[0], self.station.timezone)
        return TypedArticle(found, reading, *typed_document(found, Article, reading))

    def judge(self, path: str, typed: TypedArticle, *, whole: bool = False) -> ReadArticle:
        """What is wrong with an article beyond its fields, and what there is to know of it.

        `whole`: make what feeds carry of it, too.

        A draft is not held to the rules yet, and a withdrawn article not any more: what is wrong with it is an info.
        """
        found, reading, article = typed.document, typed.reading, typed.article
        status = found.data.get("status")
        problems = [*typed.problems, *joined_lines(found), *lost_headings(found), *markup_in_text(found)]
        show = show_of(reading.folder, found.data.get("show"), self.station)
        if status == Status.WITHDRAWN:
            return self._withdrawn(path, found, reading, problems, show)
        if article is None:
            problems += media_problems(found, reading, self.shelf)
            if status == Status.DRAFT:
                return ReadArticle([*map(_for_later, problems)], draft=self._id_of_draft(path, found, reading))
            return ReadArticle(problems)
        identity = minted_id(path, self.name, article, self.station)
        of_article = (article, identity, found, self.station, self.shelf, show)
        item, more = make_item(*of_article) if whole else (None, item_problems(*of_article))
        problems += more
        if status == Status.DRAFT:
            return ReadArticle([*map(_for_later, problems)], draft=identity)
        if errors(problems):
            return ReadArticle(problems)
        candidate = _candidate(article, identity, found, show if article.audio else None)
        ready = feed.Ready(item, tuple(_corrections(article, self.station))) if item else None
        return ReadArticle(problems, candidate, ready=ready)

    def _id_of_draft(self, path: str, found: Document, reading: Reading) -> str | None:
        """The id of a draft in which something is wrong; None if it is its id, or its date, that is."""
        article, _ = typed_document(_only(found, _NEEDED, self.station), Article, reading)
        return minted_id(path, self.name, article, self.station) if article else None

    def _withdrawn(
        self, path: str, found: Document, reading: Reading, problems: list[Problem], show: str | None
    ) -> ReadArticle:
        """A withdrawn article: only what its tombstone needs can be wrong with it, so that nothing is in its way."""
        for names in ((*_NEEDED, *_USEFUL), _NEEDED):
            article, errors = typed_document(_only(found, names, self.station), Article, reading)
            if article:
                break
        rest = [_for_later(problem) for problem in problems if problem not in errors]
        if article is None:
            return ReadArticle([*errors, *rest])
        identity = minted_id(path, self.name, article, self.station)
        return ReadArticle(rest, _candidate(article, identity, found, show))


def _for_later(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.INFO)


_DISPENSABLE = ("image", "transcripts", "chapters_file", "alternates")
"""What an article is still worth publishing without."""


def _without(typed: TypedArticle, article: Article, names: Iterable[str]) -> TypedArticle:
    """The article as if these fields had not been written."""
    nothing = {name: Article.model_fields[name].default for name in names}
    return replace(typed, article=article.model_copy(update=nothing))


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


_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_. ]+(.+)", re.ASCII)


def minted_id(path: str, name: str, article: Article, station: Station) -> str:
    """The article's id: its own, or a tag: URI (RFC 4151) that a new title, link or text leaves alone.

    It is made of the station's domain, a date (the one that the file's name begins with, else that of
    publication in the station's zone), the station's folder and the file's name.
    """
    if article.id:
        return article.id
    stem = unicodedata.normalize(
        "NFC", path.rpartition("/")[2].removesuffix(".yaml")
    )  # macOS decomposes the accents in names of files
    dated = _DATED.fullmatch(stem)
    day = dated.group(1) if dated else article.published.astimezone(station.timezone).date().isoformat()
    slug = dated.group(2) if dated else stem
    return f"tag:{station.authority},{day}:{_in_uri(name)}/{_in_uri(slug)}"


_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+")
"""What stands in a URI as it is (RFC 3986 section 2.3)."""


def _in_uri(name: str) -> str:
    return name if _UNRESERVED.fullmatch(name) else quote(name.encode("utf-8", "surrogateescape"), safe="")
