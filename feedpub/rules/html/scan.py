"""HTML's tags, comments and references, found in one pass; and whether the tags are balanced.

This is not a parser: it does not fix what is broken, it reports it. Its regular expressions never go back, so that any
input takes time in proportion to its length.
"""

import re
from html import unescape

from feedpub.problem import Severity
from feedpub.rules.html.gather import Gathered, Tag, watched
from feedpub.rules.html.judge import PLAIN_ELEMENTS, judge_tag
from feedpub.rules.html.references import judge_references
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault
from feedpub.rules.values.markup import CLOSE_THEMSELVES, ELEMENTS, RAW, VOID

_TOKEN = pattern(
    r"""<(?:(/?)([A-Za-z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+)(>?)"""
    r"|(!--(?:-?>|.*?(?:--!?>|\Z)))|[!?/][^>]*+>?)",
    re.DOTALL,
)
_ATTRIBUTE = pattern(r"""([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']?+[^\s>]*+)))?+""")

UNCLOSED = watched(
    "h-unclosed",
    Severity.WARNING,
    "Close each tag that is open, the last one first.",
    "Every element is closed, in the right order, and no tag stops halfway.",
    basis=Basis.SPEC,
    source="HTML Living Standard section 13",
)
COMMENT = watched(
    "h-comment",
    Severity.INFO,
    "Take the comment out.",
    "Content contains no comments, which subscribers would download and could read.",
    basis=Basis.POLICY,
)
NOT_MARKUP = watched(
    "h-declaration",
    Severity.WARNING,
    "Take it out, or write &lt; for a literal <.",
    "Content has no DOCTYPE, processing instruction or program code.",
    basis=Basis.SPEC,
    source="HTML Living Standard section 13.2.5",
)


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag, by their names in small letters; of two with one name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


class _Balance:
    """The elements that are open. After the first fault nothing more is said: the others follow from it."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.open: list[str] = []
        self.links = 0
        self.lost = False

    def start(self, name: str) -> None:
        """The start tag of an element that has an end."""
        if name == "a":
            if self.links and not self.lost:
                self._fault("A link begins inside another one.", "<a", "Write </a> before it.")
            self.links += 1
        self.open.append(name)

    def end(self, name: str) -> None:
        """An end tag."""
        if self.lost:
            return
        if name in VOID:
            self._fault(f"</{name}> closes nothing: <{name}> has no end tag.", f"</{name}")
            return
        while self.open:
            last = self.open.pop()
            self.links -= last == "a"
            if last == name:
                return
            if last not in CLOSE_THEMSELVES:
                self._fault(f"<{last[:30]}> is still open where </{name[:30]}> stands.", f"</{name}")
                return
        self._fault(f"</{name[:30]}> closes nothing: no <{name[:30]}> is open.", f"</{name}")

    def unfinished(self, begins: str, written: str) -> None:
        """The content ends within a tag."""
        message = f"“{begins}” begins a tag that never ends, so readers do not show anything that follows."
        self._fault(message, written[:60], "Write > at its end, or &lt; for the <.")

    def finish(self) -> None:
        """The end of the content."""
        if not self.lost:
            last = next((name for name in reversed(self.open) if name not in CLOSE_THEMSELVES), None)
            if last is not None:
                self._fault(f"<{last[:30]}> is never closed.", f"<{last}")

    def _fault(self, message: str, snippet: str, fix: str = "") -> None:
        self.lost = True
        self.gathered.add(UNCLOSED, Fault(message, fix, snippet))


def scan(text: str, gathered: Gathered) -> None:
    """Judge HTML that is given as text."""
    if "<" in text:
        _scan_tags(text, gathered)
    if "&" in text:
        judge_references(text, gathered)


def _scan_tags(text: str, gathered: Gathered) -> None:
    balance = _Balance(gathered)
    drawings = position = 0
    while found := _TOKEN.search(text, position):
        position = found.end()
        slash, name, rest, end, comment = found.groups()
        if name is None:
            _judge_other(found.group(), comment, gathered)
            continue
        name = name.lower()
        if not end:
            balance.unfinished(f"<{slash}{name[:30]}", found.group())
        known = name in ELEMENTS or drawings > 0
        if slash:
            if known:
                balance.end(name)
            drawings -= drawings > 0 and name in _DRAWINGS
            continue
        itself = rest.endswith("/") and (drawings > 0 or name in _DRAWINGS)
        if known and not itself and name not in VOID:
            balance.start(name)
        drawings += name in _DRAWINGS and not itself
        if not (name in PLAIN_ELEMENTS or (name == "img" and 'alt="' in rest)) or drawings or not _USUAL.match(rest):
            drawing = drawings > 0 or name in _DRAWINGS
            judge_tag(Tag(name, attributes_of(rest), found.group(), None, drawing), gathered)
            if name in RAW:
                position = _end_of_raw(text, name, position)
    balance.finish()


_DRAWINGS = frozenset({"svg", "math"})
_USUAL = pattern(
    r"""(?:\s++(?:(?:href|src)="https?://(?!localhost)[a-z][^"\s]*+"|(?:width|height)="[0-9]{2,}+"|"""
    r"""(?:alt|title|class|id|rel|target|lang|dir|loading|decoding|colspan|rowspan)="[^"]*+"))*+\s*+/?\Z"""
)
"""The attributes that almost all tags have, with nothing wrong with them: no look at each is needed."""


def _end_of_raw(text: str, name: str, start: int) -> int:
    """Where the end tag stands of an element whose content is no markup."""
    end = _END_TAGS[name].search(text, start)
    return end.start() if end else len(text)


_END_TAGS = {name: pattern(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


def _judge_other(written: str, comment: str | None, gathered: Gathered) -> None:
    """A comment, a declaration, or what looks like one."""
    if comment is None:
        gathered.add(NOT_MARKUP, Fault(f"“{written[:30]}” is not HTML; readers drop it.", snippet=written[:60]))
    elif not comment.endswith(">"):
        message = "A comment never ends, so readers do not show anything that follows."
        gathered.add(UNCLOSED, Fault(message, "Write --> at its end.", written[:60]))
    else:
        inside = " ".join(comment[3:-3].split())
        gathered.add(COMMENT, Fault(f"There is a comment: “{inside[:40]}”.", snippet=written[:60]))
