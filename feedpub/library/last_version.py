"""An article as it was when it was good, whatever has become of its files since."""

from collections.abc import Iterable
from dataclasses import replace

from feedpub.library import article_file
from feedpub.library.article_file import ReadArticle, TypedArticle
from feedpub.library.desk import Desk
from feedpub.library.rows import Beside
from feedpub.model.article import Article


def read_as_known(
    desk: Desk, path: str, raw: bytes, beside: Iterable[Beside] = (), *, whole: bool = False
) -> ReadArticle:
    """Read a version of an article that was good when it was read first, with the files that it had `beside` it then.

    For one that is not as it was, its published copy stands in; if there is none, it goes without its picture, or
    what only some apps show.
    """
    typed = article_file.typed_articles(desk, {path: raw})[path]
    with desk.shelf.originals.with_copies(beside):
        read = article_file.examine(desk, path, typed, whole=whole)
        if read.candidate or typed.article is None:
            return read
        return _without_lost(desk, path, typed, typed.article, whole=whole) or read


_DISPENSABLE = ("image", "transcripts", "chapters_file", "alternates")
"""What an article is still worth publishing without."""


def _without_lost(desk: Desk, path: str, typed: TypedArticle, article: Article, *, whole: bool) -> ReadArticle | None:
    """What there is to know of an article without the files that it can do without, as far as they are lost.

    None if more is wrong with it.
    """

    def judged(names: tuple[str, ...]) -> ReadArticle:
        return replace(article_file.examine(desk, path, _without(typed, article, names), whole=whole), without=names)

    names = tuple(name for name in _DISPENSABLE if name in article.model_fields_set)
    least = judged(names)
    for name in names if least.candidate else ():
        more = judged(tuple(other for other in least.without if other != name))
        least = more if more.candidate else least
    return least if least.candidate else None


def _without(typed: TypedArticle, article: Article, names: Iterable[str]) -> TypedArticle:
    """The article as if these fields had not been written."""
    nothing = {name: Article.model_fields[name].default for name in names}
    return replace(typed, article=article.model_copy(update=nothing))
