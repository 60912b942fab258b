"""Which articles a feed carries at one instant, and in which order. Pure: the instant is an argument."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from feedpub.model.feed import Candidate, Channel, Correction, Feed, Item, Tombstone
from feedpub.problem import Problem, Severity
from feedpub.text import to_html

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed that never carried anything was last updated; Atom wants an instant (RFC 4287 section 4.1.1)."""


def edition(channel: Channel, candidates: Iterable[Candidate], now: datetime) -> Feed:
    """The feed of a channel at the instant `now`: the newest articles that are out and not over.

    What was withdrawn leaves a tombstone for as long as the article would have been in the window.
    """
    out = [c for c in candidates if channel.carries(c.item) and c.item.published <= now]
    current = [c for c in out if not c.withdrawn and not (c.expires and c.expires <= now)]
    newest = _newest_first(current)[: channel.limit]
    gone = [c for c in out if c.withdrawn]
    full = len(newest) == channel.limit
    since = newest[-1].item.published if newest and full else datetime.min.replace(tzinfo=UTC)
    tombstones = tuple(
        Tombstone(c.item.id, _updated(c, now))
        for c in _newest_first(gone)[: channel.limit]
        if c.item.published >= since
    )
    items = tuple(_item(channel, c, index, now) for index, c in enumerate(newest))
    instants = [item.updated for item in items] + [stone.when for stone in tombstones]
    # A feed also changes when an article leaves it, and must not look older after that than before.
    instants += [c.expires for c in out if c.expires and c.expires <= now]
    updated = max(instants, default=NEVER)
    return Feed(channel=_at(channel, now), items=items, tombstones=tombstones, updated=updated)


def _at(channel: Channel, now: datetime) -> Channel:
    """The channel without the trailers that are not out yet."""
    if channel.podcast is None:
        return channel
    out = tuple(trailer for trailer in channel.podcast.trailers if trailer.published <= now)
    return replace(channel, podcast=replace(channel.podcast, trailers=out))


def _newest_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The total order: published, newest first, then id."""
    by_id = sorted(candidates, key=lambda c: c.item.id)
    return sorted(by_id, key=lambda c: c.item.published, reverse=True)


def _item(channel: Channel, candidate: Candidate, index: int, now: datetime) -> Item:
    """The item as this feed carries it; what was corrected stands at the end of the text, or of a summary alone."""
    item = replace(candidate.item, updated=_updated(candidate, now))
    corrections = [correction for correction in candidate.corrections if correction.when <= now]
    if index < channel.full:
        return replace(item, html="\n".join([item.html or "", *map(_as_html, corrections)]))
    summary = " ".join([item.summary, *(f"{correction.label} {correction.text}" for correction in corrections)])
    return replace(item, html=None, summary=summary)


def _as_html(correction: Correction) -> str:
    return f"<p><strong>{to_html(correction.label)}</strong> {to_html(correction.text)}</p>"


def _updated(candidate: Candidate, now: datetime) -> datetime:
    """The last change that has happened; one dated later than now is a slip, and would look new for ever."""
    return max((change for change in candidate.changes if change <= now), default=candidate.item.published)


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
        Due(when, what, candidate.item.title)
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
    published = candidate.item.published
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
            fix = "Write updated: and the moment it was withdrawn."
            problems.append(Problem(candidate.places.published, "withdrawn-undated", message, fix, Severity.WARNING))
        elif candidate.item.published > now + _SOON:
            message = f"The article is to appear on {candidate.item.published:%Y-%m-%d}, more than a year from now."
            fix = "Look at the year."
            problems.append(Problem(candidate.places.published, "far-future", message, fix, Severity.WARNING))
        elif candidate.item.published <= now and any(change > now for change in candidate.changes):
            message = "`updated` or a correction is dated later than now, so it does not count yet."
            fix = "Look at its date."
            problems.append(Problem(candidate.places.changed, "future-change", message, fix, Severity.WARNING))
    return problems


_SOON = timedelta(days=366)
