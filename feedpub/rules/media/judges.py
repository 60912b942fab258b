"""Texts of Media RSS that depend on an attribute of their element: ratings, hashes, credits, restrictions."""

from feedpub.languages import REGIONS
from feedpub.problem import Severity
from feedpub.rules.grammar import Verdict
from feedpub.rules.html import html_verdict
from feedpub.rules.media.roles import ROLES
from feedpub.rules.media.values import SPEC
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault, Rule, enter
from feedpub.rules.tree import Element
from feedpub.rules.values import words
from feedpub.rules.values.addresses import URL
from feedpub.rules.values.plain import PLAIN


def _error(code: str, source: str, demand: str, advice: str) -> Rule:
    return enter(code, Severity.ERROR, f"{SPEC}, {source}", advice, Basis.SPEC, demand)


_RATING = _error(
    "m-rating",
    "media:rating",
    "A rating is one from its scheme, in lower case.",
    "Write adult or nonadult, or name the scheme that the rating comes from.",
)
_HASH = _error(
    "m-hash",
    "media:hash",
    "A hash is an md5 or sha-1 hash, in hexadecimal digits.",
    "Use a program to compute it: 32 digits for md5, 40 for sha-1.",
)
_ROLE = _error(
    "m-credit-role",
    "media:credit; EBU role codes",
    "The role in a credit is one from the EBU's list, in lower case.",
    "Write a role such as author or photographer, or name the scheme that the role comes from.",
)
_RESTRICTION = _error(
    "m-restriction",
    "media:restriction",
    "A restriction without a type says all or none.",
    'Add type="country" or type="uri", or write all or none.',
)
_COUNTRY = _error(
    "m-country",
    "media:restriction; ISO 3166-1",
    "Countries are given as two-letter codes, separated by spaces.",
    "Write codes such as us ca gb.",
)
_SCHEMES = {
    "urn:simple": words("adult nonadult"),
    "urn:mpaa": words("g pg pg-13 r nc-17 m x"),
    "urn:v-chip": words("14+ 18+ c c8 g pg tv-14 tv-g tv-ma tv-pg tv-y tv-y7 tv-y7-fv"),
}
_CODE = "(?:[nsvlocx]z [01]|(?:n[abc]|s[a-f]|v[a-j]|l[abc]|o[a-h]|c[ab]|x[a-e]) 1)"
_ICRA = pattern(rf"r \({_CODE}(?: {_CODE})*\)")
"""The ICRA's vocabulary of 2005."""
_HASHES = {"md5": 32, "sha-1": 40}
_BASE_16 = frozenset("0123456789abcdefABCDEF")


def by_type(element: Element) -> Verdict:
    """The text of media:title, media:description and media:text: HTML if their type says so, else plain."""
    if not element.text.strip():
        return ()
    if element.attributes.get("type", "").strip().lower() == "html":
        return html_verdict(element.text)
    return PLAIN.judge(element.text) if PLAIN.judge else ()


def rating(element: Element) -> Verdict:
    """The text of media:rating, by its scheme; urn:simple if there is none."""
    value, scheme = element.text.strip(), element.attributes.get("scheme", "").strip() or "urn:simple"
    known = _SCHEMES.get(scheme)
    if not value:
        return ((_RATING, Fault("There is no rating here.")),)
    if known and value in known:
        return ()
    if known:
        fix = f"Write {value.lower()}." if value.lower() in known else f"Write one of {', '.join(sorted(known))}."
        return ((_RATING, Fault(f"“{value[:30]}” is not a rating of {scheme}.", fix, value)),)
    if scheme == "urn:icra" and not _ICRA.fullmatch(value):
        fault = Fault(f"“{value[:30]}” is not an ICRA rating.", "For example: r (cz 1 lz 1 nz 1 oz 1 vz 1)", value)
        return ((_RATING, fault),)
    return ()


def digest(element: Element) -> Verdict:
    """The text of media:hash, by its algorithm; md5 if there is none."""
    value, algorithm = element.text.strip(), element.attributes.get("algo", "").strip() or "md5"
    digits = _HASHES.get(algorithm)
    if digits is None:
        near = next((name for name in _HASHES if name.replace("-", "") == algorithm.lower().replace("-", "")), "")
        fix = f"Write {near}." if near else ""
        return ((_HASH, Fault(f"There is no algorithm “{algorithm[:20]}” in Media RSS.", fix)),)
    if not value:
        return ((_HASH, Fault("There is no hash here.")),)
    if len(value) != digits or not _BASE_16.issuperset(value):
        return ((_HASH, Fault(f"“{value[:44]}” is not a hash of {algorithm}, which has {digits} digits.", "", value)),)
    return ()


def credit(element: Element) -> Verdict:
    """The role of media:credit, by its scheme; urn:ebu if there is none."""
    role, scheme = element.attributes.get("role", "").strip(), element.attributes.get("scheme", "").strip()
    if role == role.lower() and (role in ROLES or not role or (scheme and scheme != "urn:ebu")):
        return ()
    if role != role.lower():
        return ((_ROLE, Fault(f"The role “{role[:30]}” has capital letters.", f"Write {role.lower()[:30]}.")),)
    return ((_ROLE, Fault(f"There is no role “{role[:30]}” among the EBU's.")),)


def restriction(element: Element) -> Verdict:
    """The text of media:restriction, by its type."""
    value, kind = element.text.strip(), element.attributes.get("type")
    if kind is None and value not in {"", "all", "none"}:
        return ((_RESTRICTION, Fault(f"Nobody can tell what “{value[:30]}” restricts.", "", value)),)
    if kind == "country":
        bad = next((code for code in value.split() if code.upper() not in REGIONS), "")
        fix = "Write gb." if bad.lower() == "uk" else ""
        return ((_COUNTRY, Fault(f"There is no country “{bad[:20]}”.", fix, bad)),) if bad else ()
    if kind == "uri" and URL.judge:
        return next((verdict for address in value.split() if (verdict := URL.judge(address))), ())
    return ()
