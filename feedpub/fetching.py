"""A feed fetched from the web, with all that is said about it on the way."""

from dataclasses import dataclass
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import HTTPError

from feedpub.remote.asking import MAX_REDIRECTS, fetch_error_in_words
from feedpub.rules.reading import MAX_BYTES
from feedpub.rules.serving import Served

TIMEOUT = urllib3.Timeout(connect=10, read=30)
_HEADERS = {
    "Accept": "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": "feedpub",
}


class FetchError(Exception):
    """The feed could not be fetched, in words."""


@dataclass(frozen=True)
class Fetched:
    """The bytes of a feed, and how it was served."""

    content: bytes
    served: Served


def fetch(url: str) -> Fetched:
    """Fetch a feed from an http or https address, and ask once more whether it has changed. Raises FetchError."""
    pool = urllib3.PoolManager(headers=_HEADERS, timeout=TIMEOUT, retries=False)
    try:
        return _fetch(pool, url)
    except (HTTPError, OSError, ValueError) as error:
        raise FetchError(f"{url} cannot be fetched: {fetch_error_in_words(error)}.") from error


def _fetch(pool: urllib3.PoolManager, asked: str) -> Fetched:
    url, redirects = asked, []
    for _ in range(MAX_REDIRECTS + 1):
        response = pool.request("GET", url, preload_content=False, redirect=False)
        target = response.get_redirect_location()
        if not target:
            break
        response.release_conn()
        url = urljoin(url, target)
        redirects.append((response.status, url))
    else:
        raise FetchError(f"{asked} is redirected more than {MAX_REDIRECTS} times.")
    content = response.read(MAX_BYTES + 1, decode_content=True)
    response.release_conn()
    etag, modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
    served = Served(
        asked=asked,
        url=url,
        status=response.status,
        content_type=response.headers.get("Content-Type", ""),
        etag=etag,
        last_modified=modified,
        redirects=tuple(redirects),
        again=_ask_again(pool, url, etag, modified) if response.status == 200 else None,
    )
    return Fetched(content, served)


def _ask_again(pool: urllib3.PoolManager, url: str, etag: str, modified: str) -> int | None:
    """The status that a request gets which repeats what the answer said; None if it said nothing."""
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = {name: value for name, value in conditions.items() if value}
    if not headers:
        return None
    response = pool.request("GET", url, headers={**_HEADERS, **headers}, preload_content=False, redirect=False)
    response.release_conn()
    return int(response.status)
