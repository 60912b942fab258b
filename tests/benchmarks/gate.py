"""What the gate adds to rendering: the same feeds rendered and judged in one process, `make bench-gate`.

Every feed has items of its own, so that nothing is remembered from the one before; processor time, in one run.
"""

import random
import time
from datetime import UTC, datetime, timedelta

from feedpub.formats import FORMATS
from feedpub.gate import judge
from feedpub.model.feed import Author, Channel, Feed, Item, Picture
from tests.benchmarks.feeds import html, words

FEEDS, ITEMS = 12, 50
NEWEST = datetime(2026, 5, 2, 12, tzinfo=UTC)
CHANNEL = Channel(
    path="quay",
    url="https://quay.example/feeds/quay/",
    title="Quay Radio",
    description="The sound of the sea",
    link="https://quay.example/",
    language="en-US",
    author=Author("Quay Radio"),
    limit=ITEMS,
    full=ITEMS,
)


def item(number: int, chance: random.Random) -> Item:
    """A full-text article with a picture."""
    when = NEWEST - timedelta(hours=number)
    return Item(
        id=f"tag:quay.example,2026-05-02:stories/{number}",
        link=f"https://quay.example/stories/{number}",
        title=f"{words(chance, 6)} {number}",
        published=when,
        updated=when,
        summary=words(chance, 30),
        html=html(chance, 5),
        language="en-US",
        authors=(Author("Ann Lee"),),
        section="Sea",
        categories=("Sea", "Town"),
        image=Picture(
            f"https://quay.example/m/{number}.jpg", "image/jpeg", 800, 600, "Gulls", "Gulls at dusk", "Ann Lee"
        ),
    )


def main() -> None:
    """Print what rendering and judging a feed cost, in all formats."""
    chance = random.Random(1)  # noqa: S311 - only for words
    items = [item(number, chance) for number in range(FEEDS * ITEMS)]
    feeds = [Feed(CHANNEL, tuple(items[start : start + ITEMS]), (), NEWEST) for start in range(0, len(items), ITEMS)]
    warm, *measured = feeds
    judge(CHANNEL, {written.file.name: written.render(warm) for written in FORMATS})
    begun = time.process_time()
    rendered = [{written.file.name: written.render(feed) for written in FORMATS} for feed in measured]
    between = time.process_time()
    for files in rendered:
        judge(CHANNEL, files)
    rendering, judging = between - begun, time.process_time() - between
    print(f"rendering {1000 * rendering / len(measured):5.1f} ms a feed of {ITEMS} items in {len(FORMATS)} formats")
    print(f"judging   {1000 * judging / len(measured):5.1f} ms")
    print(f"ratio     {judging / rendering:5.2f}")


if __name__ == "__main__":
    main()
