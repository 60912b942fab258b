"""What one destination alone asks for."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.destinations.needs import APPLE_NEWS, FLIPBOARD, SMARTNEWS, pictures
from feedpub.rules.destinations.needs import MSN as MSN_SAYS
from feedpub.rules.grammar import rule
from feedpub.rules.names import MSN
from feedpub.rules.names import SMARTNEWS as SNF
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.numbers import whole_number

_LOGO, _SHORT_TITLE = SNF("logo"), MSN("shortTitle")
_LEAST_WIDTH = 400


@rule(
    "n-apple-locale",
    Severity.ERROR,
    APPLE_NEWS,
    "Write language and region, such as en-US.",
    on=CHANNEL,
    basis=Basis.DESTINATION,
)
def _names_a_region(channel: Element) -> Iterator[Finding]:
    """The language of a channel includes a region."""
    language = channel.child("language")
    if language is not None and language.text.strip() and "-" not in language.text:
        value = language.text.strip()
        yield Finding(language, f"“{value[:20]}” does not say which region it is for.", snippet=value)


@rule(
    "n-smartnews-date",
    Severity.ERROR,
    SMARTNEWS,
    "Add pubDate with the date of the newest item.",
    on=CHANNEL,
    basis=Basis.DESTINATION,
)
def _channel_is_dated(channel: Element) -> Iterator[Finding]:
    """A channel says when it was published."""
    if not channel.value("pubDate"):
        yield Finding(channel, "The channel has no pubDate.")


@rule(
    "n-smartnews-logo",
    Severity.ERROR,
    SMARTNEWS,
    "Add <snf:logo><url>…</url></snf:logo>, a PNG of 700 × 100 pixels at most.",
    on=CHANNEL,
    basis=Basis.DESTINATION,
)
def _has_logo(channel: Element) -> Iterator[Finding]:
    """A channel has its logo in snf:logo, which is shown above every article."""
    logo = channel.child(_LOGO)
    if logo is None or not (logo.value("url") or logo.value(SNF("url"))):
        yield Finding(logo or channel, "The channel has no snf:logo with a url in it.")


@rule(
    "n-smartnews-description",
    Severity.WARNING,
    SMARTNEWS,
    "Shorten it.",
    on=CHANNEL,
    basis=Basis.DESTINATION,
)
def _described_briefly(channel: Element) -> Iterator[Finding]:
    """The description of a channel has at most 30 characters."""
    description = channel.child("description")
    if description is not None and len(description.text.strip()) > 30:
        yield Finding(description, f"The description has {len(description.text.strip())} characters.")


@rule(
    "n-flipboard-image",
    Severity.ERROR,
    FLIPBOARD,
    "Publish a larger picture.",
    on=ITEM,
    basis=Basis.DESTINATION,
)
def _picture_is_large(item: Element) -> Iterator[Finding]:
    """One of an item's pictures is at least 400 pixels wide and high, where sizes are given."""
    sizes = [(picture, _least_side(picture)) for picture in pictures(item)]
    if sizes and all(side is not None and side < _LEAST_WIDTH for _, side in sizes):
        picture, side = max(sizes, key=lambda size: size[1] or 0)
        yield Finding(picture, f"The largest picture has only {side} pixels on one side.")


def _least_side(picture: Element) -> int | None:
    sides = [whole_number(picture.attributes.get(name, "")) for name in ("width", "height")]
    return min((side for side in sides if side is not None), default=None)


@rule(
    "n-msn-title",
    Severity.ERROR,
    MSN_SAYS,
    "Write more than 20 characters and at most 150, or add mi:shortTitle.",
    on=ITEM,
    basis=Basis.DESTINATION,
)
def _title_fits(item: Element) -> Iterator[Finding]:
    """The title of an item has more than 20 and at most 150 characters, or there is a mi:shortTitle too."""
    title = item.child("title")
    length = len(title.text.strip()) if title is not None else 0
    if title is not None and length and (length <= 20 or (length > 150 and item.child(_SHORT_TITLE) is None)):
        yield Finding(title, f"The title has {length} characters.")
