"""A newsroom for measuring: any number of articles of about 2 KB over some stations, the same at every run.

One in ten articles has a quotation and links, one in twenty a list and a correction; the rest are plain paragraphs, as
most news is. Every article names two authors' worth of nothing else: no media, so that only text is measured.
"""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.feeds import words

PUBLISHER = """\
name: Coast Public Media
feeds_url: https://feeds.coast.example/
language: en-US
timezone: America/New_York
"""
SECTIONS = ("Local", "Politics", "Music", "Sea", "Schools")
NEWEST = datetime(2026, 5, 2, 12, tzinfo=UTC)


def write(root: Path, articles: int, stations: int) -> None:
    """Write a newsroom with so many articles, spread evenly over so many stations, as the folder `root`."""
    root.mkdir(parents=True)
    (root / "publisher.yaml").write_text(PUBLISHER)
    for station in range(stations):
        folder = root / f"station-{station:02}"
        folder.mkdir()
        (folder / "station.yaml").write_text(
            f"title: Station {station}\nlink: https://station-{station:02}.coast.example/\n"
        )
    chance = random.Random(1)  # noqa: S311 - only for words
    for number in range(articles):
        name = f"station-{number % stations:02}"
        when = NEWEST - timedelta(minutes=7 * number)
        folder = root / name / f"{when:%Y-%m}"
        folder.mkdir(exist_ok=True)
        (folder / f"{when:%Y-%m-%d}-story-{number}.yaml").write_text(article(number, name, when, chance))


def article(number: int, station: str, when: datetime, chance: random.Random) -> str:
    """One article's YAML."""
    title = f"{words(chance, 6).capitalize()} {number}"
    paragraphs = [f"{words(chance, 60).capitalize()}." for _ in range(4)]
    if number % 10 == 0:
        paragraphs.insert(1, f"> {words(chance, 20)}")
        paragraphs[-1] += f" [{words(chance, 3)}](https://{station}.coast.example/about)"
    if number % 20 == 0:
        paragraphs.append("\n".join(f"- {words(chance, 5)}" for _ in range(3)))
    body = "\n\n".join(paragraphs).replace("\n", "\n  ")
    lines = [
        f"title: {title}",
        f"link: https://{station}.coast.example/stories/{number}",
        f"published: {when:%Y-%m-%dT%H:%MZ}",
        f"authors: [{{name: {'Ann Lee' if number % 3 else 'Bo Chen'}}}]",
        f"section: {SECTIONS[number % len(SECTIONS)]}",
        f"tags: [{words(chance, 1)}, {words(chance, 1)} news]",
        f"summary: {words(chance, 25).capitalize()}.",
    ]
    if number % 20 == 0:
        lines.append(f"corrections: [{{date: {when + timedelta(hours=3):%Y-%m-%dT%H:%MZ}, text: {words(chance, 8)}.}}]")
    return "\n".join([*lines, "body: |", f"  {body}", ""])
