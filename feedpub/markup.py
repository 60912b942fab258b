"""What HTML says before it is cleaned: its elements, its addresses, and where it breaks.

A cleaner repairs what it reads, and text can vanish in the repair: a quotation mark that is never closed swallows the
rest of an article. So the source is read once as strictly as it should have been written, in one pass.
"""

import html as html_entities
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`][^\s"'<>`]*+)"""
_TAG = re.compile(
    rf"""<(/?)([A-Za-z][A-Za-z0-9:-]*+)((?>\s+[^\s"'<>/=]++(?:\s*+=\s*+{_VALUE})?+|(?<=["'])[^\s"'<>/=]++\s*+=\s*+{_VALUE})*+)\s*+(/?)>"""
)
_ATTRIBUTE = re.compile(rf"""(?:\s|(?<=["']))(href|src|cite|data-(?:lazy-)?src)\s*=\s*({_VALUE})""", re.IGNORECASE)
_BEGINS = re.compile(r"<[A-Za-z/!?]|\]\]>")
_IDLE = re.compile(r"<!doctype\b[^<>]*>|<!\[CDATA\[|<\?xml\b[^<>]*>|<!\[(?:if\b|endif)[^<>]*>", re.IGNORECASE)
"""What may be taken away without a loss: it says nothing to readers. What CDATA holds is read as it stands."""
_PROGRAM = re.compile(r"<\?(?:(?!\?>).)*\?>", re.DOTALL)

MAX_DEPTH = 100
"""How deep elements may be nested: far more than any text has; cleaning takes the square of it in time."""

# fmt: off
OPAQUE = {"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"}
"""Elements whose content is no HTML, so that it has to go with them."""
GONE = OPAQUE | {
    "applet", "area", "audio", "canvas", "embed", "frame", "frameset", "input", "map", "math", "object", "select",
    "svg", "template", "video",
}
"""Elements of which nothing is left in a feed, or nothing that makes sense alone."""
HARMLESS = {
    "address", "article", "aside", "base", "bdi", "bdo", "big", "body", "center", "font", "footer", "head", "header",
    "hgroup", "html", "link", "main", "mark", "meta", "nav", "noscript", "param", "picture", "section", "source",
    "time", "track", "wbr",
}
"""Elements that can be taken away without a loss: their text stays, or they have none."""
UNFIT = {
    "blink", "button", "data", "datalist", "details", "dialog", "fieldset", "form", "label", "legend", "marquee",
    "menu", "meter", "nobr", "optgroup", "option", "output", "progress", "rb", "rp", "rt", "rtc", "ruby", "slot",
    "summary",
}
"""Elements that readers do not show, though their text stays."""
_VOID = {
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
}
_CLOSED_BY_ITSELF = {"dd", "dt", "li", "p"}
_CLOSED_IN_TABLES = {"colgroup", "option", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"}
# fmt: on
_FORMATTING = {"a", "b", "big", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"}
"""Elements that go on in the next paragraph if they are not closed (HTML Living Standard section 13.2.4.3)."""
_DRAWINGS = ("svg", "math")
_OWN_WORLD = (
    "audio",
    "canvas",
    "details",
    "form",
    "frameset",
    "map",
    "math",
    "object",
    "select",
    "svg",
    "template",
    "video",
)
"""Elements that take those within them along."""
_WITH_ADDRESSES = {"a", "blockquote", "del", "img", "ins", "q"}
_OFFICE = re.compile(r"(?:o|w|st\d):")
"""Elements that word processors leave behind."""


class Kind(StrEnum):
    """What becomes of a piece of HTML that does not get into a feed as it stands."""

    ELEMENT = "an element is taken away"
    LINK = "a link is taken out for its scheme"
    ADDRESS = "an address leads nowhere"
    IMAGE = "a picture has no address"
    PROGRAM = "a program is taken out"
    NO_ADDRESS = "a link has no address"
    NO_SCHEME = "an address has no https:// in front, so it leads to another page of the same site"
    MAIL = "an address of e-mail has no mailto: in front"
    QUOTED = "an address begins or ends with a quotation mark"
    LOCAL = "an address leads to a machine that only neighbours can reach"
    NO_HTML = "a text in HTML holds none"
    UNUSED = "a link definition that nothing leads to is not shown"
    UNCLOSED_CODE = "all that follows is shown as code"
    HEADING = "a line below makes a heading of a paragraph"
    LONE_NUMBER = "a number at the beginning of a paragraph makes a list of it"
    SHOWN = "readers see a sign that was meant for something else"
    LEFT_OPEN = "an element that changes the look of its content is not closed"
    UNCLOSED = "an element that hides its content is not closed"
    BROKEN = "a tag or comment is not whole"
    DEEP = "elements are nested too deep"


class Loss(NamedTuple):
    """One thing that is lost: an element's name, a scheme with its colon, an address, or how the place begins."""

    kind: Kind
    what: str


@dataclass(slots=True)
class Source:
    """HTML as it was written: what of it is to be cleaned, its elements and addresses, and what is lost.

    `addresses` are pairs of an attribute (href, src, cite) and its value.
    """

    html: str = ""
    elements: dict[str, None] = field(default_factory=dict)
    addresses: dict[tuple[str, str], None] = field(default_factory=dict)
    losses: dict[Loss, None] = field(default_factory=dict)


def read_source(text: str) -> Source:
    """Read HTML once, up to the first place where it breaks."""
    return _Scanner(text).read()


def is_known(element: str) -> bool:
    """Whether an element that does not get into feeds is one of HTML's."""
    return element in GONE | UNFIT


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}[\s/>]", re.IGNORECASE)


class _Scanner:
    """Walks through the tags, and notes what it sees."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.source = Source()
        self.kept: list[str] = []
        self.kept_until = 0
        self.open: Counter[str] = Counter()
        self.depth = 0
        self.in_cdata = False
        self.lazy: dict[str, None] = {}

    def read(self) -> Source:
        position = 0
        while found := _BEGINS.search(self.text, position):
            position = self._step(found.start())
        self.source.html = "".join(self.kept) + self.text[self.kept_until :]
        for name in sorted(_FORMATTING):
            if self.open[name]:
                self._lose(Kind.LEFT_OPEN, name)
        for address in self.lazy:
            if ("src", address) not in self.source.addresses:
                self._lose(Kind.IMAGE, address)
        return self.source

    def _step(self, position: int) -> int:
        """Look at what begins at a position, and say where to go on."""
        if self.text.startswith("<!--", position):
            end = self.text.find("-->", position + 4)
            return end + 3 if end >= 0 else self._stop(Kind.BROKEN, position)
        if self.text.startswith("]]>", position):
            return self._end_of_cdata(position)
        if idle := _IDLE.match(self.text, position):
            self.in_cdata = self.in_cdata or idle.group().startswith("<![")
            return self._cut(position, idle.end())
        if program := _PROGRAM.match(self.text, position):
            self._lose(Kind.PROGRAM, self.text[position : position + 12].split()[0])
            return self._cut(position, program.end())
        tag = _TAG.match(self.text, position)
        if not tag:
            return self._stop(Kind.BROKEN, position)
        closes, name = tag.group(1), tag.group(2).lower()
        if name == "noscript":  # for its content is shown to those that run no scripts, as readers do
            return self._cut(position, tag.end())
        if closes:
            self._close(name)
            return tag.end()
        return self._opening(tag, name)

    def _end_of_cdata(self, position: int) -> int:
        if self.in_cdata:
            self._cut(position, position + 3)
        self.in_cdata = False
        return position + 3

    def _opening(self, tag: re.Match[str], name: str) -> int:
        if name in _WITH_ADDRESSES:
            self._note_addresses(name, tag.group(3))
        end = _closing(name).search(self.text, tag.end()) if name in OPAQUE else tag
        if end is None:
            return self._stop(Kind.UNCLOSED, tag.start(), name)
        if not any(self.open[outer] for outer in _OWN_WORLD) and not _OFFICE.match(name):
            self.source.elements.setdefault(name)
        if name in OPAQUE:
            return end.start()
        if self._stays_open(name, closed=bool(tag.group(4))):
            self.open[name] += 1
            self.depth += 1
        return tag.end() if self.depth <= MAX_DEPTH else self._stop(Kind.DEEP, tag.start())

    def _stays_open(self, name: str, *, closed: bool) -> bool:
        """Whether what follows a tag is nested in its element."""
        if any(self.open[outer] for outer in _DRAWINGS):
            return not closed and name not in _CLOSED_BY_ITSELF
        return name not in _VOID and name not in _CLOSED_BY_ITSELF and name not in _CLOSED_IN_TABLES

    def _close(self, name: str) -> None:
        if self.open[name]:
            self.open[name] -= 1
            self.depth -= 1

    def _note_addresses(self, name: str, attributes: str) -> None:
        values = {attribute.lower(): value for attribute, value in reversed(_ATTRIBUTE.findall(attributes))}
        real = {attribute: html_entities.unescape(value.strip("\"'")) for attribute, value in values.items()}
        for attribute in ("href", "src", "cite"):
            if real.get(attribute, "").strip():
                self.source.addresses.setdefault((attribute, real[attribute]))
            elif name == "a" and attribute in real:
                self._lose(Kind.NO_ADDRESS, "")
        if name == "img" and not real.get("src", "").strip():
            self.lazy.setdefault(real.get("data-src") or real.get("data-lazy-src") or "<img")

    def _lose(self, kind: Kind, what: str) -> None:
        self.source.losses.setdefault(Loss(kind, what))

    def _cut(self, start: int, end: int) -> int:
        self.kept.append(self.text[self.kept_until : start])
        self.kept_until = end
        return end

    def _stop(self, kind: Kind, position: int, what: str = "") -> int:
        """Give up: what follows cannot be told."""
        self._lose(kind, what or self.text[position : position + 12])
        return len(self.text)


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_WEB, _LINKS = {"http:", "https:"}, {"http:", "https:", "mailto:", "tel:"}
SCHEMES = {scheme.removesuffix(":") for scheme in _LINKS}
"""The schemes of addresses that may be published."""
_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20]+")


def scheme_of(address: str) -> str:
    """The scheme of an address with its colon, as browsers see it; empty if the address is relative."""
    found = _SCHEME.match(_IGNORED_IN_ADDRESSES.sub("", address).lower())
    return found.group() if found else ""


def is_allowed(attribute: str, scheme: str) -> bool:
    """Whether an address with this scheme may stand in this attribute: only links may lead to mail or telephone."""
    return scheme in (_LINKS if attribute == "href" else _WEB)
