"""What is known of a newsroom's articles, in one disposable SQLite file, so that a run reads only what has changed.

Every article has a row: what its file was like when it was read (size, times, inode), what was wrong with it, and what
ordering and choosing need. So has every folder: while it looks the same, its articles need not be looked at. An article
that feeds carry has its source there too: the last version of it that was good.
Without the file, or with a damaged one, all articles are read again.

Builds take turns, but `feedpub diff`, `next` and `build --check` write here beside them. So a run that was overtaken
may put an older row in the place of a newer one. That costs the next run a look at the file, for the row tells what it
was like. But a folder is not looked into while it looks as it did, so what it is like is kept only if no other run has
changed its rows since they were read (`revision`).
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from feedpub.library import rows
from feedpub.library.rows import CANDIDATE, VALIDITY, KeptFolder, Row, Validity
from feedpub.library.sources import Sources
from feedpub.library.statements import (
    ALIKE,
    AT_PATH,
    AT_SAME_ID,
    CANDIDATES,
    FORGET,
    KEEP_FOLDER,
    KEEP_NEW_FOLDER,
    OF_FOLDER,
    OF_STATION,
    PUT,
    REVISE,
    SAME_IDS,
    SAME_LINKS,
)
from feedpub.library.tables import IndexFile, parent_of, whole
from feedpub.model.feed import Candidate
from feedpub.problem import Place, Problem

_PAGE = 200
"""Rows that are fetched at once: a query that is left open would keep others from writing."""
_LATER_THAN_ALL = 2**62


def apart(station: str) -> str:
    """What articles are kept by that were read with a placeholder for their station: apart from those that were good.

    No folder can have such a name.
    """
    return f"{station}/"


class Index(Sources):
    """The rows of all stations of one newsroom. All methods raise sqlite3.Error if the file cannot be used."""

    def __init__(self, file: IndexFile | None = None) -> None:
        """Open the file, or keep all in memory (see tables.py); no rows have been changed here yet."""
        super().__init__(file)
        self._revisions: dict[tuple[str, bytes], str] = {}

    # --- what is kept ------------------------------------------------------------------------------------------------

    def count_is(self, station: str, articles: int) -> bool:
        """Whether the folders of a station that were looked into to the end have so many articles."""
        return self._rows("SELECT ifnull(sum(files), 0) FROM folders WHERE station = ?", station) == [(articles,)]

    def folders(self, station: str) -> dict[str, KeptFolder]:
        """What is kept of the folders of a station, by their paths."""
        query = f"SELECT path, key, {', '.join(OF_FOLDER)}, revision FROM folders WHERE station = ?"
        found = self._rows(query, station)
        with whole():
            return {os.fsdecode(path): rows.to_folder(values) for path, *values in found}

    def keep_folders(self, station: str, looked_into: Mapping[str, KeptFolder]) -> None:
        """Keep what folders are like, by their paths, but for those of which another run has changed rows meanwhile.

        `revision` is what `folders` gave before they were looked into, or empty if that knew of no such folder.
        """
        old, new = list[tuple[object, ...]](), list[tuple[object, ...]]()
        for path, kept in looked_into.items():
            place = (station, os.fsencode(path))
            revision = self._revisions.get(place, kept.revision)
            (old if revision else new).append((*rows.to_folder_values(kept), *place, revision))
        if old or new:
            self._write([(KEEP_FOLDER, old), (KEEP_NEW_FOLDER, new)])

    def validities(self, folder: int) -> dict[bytes, Validity]:
        """What the rows of a folder, by its key, are good for, by the paths of the articles."""
        found = self._rows(f"SELECT {', '.join(VALIDITY)} FROM articles WHERE folder = ?", folder)
        with whole():
            return dict(map(rows.to_validity, found))

    def put(self, station: str, read: Iterable[Row]) -> None:
        """Keep rows, in place of those of the same files."""
        kept = [(station, parent_of(row.path), row) for row in read]
        if not kept:
            return
        values = [(station, *folder, *rows.to_values(row)) for *folder, row in kept]
        has_ended = [row.draft or (row.candidate and row.candidate.withdrawn) for *_, row in kept]
        ended = [(*folder, row.path) for (*folder, row), is_over in zip(kept, has_ended, strict=True) if is_over]
        *_, ids, links = zip(*values, strict=True)
        self._write(
            [
                (REVISE, self._revise({(station, folder) for _, folder, _ in kept})),
                (PUT, values),
                (FORGET, ended),
                (SAME_IDS, [(json.dumps(ids),)]),
                (SAME_LINKS, [(station, json.dumps(links))]),
            ]
        )

    def _revise(self, folders: Iterable[tuple[str, bytes]]) -> list[tuple[object, ...]]:
        """Remember that these folders, given with their stations, are changed here; the values that tell others."""
        revision = os.urandom(8).hex()
        self._revisions |= dict.fromkeys(folders, revision)
        return [(*folder, revision) for folder in folders]

    def drop(self, keys: Iterable[int]) -> None:
        """Forget articles whose files are gone."""
        values = [(key,) for key in keys]
        if values:
            query = "SELECT folders.station, folders.path FROM articles JOIN folders ON folders.key = folder"
            folders = {found for (key,) in values for found in self._rows(f"{query} WHERE articles.key = ?", key)}
            deletions = [(f"DELETE FROM {table} WHERE key = ?", values) for table in ("sources", "articles")]
            self._write([(REVISE, self._revise(folders)), *deletions])

    def drop_folders(self, keys: Iterable[int]) -> None:
        """Forget folders that are gone, and all articles in them."""
        values = [(key,) for key in keys]
        if values:
            within = "DELETE FROM sources WHERE key IN (SELECT key FROM articles WHERE folder = ?)"
            deletions = ("DELETE FROM articles WHERE folder = ?", "DELETE FROM folders WHERE key = ?")
            self._write([(within, values), *((deletion, values) for deletion in deletions)])

    def keep_stations(self, names: Iterable[str]) -> None:
        """Forget all stations but these."""
        wanted = set(names)
        for (station,) in self._rows("SELECT DISTINCT station FROM folders"):
            if station not in wanted:
                self.drop_folders(kept.key for kept in self.folders(station).values())

    def distrust(self, station: str) -> None:
        """Have the articles of a station read again, whatever their files are like.

        This run's word does not count either, so it does not remember the revision.
        """
        self._write(
            [
                ("UPDATE articles SET circumstances = NULL WHERE station = ?", [(station,)]),
                ("UPDATE folders SET sight = NULL, revision = ? WHERE station = ?", [(os.urandom(8).hex(), station)]),
            ]
        )

    def leave_out(self, station: str, keys: Iterable[int]) -> None:
        """Say which candidates of a station stand back behind others, so that no feed carries them."""
        wanted = set(keys)
        before = {key for (key,) in self._rows("SELECT key FROM articles WHERE station = ? AND left_out", station)}
        if wanted != before:
            values = [(key in wanted, key) for key in wanted ^ before]
            self._write([("UPDATE articles SET left_out = ? WHERE key = ?", values)])

    def candidate_at(self, station: str, path: bytes) -> Candidate | None:
        """The candidate that was read of a file last."""
        found = self._found(f"{OF_STATION} AND {AT_PATH}", station, station, parent_of(path), path)
        return found[0] if found else None

    # --- what is asked -----------------------------------------------------------------------------------------------

    def problems(self, station: str) -> list[Problem]:
        """What is wrong with the articles of a station, in order of their paths."""
        query = "SELECT problems FROM articles WHERE station = ? AND problems IS NOT NULL ORDER BY path"
        found = self._rows(query, station)
        with whole():
            return [problem for (problems,) in found for problem in rows.to_problems(problems)]

    def newest(self, station: str, until: datetime | None = None, labels: Iterable[str] = ()) -> Iterator[Candidate]:
        """The candidates of a station that came out by an instant (None: all), in the total order: newest first.

        `labels`: only those that have one of these; no labels: all.
        """
        wanted = [rows.in_labels(label) for label in sorted(labels)]
        labelled = f" AND ({' OR '.join(['instr(labels, ?)'] * len(wanted))})" if wanted else ""
        query = (
            f"{OF_STATION} AND NOT left_out AND published <= ? AND (published < ? OR id > ?){labelled}"
            f" ORDER BY published DESC, id LIMIT {_PAGE}"
        )
        last = _LATER_THAN_ALL if until is None else rows.microseconds(until)
        page = self._found(query, station, last, last, "", *wanted)
        while page:
            yield from page
            last = rows.microseconds(page[-1].published)
            page = self._found(query, station, last, last, page[-1].id, *wanted)

    def oldest(self, station: str) -> Iterator[tuple[Candidate, str]]:
        """All candidates of a station, oldest first, then by id, with the digests of what their items are made of."""
        query = (
            f"SELECT {', '.join(CANDIDATE)}, digest FROM articles WHERE station = ? AND id IS NOT NULL AND NOT left_out"
            f" AND published >= ? AND (published > ? OR id > ?) ORDER BY published, id LIMIT {_PAGE}"
        )
        first, last = 0, ""
        while found := self._rows(query, station, first, first, last):
            with whole():
                page = [(rows.to_candidate(values[:-1]), str(values[-1])) for values in found]
            yield from page
            first, last = rows.microseconds(page[-1][0].published), page[-1][0].id

    def expired(self, station: str, now: datetime) -> list[Candidate]:
        """The candidates of a station that have expired."""
        return self._found(f"{OF_STATION} AND NOT left_out AND expires <= ?", station, rows.microseconds(now))

    def changing(self, station: str, now: datetime) -> list[Candidate]:
        """The candidates of a station of which something lies after an instant, and all that are withdrawn."""
        later = "SELECT key FROM articles WHERE station = ?1 AND latest > ?2 AND id IS NOT NULL"
        withdrawn = "SELECT key FROM articles WHERE station = ?1 AND withdrawn"
        query = f"{CANDIDATES} WHERE key IN ({later} UNION {withdrawn}) AND NOT left_out ORDER BY path"
        return self._found(query, station, rows.microseconds(now))

    def alike(self, station: str) -> list[Candidate]:
        """The candidates of a station that have an id or a link that another one has too; that of what is withdrawn is
        free."""
        return self._found(ALIKE, station)

    def same_numbers(self, station: str) -> list[Candidate]:
        """The episodes of a station whose number in their season another one has too."""
        groups = (
            "SELECT show, season, episode FROM articles WHERE station = ? AND episode IS NOT NULL"
            " GROUP BY show, season, episode HAVING count(*) > 1"
        )
        query = f"{OF_STATION} AND NOT left_out AND show IS ? AND season IS ? AND episode IS ? ORDER BY path"
        return [one for group in self._rows(groups, station) for one in self._found(query, station, *group)]

    def _found(self, query: str, *values: object) -> list[Candidate]:
        found = self._rows(query, *values)
        with whole():
            return list(map(rows.to_candidate, found))

    def find(self, station: str, identity: str) -> Candidate | None:
        """The candidate of a station with this id."""
        query = f"{OF_STATION} AND id_mark = ? AND id = ? AND NOT left_out LIMIT 1"
        found = self._found(query, station, rows.mark(identity), identity)
        return found[0] if found else None

    def find_by_link(self, station: str, link: str) -> Candidate | None:
        """The newest candidate of a station with this link that is not withdrawn."""
        query = f"{OF_STATION} AND link_mark = ? AND link = ? AND NOT left_out ORDER BY +published DESC LIMIT 1"
        found = self._found(query, station, rows.mark(link), link)
        return found[0] if found else None

    def has_draft(self, station: str, identity: str) -> bool:
        """Whether a draft of a station has this id."""
        query = "SELECT 1 FROM articles WHERE draft = ? AND station = ? LIMIT 1"
        return bool(self._rows(query, identity, station))

    def shared_ids(self, stations: Sequence[str]) -> Iterator[tuple[Place, Place]]:
        """The places of ids that an article of a station before, in this order, has too; and where it has them."""
        query = f"SELECT id, station, places FROM {AT_SAME_ID} WHERE NOT left_out"
        order = {station: number for number, station in enumerate(stations)}
        found = sorted((order[row[1]], row) for row in self._rows(query) if row[1] in order)
        first: dict[object, Place] = {}
        for _, (identity, _station, places) in found:
            with whole():
                place = rows.to_places(places).id
            if (other := first.setdefault(identity, place)) is not place:
                yield place, other
