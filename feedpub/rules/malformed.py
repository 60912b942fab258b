"""What expat could not read, in words for somebody who writes feeds."""

import codecs
import re
from contextlib import suppress
from difflib import get_close_matches
from html.entities import name2codepoint
from typing import NamedTuple
from xml.parsers import expat
from xml.parsers.expat import errors

from feedpub.rules.names import XHTML
from feedpub.rules.patterns import pattern

_NAME = pattern(rb"&([A-Za-z][A-Za-z0-9]*);")
_PREFIX = pattern(rb"[\s<]([A-Za-z_][\w.-]*):[\w.-]+")
_CONTROL = pattern(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BINARY = pattern(rb"[\x00-\x07\x0e-\x1a\x1c-\x1f]")
_MARKUP = pattern(rb"<(?:\?xml\s|(?:rss|feed|rdf:RDF)[\s>])")
_BEFORE_FIRST = rb"(?>\s+|<\?[^>]*>|<!--.*?-->)*+"
_PAGE = pattern(_BEFORE_FIRST + rb"(<(?:!doctype\s+html|html|head|body)(?=[\s>\[]))", re.DOTALL | re.IGNORECASE)
_PIECE = pattern(
    _BEFORE_FIRST + rb"(<(?:br?|p|pre|div|font|table|strong|center|h[1-6]|hr|span|script|style)(?=[\s>/]))",
    re.DOTALL | re.IGNORECASE,
)
_HEAD = 4096
"""Bytes in which a document has said what it is."""
_LONGEST = 40
"""Characters of a name that are told."""
_UNSEEN = " \t\r\n\ufeff\u200b\xa0\xef\xbb\xbf"
"""What is not seen in an editor; the last three are what Windows-1252 makes of a byte order mark."""
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "meta", "param", "track", "wbr"}
"""Elements of HTML that are never closed, but for <link> and <source>, which RSS has too."""
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_EBCDIC = b"\x4c\x6f\xa7\x94"


class Told(NamedTuple):
    """What is told of a document that is no feed: the code of the rule, the words, and the offset in `content`."""

    code: str
    message: str
    fix: str
    content: bytes = b""
    offset: int = 0


def no_feed(raw: bytes) -> Told | None:
    """What a document that could not be read is instead of a feed, if its first bytes tell."""
    if raw.startswith(b"\x1f\x8b"):
        return Told("x-malformed", "This is a gzip file, not a feed.", "Unpack it.")
    if _is_binary(raw):
        return Told("x-malformed", "This is not text.", "Find out where the feed itself is.")
    head = raw[:_HEAD].replace(b"\0", b"").lstrip(b"".join(_BOMS))
    found = _PAGE.match(head)
    if found:
        message = "This is a web page, not a feed."
        return Told("x-not-a-feed", message, "Find out where the feed itself is.", head, found.start(1))
    found = _PIECE.match(head)
    if found and not _MARKUP.search(raw):
        message = "This is a piece of a web page, not a feed."
        return Told("x-not-a-feed", message, "Find out where the feed itself is.", head, found.start(1))
    return None


def _is_binary(raw: bytes) -> bool:
    """Whether a document holds bytes that no text does, and nothing of a feed."""
    head = raw[:_HEAD]
    if head.startswith((*_BOMS, _EBCDIC)) or head.lstrip(b"\0 \t\r\n").startswith(b"<"):
        return False
    return bool(_BINARY.search(head)) and not _MARKUP.search(head)


def explain(content: bytes, code: int, offset: int) -> tuple[str, str, int]:
    """Message, fix and offset for the error with expat's number `code` at `offset` of a document in UTF-8."""
    before = _before_feed(content)
    if before is not None:
        return before
    name = errors.messages.get(code, "")
    describe = _BY_NAME.get(name)
    if describe is not None:
        return describe(content, offset)
    return f"The feed is not well-formed XML: {name or 'it cannot be read'}.", "Use a program to write the XML.", offset


def _before_feed(content: bytes) -> tuple[str, str, int] | None:
    """What is told when something stands before the feed that is not of it."""
    found = _MARKUP.search(content)
    if found is None or found.start() == 0:
        return None
    before = content[: found.start()]
    if not before.decode("utf-8", "replace").strip(_UNSEEN):
        if found.group().startswith(b"<?xml") or before.strip():
            return "There is something before <?xml (an empty line?).", "Delete it.", 0
        return None
    text = before.lstrip()
    if (text.startswith(b"<") and not _PIECE.match(content[:_HEAD])) or _CONTROL.match(text):
        return None
    fix = "Take it out; the program that writes the feed printed a warning into it."
    return "There is program output before the feed.", fix, len(before) - len(text)


def _misplaced_declaration(content: bytes, offset: int) -> tuple[str, str, int]:
    if _Opened(content).started:
        return (
            "There is a <?xml in the middle of the feed; it is allowed only at the very beginning.",
            "Delete it.",
            offset,
        )
    return "There is something before <?xml.", "Delete it.", 0


def _nothing(content: bytes, offset: int) -> tuple[str, str, int]:
    if not content.strip():
        return "There is nothing in the feed.", "Write an <rss> or <feed> element.", 0
    if not content.lstrip().startswith(b"<"):
        return _no_xml(content, offset)
    opened = [one for one in _Opened(content).elements if one.name.lower() not in _VOID]
    if opened:
        return (
            f"The feed ends, but <{opened[-1].name}> is not closed: it is cut off.",
            f"Write </{opened[-1].name}>, or publish the whole feed.",
            opened[-1].offset,
        )
    return "The feed ends before it begins.", "Write an <rss> or <feed> element.", offset


def _no_xml(_content: bytes, offset: int) -> tuple[str, str, int]:
    return (
        "This is not XML: a feed begins with <?xml or with its first element.",
        'Begin it with <?xml version="1.0"',
        offset,
    )


def _undefined_entity(content: bytes, offset: int) -> tuple[str, str, int]:
    found = _NAME.match(content, offset)
    name = found.group(1).decode()[:_LONGEST] if found else ""
    if name in name2codepoint:
        number = name2codepoint[name]
        return f"XML does not know &{name};, only HTML does.", f"Write “{chr(number)}” itself, or &#{number};.", offset
    return f"There is no entity &{name};.", "Write &amp; for a literal &.", offset


def _invalid_token(content: bytes, offset: int) -> tuple[str, str, int]:
    if _CONTROL.match(content, offset):
        return _control(content, offset)
    if offset == 0 or not content[:offset].strip():
        return _no_xml(content, offset)
    hyphens = offset - 2
    if content.startswith(b"--", hyphens) and _in_comment(content, hyphens):
        return "A comment contains --, which XML does not allow.", "Write a single hyphen.", hyphens
    if content.startswith(b"]]>", offset - 2):
        return "There is a ]]> here, but no CDATA section is open.", "Take it out, or write ]]&gt;", offset - 2
    ampersand = content.rfind(b"&", max(0, offset - 40), offset + 1)
    if ampersand >= 0 and not re.search(rb"[;<\s]", content[ampersand + 1 : offset]):
        return "There is an & by itself here.", "Write &amp; instead.", ampersand
    less = content.rfind(b"<", max(0, offset - 2), offset + 1)
    if less >= 0 and not re.match(rb"[A-Za-z_/!?]", content[less + 1 : less + 2]):
        return "There is a < here that does not begin an element.", "Write &lt; instead.", less
    return (
        "The tag is not written as XML requires.",
        'Attributes are name="value", with white space between them.',
        offset,
    )


def _control(content: bytes, offset: int) -> tuple[str, str, int]:
    message = f"There is a control character (U+{content[offset]:04X}) here, which XML does not allow."
    return message, "Take it out; it is not allowed even as &#…;.", offset


def _in_comment(content: bytes, offset: int) -> bool:
    start = content.rfind(b"<!--", 0, offset)
    return start >= 0 and content.find(b"-->", start + 4, offset) < 0


def _mismatch(content: bytes, offset: int) -> tuple[str, str, int]:
    if content.startswith(b"</", max(0, offset - 2)):  # expat points behind it
        offset -= 2
    closing = re.match(rb"</?([^\s<>]*)", content[offset : offset + 200])
    closed = closing.group(1).decode("utf-8", "replace")[:_LONGEST] if closing else ""
    opened = _Opened(content).elements
    if not opened:
        return f"</{closed}> closes what is not open.", "Take it out.", offset
    innermost = opened[-1]
    if innermost.name.lower() in _VOID:
        return _void(innermost.name, innermost.offset, in_xhtml=any(one.is_xhtml for one in opened))
    if closed.lower() in _VOID:
        return _void(closed, offset, in_xhtml=any(one.is_xhtml for one in opened))
    tag = innermost.name
    line = content.count(b"\n", 0, innermost.offset) + 1
    message = f"There is </{closed}> where </{tag}> is expected: <{tag}> of line {line} is not closed."
    if get_close_matches(closed, [tag]):
        return message, f"Write </{tag}>", offset
    return message, f"Write </{tag}> before it; HTML in a feed has its < written as &lt;.", offset


def _void(tag: str, offset: int, *, in_xhtml: bool) -> tuple[str, str, int]:
    """What is told of an element that HTML never closes; in XHTML it closes itself."""
    if in_xhtml:
        return f"<{tag}> is written as in HTML, but this is XHTML, where it closes itself.", f"Write <{tag}/>", offset
    message = f"<{tag}> is HTML that is not closed; HTML in a feed is escaped, or in CDATA."
    return message, f"Write &lt;{tag}&gt;", offset


def _unbound_prefix(content: bytes, offset: int) -> tuple[str, str, int]:
    end = content.find(b">", offset)
    declared = set(re.findall(rb"xmlns:([\w.-]+)\s*=", content))
    used = [found.group(1) for found in _PREFIX.finditer(content, offset, end + 1)]
    prefix = next((one for one in used if one not in declared | {b"xml", b"xmlns"}), b"").decode("utf-8", "replace")[
        :_LONGEST
    ]
    message = f"The prefix “{prefix}” is not declared."
    return message, f'Write xmlns:{prefix}="…" with its namespace into the first element.', offset


def _duplicate_attribute(_content: bytes, offset: int) -> tuple[str, str, int]:
    return "An attribute is given twice in one tag.", "Keep one of the two.", offset


def _junk(_content: bytes, offset: int) -> tuple[str, str, int]:
    return "There is something after the end of the feed.", "Delete what follows its last element.", offset


def _unclosed_token(content: bytes, offset: int) -> tuple[str, str, int]:
    if _CONTROL.match(content, offset):
        return _control(content, offset)
    for start, what, end in ((b"<!--", "comment", "-->"), (b"<?", "processing instruction", "?>")):
        if content.startswith(start, offset):
            return f"The {what} that begins here is not closed.", f"Write {end} where it ends.", offset
    what = "tag" if content.startswith(b"<", offset) else "reference"
    return f"The feed ends within the {what} that begins here: it is cut off.", "Publish the whole feed.", offset


def _unclosed_cdata(content: bytes, _offset: int) -> tuple[str, str, int]:
    return "The CDATA section that begins here is not closed.", "Write ]]> where it ends.", _Opened(content).cdata


class _Element(NamedTuple):
    name: str
    offset: int
    is_xhtml: bool


class _Opened:
    """What is open where expat gives up: the elements, outermost first, and the CDATA section that began last."""

    def __init__(self, content: bytes) -> None:
        self.elements: list[_Element] = []
        self.started = False
        self.cdata = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = lambda _name: self.elements.pop()
        self._parser.StartCdataSectionHandler = self._start_cdata
        with suppress(expat.ExpatError):
            self._parser.Parse(content, True)  # noqa: FBT003 - expat takes no keyword

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.started = True
        is_xhtml = attributes.get("type") == "xhtml" or attributes.get("xmlns") == XHTML.uri
        self.elements.append(_Element(name[:_LONGEST], self._parser.CurrentByteIndex, is_xhtml))

    def _start_cdata(self) -> None:
        self.cdata = self._parser.CurrentByteIndex


_BY_NAME = {
    errors.XML_ERROR_NO_ELEMENTS: _nothing,
    errors.XML_ERROR_SYNTAX: _no_xml,
    errors.XML_ERROR_UNDEFINED_ENTITY: _undefined_entity,
    errors.XML_ERROR_INVALID_TOKEN: _invalid_token,
    errors.XML_ERROR_TAG_MISMATCH: _mismatch,
    errors.XML_ERROR_UNBOUND_PREFIX: _unbound_prefix,
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: _duplicate_attribute,
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: _junk,
    errors.XML_ERROR_UNCLOSED_TOKEN: _unclosed_token,
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: _unclosed_cdata,
    errors.XML_ERROR_MISPLACED_XML_PI: _misplaced_declaration,
}
