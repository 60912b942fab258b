"""Identities: guids and ids, which are compared character by character and never change (RFC 4151, RFC 8141)."""

import re
from calendar import monthrange

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Fault, value_rule
from feedpub.rules.values.addresses import OF_PARTS, WEB, Parts, absolute, characters, no_space, parts_of

_TAG = pattern(
    r"(?i:tag):(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*(?:\.[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*)*,"
    r"(?P<date>(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?)"
    r":(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?",
    re.ASCII,
)
_URN = pattern(
    r"urn:[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:"
    r"(?:[A-Za-z0-9()+,.:=@;$_!*'~&/?#-]|%[0-9A-Fa-f]{2})+",
    re.ASCII | re.IGNORECASE,
)
_UUID = pattern(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@value_rule("u-tag", Severity.ERROR, "RFC 4151 section 2.1", "For example: tag:example.org,2026-05-02:ferry-returns")
def tag(value: str) -> Fault | None:
    """A tag: URI has a domain or e-mail address, a comma, a date, a colon, and a name."""
    value = value.strip()
    if not value.lower().startswith("tag:"):
        return None
    found = _TAG.fullmatch(value)
    if found is None:
        return Fault(f"“{value[:60]}” is not a tag: URI.")
    month, day = int(found["month"] or 1), int(found["day"] or 1)
    if found["year"] == "0000" or not 1 <= month <= 12 or not 1 <= day <= monthrange(int(found["year"]), month)[1]:
        return Fault(f"“{found['date']}” is not a date.")
    return None


@value_rule("u-urn", Severity.ERROR, "RFC 8141 section 2", "Write, for example, urn:uuid: followed by a UUID.")
def urn(value: str) -> Fault | None:
    """A urn: has a namespace of letters, digits and hyphens, a colon, and a name."""
    value = value.strip()
    if not value.lower().startswith("urn:"):
        return None
    if not _URN.fullmatch(value):
        return Fault(f"“{value[:60]}” is not a URN.")
    if value.lower().startswith("urn:uuid:") and not _UUID.fullmatch(value[9:]):
        return Fault(f"“{value[9:60]}” is not a UUID.", "Make one with a program such as uuidgen, and never change it.")
    return None


_USUAL_PORTS = {"http": "80", "https": "443", "ftp": "21"}


@value_rule("u-canonical", Severity.WARNING, "RFC 4287 section 4.2.6.1, RFC 3986 section 6", "Write the normal form.")
def canonical(value: str) -> Fault | None:
    """An address used as an id is in its normal form, because ids are compared character by character."""
    parts = parts_of(value)
    if parts.scheme is None:
        return None
    if not value.strip().startswith(parts.scheme):
        return Fault("The scheme has capital letters.", f"Write {parts.scheme}:")
    if parts.host and parts.host != parts.host.lower():
        return Fault("The site's name has capital letters.", f"Write {parts.host.lower()}")
    if parts.port is not None and parts.port.lstrip("0") in {"", _USUAL_PORTS.get(parts.scheme)}:
        return Fault("The port is the usual one, so it is left out.", f"Leave :{parts.port} out.")
    if parts.port is not None and parts.port.startswith("0"):
        return Fault("The port begins with 0.", f"Write :{parts.port.lstrip('0')}")
    if parts.host and parts.host.endswith("."):
        return Fault("The site's name ends in a point.", f"Write {parts.host.rstrip('.')}")
    if parts.scheme in {"mailto", "tag"} and (domain := _domain(parts)) != domain.lower():
        return Fault("The domain has capital letters.", f"Write {domain.lower()}")
    if parts.scheme in WEB and not parts.path:
        return Fault("The path is empty, so it is written as a slash.", "Put a / after the site's name.")
    if re.search(r"(?:^|/)\.\.?(?:/|$)", parts.path):
        return Fault("There is a . or .. in the path.", "Write the path that it leads to.")
    return _unneeded_encoding(value)


def _domain(parts: Parts) -> str:
    """The domain of an e-mail address or a tag: URI (RFC 6068 section 2, RFC 4151 section 2.1)."""
    return parts.path.partition(",")[0].rpartition("@")[2]


def _unneeded_encoding(value: str) -> Fault | None:
    for found in re.finditer(r"%([0-9A-Fa-f]{2})", value):
        character = chr(int(found.group(1), 16))
        if re.match(r"[A-Za-z0-9._~-]", character):
            return Fault(f"{found.group()} encodes a character that needs no encoding.", f"Write {character}")
        if found.group() != found.group().upper():
            return Fault(f"{found.group()} is written with small letters.", f"Write {found.group().upper()}")
    return None


_EVERYDAY_DATE = r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1\d|2[0-8]))?)?"
_EVERYDAY_TAG = rf"(?!.*/\.)tag:[a-z0-9]+(?:[.-][a-z0-9]+)*,{_EVERYDAY_DATE}:[A-Za-z0-9._~/:-]+"
IDENTITY = text(
    *(no_space, absolute, tag, urn, characters, *OF_PARTS, canonical),
    blank=Blank.JUDGED,
    plain=pattern(_EVERYDAY_TAG, re.ASCII),
)
"""An absolute IRI that identifies for ever, as Atom has them (RFC 4287 section 4.2.6)."""
GUID = text(
    *(tag, urn),
    blank=Blank.ALLOWED,
    plain=pattern(rf"{_EVERYDAY_TAG}|(?![Tt][Aa][Gg]:|[Uu][Rr][Nn]:)[!-~]+", re.ASCII),
)
"""What is asked of a guid in RSS, which need not be a URI, if it is one."""
