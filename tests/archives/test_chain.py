"""Which articles are in which document, and how these lead to each other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.archive.documents import Dated, chain, next_month
from feedpub.edition import edition
from feedpub.model.feed import NO_HISTORY, Candidate, ReadyItem
from tests.archives.archive import FIRST
from tests.test_edition import CHANNEL, article, item

LIMIT = 3
ARCHIVED = replace(CHANNEL, limit=LIMIT, full=LIMIT, archive=True)


def dated(hours: int) -> Dated:
    """An article of so many hours after the first of January."""
    candidate = article(1, name=f"{hours:05}")
    return replace(candidate, published=FIRST + timedelta(hours=hours)), f"digest {hours}"


def names(archive: list[Dated], now: datetime) -> dict[str, list[str]]:
    """The ids in each document."""
    made, _ = chain(ARCHIVED, archive, now, "")
    return {document.channel.path.rpartition("/")[2]: [c.id for c in document.candidates] for document in made}


HOURS = st.sets(st.integers(0, 24 * 100), max_size=30).map(sorted)
NOW = st.integers(0, 24 * 110).map(lambda hours: FIRST + timedelta(hours=hours))


@given(HOURS, NOW)
def test_the_feed_and_the_documents_hold_everything_that_is_out(hours: list[int], now: datetime) -> None:
    archive = [dated(number) for number in hours]
    out = [candidate for candidate, _ in reversed(archive) if candidate.published <= now]
    feed = edition(ARCHIVED, out, now, lambda candidate: ReadyItem(item(candidate)))
    held = [identity for ids in names(archive, now).values() for identity in ids]
    assert len(held) == len(set(held)), "no article is in two documents"
    assert {one.id for one in feed.items} | set(held) == {candidate.id for candidate in out}


@given(HOURS, NOW, st.integers(1, 500))
def test_what_comes_later_changes_no_full_document(hours: list[int], now: datetime, later: int) -> None:
    archive = [dated(number) for number in hours]
    before = names(archive, now)
    added = [dated(24 * 120 + number) for number in range(later)]
    after = names([*archive, *added], now + timedelta(days=200))
    full = {name: ids for name, ids in before.items() if len(ids) == LIMIT}
    assert {name: after[name] for name in full} == full


def test_documents_are_of_a_month_and_have_as_many_as_the_feed() -> None:
    archive = [dated(number) for number in (0, 1, 2, 3, 24 * 40, 24 * 41)]
    assert names(archive, datetime(2026, 2, 20, tzinfo=UTC)) == {
        "2026-01-1": ["00002", "00001", "00000"],
        "2026-01-2": ["00003"],
    }
    assert names(archive, datetime(2026, 3, 1, tzinfo=UTC))["2026-02-1"] == ["00984", "00960"]


def test_what_is_not_shown_any_more_keeps_its_place_among_the_others() -> None:
    archive = [dated(number) for number in range(6)]
    withdrawn = [(replace(candidate, withdrawn=candidate.id == "00001"), digest) for candidate, digest in archive]
    now = datetime(2026, 1, 20, tzinfo=UTC)
    assert names(withdrawn, now) == {"2026-01-1": ["00002", "00000"], "2026-01-2": ["00005", "00004", "00003"]}
    expired = [(replace(candidate, expires=now if candidate.id < "00003" else None), "") for candidate, _ in archive]
    assert names(expired, now) == {"2026-01-2": ["00005", "00004", "00003"]}


def test_each_document_leads_to_its_neighbours() -> None:
    made, history = chain(ARCHIVED, [dated(number) for number in range(9)], datetime(2026, 2, 1, tzinfo=UTC), "")
    url = "https://feeds.example.com/ckls/"
    assert [(one.history.previous, one.history.next) for one in made] == [
        (None, f"{url}archive/2026-01-2/"),
        (f"{url}archive/2026-01-1/", f"{url}archive/2026-01-3/"),
        (f"{url}archive/2026-01-2/", None),
    ]
    assert {one.history.current for one in made} == {url}
    assert history.previous == f"{url}archive/2026-01-3/"


@pytest.mark.parametrize("change", ["digest", "title", "about", "correction"])
def test_the_digest_tells_whatever_comes_out_otherwise(change: str) -> None:
    now = datetime(2026, 2, 1, tzinfo=UTC)
    candidate, digest = dated(1)
    changed: Candidate = replace(candidate, changes=(now,)) if change == "correction" else candidate
    other = replace(ARCHIVED, title="Another") if change == "title" else ARCHIVED
    ((before,), _) = chain(ARCHIVED, [(candidate, digest)], now, "")
    ((after,), _) = chain(other, [(changed, digest + "x" * (change == "digest"))], now, "x" * (change == "about"))
    assert (before.digest != after.digest) is True
    assert chain(ARCHIVED, [(candidate, digest)], now + timedelta(days=9), "").documents[0].digest == before.digest


def test_a_feed_without_an_archive_has_none() -> None:
    assert chain(CHANNEL, [dated(1)], datetime(2026, 3, 1, tzinfo=UTC), "") == ([], NO_HISTORY)


@pytest.mark.parametrize(("day", "expected"), [("2026-01-31", "2026-02-01"), ("2026-12-31", "2027-01-01")])
def test_the_next_month(day: str, expected: str) -> None:
    assert next_month(datetime.fromisoformat(f"{day}T23:59:59+00:00")) == datetime.fromisoformat(f"{expected}T00:00Z")
