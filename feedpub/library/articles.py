"""One article's file, read, typed and made ready for any feed."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from pydantic import ValidationError

from feedpub import document, text
from feedpub.characters import FORBIDDEN, describe_forbidden
from feedpub.document import Document
from feedpub.library.folders import Folder, UnreadableError
from feedpub.library.shelf import BadMediaError, Shelf
from feedpub.library.typed import typed_document
from feedpub.model import feed
from feedpub.model.article import Article, Status
from feedpub.model.fields import Reading
from feedpub.model.newsroom import Station
from feedpub.model.parts import Audio, Image
from feedpub.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """What a file holds: a candidate, or the id of a draft, or something broken; and what is wrong with it."""

    problems: list[Problem]
    candidate: feed.Candidate | None = None
    draft: str | None = None


def read_article(folder: Folder, path: Path, name: str, station: Station, shelf: Shelf) -> ReadArticle:
    """Read one article's file; `name` is the station's folder.

    A draft is not held to the rules yet: what is wrong with it is an info.
    """
    shown = folder.show(path)
    try:
        found = document.read(folder.read(path, shown), shown)
    except UnreadableError as error:
        return ReadArticle([error.problem])
    parts = path.relative_to(folder.root).parts
    reading = Reading("/".join(parts[:-1]), station.timezone)
    article, problems = typed_document(found, Article, reading)
    if found.data.get("status") == Status.DRAFT:
        identity = minted_id(path, name, article, station) if article else None
        return ReadArticle([_for_later(problem) for problem in problems], draft=identity)
    if article is None:
        return ReadArticle(problems + _media_problems(found, reading, shelf))
    item, more = _Maker(article, found, station, shelf).item(minted_id(path, name, article, station))
    problems += more
    if any(problem.severity is Severity.ERROR for problem in problems):
        return ReadArticle(problems)
    return ReadArticle(problems, _candidate(article, item, found, station))


def _media_problems(found: Document, reading: Reading, shelf: Shelf) -> list[Problem]:
    """What is wrong with the files that a broken article names, so that all is told in one run."""
    problems: list[Problem] = []
    looks: dict[str, Callable[[object], object]] = {
        "image": lambda data: shelf.picture(Image.model_validate(data, context=reading)),
        "audio": lambda data: shelf.enclosure(Audio.model_validate(data, context=reading)),
    }
    for name, look in looks.items():
        try:
            look(found.data.get(name))
        except BadMediaError as error:
            problems.append(error.at(found.place((name, error.field))))
        except ValidationError:
            continue  # told already, or nothing there
    return problems


def _for_later(problem: Problem) -> Problem:
    return Problem(problem.place, problem.code, problem.message, problem.fix, Severity.INFO)


def _candidate(article: Article, item: feed.Item, found: Document, station: Station) -> feed.Candidate:
    corrections = tuple(
        feed.Correction(c.date, f"{station.correction_label} ({c.date.astimezone(station.timezone):%Y-%m-%d}):", c.text)
        for c in sorted(article.corrections, key=lambda c: c.date)
    )
    changes = [correction.when for correction in corrections]
    if article.updated:
        changes.append(article.updated)
    return feed.Candidate(
        item=item,
        withdrawn=article.status is Status.WITHDRAWN,
        expires=article.expires,
        changes=tuple(sorted(changes)),
        places=feed.Places(
            link=found.place(("link",)),
            id=found.place(("id",)),
            published=found.place(("published",)),
            changed=found.place(("updated",) if article.updated else ("corrections",)),
        ),
        corrections=corrections,
    )


_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_. ]+(.+)")


def minted_id(path: Path, name: str, article: Article, station: Station) -> str:
    """The article's id: its own, or a tag: URI (RFC 4151) that a new title, link or text leaves alone.

    It is made of the station's domain, a date (the one that the file's name begins with, else that of
    publication in the station's zone), the station's folder and the file's name.
    """
    if article.id:
        return article.id
    stem = unicodedata.normalize("NFC", path.stem)  # macOS decomposes the accents in names of files
    dated = _DATED.fullmatch(stem)
    day = dated.group(1) if dated else f"{article.published.astimezone(station.timezone):%Y-%m-%d}"
    slug = quote((dated.group(2) if dated else stem).encode("utf-8", "surrogateescape"), safe="")
    return f"tag:{station.authority},{day}:{quote(name, safe='')}/{slug}"


@dataclass
class _Maker:
    """Turns one article into an item, and notes what gets lost on the way."""

    article: Article
    document: Document
    station: Station
    shelf: Shelf
    problems: list[Problem] = field(default_factory=list)

    def item(self, identity: str) -> tuple[feed.Item, list[Problem]]:
        article, station = self.article, self.station
        image = self._picture()
        body = self._body()
        item = feed.Item(
            id=identity,
            link=article.link,
            title=article.title,
            published=article.published,
            updated=article.published,
            summary=article.summary or text.summarise(body) or article.title,
            html=self._text_with_picture(body, image),
            language=article.language or station.language,
            authors=tuple(feed.Author(a.name, a.email, a.url) for a in article.authors),
            section=article.section,
            categories=_each_once([*([article.section] if article.section else []), *article.tags]),
            image=image,
            enclosure=self._enclosure(),
            rights=article.rights,
            source=feed.Reference(article.source.name, article.source.url) if article.source else None,
            related=tuple(feed.Reference(link.title, link.url) for link in article.related),
        )
        self._check_image(image)
        self._check_plain_text()
        return item, self.problems

    def _body(self) -> str:
        """The article's own text as clean HTML; empty if it has none."""
        article = self.article
        if article.body_html is not None:
            clean, path = text.from_html(article.body_html, article.link), "body_html"
        else:
            clean, path = text.from_markdown(article.body or "", article.link), "body"
        if not clean.html and (article.body or article.body_html):
            message = "Nothing of the text is left that readers would show."
            self.problems.append(Problem(self.document.place((path,)), "html-removed", message, "Write some text."))
            return ""
        if clean.broken:
            message = "HTML breaks here: a tag, a comment or a quotation mark is not closed, so text would be lost."
            place = self.document.place_of_text((path,), clean.broken.partition("\n")[0])
            self.problems.append(Problem(place, "broken-html", message, "Close it, or write &lt; for a < in text."))
        for name in clean.lost_elements:
            message = f"<{name}> does not get into feeds: readers would not show it, or it could harm them."
            self._warn(path, f"<{name}", "html-removed", message, "Link to the page instead.")
        for scheme in clean.lost_links:
            message = f"A {scheme} link in the text was taken out."
            self._warn(path, scheme, "html-removed", message, "Links begin with https:// or mailto:.")
        if found := FORBIDDEN.search(clean.html):  # written as a reference such as &#7;
            message, fix = describe_forbidden(found.group())
            place = self.document.place_of_text((path,), "&#")
            self.problems.append(Problem(place, "control-character", message, fix))
        return clean.html

    def _warn(self, field_name: str, snippet: str, code: str, message: str, fix: str = "") -> None:
        place = self.document.place_of_text((field_name,), snippet)
        self.problems.append(Problem(place, code, message, fix, Severity.WARNING))

    def _text_with_picture(self, body: str, image: feed.Picture | None) -> str:
        """What a feed carries as the content: the picture and the text."""
        parts = (_figure(image) if image else "", body or f"<p>{text.to_html(self.article.summary or '')}</p>")
        return "\n".join(part for part in parts if part)

    def _picture(self) -> feed.Picture | None:
        if self.article.image is None:
            return None
        try:
            return self.shelf.picture(self.article.image)
        except BadMediaError as error:
            self.problems.append(error.at(self.document.place(("image", error.field))))
            return None

    def _enclosure(self) -> feed.Enclosure | None:
        if self.article.audio is None:
            return None
        try:
            return self.shelf.enclosure(self.article.audio)
        except BadMediaError as error:
            self.problems.append(error.at(self.document.place(("audio", error.field))))
            return None

    def _check_image(self, image: feed.Picture | None) -> None:
        if image and not image.alt:
            message = "The image has no `alt`, so those who cannot see it do not know what it shows."
            self._warn("image", "", "missing-alt", message, "Such as alt: A ferry leaves the harbour at dusk.")

    def _check_plain_text(self) -> None:
        for path, plain in self._plain_texts():
            if found := _MARKUP.search(plain):
                message = f"This is plain text, so readers see “{found.group()}” as it stands."
                place = self.document.place(path)
                fix = "Take it out if it was meant as formatting."
                self.problems.append(Problem(place, "markup-in-text", message, fix, Severity.WARNING))

    def _plain_texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every text of the article that feeds carry as plain text, and where it stands."""
        article = self.article
        for name in ("title", "summary", "section", "rights"):
            yield (name,), getattr(article, name) or ""
        for name in ("alt", "caption", "credit"):
            yield ("image", name), getattr(article.image, name, None) or ""
        yield ("source", "name"), article.source.name if article.source else ""
        yield from ((("tags", index), tag) for index, tag in enumerate(article.tags))
        yield from ((("authors", index), author.name) for index, author in enumerate(article.authors))
        yield from ((("related", index), link.title) for index, link in enumerate(article.related))


_MARKUP = re.compile(r"</\w+>|<(?:a|b|br|code|em|i|p|span|strong|sub|sup|u)\b[^<>]*>|&(?:amp|lt|gt|quot|nbsp|#\d+);")


def _figure(image: feed.Picture) -> str:
    size = f' width="{image.width}" height="{image.height}"' if image.width and image.height else ""
    shown = f'<img src="{_attribute(image.url)}" alt="{_attribute(image.alt or "")}"{size}>'
    words = " ".join(
        part
        for part in (
            text.to_html(image.caption) if image.caption else "",
            f"<small>{text.to_html(image.credit)}</small>" if image.credit else "",
        )
        if part
    )
    return f"<figure>{shown}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


def _attribute(plain: str) -> str:
    return text.to_html(plain).replace('"', "&quot;")


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Names without repeats; “Border” and “border” are one."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.casefold(), name)
    return tuple(first.values())
