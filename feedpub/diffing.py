"""What readers would see change, feed by feed, before anything is put in place."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from feedpub.build import make
from feedpub.indexing import with_index
from feedpub.job import Job
from feedpub.making import Made
from feedpub.problem import in_words
from feedpub.subscribers import Change, changes


class FeedChanges(NamedTuple):
    """A feed, by its folder below feeds/, and what readers of it would see."""

    path: str
    changes: list[Change]


class Differences(NamedTuple):
    """The feeds in which something would change, and in words what could not be compared."""

    feeds: list[FeedChanges]
    failures: list[str]


def differences(job: Job) -> Differences:
    """What would change in each feed that is in place. Raises UnknownStationError, OSError."""
    return with_index(job, lambda index, file: _differences(make(job, index, file), job.out))


def _differences(stations: Iterable[Made], out: Path) -> Differences:
    found = Differences([], [])
    for made in stations:
        if made.failure:
            found.failures.append(f"{made.name} could not be compared: {made.failure}")
        for feed, rendered in made.feeds:
            try:
                seen = changes(feed, rendered, out)
            except OSError as error:
                found.failures.append(f"{feed.channel.path} could not be compared: {in_words(error)}")
                continue
            if seen:
                found.feeds.append(FeedChanges(feed.channel.path, seen))
    return found


def as_text(feed: FeedChanges) -> Iterator[str]:
    """A line for the feed, and one for each change."""
    yield feed.path
    for change in feed.changes:
        was = f" (was {change.was})" if change.was else ""
        yield f"  {change.kind:12} “{change.title}” {change.link} {change.id}{was}"


def as_json(feeds: Iterable[FeedChanges]) -> str:
    """All as one JSON array."""
    listed = [{"feed": feed.path, "changes": [change._asdict() for change in feed.changes]} for feed in feeds]
    return json.dumps(listed, ensure_ascii=False, indent=2)
