"""What files are served as: a media type, how long it may be kept, and who may read it."""

import re
from pathlib import PurePosixPath

from feedpub.formats import files, opml
from feedpub.media import AUDIO_TYPES, IMAGE_TYPES, TRANSCRIPT_TYPES, VIDEO_TYPES
from feedpub.model.registries import MEDIA_FOLDER

_BY_NAME = {file.name: file.media_type for file in files.ALL_FILES}
BY_ENDING = {
    **IMAGE_TYPES,
    **AUDIO_TYPES,
    **VIDEO_TYPES,
    **TRANSCRIPT_TYPES,
    ".css": "text/css",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".opml": "text/x-opml",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".xsl": "text/xsl",
}
"""Media types by the endings of names."""
_XML = re.compile(r"application/(.*\+)?xml")
_FEEDS = frozenset({*_BY_NAME, opml.FILE})
_NAMED_BY_BYTES = re.compile(r"-[0-9a-f]{12}\.[a-z0-9]+")
_YEAR = 365 * 24 * 60 * 60
_MINUTE = 60


def content_type(name: str) -> str:
    """The value of Content-Type for a file's name. Text is in UTF-8.

    So is JSON, but its types have no such parameter (RFC 8259 section 11).
    """
    path = PurePosixPath(name)
    found = _BY_NAME.get(path.name) or BY_ENDING.get(path.suffix.lower(), "application/octet-stream")
    is_text = found.startswith("text/") or found == "application/x-subrip"
    return f"{found}; charset=utf-8" if is_text or _XML.fullmatch(found) else found


def cache_control(path: str) -> str:
    """The value of Cache-Control (RFC 9111 section 5.2) for a file's path.

    Readers may look at a feed every minute; media whose names change with their bytes never change; all else is asked
    for again each time, which a 304 answers.
    """
    if is_medium(path):
        return f"public, max-age={_YEAR}, immutable"
    return f"public, max-age={_MINUTE}" if PurePosixPath(path).name in _FEEDS else "no-cache"


def is_medium(path: str) -> bool:
    """Whether a file of this path is a picture, audio or a transcript that goes with a feed; it never changes."""
    name = PurePosixPath(path)
    return name.parent.name == MEDIA_FOLDER and bool(_NAMED_BY_BYTES.search(name.name))
