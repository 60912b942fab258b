"""Identities of articles, held against those that subscribers have: readers know an article by its guid or id."""

from collections import Counter
from collections.abc import Iterator, Sequence

from feedpub.problem import Severity
from feedpub.rules.beside.pages import Entry, entries_of, holder_of, page_of
from feedpub.rules.rule import Basis, Finding, document_rule
from feedpub.rules.tree import Document


@document_rule(
    "s-guid-stable",
    Severity.ERROR,
    "RSS 2.0, guid; RFC 4287 section 4.2.6",
    "Give an article its identity once, independent of title and address, and keep it.",
    Basis.POLICY,
)
def _identities_stay(document: Document) -> Iterator[Finding]:
    """An article keeps its guid or id from one build to the next, and no other article gets it."""
    holder = holder_of(document.root)
    if document.previous is None or holder is None:
        return
    before = page_of(document.previous)
    if before is None:
        yield Finding(document.root, NOTHING_TO_COMPARE, COMPARE)
        return
    found = list(entries_of(holder))
    word = "guid" if document.root.tag == "rss" else "id"
    for index, message, fix in changes(before.entries, [entry for _, entry in found], word):
        yield Finding(found[index][0], message, fix)


NOTHING_TO_COMPARE = (
    "What subscribers have cannot be read as a feed, so nobody can tell whether articles have kept their ids."
)
COMPARE = "Name the feed as it was last published."


def changes(old: Sequence[Entry], new: Sequence[Entry], word: str) -> Iterator[tuple[int, str, str]]:
    """Which of the new entries have lost their identity or have another's: their numbers, what is wrong, what to do.

    An address tells an article only if no other entry has it too, such as that of the site.
    """
    by_address = {entry.address: entry for entry in old if entry.address}
    by_id = {entry.id: entry for entry in old if entry.id}
    uses = Counter(entry.address for entry in old)
    uses.update(address for address, count in Counter(entry.address for entry in new).items() if count > 1)
    for index, entry in enumerate(new):
        before = by_address.get(entry.address)
        if before is not None and uses[entry.address] == 1:
            if before.id and before.id != entry.id:
                yield index, *_lost(before, entry, word)
            continue
        before = by_id.get(entry.id)
        if before is not None and _is_another(before, entry):
            yield index, *_reused(before, word)


def _is_another(before: Entry, entry: Entry) -> bool:
    return bool(before.address and entry.address) and before.address != entry.address and before.title != entry.title


def _lost(before: Entry, entry: Entry, word: str) -> tuple[str, str]:
    now = f"it is “{entry.id[:60]}” now" if entry.id else "it has none now"
    message = f"The {word} of this article was “{before.id[:60]}”; {now}, so every subscriber gets it as a new one."
    return message, f"Write {before.id} again" if len(before.id) <= 200 else f"Write the {word} that it had"


def _reused(before: Entry, word: str) -> tuple[str, str]:
    message = (
        f"This {word} belonged to “{before.title[:60]}”, so subscribers who have that one do not get this article."
    )
    return message, f"Give this article a {word} of its own"
