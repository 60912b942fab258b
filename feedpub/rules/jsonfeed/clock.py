"""The dates of a JSON Feed held against the clock."""

from collections.abc import Iterator
from datetime import datetime

from feedpub.rules.clock import ahead
from feedpub.rules.jsonfeed.grammar import Finding, Node
from feedpub.rules.jsonfeed.reading import JsonDocument
from feedpub.rules.rule import RULES, Rule
from feedpub.rules.values.instants import rfc3339_instant


def findings(document: JsonDocument, now: datetime) -> Iterator[tuple[Rule, Finding]]:
    """What has not come yet at an instant."""
    for item in Node(document.value, ()).nodes("items"):
        for name in ("date_published", "date_modified"):
            if message := ahead(rfc3339_instant(item.text(name)), now):
                yield RULES["x-future"], item.finding(message, name)
