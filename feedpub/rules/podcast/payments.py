"""Payments to those who make a podcast: podcast:value with its recipients and its splits by time."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import OPTIONAL_TEXT, Attribute, Blank, Shape, many, rule, text
from feedpub.rules.patterns import pattern
from feedpub.rules.podcast.elements import DOCS, admit, lacks, named
from feedpub.rules.podcast.remote import REMOTE_ITEM
from feedpub.rules.podcast.values import FILLED, TRUE_OR_FALSE
from feedpub.rules.rule import Fault, Finding, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values.numbers import AMOUNT, whole_number
from feedpub.rules.values.people import is_address

_SOURCE = f"{DOCS}, value"
_NODE = pattern(r"0[23][0-9a-fA-F]{64}")


@value_rule("p-split", Severity.ERROR, f"{DOCS}, valueRecipient", "Write how many shares it gets, such as 50.")
def _split(value: str) -> Fault | None:
    """The split of a recipient is a whole number of shares."""
    return None if whole_number(value) is not None else Fault(f"“{value.strip()[:40]}” is not a number of shares.")


RECIPIENT = Shape(
    None,
    {
        "name": Attribute(OPTIONAL_TEXT),
        "customKey": Attribute(OPTIONAL_TEXT),
        "customValue": Attribute(OPTIONAL_TEXT),
        "type": Attribute(FILLED, required=True),
        "address": Attribute(FILLED, required=True),
        "split": Attribute(text(_split, blank=Blank.JUDGED), required=True),
        "fee": Attribute(TRUE_OR_FALSE),
    },
    source="podcast namespace, valueRecipient",
)
TIME_SPLIT = admit(
    Shape(
        None,
        {
            "startTime": Attribute(AMOUNT, required=True),
            "duration": Attribute(AMOUNT, required=True),
            "remoteStartTime": Attribute(AMOUNT),
            "remotePercentage": Attribute(AMOUNT),
        },
        source="podcast namespace, valueTimeSplit",
    ),
    {"valueRecipient": many(RECIPIENT), "remoteItem": many(REMOTE_ITEM)},
)
VALUE = admit(
    Shape(
        None,
        {"type": Attribute(FILLED), "method": Attribute(FILLED), "suggested": Attribute(AMOUNT)},
        source="podcast namespace, value",
    ),
    {"valueRecipient": many(RECIPIENT), "valueTimeSplit": many(TIME_SPLIT)},
)


@rule("p-value", Severity.ERROR, _SOURCE, "Add a podcast:valueRecipient, and type and method.", on=VALUE)
def _somebody_is_paid(value: Element) -> Iterator[Finding]:
    """A podcast:value says how payments are sent, and to whom, in a podcast:valueRecipient."""
    recipients = named(value, "valueRecipient")
    if not recipients:
        yield Finding(value, "Nobody is named to receive the payments.", "Add a podcast:valueRecipient.")
    if lacks(value, "type"):
        yield Finding(value, "Nothing says which network payments use.", 'Add type="lightning".')
    # Recipients with a Lightning address need none (docs/examples/value/metadata.md).
    addressed = any(recipient.attributes.get("type") == "lnaddress" for recipient in recipients)
    if lacks(value, "method") and not addressed:
        yield Finding(value, "Nothing says how payments are made.", 'Add method="keysend".')


@rule("p-value-address", Severity.WARNING, _SOURCE, "Copy it from the wallet again.", on=RECIPIENT)
def _can_be_paid(recipient: Element) -> Iterator[Finding]:
    """The address of a recipient is a node's key of 66 hexadecimal digits, or looks like an e-mail address."""
    kind, address = recipient.attributes.get("type", ""), recipient.attributes.get("address", "").strip()
    if not address:
        return
    if kind == "node" and not _NODE.fullmatch(address):
        yield Finding(recipient, f"“{address[:40]}” is not the key of a Lightning node.", attribute="address")
    if kind == "lnaddress" and not is_address(address):
        yield Finding(recipient, f"“{address[:40]}” is not a Lightning address.", attribute="address")


@rule("p-time-split", Severity.ERROR, f"{DOCS}, valueTimeSplit", "Keep one or the other.", on=TIME_SPLIT)
def _split_goes_somewhere(split: Element) -> Iterator[Finding]:
    """A podcast:valueTimeSplit holds one podcast:remoteItem, or recipients of its own."""
    remote, own = len(named(split, "remoteItem")), len(named(split, "valueRecipient"))
    if not remote and not own:
        yield Finding(split, "The split goes to nobody.", "Add a podcast:remoteItem, or a podcast:valueRecipient.")
    elif remote and own:
        yield Finding(split, "The split contains both a podcast:remoteItem and recipients of its own.")
    elif remote > 1:
        yield Finding(split, "The split contains more than one podcast:remoteItem.", "Write a split for each.")
