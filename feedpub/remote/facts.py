"""What can be told of a file on another server, or why nothing can be."""

from enum import Enum
from typing import NamedTuple

from typing_extensions import override


class RemoteFacts(NamedTuple):
    """A file on the web: its bytes, its media type in small letters without parameters, and its server's mark of it."""

    length: int
    type: str | None
    etag: str | None


class Cause(Enum):
    """What a failure lies at, and so for what it holds and how long."""

    MACHINE = "machine"
    """Ours, which cannot ask at all: until it can."""
    SERVER = "server"
    """A server that does not answer: for all its files, for a while."""
    ANSWER = "answer"
    """An answer that tells nothing about the file: for this file, for a while."""
    FILE = "file"
    """There is no audio at the address, and what was known of it is no longer true."""


class UnreachableError(Exception):
    """Nothing can be told of a file: `message` says what is wrong, `fix` what an editor can do."""

    def __init__(self, message: str, fix: str, cause: Cause = Cause.ANSWER) -> None:
        self.message, self.fix, self.cause = message, fix, cause
        super().__init__(message, fix, cause)

    @override
    def __str__(self) -> str:
        return self.message
