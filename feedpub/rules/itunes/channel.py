"""What Apple asks of a podcast as a whole: what has to be there, and what the feed says of its own future."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom import FEED
from feedpub.rules.grammar import Check, rule
from feedpub.rules.itunes.values import APPLE
from feedpub.rules.names import ATOM, ITUNES, shown
from feedpub.rules.podcasts import is_podcast
from feedpub.rules.rss.shapes import CHANNEL
from feedpub.rules.rule import Basis, Finding, document_rule
from feedpub.rules.tree import ITEMS, Document, Element
from feedpub.rules.values.addresses import parts_of
from feedpub.rules.values.plain import no_tags

_REQUIRED = f"{APPLE}, required tags"
IMAGE, CATEGORY, EXPLICIT, AUTHOR = (ITUNES(local) for local in ("image", "category", "explicit", "author"))
BLOCK, NEW_FEED_URL, SUMMARY = (ITUNES(local) for local in ("block", "new-feed-url", "summary"))


@document_rule(
    "i-not-podcast",
    Severity.ERROR,
    "Apple Podcasts, RSS feed requirements",
    "Write it as RSS 2.0 with the elements of the itunes namespace.",
    Basis.DESTINATION,
)
def _is_a_podcast(document: Document) -> Iterator[Finding]:
    """A feed for podcast directories is RSS 2.0, with elements of the itunes namespace."""
    channel = document.root.child("channel")
    if document.root.tag != "rss":
        yield Finding(document.root, "The feed is not RSS 2.0, the only format that podcast directories accept.")
    elif channel is not None and not is_podcast(channel):
        yield Finding(channel, "Nothing in the feed says that it is a podcast.")


def _without(channel: Element, tag: str, consequence: str) -> Iterator[Finding]:
    """That a podcast lacks an element of its channel."""
    if channel.child(tag) is None and is_podcast(channel):
        yield Finding(channel, f"The podcast has no <{shown(tag)}>, {consequence}.")


def _unlisted_without(channel: Element, tag: str) -> Iterator[Finding]:
    """That a podcast lacks what directories ask for, unless it asks them not to list it."""
    if channel.value(BLOCK).casefold() != "yes":
        yield from _without(channel, tag, "so Apple Podcasts does not list it")


@rule(
    "i-no-image",
    Severity.ERROR,
    _REQUIRED,
    'Add <itunes:image href="https://…/cover.jpg"/>.',
    on=CHANNEL,
    basis=Basis.PLATFORM,
)
def _has_artwork(channel: Element) -> Iterator[Finding]:
    """A podcast has artwork."""
    yield from _unlisted_without(channel, IMAGE)


@rule(
    "i-no-category",
    Severity.ERROR,
    _REQUIRED,
    'Add one, such as <itunes:category text="News"/>.',
    on=CHANNEL,
    basis=Basis.PLATFORM,
)
def _has_category(channel: Element) -> Iterator[Finding]:
    """A podcast has a category."""
    yield from _unlisted_without(channel, CATEGORY)


@rule(
    "i-no-explicit",
    Severity.ERROR,
    _REQUIRED,
    "Add <itunes:explicit>false</itunes:explicit>, or true.",
    on=CHANNEL,
    basis=Basis.PLATFORM,
)
def _says_whether_explicit(channel: Element) -> Iterator[Finding]:
    """A podcast says whether it is explicit."""
    yield from _unlisted_without(channel, EXPLICIT)


@rule(
    "i-no-language",
    Severity.ERROR,
    _REQUIRED,
    "Add one, such as <language>en-US</language>.",
    on=CHANNEL,
    basis=Basis.PLATFORM,
)
def _has_language(channel: Element) -> Iterator[Finding]:
    """A podcast says which language is spoken."""
    yield from _without(channel, "language", "so Apple Podcasts does not list it")


@rule(
    "i-no-author",
    Severity.WARNING,
    f"{APPLE}, recommended tags; PSP-1, itunes:author",
    "Add <itunes:author> with the name of the station.",
    on=CHANNEL,
    basis=Basis.DESTINATION,
)
def _has_author(channel: Element) -> Iterator[Finding]:
    """A podcast says who makes it."""
    yield from _without(channel, AUTHOR, "so apps show nobody's name under its title")


@rule(
    "i-new-feed-self",
    Severity.WARNING,
    f"{APPLE}, new-feed-url",
    "Write the feed's own https:// address, or take it out.",
    on=CHANNEL,
    basis=Basis.PLATFORM,
)
def _is_not_moving(channel: Element) -> Iterator[Finding]:
    """itunes:new-feed-url is an https address, and the feed's own once it has moved."""
    element = channel.child(NEW_FEED_URL)
    url = element.text.strip() if element is not None else ""
    if element is None or not url:
        return
    own = {link.attributes.get("href", "").strip() for link in channel.all(ATOM("link")) if _is_self(link)}
    if parts_of(url).scheme == "http":
        yield Finding(element, "The new address of the feed begins with http://, not https://.", snippet=url)
    elif own and url not in own:
        message = "The feed sends its subscribers to another address than its own, and apps go there for good."
        yield Finding(element, message, "Take it out, unless the feed is moving there.", snippet=url)


def _is_self(link: Element) -> bool:
    return link.attributes.get("rel", "").strip() == "self"


_RETIRED = (ITUNES("keywords"), ITUNES("subtitle"), SUMMARY)


@rule(
    "i-deprecated",
    Severity.INFO,
    f"{APPLE}, no longer listed",
    "Use description instead.",
    on=CHANNEL,
    basis=Basis.PLATFORM,
)
def _nothing_retired(channel: Element) -> Iterator[Finding]:
    """itunes:keywords, itunes:subtitle and itunes:summary are retired."""
    for tag in _RETIRED:
        for element in (*channel.all(tag), *channel.below("item", tag))[:1]:
            yield Finding(element, f"Apple Podcasts no longer reads <{element.name}>, here or anywhere else.")


def _summary_is_plain(feed: Element) -> Iterator[Finding]:
    """A summary holds no tags: said once, for a publisher's summaries are all made in one way."""
    of_items = (summary for item in ITEMS for summary in feed.below(item, SUMMARY))
    for summary in sorted([*feed.all(SUMMARY), *of_items], key=lambda summary: summary.offset):
        if "<" in summary.text and (fault := no_tags.check(summary.text)) is not None:
            message = f"Some apps show “{fault.snippet[:30]}” as plain text, here and in every summary with tags."
            yield Finding(summary, message, snippet=fault.snippet)
            return


for _shape in (CHANNEL, FEED):
    _shape.checks.append(Check(no_tags.rule, _summary_is_plain))
