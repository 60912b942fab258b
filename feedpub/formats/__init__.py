"""The formats: one module each, with the same `render(feed) -> bytes`. This is the table of them."""

from collections.abc import Callable
from typing import NamedTuple

from feedpub.formats import atom, files, jsonfeed, rss
from feedpub.model.feed import Feed


class Format(NamedTuple):
    """A format: its file, and the pure function from a feed to that file's bytes."""

    file: files.FormatFile
    render: Callable[[Feed], bytes]


FORMATS = (
    Format(files.RSS, rss.render),
    Format(files.ATOM, atom.render),
    Format(files.JSON, jsonfeed.render),
)
