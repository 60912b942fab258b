"""An article's own text as clean HTML, and in words what of it does not get into the feeds."""

import re
from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import unquote

from feedpub import text
from feedpub.characters import FORBIDDEN, describe_forbidden, is_blank
from feedpub.document import Document
from feedpub.library.lost_html import problem_of
from feedpub.library.originals import Originals
from feedpub.markup import Kind, Loss
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
    losses = [*clean.losses, *_no_html(article.body_html or "")]
    problems = [problem_of(loss, name, document) for loss in losses]
    if (article.body or article.body_html) and _is_empty(clean.html):
        if not errors(problems):
            message = "Nothing is left of the text that readers would show."
            problems = [Problem(document.place((name,)), "html-removed", message, "Write some text.")]
        return "", problems
    if found := FORBIDDEN.search(clean.html):  # written as a reference such as &#7;
        place = document.place_of_text((name,), "&#")
        problems.append(Problem(place, "control-character", *describe_forbidden(found.group())))
    return clean.html, problems


def _no_html(text: str) -> Iterator[Loss]:
    """Whether a text in HTML is none, but has paragraphs or signs of Markdown."""
    if "<" not in text and ("\n\n" in text.strip() or "**" in text or "](" in text):
        yield Loss(Kind.NO_HTML, "")


def body_problems(article: Article, document: Document) -> list[Problem]:
    """What is wrong with the article's own text."""
    if article.body is not None and text.is_simple_markdown(article.body):
        return []
    return read_body(article, document)[1]


def _is_empty(html: str) -> bool:
    return "<img" not in html and is_blank(text.to_plain(html))


_PICTURE = re.compile(r"""!\[[^\[\]]*\]\(\s*<?([^()\s<>]+)|<img\b[^<>]*?\bsrc\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)


def pictures_beside(document: Document, originals: Originals, where: str) -> Iterator[Problem]:
    """A warning for each picture in the text that lies in the newsroom's folder `where`: it is not published."""
    if "!" not in document.text and "<" not in document.text:
        return  # as in most texts; one sign is found sooner than two
    for name in BODIES:
        text = document.data.get(name)
        if not isinstance(text, str) or not ("![" in text or "<img" in text.lower()):
            continue
        for found in _PICTURE.finditer(text):
            address = found[1] or found[2]
            if ":" in address or address[:1] in "/\\" or ".." in address:
                continue
            if originals.look(f"{where}/{unquote(address)}"):
                message = (
                    f"{address} lies beside the article, but pictures in the text are looked for on the link's site."
                )
                fix = f"Upload it and write its address; or show it above the text: image: {{file: {address}}}"
                place = document.place_of_text((name,), address)
                yield Problem(place, "bad-link", message, fix, Severity.WARNING)


# --- text that YAML has joined ---------------------------------------------------------------------------------

_BLOCK = re.compile(r"\s*(?:[-*+>|]|\d+[.)]|#{1,6}|```|~~~|={3,}|-{3,})(?:\s|$)|.*(?:  |\\)$")
"""A line of Markdown that means something as a line: a list, a quotation, a heading, a table, the end of a line."""


def joined_lines(document: Document) -> Iterator[Problem]:
    """What is lost of a text over several lines that does not begin with a |: YAML makes one line of it."""
    for name in BODIES:
        style = document.joined.get((name,))
        if style is None:
            continue
        below = [*takewhile(lambda line: not line[1].startswith("#"), document.lines_below((name,)))]
        comment = next((line for line in below if not style and re.match(r"\s+#", line[1])), None)
        begins_in_line = document.place((name,)).line == document.place((name,), of_key=True).line
        if comment or (name == "body" and _has_blocks([line for _, line in below], after_text=begins_in_line)):
            told = (
                f"“{comment[1].strip()[:40]}” would be lost" if comment else "its lines run together into one paragraph"
            )
            message = f"`{name}` has several lines of text, but no | after its colon: {told}."
            fix = f"Write `{name}: |`, with the text indented below it."
            yield Problem(document.place((name,), of_key=True), "joined-lines", message, fix)


_HEADING = re.compile(r"#{2,6} \S|#(?![\w-]+:(?:\s|$))\w")
"""A heading, but for those that look like a comment; or a hashtag, and no field that somebody has put aside."""


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
