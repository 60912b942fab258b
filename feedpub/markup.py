"""What HTML says before it is cleaned: its elements, its links, and where it breaks.

A cleaner repairs what it reads, and text can vanish in the repair: a quotation mark that is never closed swallows the
rest of an article. So the source is read once as strictly as it should have been written, in one pass.
"""

import html as html_entities
import re
from dataclasses import dataclass, field

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++)"""
_TAG = re.compile(
    rf"""</?([A-Za-z][A-Za-z0-9-]*+)((?>\s+[^\s"'<>/=]++(?:\s*+=\s*+{_VALUE})?+|(?<=["'])[^\s"'<>/=]++\s*+=\s*+{_VALUE})*+)\s*+/?>"""
)
_ADDRESS = re.compile(rf"""\s(href|src|cite)\s*=\s*({_VALUE})""", re.IGNORECASE)
_BEGINS = re.compile(r"<[A-Za-z/!?]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_WEB, _LINKS = {"http:", "https:"}, {"http:", "https:", "mailto:", "tel:"}
_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20]+")


@dataclass(frozen=True, slots=True)
class Source:
    """Names of elements and schemes of links that may not be published, in small letters.

    `broken` is the beginning of what is neither text nor a whole tag or comment; empty if there is none.
    """

    elements: set[str] = field(default_factory=set)
    bad_links: set[str] = field(default_factory=set)
    broken: str = ""


def read_source(text: str) -> Source:
    """Read HTML once, up to the first place where it breaks."""
    source = Source()
    position = 0
    while found := _BEGINS.search(text, position):
        position = found.start()
        if text.startswith("<!--", position):
            end = text.find("-->", position + 4)
            position = end + 3
            if end >= 0:
                continue
        elif tag := _TAG.match(text, position):
            source.elements.add(tag.group(1).lower())
            source.bad_links.update(_bad_links(tag.group(2)))
            position = tag.end()
            continue
        return Source(source.elements, source.bad_links, text[found.start() : found.start() + 12])
    return source


def _bad_links(attributes: str) -> set[str]:
    bad = set()
    for name, value in _ADDRESS.findall(attributes):
        scheme = scheme_of(html_entities.unescape(value.strip("\"'")))
        if scheme and not is_allowed(name.lower(), scheme):
            bad.add(scheme)
    return bad


def scheme_of(address: str) -> str:
    """The scheme of an address with its colon, as browsers see it; empty if the address is relative."""
    found = _SCHEME.match(_IGNORED_IN_ADDRESSES.sub("", address).lower())
    return found.group() if found else ""


def is_allowed(attribute: str, scheme: str) -> bool:
    """Whether an address with this scheme may stand in this attribute: only links may lead to mail or telephone."""
    return scheme in (_LINKS if attribute == "href" else _WEB)
