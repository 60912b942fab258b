"""What does not get into the feeds of a text, or not as it was meant, in words for an editor."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from feedpub.document import Document
from feedpub.markup import GONE, Kind, Loss, is_known
from feedpub.problem import Place, Problem, Severity


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
        "A quotation mark is taken for part of the address, so it leads nowhere.",
        "Write <{}> where the address stands in the text, and the quotation marks around that.",
        "bad-link",
    ),
    Kind.LOCAL: _Words("“{}” is not a site that readers can reach.", _COPY, "bad-link"),
    Kind.NO_HTML: _Words(
        "There is no HTML in `body_html`, so its paragraphs run together.",
        "Write `body:` for Markdown, or put <p> tags.",
    ),
    Kind.UNUSED: _Words(
        "Markdown takes {} for the address of a link that nothing leads to, so the line is not shown.",
        "Write \\{} if it is text.",
    ),
    Kind.UNCLOSED_CODE: _Words(
        "{} begins code, which goes on to the end of the text.", "Write {} below the code; or write \\{} if it is text."
    ),
    Kind.HEADING: _Words(
        "The line of dashes or equals signs below this paragraph makes a heading of it.",
        "Put an empty line between them.",
    ),
    Kind.LONE_NUMBER: _Words(
        "The number at the beginning of this paragraph makes a list of it, and summaries leave it out.",
        "Write a backslash before the dot.",
    ),
    Kind.SHOWN: _Words(
        "Readers see “{}” as it stands: it is no whole tag, link or bold text.",
        "A link is [text](address) without spaces, bold is **text**, and a tag has all its quotation marks.",
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
    meant = re.sub("^https?;?//", "", what.strip("“”„«»")) if words.code == "bad-link" else what
    place = (
        document.place((name,)) if loss.kind is Kind.DEEP else _place(document, name, loss.kind, words.begins + what)
    )
    return Problem(place, words.code, words.message.replace("{}", what), words.fix.replace("{}", meant), words.severity)


def _place(document: Document, name: str, kind: Kind, what: str) -> Place:
    """Where in the text of a field something begins; a tag, the last one if it is that which is left open."""
    is_tag = re.fullmatch(r"</?[\w-]+", what) is not None
    pattern = re.escape(what) + (r"(?![\w-])" if is_tag else "")
    if kind is Kind.MAIL:
        pattern = rf"(?<=[(\"']){pattern}"
    return document.place_of_pattern((name,), pattern, last=kind is Kind.LEFT_OPEN)


def _of_element(name: str) -> _Words:
    if name in {"script", "style", "title"}:
        return _Words("<{}> is left out of feeds: readers would not show it.", "Delete it.", begins="<")
    if name in GONE:
        message = "<{}> is left out of feeds: readers would not show it, or it could harm them."
        return _Words(message, "Link to the page instead.", begins="<")
    if is_known(name):
        message = "<{}> is left out of feeds, because readers do not show it; the text in it stays."
        return _Words(message, "Check that the text reads well without it.", begins="<")
    message = "There is no <{}> in HTML, so readers do not see it."
    return _Words(message, "Write &lt;{}&gt; if it is meant as text.", begins="<")
