"""HTML in feeds: what readers show, what could harm them."""

import re
from functools import lru_cache

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, Text, Verdict
from feedpub.rules.rule import Basis, Fault, enter
from feedpub.rules.tree import Element

_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_H_SCRIPT = enter(
    "h-script",
    Severity.ERROR,
    "HTML; OWASP, XSS",
    "Take it out; readers do.",
    Basis.POLICY,
    "No script stands in content.",
)


@lru_cache(512)
def html_verdict(text: str, *, based: bool = False) -> Verdict:
    """What is wrong with HTML that is given as text.

    `based`: whether relative addresses have a base to be resolved against, as in Atom (RFC 4287 section 3.1).
    """
    del based
    found = _SCRIPT.search(text)
    return ((_H_SCRIPT, Fault("There is a script in the content.", snippet=found.group())),) if found else ()


def xhtml_verdict(element: Element, *, based: bool = False) -> Verdict:
    """What is wrong with XHTML that stands in the feed as elements: this element, and all below it."""
    del element, based
    return ()


HTML = Text(html_verdict)
"""Text that readers show as HTML."""
OPTIONAL_HTML = Text(html_verdict, Blank.ALLOWED)
