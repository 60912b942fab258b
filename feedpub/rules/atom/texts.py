"""Text in Atom: plain, HTML or XHTML, as the type says (RFC 4287 sections 3.1 and 4.1.3)."""

import binascii

from feedpub.problem import Severity
from feedpub.rules.grammar import VOCABULARIES, Blank, Text, Verdict, text
from feedpub.rules.html import html_verdict, xhtml_verdict
from feedpub.rules.names import ATOM, XHTML, local_name, namespace_of
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault, Rule, enter, value_rule
from feedpub.rules.structure import BLANK
from feedpub.rules.tree import Element
from feedpub.rules.values.media_types import MEDIA_TYPE, essence
from feedpub.rules.values.numbers import one_of, unpadded
from feedpub.rules.values.plain import (
    no_space_around,
    no_tags,
    not_escaped_twice,
    not_too_long,
    nothing_unseen,
)

_CONTENT = "RFC 4287 section 4.1.3"
TYPES = ("text", "html", "xhtml")
TYPE = unpadded(
    one_of(
        TYPES,
        code="a-text-type",
        source="RFC 4287 section 3.1.1",
        demand="The type of a text is text, html or xhtml.",
    )
).if_blank(Blank.WARNING)
"""What a text is."""


@value_rule(
    "a-undeclared-html", Severity.WARNING, "RFC 4287 section 3.1.1.1", 'Add type="html" if it is meant as HTML.'
)
def _undeclared_html(value: str) -> Fault | None:
    """A text in HTML says so in its type."""
    found = no_tags.check(value)
    return found and Fault(
        f"Readers show “{found.snippet[:30]}” as it stands: the text has no type.", "", found.snippet
    )


_PLAIN = text(_undeclared_html, not_escaped_twice)
_TITLE = text(no_space_around, not_too_long, nothing_unseen, _undeclared_html, not_escaped_twice)


def _html_as_text(value: str) -> Fault | None:
    """A text in HTML says so in its type."""
    found = _MARKED_UP.search(value) if no_tags.check(value) else None
    fix = 'Write type="html" if it is HTML that is meant.'
    return found and Fault(f"Readers show “{found.group()[:30]}” as it stands: the type is text.", fix, found.group())


# Who writes type="text" may mean a tag that is spoken of, but not one that is closed again.
_MARKED_UP = pattern(r"<([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?>[^<]*</\1>")
_SURELY = {
    _PLAIN: text(_undeclared_html._replace(check=_html_as_text), not_escaped_twice),
    _TITLE: text(
        no_space_around, not_too_long, nothing_unseen, _undeclared_html._replace(check=_html_as_text), not_escaped_twice
    ),
}


def _enter(code: str, severity: Severity, source: str, advice: str, demand: str, basis: Basis = Basis.SPEC) -> Rule:
    return enter(code, severity, source, advice, basis, demand)


XHTML_DIV = _enter(
    "a-xhtml-div",
    Severity.ERROR,
    "RFC 4287 section 3.1.1.3",
    'Put it all into one <div xmlns="http://www.w3.org/1999/xhtml">.',
    "XHTML in Atom is one div in the XHTML namespace, and nothing else.",
)
MARKUP = _enter(
    "a-markup",
    Severity.ERROR,
    "RFC 4287 sections 3.1.1 and 4.1.3.3",
    'Write &lt; for <, with type="html"; or write XHTML, with type="xhtml".',
    "Text that is not XHTML contains no elements, only escaped tags.",
)
XHTML_ESCAPED = _enter(
    "a-xhtml-escaped",
    Severity.WARNING,
    "RFC 4287 section 3.1.1.3",
    'Write the elements themselves, unescaped; or type="html" and no <div>.',
    "XHTML in Atom is elements, not escaped tags.",
)
XHTML_FOREIGN = _enter(
    "a-xhtml-foreign",
    Severity.ERROR,
    "RFC 4287 section 3.1.1.3",
    "Take it out, or remove its xmlns if it is an element of XHTML.",
    "XHTML in Atom contains no feed elements, and none without a namespace.",
)
XHTML_JS = _enter(
    "a-xhtml-js",
    Severity.ERROR,
    "HTML; OWASP, XSS",
    "Link to a page with https://",
    "No link in the content of an entry runs a script.",
    Basis.POLICY,
)
_STANDING_IN = {"h-js-href": XHTML_JS}
"""Rules of Atom's that say the same as ones of HTML."""


def verdict_of(expected: Text, value: str) -> Verdict:
    """What is wrong with a text that is not blank."""
    return expected.judge(value) if expected.judge is not None and value and not value.isspace() else ()


def judge_text(element: Element) -> Verdict:
    """What is wrong with a text."""
    return _judge(element, element.attributes.get("type", "text"), _PLAIN)


def judge_title(element: Element) -> Verdict:
    """What is wrong with a title."""
    return _judge(element, element.attributes.get("type", "text"), _TITLE)


def _judge(element: Element, kind: str, plain: Text) -> Verdict:
    if kind == "xhtml":
        return _xhtml(element)
    found: Verdict = ()
    if kind == "html":
        found = _html(element.text)
    elif kind == "text":
        found = verdict_of(_SURELY[plain] if "type" in element.attributes else plain, element.text)
    return found + _markup(element) if element.children else found


def _html(value: str) -> Verdict:
    return _renamed(html_verdict(value, based=True)) if value and not value.isspace() else ()


def _renamed(found: Verdict) -> Verdict:
    return tuple((_STANDING_IN.get(rule.code, rule), fault) for rule, fault in found) if found else ()


def _markup(element: Element) -> Verdict:
    child = element.children[0]
    message = f"There is an element, <{local_name(child.tag)}>, in a text that cannot contain any."
    return ((MARKUP, Fault(message)),)


def _xhtml(element: Element) -> Verdict:
    problem = _not_one_div(element)
    found: Verdict = ((XHTML_DIV, problem),) if problem else ()
    for child in element.children:
        if namespace_of(child.tag) == XHTML.uri:
            found += _xhtml_in(child) + _escaped_in(child)
    return found


def _escaped_in(div: Element) -> Verdict:
    """An escaped end tag in a div that holds no elements: what was meant are elements."""
    if div.children or "</" not in div.text or (tag := no_tags.check(div.text)) is None:
        return ()
    message = f"Readers show “{tag.snippet[:30]}” as it stands: the tags are escaped."
    return ((XHTML_ESCAPED, Fault(message, snippet=tag.snippet, at=div)),)


def _xhtml_in(div: Element) -> Verdict:
    """What is wrong with an element of XHTML and all below it."""
    found = _renamed(xhtml_verdict(div, based=True))
    foreign = _foreign_in(div)
    if not foreign:
        return found
    # HTML's rules see the same elements, and take them for unknown ones.
    told = {id(element) for element in foreign}
    kept = tuple((rule, fault) for rule, fault in found if id(fault.at) not in told)
    return kept + tuple((XHTML_FOREIGN, _foreign(element)) for element in foreign)


def _foreign_in(div: Element) -> list[Element]:
    """The elements of feeds' namespaces, and of none, that stand in XHTML."""
    foreign: list[Element] = []
    waiting = [div]
    for element in waiting:
        for child in element.children:
            if child.tag.startswith(XHTML.uri):
                waiting.append(child)
            elif namespace_of(child.tag) in VOCABULARIES:
                foreign.append(child)
    return foreign


def _foreign(element: Element) -> Fault:
    if " " in element.tag:
        return Fault(f"<{element.name}> is used in XHTML, where it means nothing.", at=element)
    return Fault(f"<{element.name}> is in no namespace, so readers do not take it for XHTML.", at=element)


def _not_one_div(element: Element) -> Fault | None:
    outside = element.text.strip()
    if not element.children:
        if not outside:
            return Fault("There is no XHTML here.", "Write some, or take the element out.")
        return Fault("The XHTML has no <div> around it.", 'If it is escaped HTML, write type="html".', outside[:40])
    if len(element.children) > 1:
        return Fault(f"There are {len(element.children)} elements side by side; all the XHTML should be in one <div>.")
    tag = element.children[0].tag
    if tag == ATOM("div"):
        message = "The <div> is in the namespace of Atom, so readers do not take it for XHTML."
        return Fault(message, 'Write <div xmlns="http://www.w3.org/1999/xhtml">.')
    if tag != XHTML("div"):
        return Fault(f"There is <{local_name(tag)}> where there should be one <div> of XHTML around everything.")
    return Fault("There is text outside the <div>.", "Move it into the <div>.", outside[:40]) if outside else None


# --- content of an entry -------------------------------------------------------------------------------------


@value_rule("a-content-type", Severity.ERROR, f"{_CONTENT}.1", "Write text, html, xhtml, or a type such as image/png.")
def _content_type(value: str) -> Fault | None:
    """The type of content is text, html, xhtml, or a media type other than multipart or message."""
    if value in TYPES:
        return None
    if essence(value).startswith(("multipart/", "message/")):
        return Fault(f"Content of {value[:40]} is made of several parts, which no entry can carry.")
    return MEDIA_TYPE.rules[0].check(value)


CONTENT_TYPE = text(_content_type, blank=Blank.WARNING)
"""What the content of an entry is."""
SRC_EMPTY = _enter(
    "a-src-empty",
    Severity.ERROR,
    f"{_CONTENT}.2",
    "Leave the element empty, or take src out.",
    "Content that is elsewhere, at its src, has nothing here.",
)
SRC_TYPE = _enter(
    "a-src-type",
    Severity.ERROR,
    f"{_CONTENT}.2",
    "Write a media type, such as text/html or audio/mpeg.",
    "Content that is elsewhere has a media type, not text, html or xhtml.",
)
SRC_NO_TYPE = _enter(
    "a-src-no-type",
    Severity.WARNING,
    f"{_CONTENT}.2",
    'Add its media type, such as type="text/html".',
    "Content that is elsewhere, at its src, gives its media type.",
)
XML_CONTENT = _enter(
    "a-xml-content",
    Severity.WARNING,
    f"{_CONTENT}.3",
    "Put the document's first element here, unescaped.",
    "Content of an XML media type is one element that holds the whole document.",
)
HTML_DOCUMENT = _enter(
    "a-html-document",
    Severity.WARNING,
    f"{_CONTENT}.3",
    'Write type="html" or "xhtml" for a part of a page.',
    "Content of text/html or application/xhtml+xml is a whole document; a part of one is of type html or xhtml.",
)
BASE64 = _enter(
    "a-base64",
    Severity.ERROR,
    f"{_CONTENT}.3",
    "Encode it as Base64, or link to it with src.",
    "Content that is neither text nor XML is in Base64.",
)


def is_xml(kind: str) -> bool:
    """Whether a media type is one of XML (RFC 7303)."""
    return kind.endswith(("+xml", "/xml")) or kind in {
        "text/xml-external-parsed-entity", "application/xml-external-parsed-entity", "application/xml-dtd",
    }  # fmt: skip


def judge_content(element: Element) -> Verdict:
    """What is wrong with the content of an entry."""
    declared = element.attributes.get("type", "").strip() or "text"
    if "src" in element.attributes:
        return _elsewhere(element)
    if declared != "xhtml" and not element.children and (not element.text or element.text.isspace()):
        return ((BLANK, Fault("<content> is empty.")),)
    if declared in TYPES:
        return _judge(element, declared, _PLAIN)
    kind = essence(declared)
    if not kind.partition("/")[2] or kind.startswith(("multipart/", "message/")):
        return ()
    return _media(element, kind)


def _elsewhere(element: Element) -> Verdict:
    found: list[tuple[Rule, Fault]] = []
    declared = element.attributes.get("type")
    if declared is None:
        found.append((SRC_NO_TYPE, Fault("Readers cannot tell what they would load from the src.")))
    elif declared in TYPES:
        found.append((SRC_TYPE, Fault(f"The content is elsewhere, so “{declared}” does not say what it is.")))
    if element.children or element.text.strip():
        found.append((SRC_EMPTY, Fault("The entry has content both here and at the src.")))
    return tuple(found)


def _media(element: Element, kind: str) -> Verdict:
    if is_xml(kind):
        if len(element.children) != 1:
            return ((XML_CONTENT, Fault(f"The content of {kind} is not one element that contains everything.")),)
        root = element.children[0]
        if kind == "application/xhtml+xml" and root.tag != XHTML("html"):
            return ((HTML_DOCUMENT, Fault(f"The content is of {kind}, but it is only a part of a page.")),)
        return _in_document(_renamed(xhtml_verdict(root, based=True))) if root.tag.startswith(XHTML.uri) else ()
    found = _markup(element) if element.children else ()
    if kind == "text/html":
        if "<html" not in element.text[:2000].lower():
            found += ((HTML_DOCUMENT, Fault("The content is of text/html, but it is only a part of a page.")),)
        return found + _in_document(_html(element.text))
    if not kind.startswith("text/") and not _is_base64(element.text):
        found += ((BASE64, Fault(f"The content of {kind} is not in Base64.")),)
    return found


def _in_document(found: Verdict) -> Verdict:
    """What is wrong with a whole page, to which belong a DOCTYPE, a head, and what stands in that."""
    return tuple((rule, fault) for rule, fault in found if rule.code not in {"h-element", "h-declaration"})


def _is_base64(value: str) -> bool:
    try:
        binascii.a2b_base64("".join(value.split()), strict_mode=True)
    except ValueError:
        return False
    return True
