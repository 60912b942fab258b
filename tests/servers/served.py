"""A client of a server that serves feeds."""

from dataclasses import dataclass
from pathlib import Path

from tests.servers.asking import Client


@dataclass(frozen=True)
class Served(Client):
    """A client of one of the servers, and the folder that it serves."""

    name: str
    feeds: Path

    def bytes_of(self, target: str) -> bytes:
        return Path(self.feeds, target.lstrip("/")).read_bytes()
