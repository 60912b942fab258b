"""What an item of RSS says: its text, its guid, its date."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import Check, having, lacking, rule
from feedpub.rules.names import ATOM, DC, DCTERMS
from feedpub.rules.patterns import pattern
from feedpub.rules.rss.shapes import CHANNEL, CLOUD, GUID, ITEM, MISSPELT_PERMALINK, SKIP_DAYS, SKIP_HOURS
from feedpub.rules.rule import Basis, Fault, Finding
from feedpub.rules.structure import BLANK
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import URL, is_web, parts_of
from feedpub.rules.values.numbers import whole_number

_SPEC = "RSS 2.0"
_DATES = {ATOM("published"), ATOM("updated"), DC("date"), DCTERMS("created"), DCTERMS("issued")}
"""What other namespaces have for the date of an item."""


@rule(
    "r-item-text", Severity.ERROR, f"{_SPEC}, item", "Give it a title.", on=ITEM, when=lacking("title", "description")
)
def _says_something(item: Element) -> Iterator[Finding]:
    """An item has a title or a description."""
    if item.child("title") is None and item.child("description") is None:
        yield Finding(item, "The item has neither a title nor a description.")


@rule(
    "r-no-guid",
    Severity.WARNING,
    "RSS Profile, guid",
    "Give it a guid that never changes.",
    on=ITEM,
    when=lacking("guid"),
)
def _has_guid(item: Element) -> Iterator[Finding]:
    """An item has a guid, by which readers recognize it."""
    yield Finding(item, "The item has no guid, so readers may show it again after every change.")


@rule(
    "r-no-pubdate",
    Severity.WARNING,
    "RSS Profile, item",
    "Add pubDate.",
    on=ITEM,
    basis=Basis.PLATFORM,
    when=lacking("pubDate"),
)
def _has_date(item: Element) -> Iterator[Finding]:
    """An item says when it was published."""
    other = next((child for child in item.children if child.tag in _DATES), None)
    if other is not None:
        yield Finding(item, f"The item has no pubDate, and not every app reads <{other.name}>.")
    else:
        yield Finding(item, "The item has no date, so readers put it anywhere.")


@rule(
    "r-guid-case",
    Severity.ERROR,
    f"{_SPEC}, guid",
    "Write isPermaLink.",
    on=GUID,
    when=having(*(f"@{name}" for name in MISSPELT_PERMALINK)),
)
def _permalink_is_spelled(guid: Element) -> Iterator[Finding]:
    """The attribute of a guid is spelled isPermaLink."""
    for name in guid.attributes:
        if name in MISSPELT_PERMALINK:
            yield Finding(guid, f"The attribute is spelled {name}, so readers do not see it.", attribute=name)


_EVERYDAY = pattern(r"\S{9,}")


def _is_everyday(guid: Element) -> object:
    """Whether nothing that the rules with `unless` ask for can be wrong."""
    return guid.attributes.get("isPermaLink") == "false" and _EVERYDAY.fullmatch(guid.text)


@rule(
    "r-guid-blank",
    Severity.ERROR,
    f"{_SPEC}, guid",
    "Write a text that never changes.",
    on=GUID,
    unless=_is_everyday,
)
def _guid_is_there(guid: Element) -> Iterator[Finding]:
    """A guid is not empty."""
    if not guid.text.strip():
        yield Finding(guid, "The guid is empty.")


@rule(
    "r-guid-permalink",
    Severity.ERROR,
    f"{_SPEC}, guid",
    'Write isPermaLink="false".',
    on=GUID,
    unless=_is_everyday,
)
def _permalink_is_address(guid: Element) -> Iterator[Finding]:
    """A guid that is not marked isPermaLink="false" is the address of the item's page."""
    value = guid.text.strip()
    if not value or guid.attributes.get("isPermaLink", "true") != "true":
        return
    if not is_web(value):
        yield Finding(guid, f"“{value[:40]}” is not an address, but readers open it as one.", snippet=value)
    elif wrong := _wrong_address(value):
        yield Finding(guid, f"Readers open this as an address. {wrong.message}", wrong.fix, snippet=value)


def _wrong_address(value: str) -> Fault | None:
    """What a specification has against an address."""
    found = URL.judge(value) if URL.judge is not None else ()
    wrong = (fault for rule, fault in found if rule.severity is Severity.ERROR and rule.basis is Basis.SPEC)
    return next(wrong, None)


_SHORT = pattern(r"[\w.-]{1,7}|[0-9]{8}")


@rule(
    "r-guid-unique",
    Severity.WARNING,
    f"{_SPEC}, guid",
    "For example: tag:example.org,2026-05-02:ferry",
    on=GUID,
    unless=_is_everyday,
)
def _guid_is_unique(guid: Element) -> Iterator[Finding]:
    """A guid is long enough to be unique in the world."""
    value = guid.text.strip()
    if _SHORT.fullmatch(value):
        yield Finding(guid, f"Another feed may well have the guid “{value}” too.", snippet=value)


@rule("r-cloud-port", Severity.ERROR, f"{_SPEC}, cloud", "Write xml-rpc, soap or http-post, and a port.", on=CLOUD)
def _cloud_can_be_reached(cloud: Element) -> Iterator[Finding]:
    """A cloud has a host alone for its domain, a port from 1 to 65535 and a protocol that RSS knows."""
    port, protocol = cloud.attributes.get("port"), cloud.attributes.get("protocol")
    domain = cloud.attributes.get("domain", "").strip()
    if "://" in domain or not {"/", "?", " "}.isdisjoint(domain):
        yield Finding(cloud, f"“{domain[:40]}” is more than the name of a host.", _HOST_ALONE, attribute="domain")
    if port is not None and not 0 < (whole_number(port) or 0) < 65536:
        yield Finding(cloud, f"There is no port {port[:20]}.", attribute="port")
    if protocol is not None and protocol not in {"xml-rpc", "soap", "http-post"}:
        yield Finding(cloud, f"There is no protocol “{protocol[:20]}”.", attribute="protocol")


_HOST_ALONE = "Write the name alone, such as rpc.example.org; what follows it goes into path."


def _procedure_is_named(cloud: Element) -> Iterator[Finding]:
    """A cloud that is called by xml-rpc or soap names the procedure; http-post has none (RSS 2.0, cloud)."""
    procedure = cloud.attributes.get("registerProcedure")
    if procedure is not None and not procedure.strip() and cloud.attributes.get("protocol") != "http-post":
        yield Finding(cloud, "The attribute registerProcedure of <cloud> is empty.", attribute="registerProcedure")


CLOUD.checks.append(Check(BLANK, _procedure_is_named))


@rule("r-skip-dup", Severity.ERROR, f"{_SPEC}, skipHours", "Take it out.", on=(SKIP_HOURS, SKIP_DAYS))
def _skipped_once(skip: Element) -> Iterator[Finding]:
    """An hour or day to skip is listed once; 0 and 24 are the same hour."""
    seen: set[str] = set()
    for child in (*skip.all("hour"), *skip.all("day")):
        value = child.text.strip()
        number = whole_number(value)
        key = value if number is None else str(number % 24)
        if key in seen:
            yield Finding(child, f"{value} is skipped already.", snippet=value)
        seen.add(key)


@rule("r-self-link", Severity.WARNING, "RSS Profile, atom:link", "Put the page's address into link.", on=CHANNEL)
def _link_is_a_page(channel: Element) -> Iterator[Finding]:
    """A channel's link is that of its site, not of the feed itself."""
    link = channel.child("link")
    if link is not None and parts_of(link.text).path.endswith((".rss", "/rss.xml", "/feed.xml")):
        yield Finding(link, "The link looks like the address of the feed itself, not of a page.")
