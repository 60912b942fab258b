"""Which articles a feed carries at one instant, in which order, and what it says of those that are gone."""

from datetime import UTC, datetime, timedelta

from feedpub.edition import edition, untimely
from feedpub.model.feed import Author, Candidate, Channel, Correction, Item, Places
from feedpub.problem import Place

NOW = datetime(2026, 6, 1, tzinfo=UTC)
CHANNEL = Channel(
    path="ckls",
    url="https://feeds.example.com/ckls/",
    title="CKLS",
    description="CKLS",
    link="https://ckls.example.com/",
    language="en",
    author=Author("CKLS"),
    limit=2,
    full=1,
)
PLACE = Place("a.yaml")


def day(number: int) -> datetime:
    return datetime(2026, 5, number, tzinfo=UTC)


def article(number: int, *changes: datetime, withdrawn: bool = False, name: str = "") -> Candidate:
    """An article of the n-th of May, which is its id too."""
    item = Item(
        id=name or f"{number}",
        link=f"https://ckls.example.com/{number}",
        title="T",
        published=day(number),
        updated=day(number),
        summary="S.",
        html="<p>S.</p>",
        language="en",
    )
    return Candidate(item, withdrawn, None, changes, Places(PLACE, PLACE, PLACE, PLACE, PLACE))


def stones(*candidates: Candidate, now: datetime = NOW) -> list[tuple[str, datetime]]:
    return [(stone.id, stone.when) for stone in edition(CHANNEL, candidates, now).tombstones]


def test_a_tombstone_stays_as_long_as_the_article_would_have_been_in_the_window() -> None:
    gone = article(3, day(5), withdrawn=True)
    assert stones(gone, article(2), article(4)) == [("3", day(5))]
    assert stones(gone, article(3, name="same day"), article(4)) == [("3", day(5))]
    assert stones(gone, article(4), article(5)) == []
    assert stones(gone, article(9)) == [("3", day(5))], "the window is not full, so nothing has left it"


def test_there_are_no_more_tombstones_than_items_and_they_are_the_newest() -> None:
    gone = [article(number, withdrawn=True) for number in (1, 2, 3)]
    assert stones(*gone) == [("3", day(3)), ("2", day(2))]


def test_what_is_withdrawn_before_it_appears_leaves_nothing() -> None:
    assert stones(article(3, withdrawn=True), now=day(2)) == []


def test_a_tombstone_is_as_old_as_the_last_change_that_has_happened() -> None:
    assert stones(article(3, day(4), day(6), withdrawn=True), now=day(5)) == [("3", day(4))]


def corrected(number: int) -> Candidate:
    candidate = article(number, day(10), day(20))
    corrections = (Correction(day(10), "Fixed (a) & (b):", "One <1>."), Correction(day(20), "Fixed:", "Two."))
    return Candidate(candidate.item, withdrawn=False, expires=None, changes=candidate.changes,
                     places=candidate.places, corrections=corrections)  # fmt: skip


ONE, TWO = "<p><strong>Fixed (a) &amp; (b):</strong> One &lt;1&gt;.</p>", "<p><strong>Fixed:</strong> Two.</p>"


def test_a_correction_is_shown_from_its_instant_on_and_moves_updated() -> None:
    expected = {
        day(10) - timedelta(seconds=1): (day(3), "<p>S.</p>"),
        day(10): (day(10), f"<p>S.</p>\n{ONE}"),
        day(19): (day(10), f"<p>S.</p>\n{ONE}"),
        day(20): (day(20), f"<p>S.</p>\n{ONE}\n{TWO}"),
    }
    for now, (updated, html) in expected.items():
        (item,) = edition(CHANNEL, [corrected(3)], now).items
        assert (item.updated, item.html, item.summary) == (updated, html, "S.")


def test_an_item_that_carries_its_summary_alone_carries_its_corrections_in_it() -> None:
    _, item = edition(CHANNEL, [article(4), corrected(3)], day(20)).items
    assert (item.html, item.summary) == (None, "S. Fixed (a) & (b): One <1>. Fixed: Two.")


def test_a_withdrawal_without_a_date_is_told() -> None:
    assert [p.code for p in untimely([article(3, withdrawn=True)], NOW)] == ["withdrawn-undated"]
    assert untimely([article(3, day(4), withdrawn=True)], NOW) == []
