"""Where each field of an article stands in each format, read with an XML or JSON parser alone."""

import html
import json
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

from tests.specifications.schema import NAMESPACES, parse


class Place(NamedTuple):
    """An XPath from RSS's item and from Atom's entry, and a path from a JSON item; empty: the format has no place."""

    rss: str
    atom: str
    json: str


_AUDIO, _IMAGE = "media:content[@medium='audio']", "media:content[@medium='image']"
_ENCLOSURE, _VIA, _RELATED = (f"atom:link[@rel='{rel}']" for rel in ("enclosure", "via", "related"))

PLACES = {
    "id": Place("guid", "atom:id", "id"),
    "link": Place("link", "atom:link[@rel='alternate']/@href", "url"),
    "title": Place("title", "atom:title", "title"),
    "published": Place("pubDate", "atom:published", "date_published"),
    "updated": Place("atom:updated", "atom:updated", "date_modified"),
    "summary": Place("description", "atom:summary", "summary"),
    "content": Place("content:encoded", "atom:content", "content_html"),
    "author": Place("dc:creator", "atom:author/atom:name", "authors.name"),
    "author's e-mail": Place("", "atom:author/atom:email", "authors._feedpub.email"),
    "author's page": Place("", "atom:author/atom:uri", "authors.url"),
    "categories": Place("category", "atom:category/@term", "tags"),
    "section": Place("", "", "_feedpub.section"),
    "audio": Place("enclosure/@url", f"{_ENCLOSURE}/@href", "attachments.url"),
    "audio's type": Place("enclosure/@type", f"{_ENCLOSURE}/@type", "attachments.mime_type"),
    "audio's length": Place("enclosure/@length", f"{_ENCLOSURE}/@length", "attachments.size_in_bytes"),
    "audio's duration": Place(f"{_AUDIO}/@duration", f"{_AUDIO}/@duration", "attachments.duration_in_seconds"),
    "audio as media": Place(f"{_AUDIO}/@url", f"{_AUDIO}/@url", ""),
    "image": Place(f"{_IMAGE}/@url", f"{_IMAGE}/@url", "image"),
    "image's type": Place(f"{_IMAGE}/@type", f"{_IMAGE}/@type", ""),
    "image's width": Place(f"{_IMAGE}/@width", f"{_IMAGE}/@width", "_feedpub.image_width"),
    "image's height": Place(f"{_IMAGE}/@height", f"{_IMAGE}/@height", "_feedpub.image_height"),
    "alt": Place(f"{_IMAGE}/media:description", f"{_IMAGE}/media:description", "_feedpub.image_alt"),
    "caption": Place(f"{_IMAGE}/media:title", f"{_IMAGE}/media:title", "_feedpub.image_caption"),
    "credit": Place(f"{_IMAGE}/media:credit", f"{_IMAGE}/media:credit", "_feedpub.image_credit"),
    "language": Place("dc:language", "@xml:lang", "language"),
    "rights": Place("dc:rights", "atom:rights", "_feedpub.rights"),
    "source": Place("source", f"{_VIA}/@title", "_feedpub.source.title"),
    "source's page": Place("source/@url", f"{_VIA}/@href", "_feedpub.source.url"),
    "related": Place(f"{_RELATED}/@title", f"{_RELATED}/@title", "_feedpub.related.title"),
    "related page": Place(f"{_RELATED}/@href", f"{_RELATED}/@href", "_feedpub.related.url"),
}


def read_items(folder: Path) -> dict[str, list[dict[str, list[str]]]]:
    """What each format's file in a feed's folder says of each item, field by field; only places that exist."""
    return {
        "rss": _xml(folder / "rss.xml", "channel/item", {name: place.rss for name, place in PLACES.items()}),
        "atom": _xml(folder / "atom.xml", "atom:entry", {name: place.atom for name, place in PLACES.items()}),
        "json": _json(folder / "feed.json"),
    }


def _xml(path: Path, items: str, places: dict[str, str]) -> list[dict[str, list[str]]]:
    return [
        {
            name: _texts(cast("list[Any]", item.xpath(place, namespaces=NAMESPACES)))
            for name, place in places.items()
            if place
        }
        for item in parse(path.read_bytes()).findall(items, NAMESPACES)
    ]


def _texts(found: list[Any]) -> list[str]:
    return [one if isinstance(one, str) else _text(one) for one in found]


def _text(element: Any) -> str:
    """The text that a reader shows; of what Atom calls HTML, a title's or summary's is text that was escaped for it."""
    is_html = element.get("type") == "html" and not element.tag.endswith("}content")
    return html.unescape(element.text or "") if is_html else element.text or ""


def _json(path: Path) -> list[dict[str, list[str]]]:
    return [
        {name: _members(item, place.json.split(".")) for name, place in PLACES.items() if place.json}
        for item in json.loads(path.read_bytes())["items"]
    ]


def _members(value: Any, path: list[str]) -> list[str]:
    if isinstance(value, list):
        return [found for one in value for found in _members(one, path)]
    if not path:
        return [str(value)]
    return _members(value[path[0]], path[1:]) if path[0] in value else []


def plain(rss: dict[str, list[str]]) -> list[str]:
    """The summary in RSS, whose description is HTML."""
    return [html.unescape(text) for text in rss["summary"]]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


INSTANT: dict[str, Callable[[str], datetime]] = {"rss": parsedate_to_datetime, "atom": _instant, "json": _instant}
"""How each format's `published` is read."""
