"""Open pages are told of builds: a stream of events (HTML standard section 9.2), and the script that listens to it.

Both have addresses that no file can have, because what begins with a dot is not served.
"""

import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Lock

EVENTS = "/.feedpub/events"
SCRIPT = "/.feedpub/reload.js"
SCRIPT_FILE = Path(__file__).with_name("reload.js")


class Listeners:
    """Those who listen to events, each with a queue of what it has not been told yet."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._queues: set[Queue[str | None]] = set()
        self._problems: list[str] = []
        # A page may have been sent by a server that was here before.
        self._server = secrets.token_hex(4)
        self._changes = 0
        self._closed = False

    @property
    def script(self) -> str:
        """The element that makes a page listen. It says which build the page is from, which may be over."""
        return f'<script src="{SCRIPT}" data-build="{self._build}"></script>'

    @property
    def _build(self) -> str:
        return f"{self._server}-{self._changes}"

    def tell(self, problems: list[str], *, changed: bool) -> None:
        """Tell everybody that a build is over, what it found wrong, and whether pages may be other ones now."""
        with self._lock:
            self._problems = problems
            self._changes += changed
            for queue in self._queues:
                queue.put(self._event())

    def _event(self) -> str:
        told = json.dumps({"build": self._build, "problems": self._problems})
        return f"event: built\ndata: {told}\n\n"

    def close(self) -> None:
        """End all streams."""
        with self._lock:
            self._closed = True
            for queue in self._queues:
                queue.put(None)

    def events(self, patience: float = 15) -> Iterator[str]:
        """A listener's stream; after `patience` seconds without an event a comment, which shows who has gone."""
        queue: Queue[str | None] = Queue()
        with self._lock:
            if self._closed:
                return
            self._queues.add(queue)
            first = self._event()
        try:
            yield f"retry: 500\n\n{first}"
            while (event := _next(queue, patience)) is not None:
                yield event
        finally:
            with self._lock:
                self._queues.discard(queue)


def _next(queue: "Queue[str | None]", patience: float) -> str | None:
    try:
        return queue.get(timeout=patience)
    except Empty:
        return ": still here\n\n"
