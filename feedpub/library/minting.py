"""The ids of articles that give none."""

import re
import unicodedata
from urllib.parse import quote

from feedpub.library.desk import Desk
from feedpub.model.article import Article

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_. ]+(.+)", re.ASCII)


def minted_id(desk: Desk, path: str, article: Article) -> str:
    """The article's id: its own, or a tag: URI (RFC 4151) that a new title, link or text leaves alone.

    It is made of the station's domain, a date (the one that the file's name begins with, else that of
    publication in the station's zone), the station's folder and the file's name.
    """
    if article.id:
        return article.id
    stem = unicodedata.normalize(
        "NFC", path.rpartition("/")[2].removesuffix(".yaml")
    )  # macOS decomposes the accents in names of files
    dated = _DATED.fullmatch(stem)
    day = dated.group(1) if dated else article.published.astimezone(desk.station.timezone).date().isoformat()
    slug = dated.group(2) if dated else stem
    return f"tag:{desk.station.authority},{day}:{_in_uri(desk.name)}/{_in_uri(slug)}"


_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+")
"""What stands in a URI as it is (RFC 3986 section 2.3)."""


def _in_uri(name: str) -> str:
    return name if _UNRESERVED.fullmatch(name) else quote(name.encode("utf-8", "surrogateescape"), safe="")
