"""What expat could not read, in words for somebody who writes feeds."""

import re
from html.entities import name2codepoint
from xml.parsers.expat import errors

from feedpub.rules.patterns import pattern

_NAME = pattern(rb"&([A-Za-z][A-Za-z0-9]*);")
_TAG = pattern(rb"<(/?)([^\s<>/!?]+)[^<>]*?(/?)>|<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_PREFIX = pattern(rb"[\s<]([A-Za-z_][\w.-]*):[\w.-]+")
_CONTROL = pattern(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def explain(content: bytes, code: int, offset: int) -> tuple[str, str, int]:
    """Message, fix and offset for the error with expat's number `code` at `offset` of a document in UTF-8."""
    name = errors.messages.get(code, "")
    describe = _BY_NAME.get(name)
    if describe is not None:
        return describe(content, offset)
    return f"The feed is not well-formed XML: {name or 'it cannot be read'}.", "Let a program write the XML.", offset


def _nothing(content: bytes, offset: int) -> tuple[str, str, int]:
    if not content.strip():
        return "There is nothing in the feed.", "Let it hold an <rss> or <feed> element.", 0
    if not content.lstrip().startswith(b"<"):
        return _no_xml(content, offset)
    opened = _open_elements(content, len(content))
    if opened:
        tag, start = opened[-1]
        return (
            f"The feed ends, but <{tag}> is not closed: it is cut off.",
            f"Write </{tag}>, or publish it whole.",
            start,
        )
    return "The feed ends before it has begun.", "Let it hold an <rss> or <feed> element.", offset


def _no_xml(_content: bytes, offset: int) -> tuple[str, str, int]:
    return (
        "This is not XML: a feed begins with <?xml or with its first element.",
        'Begin it with <?xml version="1.0"',
        offset,
    )


def _undefined_entity(content: bytes, offset: int) -> tuple[str, str, int]:
    found = _NAME.match(content, offset)
    name = found.group(1).decode() if found else ""
    if name in name2codepoint:
        number = name2codepoint[name]
        return f"XML does not know &{name};, only HTML does.", f"Write “{chr(number)}” itself, or &#{number};.", offset
    return f"There is no entity &{name};.", "Write &amp; for an & that is meant as it is.", offset


def _invalid_token(content: bytes, offset: int) -> tuple[str, str, int]:
    if offset == 0 or not content[:offset].strip():
        return _no_xml(content, offset)
    if _CONTROL.match(content, offset):
        message = f"There is a control character (U+{content[offset]:04X}) here, which XML does not allow."
        return message, "Take it out; not even &#…; may write it.", offset
    ampersand = content.rfind(b"&", max(0, offset - 40), offset + 1)
    if ampersand >= 0 and not re.search(rb"[;<\s]", content[ampersand + 1 : offset]):
        return "An & stands here by itself.", "Write &amp; for it.", ampersand
    less = content.rfind(b"<", max(0, offset - 2), offset + 1)
    if less >= 0 and not re.match(rb"[A-Za-z_/!?]", content[less + 1 : less + 2]):
        return "A < stands here that begins no element.", "Write &lt; for it.", less
    return "The tag is not written as XML is.", 'Attributes are name="value", with white space between them.', offset


def _mismatch(content: bytes, offset: int) -> tuple[str, str, int]:
    opened = _open_elements(content, offset)
    closing = re.match(rb"</?([^\s<>]*)", content[offset : offset + 200])
    closed = closing.group(1).decode("utf-8", "replace") if closing else ""
    if not opened:
        return f"</{closed}> closes what is not open.", "Take it out.", offset
    tag, start = opened[-1]
    line = content.count(b"\n", 0, start) + 1
    message = f"</{closed}> stands where </{tag}> is expected: <{tag}> of line {line} is not closed."
    return message, f"Write </{tag}> before it; HTML in a feed has its < written as &lt;.", offset


def _unbound_prefix(content: bytes, offset: int) -> tuple[str, str, int]:
    end = content.find(b">", offset)
    declared = set(re.findall(rb"xmlns:([\w.-]+)\s*=", content))
    used = [found.group(1) for found in _PREFIX.finditer(content, offset, end + 1)]
    prefix = next((one for one in used if one not in declared | {b"xml", b"xmlns"}), b"").decode("utf-8", "replace")
    message = f"The prefix “{prefix}” is not declared."
    return message, f'Write xmlns:{prefix}="…" with its namespace into the first element.', offset


def _duplicate_attribute(_content: bytes, offset: int) -> tuple[str, str, int]:
    return "An attribute is given twice in one tag.", "Keep one of the two.", offset


def _junk(_content: bytes, offset: int) -> tuple[str, str, int]:
    return "Something follows after the end of the feed.", "Let nothing stand after its last element.", offset


def _unclosed_token(_content: bytes, offset: int) -> tuple[str, str, int]:
    return "A tag, comment or CDATA section begins here and does not end.", "Close it.", offset


def _open_elements(content: bytes, end: int) -> list[tuple[str, int]]:
    """The elements that are open at an offset, outermost first, and where they begin."""
    opened: list[tuple[str, int]] = []
    for found in _TAG.finditer(content, 0, end):
        if found.group(2) is None or found.group(3):
            continue
        name = found.group(2).decode("utf-8", "replace")
        if not found.group(1):
            opened.append((name, found.start()))
        elif opened:
            opened.pop()
    return opened


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
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: _unclosed_token,
}
