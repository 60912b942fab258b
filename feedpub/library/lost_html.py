"""What does not get into the feeds of a text, or not as it was meant, in words for an editor."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from feedpub.document import Document
from feedpub.markup import GONE, Kind, Loss, is_known
from feedpub.problem import Problem, Severity


class _Words(NamedTuple):
    """What is said of a loss; {} stands for what is lost. `begins`: what stands before that in the text."""

    message: str
    fix: str
    code: str = "html-removed"
    severity: Severity = Severity.WARNING
    begins: str = ""


_COPY = "Copy the full address from the browser, with https:// in front."
_WORDS = {
    Kind.LINK: _Words("A {} link in the text was removed.", "Begin the link with https:// or mailto:."),
    Kind.IMAGE: _Words(
        "A picture in the text has no address in `src`, so it was removed.",
        'Write the address of the picture itself: src="https://…"',
    ),
    Kind.PROGRAM: _Words("A script in the text ({}) was removed.", "Write out the text that it would have produced."),
    Kind.ADDRESS: _Words("“{}” is not an address, so it was removed.", _COPY, "bad-link"),
    Kind.NO_ADDRESS: _Words(
        "A link in the text has no address.", "Write it between the ( ) or the quotation marks.", "bad-link"
    ),
    Kind.NO_SCHEME: _Words(
        "“{}” has no https:// in front, so it leads to a page of the article's own site.",
        "Write https://{}",
        "bad-link",
    ),
    Kind.MAIL: _Words(
        "“{}” is an address of e-mail without mailto: in front, so the link leads nowhere.",
        "Write mailto:{}",
        "bad-link",
    ),
    Kind.QUOTED: _Words(
        "The quotation marks around the address are taken for part of it, so it leads nowhere.",
        "Write {}",
        "bad-link",
    ),
    Kind.LOCAL: _Words("“{}” is not a site that readers can reach.", _COPY, "bad-link"),
    Kind.SHOWN: _Words(
        "Readers see “{}” as it stands: it is no whole tag, or no whole link.",
        "Close its quotation marks and brackets; in an address, write %20 for a space.",
        "broken-html",
    ),
    Kind.LEFT_OPEN: _Words(
        "<{}> is not closed, so it goes on to the end of the text.",
        "Write </{}> where it ends.",
        "broken-html",
        begins="<",
    ),
    Kind.UNCLOSED: _Words(
        "<{}> is not closed, so all the text after it would be lost.",
        "Write </{}> where it ends.",
        "broken-html",
        Severity.ERROR,
        begins="<",
    ),
    Kind.BROKEN: _Words(
        "The HTML breaks here: a tag, a comment or a quotation mark is not closed, so text would be lost.",
        "Close it, or write &lt; for a < in the text.",
        "broken-html",
        Severity.ERROR,
    ),
    Kind.DEEP: _Words(
        "The text is nested too deep: lists in lists, quotations in quotations, tags that are not closed.",
        "Close the tags, or take some of them out.",
        "too-deep",
        Severity.ERROR,
    ),
}


def problem_of(loss: Loss, name: str, document: Document) -> Problem:
    """What a loss is in the eyes of an editor, with its place in the text of the field `name`."""
    words = _of_element(loss.what) if loss.kind is Kind.ELEMENT else _WORDS[loss.kind]
    what = unquote(loss.what) if words.code == "bad-link" else loss.what.partition("\n")[0]
    meant = re.sub("^https?//", "", what.strip("“”„«»")) if words.code == "bad-link" else what
    place = document.place((name,)) if loss.kind is Kind.DEEP else document.place_of_text((name,), words.begins + what)
    return Problem(place, words.code, words.message.replace("{}", what), words.fix.replace("{}", meant), words.severity)


def _of_element(name: str) -> _Words:
    if name in GONE:
        message = "<{}> is left out of feeds: readers would not show it, or it could harm them."
        return _Words(message, "Link to the page instead.", begins="<")
    if is_known(name):
        message = "<{}> is left out of feeds, because readers do not show it; the text in it stays."
        return _Words(message, "Check that the text reads well without it.", begins="<")
    message = "There is no <{}> in HTML, so readers do not see it."
    return _Words(message, "Write &lt;{}&gt; if it is meant as text.", begins="<")
