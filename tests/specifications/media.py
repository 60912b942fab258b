"""Media RSS 1.5.1 (https://www.rssboard.org/media-rss), the same in RSS and Atom."""

from tests.specifications.html import closes_an_element
from tests.specifications.schema import Element
from tests.specifications.values import is_http, is_media_type, is_size, is_text, one_of


def is_plain(text: str) -> bool:
    """Text to read that no validator takes for HTML."""
    return is_text(text) and not closes_an_element(text)


_PLAIN = Element(text=is_plain, attributes={"type": one_of("plain")})

CONTENT = Element(
    attributes={
        "url!": is_http,
        "medium!": one_of("image", "audio", "video"),
        "type": is_media_type,
        "width": is_size,
        "height": is_size,
        "fileSize": is_size,
        "duration": is_size,
    },
    children={"? media:title": _PLAIN, "? media:description": _PLAIN, "* media:credit": Element(text=is_text)},
)
