"""Addresses in HTML: what runs a program, what is relative, what nobody else can reach."""

import re
from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.html.gather import attribute_rule
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault
from feedpub.rules.values import words
from feedpub.rules.values.addresses import no_file, public

HREFS = frozenset({"href", "xlink:href"})
SOURCES = words("""
    action background cite classid codebase data dynsrc formaction icon longdesc lowsrc manifest poster src
""")
"""Attributes that hold one address, but for links."""
SETS = frozenset({"srcset", "imagesrcset"})
"""Attributes that hold several addresses with sizes (HTML section 4.8.4.2.1)."""

_USUAL = ("https://", "http://", "mailto:", "tel:")
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*+):")
_NOT_SEEN = pattern(r"[\t\n\r]")
_AROUND = "".join(map(chr, range(33)))
"""Control characters and spaces, which browsers take away around an address (URL Standard section 4.4)."""
_CANDIDATE = pattern(r"[\s,]*+(\S++)(?:(?<=,)|\s++[^,]*+(?:,|\Z)|\Z)")
_HARMLESS_DATA = ("image/", "audio/", "video/", "font/")


def _clean(value: str) -> str:
    """An address as browsers read it."""
    return _NOT_SEEN.sub("", value.strip(_AROUND))


def runs_program(value: str) -> bool:
    """Whether an address runs a program, or carries a document that could."""
    value = _clean(value)
    found = _SCHEME.match(value)
    if found is None:
        return False
    scheme = found.group(1).lower()
    if scheme == "data":
        kind = value[5:30].lstrip().lower()
        return not kind.startswith(_HARMLESS_DATA) or kind.startswith("image/svg")
    return scheme in {"javascript", "vbscript", "livescript", "mocha"}


@attribute_rule(
    "h-js-href",
    Severity.ERROR,
    "HTML; OWASP, XSS",
    "Link to a page with https://",
    on=HREFS | SOURCES | SETS,
)
def _dangerous(value: str) -> Fault | None:
    """No address in content runs a script or contains a whole document."""
    if value.startswith(_USUAL) or not runs_program(value):
        return None
    if _clean(value)[:14].lower() == "data:image/svg":
        return None
    return Fault(f"An address runs a script: “{_clean(value)[:40]}”.")


def is_relative(value: str) -> bool:
    """Whether an address lacks its scheme, and is not within the content itself."""
    value = _clean(value)
    return _SCHEME.match(value) is None and (not value.startswith("#") or value == "#")


def _relative(value: str) -> Fault:
    shown = " ".join(value.split())[:60]
    if not shown:
        return Fault("An address is empty, so it leads to the feed itself.")
    if shown == "#":
        return Fault("A link leads nowhere: “#”.", "Take the link out, or write where it leads.")
    if shown.startswith("//"):
        return Fault(f"“{shown}” has no scheme, which many readers cannot guess.", f"Write https:{shown}")
    return Fault(f"“{shown}” is relative, and readers do not know what to.")


_WHOLE = "Write the full address, with https://"


@attribute_rule(
    "h-rel-href",
    Severity.WARNING,
    "RSS Profile, description; RFC 3986 section 5.1",
    _WHOLE,
    on=HREFS,
    basis=Basis.SPEC,
    relative=True,
)
def _link_is_whole(value: str) -> Fault | None:
    """A link in content is a full address, beginning with its scheme."""
    if value.startswith(_USUAL) or not is_relative(value):
        return None
    return _relative(value)


@attribute_rule(
    "h-rel-srcset",
    Severity.WARNING,
    "RSS Profile, description; RFC 3986 section 5.1",
    _WHOLE,
    on=SOURCES | SETS,
    basis=Basis.SPEC,
    relative=True,
)
def _source_is_whole(value: str) -> Fault | None:
    """The address of an image, video or other file in content is a full one, beginning with its scheme."""
    if value.startswith(_USUAL) and "," not in value:
        return None
    return next((_relative(address) for address in _addresses(value) if is_relative(address)), None)


def _addresses(value: str) -> Iterator[str]:
    """The addresses of a srcset, or the one that another attribute is."""
    if re.search(r"\s\d+(?:\.\d+)?[wx]\s*(?:,|\Z)", value):
        yield from (found.group(1).rstrip(",") for found in _CANDIDATE.finditer(value))
    else:
        yield value


_LOCAL = tuple(
    f"{scheme}://{host}"
    for scheme in ("http", "https")
    for host in ("localhost", "127.", "10.", "192.168.", "172.", "169.254.", "0.0.0.0", "[")  # noqa: S104 - no address to listen at
)


@attribute_rule(
    "h-local",
    Severity.ERROR,
    "publishing sanity",
    "Write the address on the web.",
    on=HREFS | SOURCES,
)
def _reachable(value: str) -> Fault | None:
    """No address in content points to the author's own computer or network."""
    if value.startswith("file:"):
        return no_file.check(value)
    return public.check(value) if value.startswith(_LOCAL) else None
