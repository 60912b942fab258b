"""What readers would see change, feed by feed, before anything is put in place."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from feedpub.archive.plan import Archive
from feedpub.build import make
from feedpub.holding import changes_of, reasons_to_hold
from feedpub.in_place import content_in_place
from feedpub.indexing import with_index
from feedpub.job import Job
from feedpub.library.index import Index
from feedpub.making import MadeStation
from feedpub.problem import os_error_in_words
from feedpub.subscribers import Change, KnownArticles, changes


class FeedChanges(NamedTuple):
    """A feed, by its folder below feeds/, and what readers of it would see; `items` is how many it would carry.

    `is_new`: there is none in place, so nobody has subscribed to it yet. `archive` is what would be done behind it, if
    anything would. `held` says why a build would leave its station's feeds as they are instead.
    """

    path: str
    changes: list[Change]
    items: int = 0
    is_new: bool = False
    archive: Archive | None = None
    held: tuple[str, ...] = ()


class Differences(NamedTuple):
    """The feeds in which something would change, and in words what could not be compared."""

    feeds: list[FeedChanges]
    failures: list[str]


def differences(job: Job) -> Differences:
    """What would change in each feed that is in place. Raises UnknownStationError, OSError."""
    return with_index(job, lambda index: _differences(make(job, index), job, index))


def _differences(stations: Iterable[MadeStation], job: Job, index: Index) -> Differences:
    found, out = Differences([], []), job.out
    for made in stations:
        if made.failure:
            found.failures.append(f"{made.name} could not be compared: {made.failure}")
        archives = {archive.path: archive for archive in made.archives}
        held = _held(made, job, index)
        for feed, files in made.feeds:
            path = feed.channel.path
            try:
                seen, is_new = changes(feed, files, out), not content_in_place(out, path)
            except OSError as error:
                found.failures.append(f"{path} could not be compared: {os_error_in_words(error)}")
                continue
            if seen or is_new or path in archives:
                found.feeds.append(FeedChanges(path, seen, len(feed.items), is_new, archives.get(path), held))
    return found


def _held(made: MadeStation, job: Job, index: Index) -> tuple[str, ...]:
    """Why a build would hold the station; what cannot be read of it is told with its feeds."""
    known = KnownArticles(index, made.name, job.now)
    with suppress(OSError):
        held = reasons_to_hold(made, job.out, changes_of(made, job.out), known, job.allowed)
        return tuple(problem.message for problem in held)
    return ()


def as_text(feed: FeedChanges) -> Iterator[str]:
    """A line for the feed, and one for each change."""
    yield feed.path
    yield from (f"  held         {why}" for why in feed.held)
    if feed.is_new:
        yield f"  new feed     {feed.items} item{'' if feed.items == 1 else 's'}"
    for change in feed.changes:
        was = f" (was {change.was})" if change.was else ""
        yield f"  {change.kind:12} “{change.title}” {change.link} {change.id}{was}"
    if feed.archive:
        yield f"  archive      {', '.join(_archive_in_words(feed.archive))}"


def _archive_in_words(archive: Archive) -> Iterator[str]:
    yield from (f"{len(paths)} {what}" for what, paths in _documents(archive).items() if paths)
    if archive.held:
        number = len({title for hold in archive.held for title in hold.titles})
        yield f"{', '.join(sorted(archive.held_months))} held because of {number} article{'' if number == 1 else 's'}"


def as_json(feeds: Iterable[FeedChanges]) -> str:
    """All as one JSON array."""
    return json.dumps([_feed_as_json(feed) for feed in feeds], ensure_ascii=False, indent=2)


def _feed_as_json(feed: FeedChanges) -> dict[str, object]:
    changed = [change._asdict() for change in feed.changes]
    told = {"feed": feed.path, "new": feed.is_new, "items": feed.items, "held": feed.held, "changes": changed}
    if feed.archive is None:
        return told
    held = sorted({title for hold in feed.archive.held for title in hold.titles})
    return {**told, "archive": {**_documents(feed.archive), "held": held}}


def _documents(archive: Archive) -> dict[str, list[str]]:
    """The folders of archive documents by what would become of them."""
    return {
        "new": [document.channel.path for document in archive.new],
        "changed": [document.channel.path for document in archive.changed],
        "gone": list(archive.gone),
    }
