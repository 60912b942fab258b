"""What the gate adds: feeds made and judged in one process, `make bench-gate`.

Once beside rendering alone, of items that are ready, and once beside all that a build does for a feed: looking at the
files of its articles, choosing, reading and cleaning those that it carries, rendering, and its page. Every feed has
items of its own, so that nothing is remembered from the one before; processor time, in one run.
"""

import random
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from feedpub import making
from feedpub.formats import FORMATS
from feedpub.gate import judge
from feedpub.library.folders import Folder
from feedpub.library.index import Index
from feedpub.library.stations import read_newsroom
from feedpub.model.feed import Author, Channel, Feed, Item, Picture
from feedpub.problem import Problem
from feedpub.task import Task
from tests.benchmarks import corpus
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


@dataclass
class Shares:
    """Seconds of processor time that were spent on making feeds, and on judging them."""

    making: float = 0.0
    judging: float = 0.0

    def line(self, name: str, feeds: int) -> str:
        """Both for one feed, and the ratio."""
        making, judging = 1000 * self.making / feeds, 1000 * self.judging / feeds
        return f"{name:34} {making:6.1f} ms, judging {judging:5.1f} ms, ratio {judging / making:.2f}"


def of_formats() -> Shares:
    """What judging adds to rendering in all formats, of items that are ready."""
    chance = random.Random(1)  # noqa: S311 - only for words
    items = [item(number, chance) for number in range(FEEDS * ITEMS)]
    feeds = [Feed(CHANNEL, tuple(items[start : start + ITEMS]), (), NEWEST) for start in range(0, len(items), ITEMS)]
    begun = time.process_time()
    rendered = [{written.file.name: written.render(feed) for written in FORMATS} for feed in feeds]
    between = time.process_time()
    for files in rendered:
        judge(CHANNEL, files)
    return Shares(between - begun, time.process_time() - between)


def of_builds(articles: Path) -> Shares:
    """What it adds to all that a build does for the feeds of stations whose articles it has looked at."""
    corpus.write(articles, FEEDS * ITEMS, FEEDS)
    folder, shares, index = Folder(articles, "articles"), Shares(), Index()

    def timed(channel: Channel, rendered: Mapping[str, bytes]) -> list[Problem]:
        begun = time.process_time()
        verdict = judge(channel, rendered)
        shares.judging += time.process_time() - begun
        return verdict

    time.sleep(2.5)  # files that were written a moment ago are not trusted
    for name, station in read_newsroom(folder).stations.items():
        task = Task(folder, name, station, NEWEST, articles / "feeds")
        task.articles(index)
        with patch.object(making, "judge", timed):
            begun = time.process_time()
            making.make_station(task, index)
            shares.making += time.process_time() - begun
    shares.making -= shares.judging
    return shares


def main() -> None:
    """Print what making and judging a feed cost."""
    with tempfile.TemporaryDirectory() as folder:
        of_formats()  # once before, for what is loaded and remembered by the first feeds
        print(of_formats().line(f"rendering in {len(FORMATS)} formats", FEEDS))
        print(of_builds(Path(folder) / "articles").line("choosing, reading, rendering, page", FEEDS))


if __name__ == "__main__":
    main()
