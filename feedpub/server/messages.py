"""Requests and answers, as the site and the layer of HTTP hand them to each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import BinaryIO, NamedTuple, Self


class Request(NamedTuple):
    """A request: the method, the target as it was sent, and the fields of the header by their names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str] = {}

    def header(self, name: str) -> str:
        """The value of a field; "" if it was not sent."""
        return self.headers.get(name, "").strip()


class Part(NamedTuple):
    """Bytes of an answer: `head`, then those of the file from `start` on."""

    head: bytes = b""
    start: int = 0
    length: int = 0


_CHUNK = 64 * 1024


@dataclass
class Answer:
    """An answer: a status, the fields of its header, and a body of parts of an open file, which closes with it."""

    status: HTTPStatus
    headers: dict[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    file: BinaryIO | None = None

    @property
    def length(self) -> int:
        """How many bytes the body has."""
        return sum(len(part.head) + part.length for part in self.parts)

    def body(self) -> Iterator[bytes]:
        """The body, in pieces that fit into memory. Raises OSError."""
        for part in self.parts:
            if part.head:
                yield part.head
            if self.file is None or not part.length:
                continue
            self.file.seek(part.start)
            left = part.length
            while left and (piece := self.file.read(min(left, _CHUNK))):
                left -= len(piece)
                yield piece

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.file is not None:
            self.file.close()


def plain(status: HTTPStatus, words: str = "", **headers: str) -> Answer:
    """An answer in a line of plain text; names of fields have _ for -."""
    text = f"{words or status.phrase}\n".encode()
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"Content-Type": "text/plain; charset=utf-8", **fields}, (Part(text),))
