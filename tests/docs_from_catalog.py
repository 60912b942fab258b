"""Writes docs/problems.md from the catalogue: `make docs`."""

from pathlib import Path

from feedpub.catalog import CATALOG

PAGE = Path(__file__).parent.parent / "docs" / "problems.md"

HEAD = """# What feedpub can find wrong

Every problem names its code in brackets at the end of its message; `feedpub rules CODE` prints what is said here.
An article with an error is not published as it is: its last good version stays in the feeds, or it is left out if there
is none. A warning holds nothing back. What is wrong with a draft is reported only with `--verbose`. This page is made
from `feedpub/catalog.py` by `make docs`.

| code | what it means | why it matters |
|---|---|---|
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"| `{code}` | {entry.meaning} | {entry.why} |\n" for code, entry in CATALOG.items())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
