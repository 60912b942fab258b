"""How long `feedpub validate` takes, beside Python with lxml that only parses and visits: `make bench-validate`.

Whole commands, the shortest and the largest memory of several runs in turn; the ratios are what counts.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.command import best, cost
from tests.benchmarks.feeds import articles, episodes

RUNS = 7
FLOOR = """
import sys
from lxml import etree
for element in etree.parse(sys.argv[1]).iter():
    pass
"""


def measure(name: str, feed: str, folder: Path) -> None:
    """Print what judging a feed costs, and what only reading it does."""
    path = folder / f"{name}.xml"
    path.write_text(feed, encoding="utf-8")
    validate = [str(Path(sys.executable).parent / "feedpub"), "validate", "--quiet", str(path)]
    floor = [sys.executable, "-c", FLOOR, str(path)]
    pairs = [(cost(floor), cost(validate)) for _ in range(RUNS)]
    least, judged = best([pair[0] for pair in pairs]), best([pair[1] for pair in pairs])
    print(f"{name}: {path.stat().st_size / 1e6:.1f} MB")
    for label, one in (("lxml", least), ("feedpub validate", judged)):
        print(f"  {label:17} {one.wall:6.3f} s wall {one.processor:6.3f} s processor {one.megabytes:6.1f} MB")
    ratios = [mine / theirs for mine, theirs in zip(judged, least, strict=True)]
    print("  ratios            {:6.2f}        {:6.2f}             {:6.2f}".format(*ratios))


def main() -> None:
    """Measure both feeds."""
    with tempfile.TemporaryDirectory() as folder:
        measure("articles", articles(), Path(folder))
        measure("episodes", episodes(), Path(folder))


if __name__ == "__main__":
    main()
