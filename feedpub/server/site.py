"""What is answered to a request: the folder of the feeds as a production server would serve it, without a socket."""

import hashlib
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import quote

from feedpub.compressing import ENDINGS
from feedpub.server import conditions, encodings, ranges, types
from feedpub.server.links import links_of
from feedpub.server.messages import Answer, Part, Request, plain
from feedpub.server.paths import INDEX, Asked, BadTargetError, asked, below

_METHODS = "GET, HEAD, OPTIONS"
_COMMON = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
"""What every answer says: anybody's page may read it (Fetch standard), and nobody is to guess what it is."""
_EXPOSED = "Accept-Ranges, Content-Encoding, Content-Length, Content-Range, ETag, Link"
_PREFLIGHT = {
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
    "Allow": _METHODS,
}
_COPY = re.compile(rf"\.\w+({'|'.join(map(re.escape, ENDINGS))})$")
"""Copies are sent in place of their files, and have no addresses of their own."""

Alter = Callable[[bytes, str], bytes]
"""Makes the page that is sent, to who asked for it at a host, of the one that is in its file."""


class _Version(NamedTuple):
    """One form of a file, open: its coding, size and entity tag, and when it was changed, if that is known."""

    file: BinaryIO
    coding: str
    size: int
    modified: float | None
    etag: str


class Site:
    """A folder of feeds. `alter` makes what is sent of a page; the file stays as it is."""

    def __init__(self, root: Path, alter: Alter | None = None) -> None:
        self._root = root
        self._alter = alter
        self._tags: dict[tuple[int, ...], str] = {}

    def answer(self, request: Request) -> Answer:
        """The answer to a request; its file has to be closed."""
        answer = self._answer(request)
        answer.headers = {**_COMMON, **answer.headers}
        return answer

    def _answer(self, request: Request) -> Answer:
        if request.method == "OPTIONS":
            return Answer(HTTPStatus.NO_CONTENT, dict(_PREFLIGHT))
        if request.method not in {"GET", "HEAD"}:
            return plain(HTTPStatus.METHOD_NOT_ALLOWED, Allow=_METHODS)
        try:
            wanted = asked(request.target)
        except BadTargetError:
            return plain(HTTPStatus.BAD_REQUEST)
        try:
            return self._found(request, wanted)
        except OSError:
            return plain(HTTPStatus.NOT_FOUND)

    def _found(self, request: Request, wanted: Asked) -> Answer:
        """The answer to who asks for a path well. Raises OSError if there is nothing of that name."""
        path = below(self._root, wanted.parts)
        if path is None or _COPY.search(path.name):
            return plain(HTTPStatus.NOT_FOUND)
        if path.is_dir():
            if not wanted.is_folder:
                return _redirect(wanted)
            wanted = Asked((*wanted.parts, INDEX), is_folder=False, query="")
            path = below(self._root, wanted.parts)
        if path is None or wanted.is_folder or not path.is_file():
            return plain(HTTPStatus.NOT_FOUND)
        if self._alter and path.suffix == ".html" and not types.is_medium(wanted.path):
            return self._sent(request, path, _altered(self._alter(path.read_bytes(), request.header("host"))))
        version, varies = self._version(path, wanted.parts, request.header("accept-encoding"))
        answer = self._sent(request, path, version, types.cache_control(wanted.path))
        if varies:
            answer.headers["Vary"] = "Accept-Encoding"
        return answer

    def _sent(self, request: Request, path: Path, version: _Version, kept: str = "no-cache") -> Answer:
        headers = {"Cache-Control": kept, "ETag": version.etag}
        if link := links_of(path):
            headers["Link"] = link
        outcome = conditions.outcome(request, version.etag, version.modified)
        if outcome is conditions.Outcome.FAILED:
            return _closing(version, plain(HTTPStatus.PRECONDITION_FAILED))
        if outcome is conditions.Outcome.NOT_MODIFIED:
            return Answer(HTTPStatus.NOT_MODIFIED, headers, (), version.file)
        headers |= {
            "Accept-Ranges": "bytes",
            "Access-Control-Expose-Headers": _EXPOSED,
            "Content-Type": types.content_type(path.name),
        }
        if version.modified is not None:
            # One that is newer than the answer would not be believed (RFC 9110 section 8.8.2.1).
            headers["Last-Modified"] = conditions.http_date(min(version.modified, time.time()))
        if version.coding:
            headers["Content-Encoding"] = version.coding
        return _whole_or_parts(request, version, headers)

    def _version(self, path: Path, parts: tuple[str, ...], accept: str) -> tuple[_Version, bool]:
        """The form of a file that a client likes best, and whether there are others. Raises OSError."""
        *folder, name = parts
        found = {ending: below(self._root, (*folder, f"{name}{ending}")) for ending in ENDINGS}
        copies = {ending: copy for ending, copy in found.items() if copy and copy.is_file()}
        for coding, ending in encodings.preferred(accept):
            if not ending:
                break
            with suppress(KeyError, FileNotFoundError):  # a build may just have taken it away
                return self._opened(copies[ending], coding), True
        return self._opened(path, ""), bool(copies)

    def _opened(self, path: Path, coding: str) -> _Version:
        file = path.open("rb")
        try:
            about = os.fstat(file.fileno())
            return _Version(file, coding, about.st_size, about.st_mtime, self._tag(file, about))
        except BaseException:
            file.close()
            raise

    def _tag(self, file: BinaryIO, about: os.stat_result) -> str:
        """A strong entity tag (RFC 9110 section 8.8.1): of the bytes, which are read once."""
        key = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
        tag = self._tags.get(key)
        if tag is None:
            if len(self._tags) >= _MOST_KNOWN:
                self._tags.clear()
            tag = self._tags[key] = _tag_of(file)
        return tag


_MOST_KNOWN = 10_000
"""Entity tags that are remembered."""


def _altered(page: bytes) -> _Version:
    """A page that is in no file: it has no copies, and only its bytes tell whether it has changed."""
    file = BytesIO(page)
    return _Version(file, "", len(page), None, _tag_of(file))


def _tag_of(file: BinaryIO) -> str:
    return f'"{hashlib.file_digest(file, "sha256").hexdigest()[:32]}"'  # type: ignore[arg-type]  # any file that is read


def _redirect(wanted: Asked) -> Answer:
    query = f"?{wanted.query}" if wanted.query else ""
    location = "".join(f"/{quote(part)}" for part in wanted.parts)
    return plain(HTTPStatus.MOVED_PERMANENTLY, Location=f"{location}/{query}")


def _closing(version: _Version, answer: Answer) -> Answer:
    answer.file = version.file
    return answer


def _whole_or_parts(request: Request, version: _Version, headers: dict[str, str]) -> Answer:
    whole = Answer(HTTPStatus.OK, headers, (Part(b"", 0, version.size),), version.file)
    # Range means something with GET only (RFC 9110 section 14.2).
    if request.method != "GET" or not conditions.range_holds(request, version.etag, version.modified):
        return whole
    spans = ranges.spans(request.header("range"), version.size)
    if spans is None:
        return whole
    if not spans:
        answer = plain(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, Content_Range=f"bytes */{version.size}")
        return _closing(version, answer)
    if len(spans) == 1:
        headers["Content-Range"] = spans[0].of(version.size)
        parts: tuple[Part, ...] = (Part(b"", *spans[0]),)
    else:
        parts = _multipart(spans, version, headers)
    return Answer(HTTPStatus.PARTIAL_CONTENT, headers, parts, version.file)


def _multipart(spans: list[ranges.Span], version: _Version, headers: dict[str, str]) -> tuple[Part, ...]:
    """Several parts in one body (section 14.6), and its type in the header. No file has its own digest in it."""
    boundary, kind = version.etag.strip('"'), headers["Content-Type"]
    headers["Content-Type"] = f"multipart/byteranges; boundary={boundary}"
    head = f"\r\n--{boundary}\r\nContent-Type: {kind}\r\nContent-Range: "
    parts = [Part(f"{head}{span.of(version.size)}\r\n\r\n".encode(), *span) for span in spans]
    return (*parts, Part(f"\r\n--{boundary}--\r\n".encode()))
