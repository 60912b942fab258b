"""Writes docs/rules.md and feedpub/rules/examples.json from the rules and their pairs of feeds: `make docs`."""

import difflib
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from feedpub.rules import PROFILES, every_rule
from feedpub.rules.rule import Rule
from feedpub.rules.verdict import standing

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rules.md"
EXAMPLES = ROOT / "feedpub" / "rules" / "examples.json"
PAIRS = ROOT / "tests" / "rules"

HEAD = """# What feedpub validate demands of a feed

Every message names its rule in brackets; `feedpub rules CODE` prints what this page says of it, with a bad and a good
example.
What a *specification* demands is an error or a warning everywhere. What a *platform* or a *policy* demands is at most a
warning, unless a profile (`--profile`) makes it an error; what only one *destination* asks for is judged under its
profile only. [How the validator was measured, and where it differs from others](validator.md) has a page of its own.
This page is made from the rules by `make docs`.
"""
HEADINGS = "| code | | what is demanded | what to do | who says so |\n|---|---|---|---|---|\n"
FAMILIES = {
    "x": "XML and what all formats share",
    "u": "Addresses",
    "r": "RSS 2.0",
    "a": "Atom 1.0",
    "j": "JSON Feed 1.1",
    "h": "HTML in feeds",
    "e": "Enclosures",
    "i": "Podcasts: itunes",
    "p": "Podcasts: podcast",
    "m": "Media RSS",
    "d": "Dublin Core and other modules",
    "g": "GeoRSS",
    "f": "Paged and archived feeds",
    "w": "WebSub",
    "n": "Destinations of news",
    "s": "How a feed is served",
}


def page() -> str:
    """The whole page."""
    order = list(FAMILIES)
    rules = sorted(every_rule().values(), key=lambda rule: (order.index(rule.code[0]), rule.code))
    parts = [HEAD]
    for letter, group in groupby(rules, key=lambda rule: rule.code[0]):
        parts.append(f"\n## {FAMILIES[letter]}\n\n{HEADINGS}")
        parts += [_row(rule) for rule in group]
    parts.append("\n## Profiles\n\n| profile | what it is | errors there |\n|---|---|---|\n")
    parts += [
        f"| `{profile.name}` | {profile.about} | {' '.join(f'`{code}`' for code in sorted(profile.errors))} |\n"
        for profile in PROFILES.values()
    ]
    return "".join(parts)


def _row(rule: Rule) -> str:
    cells = (f"`{rule.code}`", standing(rule), rule.demand, rule.advice, f"{rule.source} ({rule.basis})")
    return "| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |\n"


def examples() -> str:
    """The bad and the good example of every rule, as JSON: the lines in which the feeds of its pair differ."""
    found = {}
    for bad in sorted(PAIRS.glob("*.bad.*")):
        code = bad.name.partition(".")[0]
        good = bad.with_name(bad.name.replace(".bad.", ".good."))
        lines = [path.read_bytes().decode("utf-8", "replace").splitlines() for path in (bad, good)]
        found[code] = dict(zip(("bad", "good"), map("\n".join, _differing(*lines)), strict=True))
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


MOST_LINES = 8


def _differing(bad: list[str], good: list[str]) -> Iterator[list[str]]:
    """The lines of each side that the other lacks; where a side lacks nothing, with a line before and after."""
    opcodes = [
        code for code in difflib.SequenceMatcher(None, bad, good, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    around = any(i1 == i2 or j1 == j2 for _, i1, i2, j1, j2 in opcodes)
    for lines, spans in ((bad, [code[1:3] for code in opcodes]), (good, [code[3:5] for code in opcodes])):
        shown: list[str] = []
        for start, end in spans:
            shown += lines[max(0, start - around) : end + around]
        indent = min((len(line) - len(line.lstrip()) for line in shown if line.strip()), default=0)
        yield [line[indent:] for line in shown[:MOST_LINES]]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    EXAMPLES.write_text(examples(), encoding="utf-8")
