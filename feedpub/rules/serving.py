"""How a feed is served: its status, media type, redirects, caching, size, and whether it knows its own address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from feedpub.problem import Place, Problem, Severity
from feedpub.rules.names import ATOM
from feedpub.rules.profiles import Profile
from feedpub.rules.rule import Basis, Finding, Rule, document_rule, enter
from feedpub.rules.tree import Document, Element
from feedpub.rules.values.media_types import essence
from feedpub.rules.verdict import severity_of

_MEDIA_TYPES = {
    "rss": ("application/rss+xml",),
    "atom": ("application/atom+xml",),
    "json": ("application/feed+json", "application/json"),
}
LARGE = 5 * 2**20
"""Bytes above which some readers and validators refuse a feed."""


class Served(NamedTuple):
    """What a server answered: the address asked and the one that answered, the status and headers of the answer.

    `redirects` are the status and target of each redirect on the way; `again` the status that a second request got
    which said what the first was told (ETag, Last-Modified), or None if there was nothing to say.
    """

    asked: str
    url: str
    status: int
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    redirects: tuple[tuple[int, str], ...] = ()
    again: int | None = None


ServedCheck = Callable[[Served, str], Iterator[str]]
SERVED_CHECKS: list[tuple[Rule, ServedCheck]] = []
"""The rules about an answer; each is also told what kind of feed it holds: rss, atom, json, or nothing."""


def served_rule(
    code: str, severity: Severity, source: str, advice: str, basis: Basis = Basis.SPEC
) -> Callable[[ServedCheck], ServedCheck]:
    """Make a rule of a function from an answer and a kind of feed to what is wrong with it, in words."""

    def register(check: ServedCheck) -> ServedCheck:
        SERVED_CHECKS.append((enter(code, severity, source, advice, basis, check.__doc__), check))
        return check

    return register


@served_rule("s-status", Severity.ERROR, "RFC 9110 section 15", "Check the server's configuration and its log.")
def _status(served: Served, _kind: str) -> Iterator[str]:
    """A feed is answered with 200."""
    if served.status != 200:
        yield f"The server answered with {served.status}, so readers get no feed."


@served_rule(
    "s-media-type",
    Severity.WARNING,
    "RFC 4287 section 7, RFC 7303, JSON Feed 1.1",
    "Make the server send application/rss+xml, application/atom+xml or application/feed+json.",
)
def _media_type(served: Served, kind: str) -> Iterator[str]:
    """A feed is served as a feed, so that browsers and readers recognize it."""
    sent = essence(served.content_type)
    if not sent:
        yield "The server does not say what kind of file the feed is."
    elif kind and sent not in _MEDIA_TYPES[kind]:
        yield f"The server says that the feed is {sent}; some readers refuse that."


@served_rule("s-charset", Severity.WARNING, "RFC 7303 section 3", "Make the server send charset=utf-8, or no charset.")
def _charset(served: Served, _kind: str) -> Iterator[str]:
    """The server names UTF-8 or no encoding, because what it says overrides the feed."""
    _, found, charset = served.content_type.lower().partition("charset=")
    charset = charset.partition(";")[0].strip("\"' ")
    if found and charset not in {"utf-8", "utf8"}:
        yield f"The server says that the feed is in {charset}."


@served_rule("s-redirect", Severity.WARNING, "RFC 9110 section 15.4", "Publish the new address.", Basis.POLICY)
def _redirects(served: Served, _kind: str) -> Iterator[str]:
    """The published address has not moved for good, and does not lead from https to http."""
    for status, target in served.redirects:
        if status in {301, 308}:
            yield f"The feed has moved for good to {target}."
    if served.url.startswith("http://") and served.asked.startswith("https://"):
        yield f"A redirect leads from https to {served.url}."


@served_rule(
    "s-conditional",
    Severity.WARNING,
    "RFC 9110 section 13",
    "Make the server send ETag or Last-Modified, and answer 304 if nothing has changed.",
    Basis.POLICY,
)
def _conditional(served: Served, _kind: str) -> Iterator[str]:
    """A feed that has not changed is answered with 304, so that readers need not fetch it again every time."""
    if served.status == 200 and not served.etag and not served.last_modified:
        yield "The server sends neither ETag nor Last-Modified."
    elif served.again is not None and served.again != 304:
        yield f"Asked whether the feed has changed, the server answers {served.again}, not 304, though it has not."


def judge_served(served: Served, content: bytes, profile: Profile) -> list[Problem]:
    """What is wrong with how a feed, these bytes, was served; the problems name the address that was asked."""
    place, kind = Place(served.asked), _kind_of(content)
    return [
        Problem(place, rule.code, message, rule.advice, severity)
        for rule, check in SERVED_CHECKS
        if (severity := severity_of(rule, profile)) is not None
        for message in check(served, kind)
    ]


def _kind_of(content: bytes) -> str:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return "json"
    return "rss" if b"<rss" in head else "atom" if b"<feed" in head or b":feed" in head else ""


@document_rule("s-size", Severity.WARNING, "practice", "Put fewer items into it, or summaries only.", Basis.POLICY)
def _size(document: Document) -> Iterator[Finding]:
    """A feed is 5 MB at most."""
    if len(document.content) > LARGE:
        yield Finding(0, f"The feed is {len(document.content) / 2**20:.1f} MB; some readers refuse more than 5.0 MB.")


@document_rule(
    "s-self", Severity.WARNING, "RFC 4287 section 4.1.1; RSS Profile, atom:link", "Write the address that it has.",
)  # fmt: skip
def _self_is_its_address(document: Document) -> Iterator[Finding]:
    """A feed's self link is the address that it is served from."""
    if document.url is None:
        return
    for link in self_links(document.root):
        href = link.attributes.get("href", "").strip()
        if href and href != document.url:
            message = f"The feed calls itself {href[:100]}, but is served from {document.url[:100]}."
            yield Finding(link, message, f"Write {document.url}", "href")


def self_links(root: Element) -> list[Element]:
    """The self links of a feed in RSS or Atom."""
    holder = root if root.tag == ATOM("feed") else root.child("channel")
    links = holder.all(ATOM("link")) if holder is not None else []
    return [link for link in links if link.attributes.get("rel") == "self"]
