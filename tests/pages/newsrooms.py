"""The newsrooms whose pages are kept, and the pages of a build."""

from pathlib import Path

from tests.newsroom import tree

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())


def pages(out: Path) -> dict[str, bytes]:
    return {name: content for name, content in tree(out).items() if name.endswith("index.html")}
