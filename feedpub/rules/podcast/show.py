"""What a podcast says of itself: locked, block, funding, license, person, txt; and where people talk about it."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import ANY_TEXT, Attribute, Blank, Shape, rule, text
from feedpub.rules.podcast.elements import DOCS, lacks
from feedpub.rules.podcast.licences import KNOWN
from feedpub.rules.podcast.taxonomy import GROUPS, ROLES
from feedpub.rules.podcast.values import (
    FILLED,
    OPTIONAL_PAGE,
    OPTIONAL_PICTURE,
    OPTIONAL_SHORT,
    PAGE,
    POST,
    SHORT,
    at_most,
)
from feedpub.rules.rule import Fault, Finding, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values import quoted, words
from feedpub.rules.values.numbers import WHOLE, one_of
from feedpub.rules.values.people import is_address

SERVICES = words("""
    acast amazon anchor apple audioboom backtracks bitcoin blubrry buzzsprout captivate castos fireside google
    hypercatcher itunes libsyn mastodon megafono megaphone omnystudio overcast paypal pinecast podbean podcastaddict
    podcastindex podcasts.com podchaser podfriend podiant podigee podnews podomatic podserve podverse redcircle relayfm
    resonate rss.com shoutengine simplecast slack soundcloud spotify spreaker transistor twitter whooshkaa zencast
""")
"""Services by the names that the podcast namespace has for them (serviceslugs.txt)."""
PROTOCOLS = words("disabled activitypub twitter lightning bluesky hive matrix nostr")
"""What comments travel by (socialprotocols.txt)."""
CHAT_PROTOCOLS = words("irc xmpp nostr matrix")

# --- leave to import and to show -----------------------------------------------------------------------------


@value_rule("p-locked-owner", Severity.ERROR, f"{DOCS}, locked", "Write it as ann@example.org, or leave it out.")
def _owner(value: str) -> Fault | None:
    """The owner of a locked podcast is an e-mail address, to which hosts write before they import the feed."""
    return None if is_address(value.strip()) else Fault(f"{quoted(value)} is not an e-mail address.")


LOCKED = Shape(
    one_of(("yes", "no"), code="p-locked", source=f"{DOCS}, locked", demand="podcast:locked is yes or no."),
    {"owner": Attribute(text(_owner, blank=Blank.JUDGED))},
    source="podcast namespace, locked",
)
BLOCK = Shape(
    one_of(("yes", "no"), code="p-block", source=f"{DOCS}, block", demand="podcast:block is yes or no."),
    {
        "id": Attribute(
            one_of(
                sorted(SERVICES),
                code="p-block-id",
                severity=Severity.WARNING,
                source=f"{DOCS}, block; serviceslugs.txt",
                demand="The id of a podcast:block is a service's name as the podcast namespace lists them.",
            )
        )
    },
    source="podcast namespace, block",
)
TXT = Shape(text(at_most(4000)), {"purpose": Attribute(SHORT)}, source="podcast namespace, txt")
FUNDING = Shape(SHORT, {"url": Attribute(PAGE)}, source="podcast namespace, funding")
LICENSE = Shape(OPTIONAL_SHORT, {"url": Attribute(OPTIONAL_PAGE)}, source="podcast namespace, license")


@rule("p-funding", Severity.ERROR, f"{DOCS}, funding", 'Add url="https://…".', on=FUNDING)
def _support_has_a_page(funding: Element) -> Iterator[Finding]:
    """A podcast:funding has the url of the page where listeners can support the podcast."""
    if lacks(funding, "url"):
        yield Finding(funding, "There is no url, so the text links to nothing.")


@rule("p-license", Severity.ERROR, f"{DOCS}, license", 'Add url="https://…", where its text is.', on=LICENSE)
def _licence_can_be_read(licence: Element) -> Iterator[Finding]:
    """A licence is one of the known ones, such as cc-by-4.0, or has the url of its text."""
    name = licence.text.strip()
    if not name:
        yield Finding(
            licence, "The licence has no name.", "Write, for example, cc-by-4.0 or arr (all rights reserved)."
        )
    elif name.lower() not in KNOWN and not licence.attributes.get("url", "").strip():
        yield Finding(
            licence, f"“{name[:40]}” is not a known licence, and has no url where it can be read.", snippet=name
        )


# --- people --------------------------------------------------------------------------------------------------


@value_rule("p-person-blank", Severity.ERROR, f"{DOCS}, person", "Write the person's name between the tags.")
def _person(value: str) -> Fault | None:
    """A person has a name."""
    return None if value.strip() else Fault("The person has no name, so apps have no one to show.")


def _of_taxonomy(code: str, known: tuple[str, ...], what: str) -> Attribute:
    """An attribute with a word of the Podcast Taxonomy."""
    source = f"{DOCS}, person; taxonomy.json"
    demand = f"The {what} of a person is one that the Podcast Taxonomy lists."
    return Attribute(one_of(known, code=code, source=source, demand=demand, severity=Severity.WARNING, fold=True))


PERSON = Shape(
    text(_person, *SHORT.rules, blank=Blank.JUDGED, plain=SHORT.plain),
    {
        "role": _of_taxonomy("p-person-role", ROLES, "role"),
        "group": _of_taxonomy("p-person-group", GROUPS, "group"),
        "img": Attribute(OPTIONAL_PICTURE),
        "href": Attribute(OPTIONAL_PAGE),
    },
    source="podcast namespace, person",
)

# --- talk ----------------------------------------------------------------------------------------------------

SOCIAL = Shape(
    None,
    {
        "protocol": Attribute(FILLED),
        "uri": Attribute(POST.if_blank(Blank.ALLOWED)),
        "accountId": Attribute(ANY_TEXT),
        "accountUrl": Attribute(POST),
        "priority": Attribute(WHOLE),
    },
    source="podcast namespace, socialInteract",
)
CHAT = Shape(
    None,
    {"server": Attribute(FILLED), "protocol": Attribute(FILLED), "accountId": Attribute(), "space": Attribute()},
    source="podcast namespace, chat",
)


@rule(
    "p-social",
    Severity.ERROR,
    f"{DOCS}, socialInteract",
    'Write, for example, protocol="activitypub" and a uri.',
    on=SOCIAL,
)
def _comments_are_somewhere(social: Element) -> Iterator[Finding]:
    """A podcast:socialInteract has a protocol from the list and, unless that is disabled, the uri of the post."""
    protocol = social.attributes.get("protocol", "").strip()
    if "protocol" not in social.attributes:
        yield Finding(social, "Nothing says which protocol people comment with.")
    elif protocol and protocol not in PROTOCOLS:
        fix = f"Write one of {', '.join(sorted(PROTOCOLS))}."
        yield Finding(social, f"“{protocol[:40]}” is not a protocol for comments.", fix, "protocol")
    if protocol != "disabled" and not social.attributes.get("uri", "").strip():
        yield Finding(social, "Nothing says which post people comment on: there is no uri.")


@rule("p-chat", Severity.ERROR, f"{DOCS}, chat", 'For example: server="irc.example.org" protocol="irc"', on=CHAT)
def _chat_can_be_found(chat: Element) -> Iterator[Finding]:
    """A podcast:chat has the name of its server, without https://, and a protocol from the list."""
    for name in lacks(chat, "server", "protocol"):
        yield Finding(chat, f"The chat has no {name}, so apps cannot join it.")
    protocol, server = chat.attributes.get("protocol", "").strip(), chat.attributes.get("server", "").strip()
    if protocol and protocol not in CHAT_PROTOCOLS:
        fix = f"Write one of {', '.join(sorted(CHAT_PROTOCOLS))}."
        yield Finding(chat, f"“{protocol[:40]}” is not a chat protocol.", fix, "protocol")
    if "/" in server or " " in server:
        yield Finding(chat, f"“{server[:40]}” is not the name of a server.", "Write its domain alone.", "server")
