"""What is answered to a request: the folder of the feeds as a production server would serve it, without a socket."""

import hashlib
import os
import re
import time
from collections.abc import Callable
from http import HTTPStatus
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from feedpub.compressing import ENDINGS, beside
from feedpub.server import conditions, encodings, ranges, types
from feedpub.server.links import links_of
from feedpub.server.messages import Answer, Part, Request, plain
from feedpub.server.paths import Asked, BadTargetError, asked, below

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

Alter = Callable[[bytes], bytes]
"""Makes the page that is sent of the one that is in its file."""


class _Version(NamedTuple):
    """One form of a file, open: its coding, size, time and entity tag."""

    file: BufferedReader
    coding: str
    size: int
    modified: float
    etag: str


class Site:
    """A folder of feeds. `alter` makes what is sent of a page; the file stays as it is."""

    def __init__(self, root: Path, alter: Alter | None = None) -> None:
        self._root = root
        self._alter = alter
        self._digests: dict[tuple[int, ...], str] = {}

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
            wanted = Asked((*wanted.parts, "index.html"), is_folder=False, query="")
            path = below(self._root, wanted.parts)
        if path is None or wanted.is_folder or not path.is_file():
            return plain(HTTPStatus.NOT_FOUND)
        if self._alter and path.suffix == ".html":
            return self._page(path, self._alter)
        return self._file(request, path, wanted.path)

    def _page(self, path: Path, alter: Alter) -> Answer:
        """A page as it is altered: it is not to be kept, and has no validators."""
        headers = {"Content-Type": types.content_type(path.name), "Cache-Control": "no-store"}
        return Answer(HTTPStatus.OK, headers, (Part(alter(path.read_bytes())),))

    def _file(self, request: Request, path: Path, shown: str) -> Answer:
        version, varies = self._version(path, request.header("accept-encoding"))
        headers = {"Cache-Control": types.cache_control(shown), "ETag": version.etag}
        if varies:
            headers["Vary"] = "Accept-Encoding"
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
            # One that is newer than the answer would not be believed (RFC 9110 section 8.8.2.1).
            "Last-Modified": conditions.http_date(min(version.modified, time.time())),
        }
        if version.coding:
            headers["Content-Encoding"] = version.coding
        return _whole_or_parts(request, version, headers)

    def _version(self, path: Path, accept: str) -> tuple[_Version, bool]:
        """The form of a file that a client likes best, and whether there are others. Raises OSError."""
        there = {ending for ending in ENDINGS if beside(path, ending).is_file()}
        coding, ending = next(one for one in encodings.preferred(accept) if not one[1] or one[1] in there)
        return self._opened(beside(path, ending), coding), bool(there)

    def _opened(self, path: Path, coding: str) -> _Version:
        file = path.open("rb")
        try:
            about = os.fstat(file.fileno())
            return _Version(file, coding, about.st_size, about.st_mtime, self._tag(file, about))
        except BaseException:
            file.close()
            raise

    def _tag(self, file: BufferedReader, about: os.stat_result) -> str:
        """A strong entity tag (RFC 9110 section 8.8.1): of the bytes, which are read once."""
        key = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
        if key not in self._digests:
            if len(self._digests) >= _MOST_KNOWN:
                self._digests.clear()
            self._digests[key] = hashlib.file_digest(file, "sha256").hexdigest()[:32]
        return f'"{self._digests[key]}"'


_MOST_KNOWN = 10_000
"""Digests that are remembered."""


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
