"""Addresses: URIs and IRIs, and the links that readers follow."""

import ipaddress
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from feedpub.hosts import is_local
from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault, ValueRule, value_rule
from feedpub.rules.values import words

_URI = "RFC 3986"
SCHEMES = words("""
    about acct acr bitcoin callto cid coap coaps crid data dav dict dns doi example facetime feed file ftp ftps geo
    git go gopher h323 http https iax icap im imap info ipp irc irc6 ircs iris itms jabber javascript ldap ldaps
    lightning magnet mailto maps market message mid mms modem msnim mvn news nfs ni nih nntp notes openpgp4fpr
    opaquelocktoken pkcs11 platform pop pres proxy res resource rsync rtmfp rtmp rtsp rtsps rtspu secondlife service
    session sftp shttp sieve sip sips skype sms snmp soap.beep spotify ssh steam stun stuns svn tag tel telnet tftp
    tip tn3270 turn turns tv udp unreal urn ut2004 vemmi ventrilo view-source vnc wais webcal ws wss wtai xcon xmpp
    xri z39.50r z39.50s
""")
"""Registered schemes (IANA) that stand in addresses."""
WEB = frozenset({"http", "https"})
_DANGEROUS = frozenset({"javascript", "data", "vbscript"})

_PARTS = pattern(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?"
    r"(?://(?:(?P<userinfo>[^/?#@]*)@)?(?P<host>\[[^\]/?#]*\]|[^/?#:]*)(?::(?P<port>[^/?#]*))?)?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_PLAIN_WEB = pattern(r"https?://[A-Za-z0-9.-]+(?:/|\Z)")
_NOT_IN_IRI = pattern(
    r"[\x00-\x20\x7f-\x9f<>\"\\^`{|}\u200e\u200f\u202a-\u202e\ufdd0-\ufdef\ufff0-\uffff"
    + "".join(chr(0x10000 * plane + 0xFFFE) + chr(0x10000 * plane + 0xFFFF) for plane in range(1, 17))
    + "]"
)
_PRIVATE = pattern(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters that mean what somebody agreed on: a query may have them, and nothing else (RFC 3987 section 2.2)."""
_NOT_IN_URI = pattern(r"[^\x21-\x7e]")
_LABEL = r"(?:[\w-]|%[0-9A-Fa-f]{2}){1,63}"  # RFC 1035 section 2.3.4
_NAME_OF_HOST = pattern(rf"(?=.{{1,255}}\Z){_LABEL}(?:\.{_LABEL})*\.?")
_IP_OF_THE_FUTURE = pattern(r"[vV][0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+")
_LIKE_IPV4 = pattern(r"(?:.*\.)?[0-9]+\.?", re.ASCII)
_BAD_PERCENT = pattern(r"%(?![0-9A-Fa-f]{2})")


class Parts(NamedTuple):
    """The parts of a reference (RFC 3986 appendix B); None where one is not there."""

    scheme: str | None
    userinfo: str | None
    host: str | None
    port: str | None
    path: str
    query: str | None
    fragment: str | None


@lru_cache(2**14)
def parts_of(value: str) -> Parts:
    """Take a reference apart, whatever it holds; the scheme in small letters."""
    found = _PARTS.fullmatch(value.strip())
    if found is None:
        return Parts(None, None, None, None, value, None, None)
    scheme, *others = found.group("scheme", "userinfo", "host", "port", "path", "query", "fragment")
    userinfo, host, port, path, query, fragment = others
    return Parts(scheme.lower() if scheme else None, userinfo, host, port, path or "", query, fragment)


def is_web(value: str) -> bool:
    """Whether a text is an absolute http or https address with a host."""
    if _PLAIN_WEB.match(value):
        return True
    parts = parts_of(value)
    return parts.scheme in WEB and bool(parts.host)


# --- rules about any reference -------------------------------------------------------------------------------


@value_rule("u-space", Severity.WARNING, "Apple, Podcaster's guide to RSS", "Take the white space out.", Basis.PLATFORM)
def surrounding_space(value: str) -> Fault | None:
    """There is no white space around an address."""
    return Fault("There is white space around the address.") if value != value.strip() else None


@value_rule("a-space", Severity.ERROR, "RFC 4287 section 2", "Take the white space out.")
def no_space(value: str) -> Fault | None:
    """There is no white space around an address in Atom, where readers do not remove it."""
    return Fault("There is white space around the address.") if value != value.strip() else None


@value_rule("u-characters", Severity.ERROR, f"{_URI} section 2, RFC 3987 section 2.2", "Encode it: a space is %20.")
def characters(value: str) -> Fault | None:
    """An address contains no space, control character, quotation mark or bracket that is not allowed in one."""
    found = _NOT_IN_IRI.search(value.strip())
    wrong = found.group() if found else _delimiter_inside(value) or _private_outside(value)
    if not wrong:
        return None
    code = ord(wrong)
    what = (
        "a space" if code == 32 else f"“{wrong}”" if 32 < code < 127 else f"a character that nobody sees (U+{code:04X})"
    )
    return Fault(f"There is {what} inside the address.", f"Write {quote(wrong)} for it.")


def _private_outside(value: str) -> str:
    if value.isascii() or not _PRIVATE.search(value):
        return ""
    query = parts_of(value).query
    found = _PRIVATE.search(value.replace(query, "", 1) if query else value)
    return found.group() if found else ""


def _delimiter_inside(value: str) -> str:
    """A second #, or a bracket that holds no IP address (RFC 3986 appendix A, gen-delims); else empty."""
    if "[" not in value and "]" not in value and "#" not in value:
        return ""
    _, _, _, _, path, query, fragment = parts_of(value)
    if "#" in (fragment or ""):
        return "#"
    return next((character for character in f"{path}{query}{fragment}" if character in "[]"), "")


@value_rule("u-percent", Severity.ERROR, f"{_URI} section 2.1", "Write %25 for a literal %.")
def percent(value: str) -> Fault | None:
    """A % in an address is followed by two hexadecimal digits."""
    found = _BAD_PERCENT.search(value)
    return Fault(f"“{value[found.start() : found.start() + 3]}” is not percent-encoding.") if found else None


@value_rule("u-nohost", Severity.ERROR, f"{_URI} section 3.2.2, RFC 9110 section 4.2", "Write https:// and the site.")
def host_there(value: str) -> Fault | None:
    """An http or https address has two slashes and a host."""
    parts = parts_of(value)
    return Fault("The address names no site.") if parts.scheme in WEB and not parts.host else None


@value_rule(
    "u-colon",
    Severity.ERROR,
    f"{_URI} section 4.2",
    "Write https:// and the site in front of it, or ./ if it really is relative.",
)
def no_colon_first(value: str) -> Fault | None:
    """A relative address has no colon before its first slash, where it would look like a scheme."""
    parts = parts_of(value)
    first = parts.path.partition("/")[0]
    if parts.scheme or parts.host is not None or ":" not in first:
        return None
    return Fault(f"“{first.partition(':')[0][:20]}:” is not the beginning of an address.")


@value_rule("u-port", Severity.ERROR, f"{_URI} section 3.2.3", "Write a port from 0 to 65535, or leave it out.")
def port(value: str) -> Fault | None:
    """A port is a number from 0 to 65535."""
    found = parts_of(value).port
    if not found or (found.isascii() and found.isdigit() and len(found) < 6 and int(found) < 65536):
        return None
    return Fault(f"There is no port {found[:20]}.")


@value_rule("u-host", Severity.ERROR, f"{_URI} section 3.2.2", "Copy the address from a browser.")
def host(value: str) -> Fault | None:
    """A host is a name that the DNS allows, or a complete IP address."""
    parts = parts_of(value)
    found = parts.host
    if found and found.startswith("["):
        is_ip = _is_ip(found[1:-1], ipaddress.IPv6Address) or _IP_OF_THE_FUTURE.fullmatch(found[1:-1])
        return None if is_ip else Fault(f"“{found[:60]}” is not an IPv6 address.")
    if not found or parts.scheme not in WEB:
        return None
    if _LIKE_IPV4.fullmatch(found) and not _is_ip(found.rstrip("."), ipaddress.IPv4Address):
        return Fault(f"“{found[:40]}” is not an IPv4 address.")
    return None if _NAME_OF_HOST.fullmatch(found) else Fault(f"“{found[:40]}” is not the name of a site.")


def _is_ip(value: str, kind: Callable[[str], object]) -> bool:
    try:
        kind(value)
    except ValueError:
        return False
    return True


@value_rule("u-javascript", Severity.ERROR, "RSS 2.0, link; security", "Link to a page with https://", Basis.POLICY)
def dangerous(value: str) -> Fault | None:
    """No address runs a script or contains a whole document (javascript:, data:)."""
    scheme = parts_of(value).scheme
    return Fault(f"A {scheme}: address is not for subscribers; readers take it out.") if scheme in _DANGEROUS else None


@value_rule("u-file", Severity.ERROR, "publishing sanity", "Write the address on the web.", Basis.POLICY)
def no_file(value: str) -> Fault | None:
    """No address points to a file on somebody's own computer."""
    return Fault("A file: address leads nowhere on other machines.") if parts_of(value).scheme == "file" else None


@value_rule("u-local", Severity.ERROR, "publishing sanity", "Write the address on the web.", Basis.POLICY)
def public(value: str) -> Fault | None:
    """No address is that of a machine that can be reached only from its own network."""
    parts = parts_of(value)
    name = (parts.host or "").lower()
    if parts.scheme in WEB and name and is_local(name):
        return Fault(f"Subscribers cannot reach “{name}”.")
    return None


@value_rule(
    "u-userinfo", Severity.WARNING, f"{_URI} section 3.2.1, RFC 9110 section 4.2.4", "Take it out.", Basis.POLICY
)
def no_userinfo(value: str) -> Fault | None:
    """An address contains no user name or password."""
    parts = parts_of(value)
    if parts.userinfo is not None and parts.scheme in WEB:
        return Fault("The address contains a user name or password, which every subscriber sees.")
    return None


@value_rule("u-scheme", Severity.WARNING, "IANA, URI schemes; RSS 2.0", "Write an https:// address.")
def registered_scheme(value: str) -> Fault | None:
    """The scheme of an address is registered."""
    scheme = parts_of(value).scheme
    return Fault(f"There is no scheme “{scheme[:20]}:”.") if scheme and scheme not in SCHEMES else None


# --- rules about absolute addresses --------------------------------------------------------------------------


@value_rule("u-relative", Severity.ERROR, "RSS 2.0; RFC 4287 section 4.2.6", "Write the full address, with https://")
def absolute(value: str) -> Fault | None:
    """An address that is read away from the site is a full one, beginning with its scheme."""
    parts = parts_of(value)
    if parts.scheme:
        return None
    shown = value.strip()[:40]
    if re.match(r"www\.|[a-z0-9-]+\.(?:com|org|net)(?:/|$)", value.strip()):
        return Fault(f"“{shown}” lacks its scheme.", f"Write https://{value.strip()}")
    return Fault(f"“{shown}” is relative: the site that it is on is missing." if shown else "There is no address here.")


@value_rule(
    "u-ascii",
    Severity.ERROR,
    f"RSS 2.0; {_URI} section 2",
    "Encode it: é becomes %C3%A9; a domain is written in its xn-- form.",
)
def ascii_only(value: str) -> Fault | None:
    """An address in RSS is in ASCII (a URI); only Atom allows other letters (IRIs)."""
    found = _NOT_IN_URI.search(value.strip())
    return Fault(f"“{found.group()}” is not a character that a URI may contain.") if found else None


OF_PARTS: tuple[ValueRule, ...] = (
    percent,
    host_there,
    port,
    host,
    dangerous,
    no_file,
    public,
    no_userinfo,
    registered_scheme,
)
"""What is asked of the parts of any address that has them."""

_EVERYDAY = (
    r"://(?:[a-z0-9-]{1,63}\.)+(?!local|internal)[a-z]{2,}"
    r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@/-]*(?:\?[A-Za-z0-9._~=&/-]*)?)?"
)
EVERYDAY_URL, EVERYDAY_HTTPS = (pattern(scheme + _EVERYDAY) for scheme in ("https?", "https"))
"""What most addresses look like, which no rule about addresses is against."""

URL = text(surrounding_space, absolute, characters, ascii_only, *OF_PARTS, blank=Blank.JUDGED, plain=EVERYDAY_URL)
"""An absolute address in ASCII, as RSS has them: any registered scheme."""
REFERENCE = text(no_space, characters, no_colon_first, *OF_PARTS, blank=Blank.JUDGED, plain=EVERYDAY_URL)
"""An IRI reference, as Atom has them (RFC 4287 section 2): absolute, or relative to xml:base."""


@value_rule("u-web", Severity.ERROR, "the specification of the element", "Write an https:// address.")
def web(value: str) -> Fault | None:
    """An address that apps fetch is an http or https address."""
    return None if is_web(value) else Fault(f"“{value.strip()[:40]}” is not an http or https address.")


WEB_URL = text(
    surrounding_space, absolute, web, characters, ascii_only, *OF_PARTS, blank=Blank.JUDGED, plain=EVERYDAY_URL
)
"""An absolute http or https address in ASCII."""
