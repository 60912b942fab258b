"""A JSON Feed held against the files beside it, and against the feed that subscribers have."""

from collections.abc import Iterator

from feedpub.rules.beside import chains, identities, lengths
from feedpub.rules.beside.pages import page_of, page_of_json
from feedpub.rules.files import Files
from feedpub.rules.jsonfeed.grammar import Finding, Node
from feedpub.rules.jsonfeed.reading import JsonDocument
from feedpub.rules.rule import RULES, Rule


def findings(document: JsonDocument, files: Files | None, previous: bytes | None) -> Iterator[tuple[Rule, Finding]]:
    """What is wrong with a feed that only other files can tell."""
    if files is not None:
        for finding in _wrong_lengths(document, files):
            yield RULES["e-length-match"], finding
        for finding in _broken_chain(document, files):
            yield RULES["f-chain"], finding
    if previous is not None:
        for finding in _changed(document, previous):
            yield RULES["s-guid-stable"], finding


def _wrong_lengths(document: JsonDocument, files: Files) -> Iterator[Finding]:
    for item in Node(document.value, ()).nodes("items"):
        for attachment in item.nodes("attachments"):
            size = attachment.members.get("size_in_bytes")
            if type(size) is int and 0 < size < 10**15:
                wrong = lengths.wrong_length(files, attachment.text("url"), str(size))
                if wrong is not None:
                    yield attachment.finding(wrong[0], "size_in_bytes", f'Write "size_in_bytes": {wrong[1]}')


def _broken_chain(document: JsonDocument, files: Files) -> Iterator[Finding]:
    page = page_of_json(document.value)
    if page is None:
        return
    for address in page.links.get("next", ()):
        fault = chains.chain_of(files, document.url, page).fault("next", address)
        if fault is not None:
            yield Node(document.value, ()).finding(fault[0], "next_url", fault[1])


def _changed(document: JsonDocument, previous: bytes) -> Iterator[Finding]:
    before, page = page_of(previous), page_of_json(document.value)
    if before is None:
        yield Finding((), identities.NOTHING_TO_COMPARE, identities.COMPARE)
    elif page is not None:
        for index, message, fix in identities.changes(before.entries, page.entries, "id"):
            # An entry that is no object has no address and no id, so nothing is said of it.
            yield Node(document.value["items"][index], ("items", index)).finding(message, fix=fix)
