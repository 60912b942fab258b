"""Writes docs/problems.md from the catalogue: `make docs`."""

from pathlib import Path

from feedpub.catalog import CATALOG

PAGE = Path(__file__).parent.parent / "docs" / "problems.md"

HEAD = """# What feedpub can find wrong

Every problem names its code in brackets at the end of its message; `feedpub rules CODE` prints what stands here. An
error keeps the article out of the feeds until it is corrected, a warning does not. What is wrong with a draft is only
told with `--verbose`. This page is made from `feedpub/catalog.py` by `make docs`.

| code | what it means | why it matters |
|---|---|---|
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"| `{code}` | {entry.meaning} | {entry.why} |\n" for code, entry in CATALOG.items())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
