"""How the time of `feedpub build` grows with the number of articles: `make bench-curve` draws docs/performance.svg.

Each size is measured once: the first run, a run after one article has changed, and one with nothing to do.
"""

import argparse
import math
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.build import Bench
from tests.benchmarks.command import Cost, cost

PICTURE = Path(__file__).parent.parent.parent / "docs" / "performance.svg"
RUNS = {"the first time": "#a40", "one article changed": "#06a", "nothing changed": "#283"}
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 400, 70, 170, 20, 50
SECONDS = (0.01, 1000.0)


def measure(articles: int) -> dict[str, Cost]:
    """The costs of the three runs over so many articles."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), articles, peers=False)
        first = cost(bench.feedpub())
        cost(bench.feedpub())
        bench.change()
        changed = cost(bench.feedpub())
        return dict(zip(RUNS, (first, changed, cost(bench.feedpub())), strict=True))


def picture(found: dict[int, dict[str, Cost]]) -> str:
    """A plot with logarithmic axes: articles to the right, seconds upwards."""
    sizes = sorted(found)

    def across(size: float) -> float:
        whole = math.log10(sizes[-1] / sizes[0]) or 1
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log10(size / sizes[0]) / whole

    def up(seconds: float) -> float:
        whole = math.log10(SECONDS[1] / SECONDS[0])
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * math.log10(seconds / SECONDS[0]) / whole

    lines = [
        *_axes([(across(size), f"{size:,}") for size in sizes], [(up(10.0**n), f"{10.0**n:g} s") for n in range(-2, 4)])
    ]
    for name, colour in RUNS.items():
        points = [(across(size), up(found[size][name].wall)) for size in sizes]
        lines += _curve(name, colour, points)
    style = "font-family='sans-serif' font-size='12'"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' {style}>\n"
        + "\n".join(lines)
        + "\n</svg>\n"
    )


def _axes(across: Sequence[tuple[float, str]], up: Sequence[tuple[float, str]]) -> Iterator[str]:
    yield f"<rect width='{WIDTH}' height='{HEIGHT}' fill='#fff'/>"
    for at, label in across:
        yield f"<line x1='{at:.0f}' x2='{at:.0f}' y1='{TOP}' y2='{HEIGHT - BOTTOM}' stroke='#ddd'/>"
        yield f"<text x='{at:.0f}' y='{HEIGHT - BOTTOM + 18}' text-anchor='middle'>{label}</text>"
    for at, label in up:
        yield f"<line x1='{LEFT}' x2='{WIDTH - RIGHT}' y1='{at:.0f}' y2='{at:.0f}' stroke='#ddd'/>"
        yield f"<text x='{LEFT - 8}' y='{at + 4:.0f}' text-anchor='end'>{label}</text>"
    yield f"<text x='{(LEFT + WIDTH - RIGHT) / 2:.0f}' y='{HEIGHT - 8}' text-anchor='middle'>articles</text>"


def _curve(name: str, colour: str, points: Sequence[tuple[float, float]]) -> Iterator[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='2'/>"
    yield from (f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3' fill='{colour}'/>" for x, y in points)
    x, y = points[-1]
    yield f"<text x='{x + 10:.0f}' y='{y + 4:.0f}' fill='{colour}'>{name}</text>"


def main() -> None:
    """Measure, print what was found, and draw it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000, 1_000_000])
    found = {}
    for size in parser.parse_args().sizes:
        found[size] = measure(size)
        for name, one in found[size].items():
            print(f"{size:9,} articles, {name:20} {one.wall:8.2f} s {one.megabytes:6.0f} MB", flush=True)
    PICTURE.write_text(picture(found))


if __name__ == "__main__":
    main()
