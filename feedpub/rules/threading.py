"""Replies in Atom (RFC 4685): what an entry answers, and where its own replies are."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom.relations import relation_of
from feedpub.rules.atom.shapes import COMMON, ENTRY, FEED, LINK, LINK_ATTRIBUTES, SOURCE
from feedpub.rules.grammar import OPTIONAL_TEXT, Attribute, Blank, Shape, many, optional, rule, text
from feedpub.rules.names import THREAD, local_name, shown
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.rule import Fault, Finding, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import REFERENCE
from feedpub.rules.values.dates import RFC3339
from feedpub.rules.values.identities import IDENTITY
from feedpub.rules.values.media_types import MEDIA_TYPE

_SPEC = "RFC 4685 section"


@value_rule("a-thr-count", Severity.ERROR, f"{_SPEC} 4 and 5", "Write a number such as 10.")
def _count(value: str) -> Fault | None:
    """The number of replies is a whole number, in the digits 0 to 9."""
    value = value.strip()
    digits = value.removeprefix("+")
    return None if digits.isascii() and digits.isdigit() else Fault(f"“{value[:30]}” is not a number of replies.")


_COUNT = text(_count, blank=Blank.JUDGED)
IN_REPLY_TO = Shape(
    OPTIONAL_TEXT,
    COMMON
    | {
        "ref": Attribute(IDENTITY),
        "href": Attribute(REFERENCE),
        "source": Attribute(REFERENCE),
        "type": Attribute(MEDIA_TYPE),
    },
    open=True,
    source=f"{_SPEC} 3",
)
TOTAL = Shape(_COUNT, COMMON, source=f"{_SPEC} 5")

for _shape in (FEED, SOURCE, CHANNEL):
    _shape.admit(THREAD, {"in-reply-to": many(IN_REPLY_TO)})
for _shape in (ENTRY, ITEM):
    _shape.admit(THREAD, {"in-reply-to": many(IN_REPLY_TO), "total": optional(TOTAL)})
_OF_REPLIES = {THREAD("count"): Attribute(_COUNT), THREAD("updated"): Attribute(RFC3339)}
LINK_ATTRIBUTES.update(_OF_REPLIES)


@rule("a-thr-link", Severity.ERROR, f"{_SPEC} 4", 'Take it out, or write rel="replies".', on=LINK)
def _replies_are_counted(link: Element) -> Iterator[Finding]:
    """Only a link to replies has thr:count and thr:updated, which say how many there are and when they changed."""
    for name in link.attributes:
        if not name.startswith(THREAD.uri):
            continue
        if name not in _OF_REPLIES:
            fix = "Write thr:updated." if local_name(name) == "when" else ""
            yield Finding(link, f"A link has no attribute {shown(name)}.", fix)
        elif relation_of(link) != "replies":
            yield Finding(link, f"{shown(name)} is about replies, but the link does not lead to any.")


@rule(
    "a-thr-ref",
    Severity.ERROR,
    f"{_SPEC} 3",
    "Add ref, with the id of the entry that is answered.",
    on=IN_REPLY_TO,
)
def _says_what_it_answers(reply: Element) -> Iterator[Finding]:
    """thr:in-reply-to has a ref: the id of what it answers."""
    if "ref" not in reply.attributes:
        yield Finding(reply, "The reply does not say what it answers, so readers cannot put it below that.")


@rule("a-thr-type", Severity.WARNING, f"{_SPEC} 3", "Add href, or take it out.", on=IN_REPLY_TO)
def _can_be_found(reply: Element) -> Iterator[Finding]:
    """A thr:in-reply-to with a type has an href as well."""
    if "type" in reply.attributes and "href" not in reply.attributes:
        yield Finding(reply, "There is a type, but no href that it would be the type of.", attribute="type")
