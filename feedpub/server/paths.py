"""From the target of a request to a file below the folder, and nowhere else."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

INDEX = "index.html"
"""What is sent for a folder."""


class BadTargetError(Exception):
    """The target is no path that can be asked for."""


class Asked(NamedTuple):
    """The path that was asked for, decoded, in its parts, whether it ends in a slash, and the query as it was sent."""

    parts: tuple[str, ...]
    is_folder: bool
    query: str

    @property
    def path(self) -> str:
        """The path from the root on."""
        return "/".join(("", *self.parts, *([""] if self.is_folder and self.parts else []))) or "/"


def asked(target: str) -> Asked:
    """What a target asks for, in origin form or absolute form (RFC 9112 section 3.2).

    Raises BadTargetError if it is neither, is not encoded well (RFC 3986 section 2.1), or has a NUL in it.
    """
    try:
        split = urlsplit(target if not target.startswith("/") else f"http://x{target}")
    except ValueError as error:
        raise BadTargetError from error
    if split.scheme not in {"http", "https"} or split.fragment:
        raise BadTargetError
    parts = [_decoded(part) for part in split.path.split("/")[1:]]
    is_folder = not parts or parts[-1] in {"", "."}
    return Asked(tuple(part for part in parts if part not in {"", "."}), is_folder, split.query)


def _decoded(part: str) -> str:
    try:
        text = unquote_to_bytes(part).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadTargetError from error
    if "\0" in text or any(not _is_hex(after[:2]) for after in part.split("%")[1:]):
        raise BadTargetError
    return text


def _is_hex(digits: str) -> bool:
    return len(digits) == 2 and all(digit in "0123456789abcdefABCDEF" for digit in digits)


def below(root: Path, parts: tuple[str, ...]) -> Path | None:
    """The place of these parts below a folder; None if they are not to be served.

    That is what begins with a dot, such as files that are being written; what has a slash or backslash in a part; and
    what, when links are followed, lies elsewhere or is such a thing itself.
    """
    if any(part.startswith(".") or "/" in part or "\\" in part for part in parts):
        return None
    path = root.joinpath(*parts)
    try:
        led_to = path.resolve(strict=True).relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return None
    return None if any(part.startswith(".") for part in led_to.parts) else path
