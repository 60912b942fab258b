"""A page as `feedpub serve` shows it: what is published with it comes from this server, and it listens for builds.

What this machine opens leads here. What somebody else would fetch, a reader on the web or a phone that scans the code,
stays as it is published, for nobody else reaches this server; and so do the words by which a page names itself.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from feedpub.server.places import Places
from feedpub.server.policy import allowing
from feedpub.server.tags import Attributes, edited

_LOADED = ("href", "src", "poster")
_SETS = ("srcset", "imagesrcset")
_CANDIDATE = re.compile(r"[^\s,]\S*")
_APPS = {"podcast", "pcast"}
"""Schemes of programs on this machine that stand in place of the address's own; feed: stands before all of it."""


def shown(root: Path, page: bytes, host: str, script: str) -> bytes:
    """A page below this folder, for who asks for it at this host; `script` is the element that listens."""
    # Whatever is no UTF-8 comes out as it went in.
    text = page.decode("utf-8", "surrogateescape")
    return edited(text, _Here(Places(root), host).edit, script).encode("utf-8", "surrogateescape")


class _Here:
    """Says which attributes of a page have other values here."""

    def __init__(self, places: Places, host: str) -> None:
        self._places = places
        self._host = host

    def edit(self, tag: str, attributes: Attributes) -> dict[str, str]:
        """The attributes of a start tag that change."""
        if tag == "meta":
            return self._policy(attributes)
        if tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            return {}  # it says where the page is published, and nobody loads it
        return {name: new for name, new in self._changes(tag, attributes) if new and new != attributes[name]}

    def _changes(self, tag: str, attributes: Attributes) -> Iterator[tuple[str, str | None]]:
        for name in _LOADED:
            if name in attributes:
                yield name, self._loaded(attributes[name])
        for name in _SETS:
            if name in attributes:
                yield name, _CANDIDATE.sub(self._candidate, attributes[name])
        if tag == "input" and "value" in attributes and "readonly" in attributes:
            yield "value", self._in_full(attributes["value"])

    def _policy(self, attributes: Attributes) -> dict[str, str]:
        if attributes.get("http-equiv", "").lower() != "content-security-policy" or "content" not in attributes:
            return {}
        return {"content": allowing(attributes["content"], self._places.addresses)}

    def _loaded(self, address: str) -> str | None:
        scheme, _, rest = address.partition(":")
        if scheme == "feed":
            full = self._in_full(rest)
            return full and f"feed:{full}"
        if scheme in _APPS:
            path = self._places.path(f"https:{rest}") or self._places.path(f"http:{rest}")
            return path and f"{scheme}://{self._host}{path}"
        return self._places.path(address)

    def _candidate(self, match: re.Match[str]) -> str:
        """One address of a srcset, or what is said of it (HTML 4.8.4.2.1); commas after it end it."""
        address = match[0].rstrip(",")
        return (self._places.path(address) or address) + match[0][len(address) :]

    def _in_full(self, address: str) -> str | None:
        """The address here with its host: it is to be taken elsewhere on this machine."""
        path = self._places.path(address)
        return path and f"http://{self._host}{path}"
