"""What the Podcast Standards Project asks beyond Apple's guide: PSP-1, The Podcast RSS Standard, 1.0."""

import re
from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import rule
from feedpub.rules.names import PODCAST, PODCAST_ON_GITHUB
from feedpub.rules.patterns import pattern
from feedpub.rules.rss.shapes import CHANNEL
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element

_PSP = "PSP-1"


@rule(
    "i-psp-locked",
    Severity.WARNING,
    f"{_PSP}, podcast:locked",
    "Add <podcast:locked>yes</podcast:locked>, or no.",
    on=CHANNEL,
    basis=Basis.DESTINATION,
)
def _says_whether_locked(channel: Element) -> Iterator[Finding]:
    """A podcast says whether hosts may import it."""
    if all(channel.child(namespace("locked")) is None for namespace in (PODCAST, PODCAST_ON_GITHUB)):
        yield Finding(channel, "The podcast does not say whether another host may import it.")


_COPYRIGHT_WORDS = pattern(r"copyright|©|\(c\)|\b(?:19|20)[0-9]{2}\b", re.IGNORECASE)


@rule(
    "i-psp-copyright",
    Severity.WARNING,
    f"{_PSP}, copyright",
    "Write the name of the owner alone.",
    on=CHANNEL,
    basis=Basis.DESTINATION,
)
def _copyright_is_a_name(channel: Element) -> Iterator[Finding]:
    """The copyright of a podcast names its owner, without the word, the sign or a year."""
    element = channel.child("copyright")
    found = _COPYRIGHT_WORDS.search(element.text) if element is not None else None
    if element is not None and found is not None:
        yield Finding(element, f"There is “{found.group()}” in it, which apps add themselves.", snippet=found.group())
