"""E-mail addresses, and people as RSS writes them: an address, and a name in brackets."""

import re
from urllib.parse import unquote

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Fault, value_rule
from feedpub.rules.values.plain import no_tags, not_escaped_twice

_ATOM_TEXT = r"[\w!#$%&'*+/=?^`{|}~-]+"
_QUOTED = r'"(?:[^"\\\r\n]|\\.)*"'
_LOCAL = rf"(?:{_ATOM_TEXT}(?:\.{_ATOM_TEXT})*|{_QUOTED})"
_ADDRESS = pattern(rf"{_LOCAL}@(?P<host>[\w-]+(?:\.[\w-]+)*|\[[\d.:a-fA-F]+\])")
_IN_BRACKETS = pattern(rf"(?P<address>(?:{_QUOTED})?[^\s()<>]+)(?:\s*\((?P<name>.*)\))?", re.DOTALL)
_NAMED = pattern(r'"?[^"<>]*+"?\s*+<(?P<address>[^<>\s]+)>')
_AMONG_WORDS = pattern(r"(?<![^\s<>()\"])[^\s<>()\"@]++@[^\s<>()\"]++")
_FIX = "Write it as ann@example.org"


def is_address(value: str) -> bool:
    """Whether a text is one e-mail address and nothing else (RFC 5322 addr-spec)."""
    return _ADDRESS.fullmatch(value) is not None


@value_rule("x-email", Severity.ERROR, "RFC 4287 section 3.2.3, RFC 5322 section 3.4.1", _FIX)
def _email(value: str) -> Fault | None:
    """The value is a bare e-mail address, with no name or brackets."""
    value = value.strip()
    if is_address(value):
        return None
    found = _AMONG_WORDS.search(value)
    fix = f"Write {found.group()}" if found and is_address(found.group()) else ""
    return Fault(f"“{value[:40]}” is not an e-mail address.", fix)


@value_rule("x-email-host", Severity.WARNING, "RFC 5321 section 2.3.5", "Write the whole domain, such as example.org")
def _host(value: str) -> Fault | None:
    """The domain of an e-mail address contains a dot."""
    found = _ADDRESS.fullmatch(value.strip().partition(" ")[0])
    if found and "." not in found["host"] and not found["host"].startswith("["):
        return Fault(f"No mail from elsewhere reaches the domain “{found['host']}”.")
    return None


EMAIL = text(_email, _host, blank=Blank.JUDGED)
"""An e-mail address by itself."""


@value_rule(
    "r-contact",
    Severity.ERROR,
    "RSS 2.0, managingEditor; RSS Profile, E-mail Addresses",
    "Write ann@example.org (Ann Lee)",
)
def _contact(value: str) -> Fault | None:
    """A person in RSS is an e-mail address, followed by the name in brackets."""
    value = value.strip()
    if value.lower().startswith("mailto:"):
        value = unquote(value[7:].partition("?")[0])
    found = _IN_BRACKETS.fullmatch(value) or _NAMED.fullmatch(value)
    if found and is_address(found["address"]):
        return None
    if not value:
        return Fault("There is no e-mail address here.")
    if not value.endswith(")") and _address_in(value):
        return None  # see r-contact-name
    if "@" not in value:
        return Fault(f"“{value[:40]}” has no e-mail address, which this element is for.", "Put a name into dc:creator.")
    return Fault(f"“{value[:40]}” is not an e-mail address with a name in brackets.")


@value_rule(
    "r-contact-name",
    Severity.WARNING,
    "RSS Profile, E-mail Addresses",
    "Write ann@example.org (Ann Lee)",
)
def _named(value: str) -> Fault | None:
    """A person's name follows the e-mail address, in brackets."""
    value = value.strip()
    if value.endswith(")"):
        return None
    if not _NAMED.fullmatch(value) and (address := _address_in(value)) not in {"", value}:
        name = " ".join(value.replace(address, " ").strip(" -()").split())
        return Fault("The name is not in brackets after the address.", f"Write {address} ({name})" if name else "")
    if "<" in value:
        return Fault("The name stands before the address, where many readers do not look for it.")
    return Fault("The address has no name with it, so readers show the address itself.")


def _address_in(value: str) -> str:
    """The e-mail address among other words; empty if there is none, or no words."""
    found = _AMONG_WORDS.search(value) if len(value.split()) > 1 else None
    return found.group() if found and is_address(found.group()) else ""


CONTACT = text(_contact, _named, _host, no_tags, not_escaped_twice, blank=Blank.JUDGED)
"""A person as RSS writes them."""
