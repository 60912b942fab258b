"""Which published addresses this server has: those in the folders of feeds, as their pages name them."""

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from feedpub.server.paths import INDEX, BadTargetError, asked, below

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
_HEAD = 64 * 1024
"""Bytes of a page that are looked at for its own address."""


class Place(NamedTuple):
    """A folder of feeds: the address at which it is published, and its path on this server. Both end in a slash."""

    address: str
    path: str


class Places:
    """Where the folder of all feeds, and that of each station, is published.

    Pages say so themselves: they may be older than the articles, which may be broken; and a station's feeds may be at
    an address of their own.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        pages = {"/": root / INDEX, **{f"/{quote(page.parent.name)}/": page for page in root.glob(f"[!.]*/{INDEX}")}}
        found = [Place(address, path) for path, page in pages.items() if (address := _folder_of(page))]
        # A station's folder lies in that of all feeds, mostly: the longest tells most.
        self._places = sorted(found, key=lambda place: -len(place.address))

    @property
    def addresses(self) -> list[str]:
        """The addresses of all these folders."""
        return [place.address for place in self._places]

    def path(self, address: str) -> str | None:
        """The path on this server of what is published at an address; None if it has nothing of it.

        An address below a station's site may be that of an article, so what is not there stays where it is.
        """
        for place in self._places:
            rest = address.removeprefix(place.address)
            if rest != address and not rest.startswith("/") and self._has(place.path + rest):
                return place.path + rest
        return None

    def _has(self, target: str) -> bool:
        try:
            wanted = asked(target.partition("#")[0])
        except BadTargetError:
            return False
        found = below(self._root, wanted.parts)
        return found is not None and ((found / INDEX).is_file() if wanted.is_folder else found.is_file())


def _folder_of(page: Path) -> str | None:
    """The address of a page's folder, from the page; None if it has none, or is not ours."""
    try:
        with page.open("rb") as file:
            found = _CANONICAL.search(file.read(_HEAD).decode("utf-8", "replace"))
    except OSError:
        return None
    address = unescape(found[1]) if found else ""
    is_ours = address.startswith(("http://", "https://")) and address.endswith(f"/{INDEX}")
    return address.removesuffix(INDEX) if is_ours else None
