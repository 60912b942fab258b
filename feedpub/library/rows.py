"""What is kept of an article between runs, and how it stands in the row of a table."""

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from feedpub.model.feed import Candidate, EpisodeNumber, Places
from feedpub.problem import Place, Problem, Severity


class Signature(NamedTuple):
    """What tells whether a file has changed, as git looks at it; times in nanoseconds since 1970."""

    size: int
    mtime: int
    ctime: int
    inode: int

    @staticmethod
    def of(about: os.stat_result) -> "Signature":
        """The signature of a file that stat describes."""
        return Signature(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)

    @property
    def text(self) -> str:
        """As it is kept: a number of it may be larger than SQLite's."""
        return f"{self.size} {self.mtime} {self.ctime} {self.inode}"

    @property
    def changed(self) -> int:
        """When the file or its name, owner or mode last changed."""
        return max(self.mtime, self.ctime)


class Beside(NamedTuple):
    """A file that was looked at for an article, by its path from the newsroom's folder; no signature: there is none.

    `digest` is that of its bytes (SHA-256, hexadecimal), if it was read for one. No signature but a digest: a published
    copy stands in for the file that had it.
    """

    path: str
    signature: Signature | None
    digest: str | None = None


class Version(NamedTuple):
    """A version of an article that feeds carry: its text, the digest of that, and the files that it had beside it."""

    digest: str
    content: bytes
    beside: tuple[Beside, ...] = ()


class Validity(NamedTuple):
    """What an article's row is good for: a file with this signature, in these circumstances, until this second.

    Without circumstances the row is not to be trusted. `until` counts from 1970; None is for ever.
    """

    key: int
    signature: str
    circumstances: str | None
    beside: tuple[Beside, ...]
    until: int | None


class KeptFolder(NamedTuple):
    """What is kept of a folder in which a station has articles, or something that was meant as one.

    `sight` is what the folder, and the `beside` ones in which its articles look at files, looked like when all of its
    rows were right; None: they have to be looked at. `revision` is another one after every change of a row.
    """

    key: int
    sight: str | None
    files: int
    beside: tuple[str, ...]
    problems: tuple[Problem, ...]
    revision: str


class Row(NamedTuple):
    """All that is kept of an article. `path` is the file's, from the newsroom's folder, as bytes.

    A draft has its id alone, a broken file nothing: unless its last good version is known, whose candidate goes on
    standing for it. `source` is the digest of the text that the candidate was read from, `digest` that of all that a
    feed's item is made of.
    """

    path: bytes
    signature: Signature
    circumstances: str | None
    beside: tuple[Beside, ...]
    until: int | None
    problems: Sequence[Problem]
    draft: str | None
    candidate: Candidate | None
    source: str = ""
    digest: str = ""


_OF_FILE = ["signature", "circumstances", "beside", "until"]
_OF_CANDIDATE = [
    *("id", "link", "title", "published", "withdrawn", "expires", "changes", "places"),
    *("section", "categories", "show", "season", "episode"),
]
KEPT = [
    *("path", *_OF_FILE, "problems", "draft", "source", "digest", *_OF_CANDIDATE),
    *("latest", "labels", "id_mark", "link_mark"),
]
"""The columns of a row, the station's and folder's left out; the last four are what candidates are looked for by."""
VALIDITY = ["path", "key", *_OF_FILE]
CANDIDATE = ["key", *_OF_CANDIDATE]


def to_values(row: Row) -> tuple[object, ...]:
    """The values of a row's columns, in the order of KEPT."""
    beside = beside_to_text(row.beside)
    problems = problems_to_text(row.problems) if row.problems else None
    before = (
        row.path,
        row.signature.text,
        row.circumstances,
        beside,
        row.until,
        problems,
        row.draft,
        row.source,
        row.digest,
    )
    return (*before, *(_candidate_to_values(row.candidate) if row.candidate else [None] * (len(KEPT) - len(before))))


def to_validity(values: Sequence[Any]) -> tuple[bytes, Validity]:
    """The path of a row, and what it is good for, of the values of the columns VALIDITY."""
    path, key, signature, circumstances, beside, until = values
    return path, Validity(key, signature, circumstances, to_beside(beside), until)


def beside_to_text(beside: Sequence[Beside]) -> str | None:
    """Files beside an article as they stand in a column."""
    return json.dumps(beside) if beside else None


def to_beside(text: str | None) -> tuple[Beside, ...]:
    """The files of such a column."""
    listed = json.loads(text) if text else []
    return tuple(
        Beside(path, Signature(*signature) if signature else None, digest) for path, signature, digest in listed
    )


def to_folder(values: Sequence[Any]) -> KeptFolder:
    """What is kept of a folder, of the values of its columns."""
    key, sight, files, beside, problems, revision = values
    return KeptFolder(key, sight, files, tuple(json.loads(beside)), tuple(to_problems(problems)), revision)


def to_folder_values(kept: KeptFolder) -> tuple[object, ...]:
    """The values of the columns that tell what a folder is like."""
    return kept.sight, kept.files, json.dumps(kept.beside), problems_to_text(kept.problems)


# --- problems --------------------------------------------------------------------------------------------------------


def problems_to_text(problems: Iterable[Problem]) -> str:
    """Problems as they stand in a column."""
    return json.dumps([_problem_to_json(problem) for problem in problems])


def _problem_to_json(problem: Problem) -> list[object]:
    place = problem.place
    return [place.file, place.line, place.column, problem.code, problem.message, problem.fix, problem.severity]


def to_problems(text: str) -> Iterator[Problem]:
    """The problems of such a column."""
    for file, line, column, code, message, fix, severity in json.loads(text):
        yield Problem(Place(file, line, column), code, message, fix, Severity(severity))


# --- candidates ------------------------------------------------------------------------------------------------------

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(instant: datetime) -> int:
    """An instant as a whole number: microseconds since 1970."""
    return (instant - _EPOCH) // _MICROSECOND


def _instant(number: int) -> datetime:
    return _EPOCH + timedelta(microseconds=number)


def _candidate_to_values(candidate: Candidate) -> tuple[object, ...]:
    number = candidate.number
    changes = [microseconds(change) for change in candidate.changes]
    published = microseconds(candidate.published)
    expires = microseconds(candidate.expires) if candidate.expires else None
    return (
        candidate.id,
        candidate.link,
        candidate.title,
        published,
        candidate.withdrawn,
        expires,
        " ".join(map(str, changes)),
        _places_to_text(candidate.places),
        candidate.section,
        "\n".join(candidate.categories),
        candidate.show,
        number.season if number else None,
        number.episode if number else None,
        max(published, expires or published, *changes),
        "".join(map(in_labels, sorted(candidate.labels))),
        mark(candidate.id),
        None if candidate.withdrawn else mark(candidate.link),
    )


def mark(text: str) -> int:
    """A number that different ids or links hardly ever have in common; it is found sooner than they are."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def in_labels(label: str) -> str:
    """How a label stands among others, so that it can be looked for."""
    return f"\n{label}\n"


def to_candidate(values: Sequence[Any]) -> Candidate:
    """The candidate of a row, of the values of the columns CANDIDATE."""
    key, identity, link, title, published, withdrawn, expires, changes, places, *rest = values
    section, categories, show, season, episode = rest
    return Candidate(
        id=identity,
        link=link,
        title=title,
        published=_instant(published),
        withdrawn=bool(withdrawn),
        expires=None if expires is None else _instant(expires),
        changes=tuple(_instant(int(change)) for change in changes.split()),
        places=to_places(places),
        section=section,
        categories=tuple(categories.split("\n")) if categories else (),
        show=show,
        number=None if episode is None else EpisodeNumber(show, season, episode),
        key=key,
    )


def _places_to_text(places: Places) -> str:
    """The positions, and the file, which is the same for all of them."""
    positions = " ".join(f"{place.line} {place.column}" for place in places)
    return f"{positions}\n{places.link.file}"


def to_places(text: str) -> Places:
    """The places of a candidate's row."""
    positions, _, file = text.partition("\n")
    numbers = [int(number) for number in positions.split()]
    return Places(*(Place(file, *numbers[at : at + 2]) for at in range(0, len(numbers), 2)))
