"""An article's own text as clean HTML, and in words what of it does not get into the feeds."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from feedpub import text
from feedpub.characters import FORBIDDEN, describe_forbidden, is_blank
from feedpub.document import Document
from feedpub.markup import GONE, Kind, Loss, is_known
from feedpub.model.article import Article
from feedpub.problem import Place, Problem, Severity, errors

BODIES = ("body", "body_html")


def read_body(article: Article, document: Document) -> tuple[str, list[Problem]]:
    """The article's own text as clean HTML, empty if it has none, and what is wrong with it."""
    name = "body_html" if article.body_html is not None else "body"
    clean = (
        text.from_markdown(article.body or "", article.link)
        if article.body_html is None
        else text.from_html(article.body_html, article.link)
    )
    problems = [_problem_of(loss, name, document) for loss in clean.losses]
    if (article.body or article.body_html) and _is_empty(clean.html):
        if not errors(problems):
            message = "Nothing is left of the text that readers would show."
            problems = [Problem(document.place((name,)), "html-removed", message, "Write some text.")]
        return "", problems
    if found := FORBIDDEN.search(clean.html):  # written as a reference such as &#7;
        place = document.place_of_text((name,), "&#")
        problems.append(Problem(place, "control-character", *describe_forbidden(found.group())))
    return clean.html, problems


def body_problems(article: Article, document: Document) -> list[Problem]:
    """What is wrong with the article's own text."""
    if article.body is not None and text.is_simple_markdown(article.body):
        return []
    return read_body(article, document)[1]


def _is_empty(html: str) -> bool:
    return "<img" not in html and is_blank(text.to_plain(html))


def _problem_of(loss: Loss, name: str, document: Document) -> Problem:
    """What a loss is in the eyes of an editor, with its place in the text of the field `name`."""
    snippet = loss.what.partition("\n")[0]
    match loss.kind:
        case Kind.ELEMENT:
            message, fix = _element(loss.what)
            snippet = f"<{loss.what}"
        case Kind.LINK:
            message, fix = f"A {loss.what} link in the text was removed.", "Begin the link with https:// or mailto:."
        case Kind.ADDRESS:
            snippet = unquote(loss.what)
            return _warning(document, name, snippet, "bad-link", *_address(snippet))
        case Kind.IMAGE:
            message = "A picture in the text has no address in `src`, so it was removed."
            fix = 'Write the address of the picture itself: src="https://…"'
        case Kind.PROGRAM:
            message, fix = (
                f"A script in the text ({loss.what}) was removed.",
                "Write out the text that it would have produced.",
            )
        case Kind.UNCLOSED:
            message = f"<{loss.what}> is not closed, so all the text after it would be lost."
            place = document.place_of_text((name,), f"<{loss.what}")
            return Problem(place, "broken-html", message, f"Write </{loss.what}> where it ends.")
        case Kind.BROKEN:
            message = "The HTML breaks here: a tag, a comment or a quotation mark is not closed, so text would be lost."
            place = document.place_of_text((name,), snippet)
            return Problem(place, "broken-html", message, "Close it, or write &lt; for a < in the text.")
        case Kind.DEEP:
            message = "The text is nested too deep: lists in lists, quotations in quotations, tags that are not closed."
            return Problem(document.place((name,)), "too-deep", message, "Close the tags, or take some of them out.")
    return _warning(document, name, snippet, "html-removed", message, fix)


def _warning(document: Document, name: str, snippet: str, code: str, message: str, fix: str) -> Problem:
    return Problem(document.place_of_text((name,), snippet), code, message, fix, Severity.WARNING)


def _element(name: str) -> tuple[str, str]:
    if name in GONE:
        message = f"<{name}> is left out of feeds: readers would not show it, or it could harm them."
        return message, "Link to the page instead."
    if is_known(name):
        message = f"<{name}> is left out of feeds, because readers do not show it; the text in it stays."
        return message, "Check that the text reads well without it."
    return (
        f"There is no <{name}> in HTML, so readers do not see it.",
        f"Write &lt;{name}&gt; if it is meant as text.",
    )


def _address(address: str) -> tuple[str, str]:
    if address.lower().startswith("www."):
        message = f"“{address}” has no https:// in front, so it leads to a page of the article's own site."
        return message, f"Write https://{address}"
    message = f"“{address}” is not an address, so it was removed."
    return message, "Copy the full address from the browser, with https:// in front."


# --- text that YAML has joined ---------------------------------------------------------------------------------

_BLOCK = re.compile(r"\s*(?:[-*+>|]|\d+[.)]|#{1,6}|```|~~~|={3,}|-{3,})(?:\s|$)|.*(?:  |\\)$")
"""A line of Markdown that means something as a line: a list, a quotation, a heading, a table, the end of a line."""


def joined_lines(document: Document) -> Iterator[Problem]:
    """What is lost of a text over several lines that does not begin with a |: YAML makes one line of it."""
    for name in BODIES:
        style = document.joined.get((name,))
        if style is None:
            continue
        below = document.lines_below((name,))
        comment = next((line for line in below if not style and re.match(r"\s+#", line[1])), None)
        begins_in_line = document.place((name,)).line == document.place((name,), of_key=True).line
        if comment or (name == "body" and _has_blocks([line for _, line in below], after_text=begins_in_line)):
            told = (
                f"“{comment[1].strip()[:40]}” would be lost" if comment else "its lines run together into one paragraph"
            )
            message = f"`{name}` has several lines of text, but no | after its colon: {told}."
            fix = f"Write `{name}: |`, with the text indented below it."
            yield Problem(document.place((name,), of_key=True), "joined-lines", message, fix)


_HEADING = re.compile(r"#{2,6} \S|#[^\s#]")
"""A heading, but for those that look like a comment, or a hashtag."""


def lost_lines(document: Document) -> Iterator[Problem]:
    """Lines with a # that are not indented: they end the text above them, and YAML takes them for comments."""
    if "#" not in document.text or "\n#" not in document.text:  # one sign is found sooner than two
        return
    name = ""
    for number, line in enumerate(document.lines, 1):
        if field := re.match(r"([\w-]+):", line):
            name = field[1]
        elif name in BODIES and _HEADING.match(line):
            what = "heading" if line.startswith("##") else "line"
            message = f"This {what} is not part of `{name}`: YAML takes it for a comment, so it is not published."
            fix = "Indent it by two spaces, like the text."
            yield Problem(Place(document.file, number, 1), "hash-in-text", message, fix, Severity.WARNING)


def _has_blocks(lines: list[str], *, after_text: bool) -> bool:
    """Whether the lines of a text mean something as lines; `after_text`: its first one stands behind the name."""
    text_lines = "\n".join(lines).rstrip().split("\n")
    if not after_text:
        text_lines = "\n".join(text_lines).lstrip().split("\n")
    return any(not line.strip() or _BLOCK.match(line) for line in text_lines)
