"""What a JSON Feed says of itself, and how its items go together."""

from collections.abc import Callable, Iterator

from feedpub.problem import Severity
from feedpub.rules.jsonfeed.grammar import Finding, Node, also, rule
from feedpub.rules.jsonfeed.shapes import FEED, SPEC
from feedpub.rules.rule import Basis
from feedpub.rules.values.instants import rfc3339_instant

_TOP = f"{SPEC}, Top-level"


@rule("j-version-first", Severity.INFO, _TOP, "Write it before all other members.", on=FEED)
def _version_comes_first(feed: Node) -> Iterator[Finding]:
    """The version comes first, where programs look for it."""
    if "version" in feed.members and next(iter(feed.members)) != "version":
        yield feed.finding("The version is not the first member of the feed.", "version")


@rule("j-home-page", Severity.WARNING, _TOP, 'For example: "home_page_url": "https://…/"', on=FEED)
def _site_is_named(feed: Node) -> Iterator[Finding]:
    """A feed on the public web names the page that it belongs to."""
    if "home_page_url" not in feed.members:
        yield feed.finding("The feed has no home_page_url, so readers cannot link to the site.")


@also("j-feed-url", on=FEED)
def _address_is_named(feed: Node) -> Iterator[Finding]:
    if "feed_url" not in feed.members:
        yield feed.finding("The feed has no feed_url, by which readers recognize it.", fix='Add "feed_url".')


@rule("j-next-url", Severity.ERROR, _TOP, "Write the address of the next page, or leave it out.", on=FEED)
def _next_is_another(feed: Node) -> Iterator[Finding]:
    """next_url is not the feed's own address, which readers would go on asking for."""
    following = feed.text("next_url")
    if following and following == feed.text("feed_url"):
        yield feed.finding("next_url is the same as feed_url.", "next_url")


@rule("j-author", Severity.INFO, f"{SPEC}, Deprecations", "Write authors, a list of such objects.", on=FEED)
def _authors_are_listed(feed: Node) -> Iterator[Finding]:
    """Authors are listed in authors; a single author is from version 1."""
    if feed.text("version").endswith("/version/1"):
        return
    for node in (feed, *feed.nodes("items")):
        if "author" in node.members and "authors" not in node.members:
            yield node.finding("author is deprecated since version 1.1.", "author")._replace(named=True)
            return


@rule("j-no-items", Severity.WARNING, "data sanity", "Publish something in it.", on=FEED, basis=Basis.POLICY)
def _has_items(feed: Node) -> Iterator[Finding]:
    """A published feed has items."""
    if feed.members.get("items") == []:
        yield feed.finding("The feed is empty.", "items")


@rule("j-order", Severity.INFO, "convention", "Sort the items by date_published.", on=FEED, basis=Basis.POLICY)
def _newest_first(feed: Node) -> Iterator[Finding]:
    """Items are in order, newest first."""
    last = None
    for item in feed.nodes("items"):
        date = rfc3339_instant(item.text("date_published"))
        if date and last and date > last:
            yield item.finding("The item is newer than the one before it.", "date_published")
            return
        last = date or last


@rule("j-dup-id", Severity.ERROR, f"{SPEC}, Items", "Give each item an id of its own.", on=FEED)
def _ids_differ(feed: Node) -> Iterator[Finding]:
    """No two items have the same id, because readers would take them for one item."""
    yield from _repeated(feed, "id", _identity)


def _identity(item: Node) -> str:
    """An item's id as readers compare it: a number is taken for its text (Suggestions for Feed Readers)."""
    value = item.members.get("id")
    return value if isinstance(value, str) else str(value) if type(value) in {int, float} else ""


@rule("j-dup-url", Severity.WARNING, "data sanity", "Give each item its own page.", on=FEED, basis=Basis.POLICY)
def _pages_differ(feed: Node) -> Iterator[Finding]:
    """No two items have the same url."""
    yield from _repeated(feed, "url", lambda item: item.text("url"))


@rule("j-dup-title-date", Severity.WARNING, "data sanity", "Take one of them out.", on=FEED, basis=Basis.POLICY)
def _not_told_twice(feed: Node) -> Iterator[Finding]:
    """No two items have the same title and date."""
    seen: set[tuple[str, str]] = set()
    for item in feed.nodes("items"):
        key = (item.text("title"), item.text("date_published"))
        if all(key) and key in seen:
            yield item.finding("Another item has the same title and date.", "title")
        seen.add(key)


@also("e-dup-url", on=FEED)
def _files_differ(feed: Node) -> Iterator[Finding]:
    seen: set[str] = set()
    for item in feed.nodes("items"):
        for attachment in item.nodes("attachments"):
            url = attachment.text("url")
            if url and url in seen:
                yield attachment.finding("The same file is attached twice.", "url")
            seen.add(url)


def _repeated(feed: Node, name: str, key: Callable[[Node], str]) -> Iterator[Finding]:
    """The items with a member that an item before them has too."""
    seen: set[str] = set()
    for item in feed.nodes("items"):
        value = key(item)
        if value and value in seen:
            yield item.finding(f"Another item has the same {name}.", name)
        seen.add(value)
