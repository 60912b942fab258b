"""The relations of links: what the rel of a link may say (RFC 8288, IANA's registry of link relations)."""

from functools import lru_cache

from feedpub.problem import Severity, suggestion
from feedpub.rules.grammar import Blank, text
from feedpub.rules.rule import Fault, ValueRule, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values import words
from feedpub.rules.values.addresses import characters, parts_of

REGISTERED = words("""
    about acl alternate amphtml api-catalog appendix apple-touch-icon apple-touch-startup-image archives author
    blocked-by bookmark c2pa-manifest canonical chapter cite-as collection compression-dictionary contents
    convertedfrom copyright create-form current deprecation describedby describes disclosure dns-prefetch duplicate
    edit edit-form edit-media enclosure external first geofeed glossary help hosts hub ice-server icon index
    intervalafter intervalbefore intervalcontains intervaldisjoint intervalduring intervalequals intervalfinishedby
    intervalfinishes intervalin intervalmeets intervalmetby intervaloverlappedby intervaloverlaps intervalstartedby
    intervalstarts item last latest-version license linkset lrdd manifest mask-icon me media-feed memento micropub
    modulepreload monitor monitor-group next next-archive nofollow noopener noreferrer opener openid2.local_id
    openid2.provider original p3pv1 payment pingback preconnect predecessor-version prefetch preload prerender prev
    prev-archive preview previous privacy-policy profile publication rdap-active rdap-bottom rdap-down rdap-top rdap-up
    related replies restconf ruleinput search section self service service-desc service-doc service-meta
    sip-trunking-capability sponsored start status stylesheet subsection successor-version sunset tag
    terms-of-service timegate timemap type ugc up version-history via webmention working-copy working-copy-of
""")
"""What IANA has registered."""
_BY_ADDRESS = "http://www.iana.org/assignments/relation/"


@value_rule(
    "a-rel",
    Severity.WARNING,
    "RFC 4287 section 4.2.7.2; IANA, link relations",
    "Write a registered relation, such as alternate, enclosure or related, or an address of your own.",
)
def _relation(value: str) -> Fault | None:
    """The relation of a link is a registered one, or an address."""
    relation = _normal(value)
    if relation in REGISTERED or (parts_of(value).scheme and value == value.strip()):
        return None
    if not relation:
        return Fault("The rel is empty, so nobody can tell what the link is for.", 'Leave it out for rel="alternate".')
    near = suggestion(relation, [word for word in REGISTERED if word[0] == relation[0]])
    message = f"“{value[:40]}” is not a registered relation, so readers ignore the link."
    return Fault(message, f"Did you mean {near}?" if near else "")


_written_as_address = ValueRule(characters.rule, lambda value: characters.check(value) if ":" in value else None)
RELATION = text(_relation, _written_as_address, blank=Blank.JUDGED)
"""What a link is for."""


@lru_cache(1024)
def _normal(value: str) -> str:
    return value.removeprefix(_BY_ADDRESS).lower()


def relation_of(link: Element) -> str:
    """What a link is for, in small letters; alternate if it does not say (RFC 4287 section 4.2.7.2)."""
    return _normal(link.attributes.get("rel", "alternate"))
