"""What entries have to say, and the elements that hold a text and nothing else."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.atom.addresses import links_of
from feedpub.rules.atom.shapes import ENTRY, FEED, LEAVES, SOURCE
from feedpub.rules.atom.texts import is_xml
from feedpub.rules.grammar import having, lacking, rule
from feedpub.rules.names import ATOM, XHTML
from feedpub.rules.rule import Finding
from feedpub.rules.tree import Element
from feedpub.rules.values.instants import rfc3339_instant
from feedpub.rules.values.media_types import essence

_SPEC = "RFC 4287 section 4.1.2"
_CONTENT, _SUMMARY = ATOM("content"), ATOM("summary")
_PUBLISHED, _UPDATED = ATOM("published"), ATOM("updated")


@rule(
    "a-no-alternate",
    Severity.ERROR,
    _SPEC,
    'Add <link href="…"/> with the address of its page.',
    on=ENTRY,
    when=lacking(_CONTENT),
)
def _leads_somewhere(entry: Element) -> Iterator[Finding]:
    """An entry without content has an alternate link to the page where its content is."""
    if entry.child(_CONTENT) is None and not links_of(entry, "alternate"):
        yield Finding(entry, "The entry has neither content nor a link to its page.")


@rule("a-no-text", Severity.WARNING, f"{_SPEC}, 4.1.1.1", "Add a summary.", on=ENTRY, when=lacking(_CONTENT, _SUMMARY))
def _says_something(entry: Element) -> Iterator[Finding]:
    """An entry has content or a summary."""
    if entry.child(_CONTENT) is None and entry.child(_SUMMARY) is None:
        yield Finding(entry, "The entry has neither content nor a summary, so readers show a title and nothing else.")


@rule("a-no-summary", Severity.ERROR, _SPEC, "Add a summary.", on=ENTRY, when=lacking(_SUMMARY))
def _is_summed_up(entry: Element) -> Iterator[Finding]:
    """An entry whose content is elsewhere, or in Base64, has a summary for readers that do not show it."""
    content = entry.child(_CONTENT)
    if content is None or not content.attributes or entry.child(_SUMMARY) is not None:
        return
    kind = essence(content.attributes.get("type", ""))
    if "src" in content.attributes:
        yield Finding(content, "The content is elsewhere, and there is no summary to show in its place.")
    elif "/" in kind and not kind.startswith("text/") and not is_xml(kind):
        yield Finding(content, f"The content is {kind}, and there is no summary for readers that do not show it.")


@rule(
    "a-order",
    Severity.WARNING,
    "RFC 4287 sections 4.2.9 and 4.2.15",
    "Set updated to the date in published, or to a later one.",
    on=ENTRY,
    when=having(_PUBLISHED),
)
def _updated_after_published(entry: Element) -> Iterator[Finding]:
    """An entry was not updated before it was published."""
    published = entry.child(_PUBLISHED)
    if published is None:
        return
    first, last = rfc3339_instant(published.text), rfc3339_instant(entry.value(_UPDATED))
    if first and last and first > last:
        yield Finding(published, f"The entry was updated on {last:%Y-%m-%d %H:%M} UTC, before it was published.")


@rule("a-source", Severity.WARNING, "RFC 4287 section 4.2.11", "Copy it from the feed of the source.", on=SOURCE)
def _source_is_told(source: Element) -> Iterator[Finding]:
    """The source of an entry has the id, title and updated of the feed that it was taken from."""
    missing = [name for name in ("id", "title", "updated") if source.child(ATOM(name)) is None]
    if missing:
        yield Finding(source, f"The source has no {', no '.join(missing)}.")


@rule(
    "a-xhtml-place",
    Severity.WARNING,
    "RFC 4287 sections 3.1.1.3 and 6",
    'Put it into content with type="xhtml".',
    on=(FEED, ENTRY, SOURCE),
)
def _xhtml_is_content(parent: Element) -> Iterator[Finding]:
    """XHTML elements are used only in text or content, where readers show them."""
    for child in parent.children:
        if child.tag.startswith(XHTML.uri):
            yield Finding(child, f"Readers do not show <{child.name}> outside content.")


@rule("a-leaf", Severity.ERROR, "RFC 4287 sections 3 and 4.2", "Take it out.", on=LEAVES)
def _holds_text_only(element: Element) -> Iterator[Finding]:
    """A date, id, name, address or generator is text, with no elements in it."""
    if element.children:
        yield Finding(element.children[0], f"<{element.name}> contains text only, no elements.")
