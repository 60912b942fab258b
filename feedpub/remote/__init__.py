"""How large media on other servers are, and of what type: asked of the server once, and remembered for later runs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from feedpub.remote.asking import ask
from feedpub.remote.facts import Cause, RemoteFacts, UnreachableError
from feedpub.remote.memory import Memory

MEMORY = "media.sqlite3"
"""The name of the file in the folder for what feedpub remembers."""
FRESH = timedelta(days=30)
"""What is remembered is not asked for again as long as this."""


@dataclass(frozen=True)
class Remote:
    """Facts about files on the web, remembered in one disposable file that several processes may use at once.

    `memory` is that file, None to remember nothing; `now` the time of the run, aware; `fetch` asks a server, as `ask`.
    """

    memory: Path | None
    now: datetime
    fetch: Callable[[str, RemoteFacts | None], RemoteFacts] = ask

    def facts(self, url: str) -> RemoteFacts:
        """The facts of the file at an http or https address: remembered, or asked for. Raises UnreachableError."""
        known = Memory(self.memory).known(url)
        now = self._seconds()
        if known and now - FRESH.total_seconds() < known.asked <= now:  # what a wrong clock has asked is asked again
            return known.facts
        try:
            return self._asked(url, known.facts if known else None)
        except UnreachableError as error:
            if known and error.cause is not Cause.FILE:
                return known.facts
            raise

    def _asked(self, url: str, known: RemoteFacts | None) -> RemoteFacts:
        memory, now = Memory(self.memory), self._seconds()
        if failure := memory.failure(url, now):
            raise failure
        try:
            facts = self.fetch(url, known)
        except UnreachableError as error:
            if error.cause is not Cause.MACHINE:
                memory.keep_failure(url, error, now)
            raise
        memory.keep(url, facts, now)
        return facts

    def _seconds(self) -> int:
        return int(self.now.timestamp())
