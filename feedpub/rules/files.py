"""The files beside a feed: a folder, the address that it is served at, and the way from an address to a file."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

_PORTS = {"http": 80, "https": 443}


class Files:
    """The files of a folder that is served at an address.

    `known` is what rules have made of files that they looked at, for the documents of a chain name each other.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self._folder = folder
        self._base = _split(address)
        self._found: dict[str, Path | None] = {}
        self.known: dict[Path, object] = {}

    @cached_property
    def _root(self) -> Path:
        return self._folder.resolve()

    def holds(self, address: str) -> bool:
        """Whether an address names a file that the folder would have to have: below its own, and without a query."""
        return bool(self._names(address))

    def find(self, address: str) -> Path | None:
        """The file that is served at an address; None if it is not in the folder, by way of links neither."""
        if address not in self._found:
            self._found[address] = self._look_up(address)
        return self._found[address]

    def _look_up(self, address: str) -> Path | None:
        names = self._names(address)
        if not names:
            return None
        try:
            path = self._root.joinpath(*names).resolve(strict=True)
            return path if path.is_relative_to(self._root) and path.is_file() else None
        except (OSError, RuntimeError, ValueError):  # a name that no file can have, or links that lead to each other
            return None

    def _names(self, address: str) -> list[str]:
        """The names of folders and file that an address has below the folder's; empty if it has none there."""
        parts, base = _split(address), self._base
        if parts is None or base is None or parts.query or _origin(parts) != _origin(base):
            return []
        own, wanted = _steps(base), _steps(parts)
        while own and not own[-1]:
            own.pop()
        names = wanted[len(own) :]
        return names if wanted[: len(own)] == own and all(map(_is_name, names)) else []


def _split(address: str) -> SplitResult | None:
    """The parts of an address; None if it is none, or has a port that there is not."""
    with suppress(ValueError):
        parts = urlsplit(address.strip())
        _ = parts.port  # raises where it is no number
        return parts
    return None


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def _is_name(name: str) -> bool:
    """Whether a file or folder can have a name that stands in an address."""
    return name not in {"", ".", ".."} and "/" not in name and "\0" not in name


def _steps(parts: SplitResult) -> list[str]:
    """What stands between the slashes of a path."""
    return [unquote(step) for step in parts.path.split("/")[1:]]
