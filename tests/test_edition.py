"""Which articles a feed carries at one instant, in which order, and what it says of those that are gone."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from feedpub.edition import edition, untimely
from feedpub.model.feed import Author, Candidate, Channel, Correction, Feed, Item, Places, ReadyItem
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
    return Candidate(
        id=name or f"{number}",
        link=f"https://ckls.example.com/{number}",
        title="T",
        published=day(number),
        withdrawn=withdrawn,
        expires=None,
        changes=changes,
        places=Places(PLACE, PLACE, PLACE, PLACE, PLACE),
    )


def item(candidate: Candidate) -> Item:
    """What feeds carry of it."""
    return Item(
        id=candidate.id,
        link=candidate.link,
        title=candidate.title,
        published=candidate.published,
        updated=candidate.published,
        summary="S.",
        html="<p>S.</p>",
        language="en",
    )


def feed_of(candidates: Iterable[Candidate], now: datetime, corrections: tuple[Correction, ...] = ()) -> Feed:
    """The feed of those of the candidates that are out, in the order in which the library gives them."""
    out = sorted((c for c in candidates if c.published <= now), key=lambda c: (-c.published.timestamp(), c.id))
    return edition(CHANNEL, out, now, lambda candidate: ReadyItem(item(candidate), corrections))


def stones(*candidates: Candidate, now: datetime = NOW) -> list[tuple[str, datetime]]:
    return [(stone.id, stone.when) for stone in feed_of(candidates, now).tombstones]


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


CORRECTIONS = (Correction(day(10), "Fixed (a) & (b):", "One <1>."), Correction(day(20), "Fixed:", "Two."))


ONE, TWO = "<p><strong>Fixed (a) &amp; (b):</strong> One &lt;1&gt;.</p>", "<p><strong>Fixed:</strong> Two.</p>"


def test_a_correction_is_shown_from_its_instant_on_and_moves_updated() -> None:
    expected = {
        day(10) - timedelta(seconds=1): (day(3), "<p>S.</p>"),
        day(10): (day(10), f"<p>S.</p>\n{ONE}"),
        day(19): (day(10), f"<p>S.</p>\n{ONE}"),
        day(20): (day(20), f"<p>S.</p>\n{ONE}\n{TWO}"),
    }
    for now, (updated, html) in expected.items():
        (only,) = feed_of([article(3, day(10), day(20))], now, CORRECTIONS).items
        assert (only.updated, only.html, only.summary) == (updated, html, "S.")


def test_an_item_that_carries_its_summary_alone_carries_its_corrections_in_it() -> None:
    _, older = feed_of([article(4), article(3, day(10), day(20))], day(20), CORRECTIONS).items
    assert (older.html, older.summary) == (None, "S. Fixed (a) & (b): One <1>. Fixed: Two.")


def test_no_more_is_asked_for_than_the_window_holds() -> None:
    asked = []

    def archive() -> Iterator[Candidate]:
        for number in range(28, 0, -1):
            asked.append(number)
            yield article(number)

    feed = edition(CHANNEL, archive(), NOW, lambda candidate: ReadyItem(item(candidate)))
    assert ([one.id for one in feed.items], asked) == (["28", "27"], [28, 27, 26])


def test_a_withdrawal_without_a_date_is_told() -> None:
    assert [p.code for p in untimely([article(3, withdrawn=True)], NOW)] == ["withdrawn-undated"]
    assert untimely([article(3, day(4), withdrawn=True)], NOW) == []
