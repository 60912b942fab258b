"""One article made into an item that any feed may carry, and what is wrong with its pictures, audio and text."""

from collections.abc import Callable, Iterable

from pydantic import ValidationError

from feedpub import text
from feedpub.characters import folded
from feedpub.document import Document
from feedpub.library.bodies import body_problems, read_body
from feedpub.library.episodes import fields_without_effect, language_of, make_episode
from feedpub.library.look import Look
from feedpub.library.shelf import Shelf
from feedpub.model import feed
from feedpub.model.article import Article
from feedpub.model.fields import FieldContext
from feedpub.model.newsroom import Station
from feedpub.model.parts import Audio, Image
from feedpub.problem import Problem


def make_item(
    article: Article, identity: str, document: Document, station: Station, shelf: Shelf, show: str | None
) -> tuple[feed.Item, list[Problem]]:
    """The article as feeds carry it, an episode of the show `show` if that is not None, and what is wrong with it."""
    look = Look(document, shelf)
    image = look.picture(article.image)
    enclosure = look.enclosure(article.audio)
    body, problems = read_body(article, document)
    item = feed.Item(
        id=identity,
        link=article.link,
        title=article.title,
        published=article.published,
        updated=article.published,
        summary=article.summary or text.summarise(body) or article.title,
        html=_whole_text(article, body, image),
        language=language_of(article, show, station),
        authors=tuple(feed.Author(a.name, a.email, a.url) for a in article.authors),
        section=article.section,
        categories=categories(article),
        image=image,
        enclosure=enclosure,
        episode=make_episode(article, show, enclosure, station, look),
        rights=article.rights,
        source=feed.Reference(article.source.name, article.source.url) if article.source else None,
        related=tuple(feed.Reference(link.title, link.url) for link in article.related),
    )
    return item, look.problems + problems


def item_problems(
    article: Article, identity: str, document: Document, station: Station, shelf: Shelf, show: str | None
) -> list[Problem]:
    """What `make_item` would say is wrong, without making what no feed may ever carry."""
    if article.image or article.audio or show or article.show:
        return make_item(article, identity, document, station, shelf, show)[1]
    return [*fields_without_effect(article, document), *body_problems(article, document)]


def media_problems(document: Document, context: FieldContext, shelf: Shelf) -> list[Problem]:
    """What is wrong with the files that a broken article names, so that all is told in one run."""
    look = Look(document, shelf)
    looks: dict[str, Callable[[object], object]] = {
        "image": lambda data: look.picture(Image.model_validate(data, context=context)),
        "audio": lambda data: look.enclosure(Audio.model_validate(data, context=context)),
    }
    for name, see in looks.items():
        try:
            see(document.data.get(name))
        except ValidationError:
            continue  # told already, or nothing there
    return look.problems


def _whole_text(article: Article, body: str, image: feed.Picture | None) -> str:
    """What a feed carries as the content: the picture and the text."""
    return "\n".join(
        part
        for part in (_figure(image) if image else "", body or f"<p>{text.to_html(article.summary or '')}</p>")
        if part
    )


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


def categories(article: Article) -> tuple[str, ...]:
    """The section and then the tags, each once."""
    return _each_once([*([article.section] if article.section else []), *article.tags])


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Names without repeats; “Border” and “border” are one."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(folded(name), name)
    return tuple(first.values())
