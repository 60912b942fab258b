"""How large a file on another server is, and of what type: asked of that server."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from feedpub.remote.facts import Cause, RemoteFacts, UnreachableError

if TYPE_CHECKING:
    import urllib3

MAX_REDIRECTS = 5
CONNECT_SECONDS, READ_SECONDS = 5.0, 10.0
MAX_RETRIES = 2
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "feedpub"}
_LENGTH = re.compile(r"[0-9]{1,15}")
_RANGE = re.compile(r"bytes (?:[0-9]+-[0-9]+|\*)/([0-9]{1,15})")
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_PAGES = {"text/html", "application/xhtml+xml"}
_ITSELF = "Copy the address of the audio file itself."
_BY_HAND = "or write `length:` and `type:` yourself."


def ask(url: str, known: RemoteFacts | None = None) -> RemoteFacts:
    """Ask the server of a file for its facts; `known` if it says that they still hold. Raises UnreachableError."""
    try:
        import urllib3  # noqa: PLC0415 - an extra, needed for files on the web only
    except ModuleNotFoundError as error:
        message = "To ask a server how large a file is, feedpub needs its extra."
        raise UnreachableError(message, f"pip install 'feedpub[web]', {_BY_HAND}", Cause.MACHINE) from error
    headers = _HEADERS | ({"If-None-Match": known.etag} if known and known.etag else {})
    with _pool() as pool:
        try:
            answer = _answer(pool, "HEAD", url, headers)
            if answer.is_vague():
                answer = _answer(pool, "GET", url, {**headers, "Range": "bytes=0-0"})
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise _unanswered(url, error) from error
    return known if known and answer.status == 304 else answer.facts()


def _pool() -> "urllib3.PoolManager":
    import urllib3  # noqa: PLC0415 - an extra, needed for files on the web only

    retries = urllib3.Retry(
        total=MAX_RETRIES,
        backoff_factor=0.2,
        status_forcelist=(502, 503, 504),
        raise_on_status=False,
        respect_retry_after_header=False,  # it may name an hour
    )
    return urllib3.PoolManager(timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS), retries=retries)


class _Answer(NamedTuple):
    """What the server says of a file."""

    status: int
    length: int | None
    type: str | None
    etag: str | None

    def is_vague(self) -> bool:
        """Whether HEAD tells too little. Some servers refuse it, others answer it with a length of 0."""
        return self.status in {403, 405, 501} or (self.status == 200 and not self.length and self.type not in _PAGES)

    def facts(self) -> RemoteFacts:
        """The facts that are in it. Raises UnreachableError."""
        if self.status in {404, 410}:
            raise UnreachableError(f"There is nothing at that address ({self.status}).", _ITSELF, Cause.FILE)
        if self.status in {401, 403}:
            message = f"The server does not let feedpub see the file ({self.status})."
            raise UnreachableError(message, f"Check the address, {_BY_HAND}")
        if self.status not in {200, 206, 416}:
            message = f"The server answers {self.status} instead of giving the file."
            raise UnreachableError(message, f"Build again later, {_BY_HAND}")
        if self.type in _PAGES and self.status != 416:
            raise UnreachableError("That is a page, not audio.", _ITSELF, Cause.FILE)
        if self.length is None:
            raise UnreachableError("The server does not say how large the file is.", "Write `length:`, in bytes.")
        if self.length == 0:
            raise UnreachableError("The file at that address is empty.", "Upload it again.", Cause.FILE)
        return RemoteFacts(self.length, self.type, self.etag)


def _answer(pool: "urllib3.PoolManager", method: str, url: str, headers: Mapping[str, str]) -> _Answer:
    """What is said at the end of all redirects, without the body. Raises UnreachableError and what urllib3 raises."""
    for _ in range(MAX_REDIRECTS + 1):
        if not url.lower().startswith(("https://", "http://")):
            raise UnreachableError(f"The address leads to {url}, which is not on the web.", _ITSELF)
        response = pool.request(method, url, headers=headers, preload_content=False, redirect=False)
        response.close()
        target = response.get_redirect_location()
        if not target:
            return _read(response.status, response.headers)
        url = urljoin(url, target)
    raise UnreachableError(f"The address is redirected more than {MAX_REDIRECTS} times.", _ITSELF)


def _read(status: int, headers: Mapping[str, str]) -> _Answer:
    if status in {206, 416}:  # RFC 9110 section 14.4
        size = _RANGE.fullmatch(headers.get("Content-Range", ""))
    else:
        size = _LENGTH.fullmatch(headers.get("Content-Length", ""))
    kind = _TYPE.match(headers.get("Content-Type", "").lower())
    return _Answer(status, int(size[size.re.groups]) if size else None, kind[0] if kind else None, headers.get("ETag"))


def _unanswered(url: str, error: Exception) -> UnreachableError:
    """What no server answered, as a failure of the first server if it is that one."""
    import urllib3  # noqa: PLC0415 - an extra, needed for files on the web only

    who, cause, reason = url, Cause.ANSWER, error
    if isinstance(error, urllib3.exceptions.MaxRetryError):
        who, reason = str(error.pool.host), error.reason or error
        if isinstance(error.pool, urllib3.HTTPConnectionPool) and error.pool.is_same_host(url):
            cause = Cause.SERVER
    message = f"{who} cannot be asked for the file: {fetch_error_in_words(reason)}."
    return UnreachableError(message, f"Check the address, {_BY_HAND}", cause)


def fetch_error_in_words(error: Exception) -> str:
    """Why nothing could be fetched, without the words of urllib3, which raised the error."""
    from urllib3 import exceptions as raised  # noqa: PLC0415 - an extra, needed for files on the web only

    reasons: tuple[tuple[type[Exception], str], ...] = (
        (raised.NameResolutionError, "there is no server of that name"),
        (raised.TimeoutError, "the server did not answer in time"),
        (raised.NewConnectionError, "the server cannot be reached"),
        (raised.SSLError, "the server has no certificate that can be trusted, or speaks no TLS"),
        (raised.DecodeError, "the answer says that it is compressed, but cannot be unpacked"),
        (raised.ProtocolError, "the server closed the connection"),
        (OSError, "the connection failed"),
        (ValueError, "that is not an address"),
    )
    if isinstance(error.__cause__, ConnectionRefusedError):
        return "the server refuses the connection"
    return next((words for kind, words in reasons if isinstance(error, kind)), "the connection failed")
