"""Files besides the enclosure: podcast:alternateEnclosure with its sources, podcast:trailer, pictures."""

import re
from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import ANY_TEXT, OPTIONAL_TEXT, Attribute, Blank, Shape, many, optional, rule, text
from feedpub.rules.patterns import pattern
from feedpub.rules.podcast.elements import DOCS, admit, lacks, named
from feedpub.rules.podcast.episodes import season_number
from feedpub.rules.podcast.values import (
    FILLED,
    LABEL,
    MEDIA_FILE,
    OPTIONAL_MEDIA_TYPE,
    OPTIONAL_SHORT,
    PICTURE,
    SHORT,
    TRUE_OR_FALSE,
)
from feedpub.rules.rule import Basis, Fault, Finding, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values.addresses import is_web
from feedpub.rules.values.dates import RFC822
from feedpub.rules.values.instants import rfc822_instant
from feedpub.rules.values.languages import LANGUAGE
from feedpub.rules.values.media_types import MEDIA_TYPE
from feedpub.rules.values.numbers import AMOUNT, POSITIVE, WHOLE

# --- other files of an episode -------------------------------------------------------------------------------

SOURCE = Shape(
    None,
    {"uri": Attribute(MEDIA_FILE, required=True), "contentType": Attribute(OPTIONAL_MEDIA_TYPE)},
    source="podcast namespace, source",
)
INTEGRITY = Shape(
    None,
    {"type": Attribute(FILLED, required=True), "value": Attribute(FILLED, required=True)},
    source="podcast namespace, integrity",
)
ALTERNATE = admit(
    Shape(
        None,
        {
            "type": Attribute(MEDIA_TYPE, required=True),
            "length": Attribute(WHOLE),
            "bitrate": Attribute(AMOUNT),
            "height": Attribute(WHOLE),
            "lang": Attribute(LANGUAGE),
            "title": Attribute(LABEL),
            "rel": Attribute(LABEL),
            "codecs": Attribute(ANY_TEXT),
            "default": Attribute(TRUE_OR_FALSE),
        },
        source="podcast namespace, alternateEnclosure",
    ),
    {"source": many(SOURCE), "integrity": optional(INTEGRITY)},
)
_HASHES = pattern(r"sha(?:256|384|512)-[A-Za-z0-9+/_-]+=*(?:\?[\x21-\x7e]*)?")
_BASE64 = pattern(r"[A-Za-z0-9+/]+={0,2}")


@rule(
    "p-alternate", Severity.ERROR, f"{DOCS}, alternateEnclosure", 'Add <podcast:source uri="https://…"/>.', on=ALTERNATE
)
def _file_is_somewhere(alternate: Element) -> Iterator[Finding]:
    """A podcast:alternateEnclosure has a podcast:source, where the file is."""
    if not named(alternate, "source"):
        yield Finding(alternate, "Nothing says where the file is: there is no podcast:source.")


@rule(
    "p-integrity",
    Severity.ERROR,
    f"{DOCS}, integrity; W3C, Subresource Integrity",
    'For example: type="sri"',
    on=INTEGRITY,
)
def _file_can_be_checked(integrity: Element) -> Iterator[Finding]:
    """A podcast:integrity is a hash such as sha384-…, with the type sri, or a signature with the type pgp-signature."""
    kind, value = (integrity.attributes.get(name, "").strip() for name in ("type", "value"))
    if kind and kind not in {"sri", "pgp-signature"}:
        yield Finding(integrity, f"There is no type “{kind[:40]}”.", "Write sri or pgp-signature.", "type")
    elif kind == "sri" and value and not all(map(_HASHES.fullmatch, value.split())):
        fix = "Write sha256-, sha384- or sha512-, and the hash in base64."
        yield Finding(integrity, f"“{value[:40]}” is not a hash of a file.", fix, "value")
    elif kind == "pgp-signature" and value and not _BASE64.fullmatch("".join(value.split())):
        yield Finding(integrity, f"“{value[:40]}” is not in base64.", "Write the signature in base64.", "value")


# --- trailers ------------------------------------------------------------------------------------------------


@value_rule(
    "p-trailer-date", Severity.ERROR, f"{DOCS}, trailer; RFC 5322 section 3.3", "Sat, 02 May 2026 13:30:00 +0000"
)
def _pubdate(value: str) -> Fault | None:
    """The pubdate of a trailer is a date in the form that RSS uses."""
    if RFC822.judge is None:
        return None
    wrong = (fault for rule_broken, fault in RFC822.judge(value) if rule_broken.severity is Severity.ERROR)
    fault = next(wrong, None)
    if fault is None and rfc822_instant(value) is None:
        return Fault(f"“{value.strip()[:40]}” is not a date in the form that RSS uses.")
    return fault


TRAILER = Shape(
    OPTIONAL_SHORT,
    {
        "url": Attribute(PICTURE),
        "pubdate": Attribute(text(_pubdate, blank=Blank.JUDGED)),
        "length": Attribute(WHOLE),
        "type": Attribute(OPTIONAL_MEDIA_TYPE),
        "season": Attribute(text(season_number, blank=Blank.JUDGED)),
    },
    source="podcast namespace, trailer",
)


@rule("p-trailer", Severity.ERROR, f"{DOCS}, trailer", "Add what is missing.", on=TRAILER)
def _trailer_is_complete(trailer: Element) -> Iterator[Finding]:
    """A trailer has a title, a url and a pubdate."""
    if not trailer.text.strip():
        yield Finding(trailer, "The trailer has no title.", "Write it between the tags.")
    for name in lacks(trailer, "url", "pubdate"):
        yield Finding(trailer, f"The trailer has no {name}.", f'Add {name}="…".')


# --- pictures ------------------------------------------------------------------------------------------------

_RATIO = pattern(r"(?:auto )?[0-9.]+(?: ?/ ?[0-9.]+)?(?: auto)?|auto")


@value_rule("p-aspect-ratio", Severity.ERROR, f"{DOCS}, image; CSS aspect-ratio", "For example: 1/1 or 16/9")
def _ratio(value: str) -> Fault | None:
    """The aspect-ratio of a picture is width/height."""
    value = " ".join(value.split())
    if _RATIO.fullmatch(value):
        return None
    fix = f"Write {value.replace(':', '/')}" if re.fullmatch(r"[0-9]+:[0-9]+", value) else ""
    return Fault(f"“{value[:40]}” is not a ratio.", fix)


@value_rule("p-srcset", Severity.ERROR, f"{DOCS}, images", "For example: https://example.org/cover.jpg 1500w")
def _srcset(value: str) -> Fault | None:
    """A srcset lists whole addresses, each with the width of its picture in pixels, such as 1500w."""
    for candidate in value.split(", ") if ", " in value else re.split(r",\s+|,(?=https?:)", value):
        address, *sizes = candidate.strip().strip(",").split()[:3] or [""]
        if not is_web(address):
            return Fault(f"“{address[:40]}” is not a full address." if address else "There is no address here.")
        if len(sizes) > 1 or not all(re.fullmatch(r"[0-9]+w|[0-9.]+x", size) for size in sizes):
            return Fault(f"“{' '.join(sizes)[:40]}” is not the width of a picture.")
    return None


IMAGE = Shape(
    None,
    {
        "href": Attribute(PICTURE, required=True),
        "alt": Attribute(OPTIONAL_TEXT),
        "aspect-ratio": Attribute(text(_ratio)),
        "width": Attribute(POSITIVE),
        "height": Attribute(POSITIVE),
        "type": Attribute(OPTIONAL_MEDIA_TYPE),
        "purpose": Attribute(SHORT),
    },
    source="podcast namespace, image",
)
IMAGES = Shape(
    None,
    {"srcset": Attribute(text(_srcset, blank=Blank.JUDGED), required=True)},
    source="podcast namespace, images",
)


@rule(
    "p-images-old",
    Severity.WARNING,
    f"{DOCS}, images",
    "Write a podcast:image for each picture.",
    on=IMAGES,
    basis=Basis.DESTINATION,
)
def _images_are_replaced(images: Element) -> Iterator[Finding]:
    """Pictures are in podcast:image, which replaced podcast:images."""
    yield Finding(images, "podcast:images was replaced by podcast:image, and new apps do not look at it.")
