"""The whole text of an item beside its summary: content:encoded (RSS 1.0's content module), and XHTML in RSS."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom import ENTRY
from feedpub.rules.grammar import Occurs, Shape, having, optional, rule
from feedpub.rules.html import HTML, xhtml_verdict
from feedpub.rules.names import CONTENT, XHTML
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.rule import Basis, Finding
from feedpub.rules.tree import Element

_ENCODED, _DESCRIPTION, _BODY = CONTENT("encoded"), "description", XHTML("body")
for _shape in (CHANNEL, ITEM, ENTRY):
    _shape.admit(CONTENT, {"encoded": optional(Shape(HTML, source="RSS Profile, content:encoded"))})
# XHTML's other elements stay unknown in RSS, where they do no harm.
ITEM.children[_BODY] = (Occurs.ANY, Shape(open=True, attributes=None, judge=xhtml_verdict))


@rule(
    "r-xhtml-body",
    Severity.WARNING,
    "RSS Profile, Namespace Elements",
    "Write it as HTML into content:encoded.",
    on=ITEM,
    basis=Basis.POLICY,
    when=having(_BODY),
)
def _readers_know_the_element(item: Element) -> Iterator[Finding]:
    """The full text of an item is in content:encoded, not in an XHTML body, which hardly any reader looks for."""
    for body in item.all(_BODY):
        yield Finding(body, f"Hardly any reader looks for <{body.name}>.")


@rule(
    "r-content-channel",
    Severity.WARNING,
    "RSS 1.0 content module; RSS Profile, content:encoded",
    "Put it into the channel's description.",
    on=CHANNEL,
    when=having(_ENCODED),
)
def _of_items_alone(channel: Element) -> Iterator[Finding]:
    """content:encoded is used in items only, where readers look for it."""
    for encoded in channel.all(_ENCODED):
        yield Finding(encoded, "Readers look for <content:encoded> in items only.")


@rule(
    "r-content-first",
    Severity.WARNING,
    "RSS Profile, content:encoded",
    "Put a summary before it.",
    on=ITEM,
    when=having(_ENCODED),
)
def _summary_comes_first(item: Element) -> Iterator[Finding]:
    """An item's description, its summary, comes before its full text in content:encoded."""
    for child in item.children:
        if child.tag == _DESCRIPTION:
            return
        if child.tag == _ENCODED:
            there = item.child(_DESCRIPTION) is not None
            what = "stands before the description, which" if there else "has no description with it, but that"
            fix = "Move the description before it." if there else "Put a description with a summary before it."
            yield Finding(child, f"The whole text {what} is all that some readers show.", fix)
            return
