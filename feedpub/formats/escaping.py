"""How & and < are written in plain text.

The RSS Advisory Board's profile ("Character Data") asks for `&#x26;` and `&#x3C;`: more readers decode these once,
as they should, than `&amp;` and `&lt;`, which some decode twice. To an XML parser both are the same.
"""

import re

_PLAIN_TEXT = re.compile(
    rb"<(?:title|description|copyright|managingEditor|category|source|name|subtitle|rights|summary|dc:creator|dc:rights"
    rb"|media:title|media:description|media:credit)(?: [^>]*)?>[^<]*</|<(?:atom:)?(?:link|category) [^>]*>"
)


def with_hex_references(document: bytes) -> bytes:
    """The document, which has no CDATA, with & and < of its plain text elements as hexadecimal references."""
    return _PLAIN_TEXT.sub(_hex, document)


def _hex(found: re.Match[bytes]) -> bytes:
    return found.group().replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
