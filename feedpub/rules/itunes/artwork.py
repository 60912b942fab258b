"""The artwork of shows and episodes."""

import re
from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import Check, rule
from feedpub.rules.itunes.shapes import IMAGE
from feedpub.rules.itunes.values import APPLE
from feedpub.rules.patterns import pattern
from feedpub.rules.rss.enclosures import fetched_safely
from feedpub.rules.rule import RULES, Basis, Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import is_web
from feedpub.rules.values.media_types import ending_of

_ENDINGS = frozenset({"jpg", "jpeg", "png"})
_IN_QUERY = (".jpg", ".jpeg", ".png")
"""Endings that a query may have in the file's stead: hosts write cover?.jpg for Apple to see one."""

_EVERYDAY = pattern(r"https://[A-Za-z0-9.-]+/[\w./-]*\.(?:jpe?g|png)", re.ASCII)


def _is_everyday(image: Element) -> object:
    """Whether nothing that the rules with `unless` ask for can be wrong."""
    return _EVERYDAY.fullmatch(image.attributes.get("href", ""))


IMAGE.checks.append(Check(RULES["u-https-media"], fetched_safely, unless=_is_everyday))


@rule(
    "i-image-relative",
    Severity.ERROR,
    f"{APPLE}, image",
    "Write the full address, with https://",
    on=IMAGE,
    unless=_is_everyday,
)
def _address_is_whole(image: Element) -> Iterator[Finding]:
    """The artwork has a full web address, which apps can fetch from anywhere."""
    href = image.attributes.get("href")
    if href is not None and not is_web(href):
        shown = href.strip()[:40]
        message = f"“{shown}” is not a full web address." if shown else "There is no address here."
        yield Finding(image, message, attribute="href")


@rule(
    "i-image-ext",
    Severity.ERROR,
    f"{APPLE}, image",
    "Publish it as JPEG or PNG, under such a name.",
    on=IMAGE,
    basis=Basis.PLATFORM,
    unless=_is_everyday,
)
def _artwork_is_jpeg_or_png(image: Element) -> Iterator[Finding]:
    """The address of the artwork ends in .jpg, .jpeg or .png."""
    href = image.attributes.get("href", "")
    query = href.strip().partition("#")[0].partition("?")[2].lower()
    if (ending := ending_of(href)) not in _ENDINGS and is_web(href) and not query.endswith(_IN_QUERY):
        ends = f"ends in .{ending[:10]}" if ending else "has no ending"
        yield Finding(image, f"The file {ends}; Apple Podcasts takes .jpg and .png only.", attribute="href")
