"""What `feedpub build` costs, beside the floors and what else would be used: `make bench-build`.

Whole commands on the same newsroom, one after the other in each round, the least of some rounds. A machine may vary by
a factor of two from minute to minute, so the ratios are what counts. Sizes and rounds can be given: 10000 --rounds 3.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import corpus, hugo
from tests.benchmarks.command import Cost, best, cost

STATIONS = 10
_READ = "import sys, pathlib\nfor path in pathlib.Path(sys.argv[1]).rglob('*.yaml'): path.read_bytes()\n"
_PARSE = """
import sys, pathlib
from yaml._yaml import CParser
for path in pathlib.Path(sys.argv[1]).rglob('*.yaml'):
    parser = CParser(path.read_bytes())
    while parser.get_event() is not None:
        pass
"""


@dataclass
class Bench:
    """A newsroom, and the folders that commands write to; `peers`: those of other programs, too."""

    folder: Path
    articles: int
    peers: bool = True

    def __post_init__(self) -> None:
        corpus.write(self.newsroom, self.articles, STATIONS)
        self.changed = max(self.newsroom.glob("station-03/*/*.yaml"))
        if HUGO and self.peers:
            hugo.write(self.newsroom, self.folder / "site")
        time.sleep(2.5)  # files that were written a moment ago are not trusted

    @property
    def newsroom(self) -> Path:
        return self.folder / "articles"

    def feedpub(self) -> list[str | Path]:
        program = Path(sys.executable).parent / "feedpub"
        words: list[str | Path] = [program, "build", "--articles", self.newsroom, "--out", self.folder / "feeds"]
        return [*words, "--cache", self.folder / "cache"]

    def forget(self) -> None:
        """Make the next run the first one."""
        for name in ("feeds", "cache", "script", "site/public"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def change(self) -> None:
        """Change one of the newest articles, some seconds ago."""
        self.changed.write_text(f"{self.changed.read_text()}  More.\n")
        time.sleep(2.5)

    def commands(self) -> Iterator[tuple[str, list[str | Path], Callable[[], None]]]:
        """What is measured: its name, the command, and what is done before."""
        script = Path(__file__).with_name("script.py")
        yield "find -printf", ["find", self.newsroom, "-printf", "%p %s %T@ %i\\n"], _nothing
        yield "reading every file", [sys.executable, "-c", _READ, self.newsroom], _nothing
        yield "libyaml's parser alone", [sys.executable, "-c", _PARSE, self.newsroom], _nothing
        yield "a script of 40 lines", [sys.executable, script, self.newsroom, self.folder / "script"], _nothing
        if HUGO:
            yield "Hugo", [HUGO, "--quiet", "--source", self.folder / "site"], _nothing
        yield "feedpub, the first time", self.feedpub(), self.forget
        yield "feedpub, nothing changed", self.feedpub(), _nothing
        yield "feedpub, one article changed", self.feedpub(), self.change


HUGO = shutil.which("hugo")


def _nothing() -> None:
    """Some commands need nothing done before them."""


def measure(articles: int, rounds: int) -> dict[str, Cost]:
    """The costs of all commands for a newsroom of a size."""
    costs: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), articles)
        for _ in range(rounds):
            for name, command, prepare in bench.commands():
                prepare()
                costs.setdefault(name, []).append(cost(command))
    return {name: best(found) for name, found in costs.items()}


def table(articles: int, costs: dict[str, Cost]) -> Iterator[str]:
    """A table in Markdown: the last column is the time on the clock as a multiple of the first run's."""
    yield f"| {articles:,} articles | wall | processor | memory | articles a second | × first run |"
    yield "|---|--:|--:|--:|--:|--:|"
    first = costs["feedpub, the first time"].wall
    for name, one in costs.items():
        figures = (f"{one.wall:.2f} s", f"{one.processor:.2f} s", f"{one.megabytes:.0f} MB")
        yield f"| {name} | {' | '.join(figures)} | {articles / one.wall:,.0f} | {one.wall / first:.2f} |"


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 50_000])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    for size in given.sizes:
        print("\n".join(table(size, measure(size, given.rounds))), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
