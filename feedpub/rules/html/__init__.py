"""HTML in feeds: what readers show, what could harm them, what is broken.

One scan of a content's tags asks all rules: `gather` hangs them on elements and attributes, `judge` asks them of one
tag, `scan` finds the tags in HTML and `xhtml` in a feed's own elements.
"""

from functools import lru_cache

from feedpub.rules.grammar import Blank, Text, Verdict
from feedpub.rules.html.everyday import is_everyday
from feedpub.rules.html.gather import Gathered
from feedpub.rules.html.scan import scan
from feedpub.rules.html.xhtml import walk
from feedpub.rules.tree import Element


@lru_cache(512)
def html_verdict(text: str, *, based: bool = False) -> Verdict:
    """What is wrong with HTML that is given as text.

    `based`: whether relative addresses have a base to be resolved against, as in Atom (RFC 4287 section 2).
    """
    if is_everyday(text):
        return ()
    gathered = Gathered(based=based)
    scan(text, gathered)
    return gathered.verdict()


def xhtml_verdict(element: Element, *, based: bool = False) -> Verdict:
    """What is wrong with XHTML that stands in the feed as elements: this element, which holds it, and all below it."""
    gathered = Gathered(based=based)
    walk(element, gathered)
    return gathered.verdict()


HTML = Text(html_verdict, plain=is_everyday)
"""Text that readers show as HTML."""
OPTIONAL_HTML = Text(html_verdict, Blank.ALLOWED, plain=is_everyday)
