"""Language tags (BCP 47, RFC 5646), in RSS also the codes that it lists itself."""

import re
from functools import lru_cache
from itertools import takewhile

from feedpub.languages import LANGUAGES, REGIONS
from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Fault, value_rule
from feedpub.rules.values import words

_WELL_FORMED = pattern(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+",
    re.ASCII,
)
_OTHER_REGION = pattern(r"A[ACN]|BU|C[PQS]|D[DG]|E[AUZ]|FX|IC|NT|Q[M-Z]|SU|T[AP]|UN|X[A-Z]|Y[DU]|Z[RZ]", re.ASCII)
"""Regions of the registry that are no countries: private use, deprecated, or reserved (RFC 5646 section 2.2.4)."""
_OLD_TAGS = words("""
    art-lojban cel-gaulish en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn
    i-tao i-tay i-tsu no-bok no-nyn sgn-be-fr sgn-be-nl sgn-ch-de zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang
""")
"""Tags of before RFC 4646, which keep their meaning (RFC 5646 section 2.2.8)."""


@value_rule("r-lang-syntax", Severity.ERROR, "BCP 47 (RFC 5646) section 2.1", "Write a tag such as en-US, fr-CA or de.")
def _syntax(value: str) -> Fault | None:
    """A language tag is well-formed: parts of up to eight letters and digits, joined by hyphens."""
    tag = value.strip()
    if _WELL_FORMED.fullmatch(tag.lower()) or tag.lower() in _OLD_TAGS:
        twice = _repeated(tag.lower())
        return Fault(f"“{tag[:40]}” has “{twice}” twice.", "Write it once.") if twice else None
    if not tag:
        return Fault("There is no language here.")
    repaired = tag.replace("_", "-")
    fix = f"Write {repaired}." if _WELL_FORMED.fullmatch(repaired.lower()) else ""
    return Fault(f"“{tag[:40]}” is not a language tag.", fix)


def _repeated(tag: str) -> str:
    """A variant, or the letter of an extension, that a tag has twice (RFC 5646 sections 2.2.5, 2.2.6); or nothing."""
    parts = tag.partition("-x-")[0].split("-")[1:]
    before = list(takewhile(lambda part: len(part) > 1, parts))
    seen = [part for part in before if len(part) >= 5 or (part[:1].isdigit() and len(part) == 4)]
    seen += [part for part in parts if len(part) == 1]
    return next((part for number, part in enumerate(seen) if part in seen[:number]), "")


@value_rule("r-lang-unknown", Severity.ERROR, "BCP 47, IANA subtag registry", "Write a tag such as en-US, fr-CA or de.")
def _unknown(value: str) -> Fault | None:
    """The language that a tag names is registered."""
    tag = value.strip().lower()
    language = tag.partition("-")[0]
    if language in LANGUAGES or language in {"x", "i"} or _is_registered(language):
        return None
    return Fault(f"There is no language “{language}”.")


@value_rule(
    "r-lang-region", Severity.WARNING, "BCP 47, IANA subtag registry", "Write a registered region, such as en-GB."
)
def _region(value: str) -> Fault | None:
    """The region and the script of a language tag are registered."""
    found = _WELL_FORMED.fullmatch(value.strip().lower())
    region = (found["region"] or "").upper() if found else ""
    if region and not region.isdigit() and region not in REGIONS and not _OTHER_REGION.fullmatch(region):
        fix = "Write en-GB." if value.strip().lower() == "en-uk" else ""
        return Fault(f"There is no region {region}.", fix)
    if found and found["script"] and not _is_registered(f"und-{found['script']}"):
        return Fault(f"There is no script {found['script'].title()}.")
    return None


@lru_cache
def _is_registered(tag: str) -> bool:
    from langcodes import tag_is_valid  # noqa: PLC0415 - takes 0.1 s to load, and hardly any feed needs it

    return tag_is_valid(tag)


LANGUAGE = text(_syntax, _unknown, _region, blank=Blank.JUDGED)
"""A language tag."""
LANGUAGE_OR_NONE = text(_syntax, _unknown, _region, blank=Blank.ALLOWED)
"""A language tag, or nothing, as xml:lang allows."""
