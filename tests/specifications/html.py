"""HTML in a feed: balanced, nested as the HTML standard's parser wants it, safe, and with absolute addresses only."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tests.specifications.values import is_uri


def _words(text: str) -> set[str]:
    return set(text.split())


_VOID = _words("br col hr img")
_HEADINGS = _words("h1 h2 h3 h4 h5 h6")
_TABLE_PARTS = _words("caption colgroup thead tbody tfoot")
_ROW_GROUPS = _words("thead tbody tfoot")
_BLOCKS = _HEADINGS | _words("blockquote dd div dl dt figcaption figure hr li ol p pre table ul")
_PHRASES = _words(
    "a abbr acronym b big br cite code del dfn em i img ins kbd mark q s samp small span strike strong sub sup tt u var"
)
SAFE = _BLOCKS | _PHRASES | _TABLE_PARTS | _words("col td th tr")
UNSAFE = _words(
    "applet base body button embed form frame head html iframe input link meta object script style svg title"
)
_ATTRIBUTES = _words(
    "alt align cite colspan datetime dir height href hreflang lang rowspan scope span src start title type value width"
)
_ADDRESSES, _SCHEMES = _words("href src cite"), _words("http https mailto tel")
_PARENTS = {
    "tr": _ROW_GROUPS,
    "td": {"tr"},
    "th": {"tr"},
    "col": {"colgroup"},
    **{part: {"table"} for part in _TABLE_PARTS},
}
_ONLY_ELEMENTS = {"table", "tr", "colgroup"} | _ROW_GROUPS
_SCOPES = {"td", "th", "caption"}
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-fA-F]+);)(?=[#\w])")
_BARE_LESS_THAN = re.compile(r"<(?!/?[a-zA-Z])")
_CLOSING = re.compile(r"</(\w+)>")


def violations(html: str) -> Iterator[str]:
    """What is wrong with a fragment of HTML."""
    if _BARE_AMPERSAND.search(html):
        yield "an & that begins no reference"
    if _BARE_LESS_THAN.search(html):
        yield "a < that begins no tag"
    parser = _Parser()
    parser.feed(html)
    parser.close()
    yield from parser.found
    if parser.open:
        yield f"never closed: {parser.open}"


def closes_an_element(text: str) -> bool:
    """Whether plain text holds the end tag of an HTML element, which validators take for HTML in the wrong place."""
    return any(name.lower() in SAFE | UNSAFE for name in _CLOSING.findall(text))


class _Parser(HTMLParser):
    """Keeps the open elements, and what is found."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SAFE:
            self.found.append(f"<{tag}> is not safe")
        self.found.extend(self._misplaced(tag))
        self.found.extend(_bad_attributes(tag, attrs))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.found.append(f"<{tag}/> is XHTML")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.found.append(f"</{tag}> inside {self.open}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in _ONLY_ELEMENTS and data.strip():
            self.found.append(f"text directly in <{self.open[-1]}>")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"a comment: {data[:20]}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"a declaration: {decl[:20]}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"an instruction: {data[:20]}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"a section: {data[:20]}")

    def _misplaced(self, tag: str) -> Iterator[str]:
        parent = self.open[-1] if self.open else ""
        if tag in _PARENTS and parent not in _PARENTS[tag]:
            yield f"<{tag}> inside <{parent}>"
        if parent in _ONLY_ELEMENTS and parent not in _PARENTS.get(tag, set()):
            yield f"<{tag}> directly in <{parent}>"
        if (tag in _BLOCKS and "p" in self._scope()) or (tag == "a" and "a" in self._scope()):
            yield f"<{tag}> inside {self._scope()}"
        if {tag, parent} <= _HEADINGS or {tag, parent} <= {"dt", "dd"} or tag == parent == "li":
            yield f"<{tag}> inside <{parent}>"

    def _scope(self) -> list[str]:
        """The open elements since the last cell of a table: what a start tag can close by accident."""
        cells = [index for index, name in enumerate(self.open) if name in _SCOPES]
        return self.open[cells[-1] + 1 :] if cells else self.open


def _bad_attributes(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[str]:
    names = [name for name, _ in attrs]
    if len(names) != len(set(names)):
        yield f"<{tag}> has an attribute twice"
    if tag == "img" and "src" not in names:
        yield "<img> without src"
    for name, value in attrs:
        if name not in _ATTRIBUTES:
            yield f"<{tag} {name}> is not safe"
        if name in _ADDRESSES and not (value and is_uri(value) and value.split(":")[0] in _SCHEMES):
            yield f"<{tag} {name}> leads nowhere: {value}"
