"""What an item of a JSON Feed says: its text, its dates, its attachments."""

import math
from collections.abc import Iterator
from typing import Any

from feedpub.problem import Severity
from feedpub.rules.jsonfeed.grammar import Finding, Node, also, rule
from feedpub.rules.jsonfeed.shapes import ATTACHMENT, AUTHOR, HUB, ITEM, SPEC
from feedpub.rules.rule import Basis
from feedpub.rules.values.instants import rfc3339_instant
from feedpub.rules.values.media_types import BY_ENDING, ending_of, essence

_ITEMS, _ATTACHMENTS = f"{SPEC}, Items", f"{SPEC}, Attachments"


@also("j-id", on=ITEM)
def _id_is_there(item: Node) -> Iterator[Finding]:
    value = item.members.get("id")
    if isinstance(value, str) and not value.strip():
        yield item.finding("The id is empty, so readers discard the item.", "id")


@rule("j-id-number", Severity.WARNING, _ITEMS, "Put it in quotation marks.", on=ITEM)
def _id_is_text(item: Node) -> Iterator[Finding]:
    """An id is a text, not a number."""
    value = item.members.get("id")
    if type(value) in {int, float}:
        yield item.finding(f"The id {str(value)[:40]} is a number; some readers lose the item.", "id")


@rule("j-content", Severity.ERROR, _ITEMS, "Add content_html, or content_text.", on=ITEM)
def _has_content(item: Node) -> Iterator[Finding]:
    """An item has content_html or content_text, or both."""
    if item.members.get("content_html") is None and item.members.get("content_text") is None:
        yield item.finding("The item has neither content_html nor content_text.")


@rule("j-no-url", Severity.WARNING, _ITEMS, "Add the address of its page, even if it is the id too.", on=ITEM)
def _has_page(item: Node) -> Iterator[Finding]:
    """An item has a url, the permanent address of its page."""
    if "url" not in item.members:
        yield item.finding("The item has no url, so readers have nothing to open.")


@rule("j-no-date", Severity.WARNING, "convention", "Add date_published.", on=ITEM, basis=Basis.POLICY)
def _has_date(item: Node) -> Iterator[Finding]:
    """An item says when it was published."""
    if "date_published" not in item.members:
        yield item.finding("The item has no date_published, so readers put it anywhere.")


@rule("j-modified", Severity.WARNING, _ITEMS, "Write the later of the two.", on=ITEM, basis=Basis.POLICY)
def _modified_after_publication(item: Node) -> Iterator[Finding]:
    """An item's date_modified is not earlier than its date_published."""
    published, modified = (rfc3339_instant(item.text(name)) for name in ("date_published", "date_modified"))
    if published and modified and modified < published:
        yield item.finding("date_modified is before date_published.", "date_modified")


@rule("j-tag-twice", Severity.WARNING, _ITEMS, "Take one of them out.", on=ITEM, basis=Basis.POLICY)
def _tags_differ(item: Node) -> Iterator[Finding]:
    """No tag is given twice."""
    tags = item.members.get("tags")
    if not isinstance(tags, list) or len(tags) < 2:
        return
    seen: set[str] = set()
    for number, tag in enumerate(tags):
        if isinstance(tag, str) and tag.strip() and tag in seen:
            yield Finding((*item.path, "tags", number), "The item has this tag already.", snippet=tag)
        elif isinstance(tag, str):
            seen.add(tag)


@rule("j-author-empty", Severity.ERROR, f"{SPEC}, Top-level", "Write the author's name.", on=AUTHOR)
def _author_says_something(author: Node) -> Iterator[Finding]:
    """An author has a name, a url or an avatar."""
    if all(author.members.get(name) is None for name in ("name", "url", "avatar")):
        yield author.finding("The author has neither name, url nor avatar.")


@rule("j-hub-type", Severity.WARNING, f"{SPEC}, Subscribing", "Write WebSub or rssCloud.", on=HUB)
def _hub_speaks_a_protocol(hub: Node) -> Iterator[Finding]:
    """The type of a hub is a protocol that the specification names."""
    kind = hub.text("type")
    if kind and kind not in {"WebSub", "rssCloud"}:
        fix = "Write WebSub." if kind.lower() in {"websub", "pubsubhubbub"} else ""
        yield hub.finding(f"“{kind[:40]}” is not a protocol that readers know.", "type", fix)


def _amount(attachment: Node, name: str) -> Any:
    value = attachment.members.get(name)
    return value if type(value) in {int, float} else None


@rule("j-number", Severity.ERROR, _ATTACHMENTS, "Write 0 or a larger number, or leave it out.", on=ATTACHMENT)
def _amounts_are_possible(attachment: Node) -> Iterator[Finding]:
    """A size is a whole number of bytes, a duration a number of seconds, and neither is negative."""
    size, duration = _amount(attachment, "size_in_bytes"), _amount(attachment, "duration_in_seconds")
    if size is not None and not (size >= 0 and math.isfinite(size) and size == int(size)):
        yield attachment.finding(f"{str(size)[:40]} is not a number of bytes.", "size_in_bytes")
    if duration is not None and not (duration >= 0 and math.isfinite(duration)):
        yield attachment.finding(f"{str(duration)[:40]} is not a number of seconds.", "duration_in_seconds")


@also("e-zero", on=ATTACHMENT)
def _size_is_known(attachment: Node) -> Iterator[Finding]:
    if _amount(attachment, "size_in_bytes") == 0:
        message = "The size is 0, so apps do not know how much they download."
        yield attachment.finding(message, "size_in_bytes", "Write the file's size in bytes, or leave it out.")


@also("e-mime-ext", on=ATTACHMENT)
def _type_fits_file(attachment: Node) -> Iterator[Finding]:
    ending, kind = ending_of(attachment.text("url")), essence(attachment.text("mime_type"))
    known = BY_ENDING.get(ending)
    family = kind.partition("/")[0]
    if known and family in {"audio", "video", "image"} and not any(right.startswith(f"{family}/") for right in known):
        message = f"The file ends in .{ending}, which is not {kind}."
        yield attachment.finding(message, "mime_type", f"Write {min(known)}, if the file is right.")
