"""Which articles a feed carries at one instant, and in which order. Pure: the instant is an argument."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from feedpub.model.feed import Candidate, Channel, Correction, Feed, Item, ReadyItem, Tombstone
from feedpub.problem import Problem, Severity
from feedpub.text import to_html

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed that never carried anything was last updated; Atom wants an instant (RFC 4287 section 4.1.1)."""


def edition(
    channel: Channel,
    published: Iterable[Candidate],
    now: datetime,
    ready: Callable[[Candidate], ReadyItem],
    expired: Iterable[Candidate] = (),
) -> Feed:
    """The feed of a channel at the instant `now`: the newest articles that are out and have not expired.

    `published` are the articles that are out, in the total order: published, newest first, then id; no more of them is
    asked for than the feed needs. `ready` makes those ready that it carries. `expired` are those that have. What was
    withdrawn leaves a tombstone for as long as the article would have been in the window.
    """
    newest, gone = window(channel, published, now)
    tombstones = tuple(Tombstone(c.id, last_change(c, now)) for c in gone)
    items = tuple(item_of(c, ready(c), now, whole=index < channel.full) for index, c in enumerate(newest))
    instants = [item.updated for item in items] + [stone.when for stone in tombstones]
    # A feed also changes when an article leaves it, and must not look older after that than before.
    instants += [c.expires for c in expired if c.expires and channel.carries(c)]
    updated = max(instants, default=NEVER)
    return Feed(channel=_at(channel, now), items=items, tombstones=tombstones, updated=updated)


def window(channel: Channel, published: Iterable[Candidate], now: datetime) -> tuple[list[Candidate], list[Candidate]]:
    """The articles that the feed carries, and those withdrawn that it would carry; as many at most, newest first."""
    newest: list[Candidate] = []
    gone: list[Candidate] = []
    for candidate in filter(channel.carries, published):
        if len(newest) == channel.limit and candidate.published < newest[-1].published:
            break
        if candidate.withdrawn:
            gone.append(candidate)
        elif len(newest) < channel.limit and not candidate.has_expired(now):
            newest.append(candidate)
    return newest, gone[: channel.limit]


def _at(channel: Channel, now: datetime) -> Channel:
    """The channel without the trailers that are not out yet."""
    if channel.podcast is None:
        return channel
    published = tuple(trailer for trailer in channel.podcast.trailers if trailer.published <= now)
    return replace(channel, podcast=replace(channel.podcast, trailers=published))


def item_of(candidate: Candidate, made: ReadyItem, now: datetime, *, whole: bool) -> Item:
    """The item as a feed carries it, with its `whole` text or with its summary alone.

    What was corrected stands at the end of either.
    """
    item = replace(made.item, updated=last_change(candidate, now))
    corrections = [correction for correction in made.corrections if correction.when <= now]
    if whole:
        return replace(item, html="\n".join([item.html or "", *map(_as_html, corrections)]))
    summary = " ".join([item.summary, *(f"{correction.label} {correction.text}" for correction in corrections)])
    return replace(item, html=None, summary=summary)


def _as_html(correction: Correction) -> str:
    return f"<p><strong>{to_html(correction.label)}</strong> {to_html(correction.text)}</p>"


def last_change(candidate: Candidate, now: datetime) -> datetime:
    """The last change that has happened; one dated later than now is a slip, and would look new for ever."""
    return max((change for change in candidate.changes if change <= now), default=candidate.published)


class Due(NamedTuple):
    """Something that changes a feed, or what is said of an article, by the clock alone."""

    when: datetime
    what: str
    title: str


FAR_OFF = "is no longer far off"
"""What changes only what is said of an article, and no feed."""


def due(candidates: Iterable[Candidate], now: datetime) -> list[Due]:
    """What falls due after `now`, the first first: articles that appear, change or expire by themselves."""
    found = [
        Due(when, what, candidate.title)
        for candidate in candidates
        for when, what in _instants(candidate)
        if when > now
    ]
    return sorted(found)


def trailers_due(channel: Channel, now: datetime) -> list[Due]:
    """The trailers of a show that appear after `now`."""
    trailers = channel.podcast.trailers if channel.podcast else ()
    return [Due(trailer.published, "appears", trailer.title) for trailer in trailers if trailer.published > now]


def _instants(candidate: Candidate) -> Iterator[tuple[datetime, str]]:
    published = candidate.published
    yield published - _SOON, FAR_OFF
    yield published, "appears"
    if candidate.expires:
        yield candidate.expires, "expires"
    for change in candidate.changes:
        yield change, "changes"


def untimely(candidates: Iterable[Candidate], now: datetime) -> list[Problem]:
    """Warnings for dates so far from `now` that they are probably mistyped, and for one that is missing."""
    problems = []
    for candidate in candidates:
        if candidate.withdrawn and not candidate.changes:
            message = "The article is withdrawn, but nothing says when; readers that have a later version keep it."
            fix = "Add updated: with the moment when it was withdrawn."
            problems.append(Problem(candidate.places.published, "withdrawn-undated", message, fix, Severity.WARNING))
        elif candidate.published > now + _SOON:
            message = f"The article is scheduled for {candidate.published:%Y-%m-%d}, more than a year from now."
            fix = "Check the year."
            problems.append(Problem(candidate.places.published, "far-future", message, fix, Severity.WARNING))
        elif candidate.published <= now and any(change > now for change in candidate.changes):
            message = "`updated` or a correction is dated in the future, so it does not count yet."
            fix = "Check its date."
            problems.append(Problem(candidate.places.changed, "future-change", message, fix, Severity.WARNING))
    return problems


_SOON = timedelta(days=366)
