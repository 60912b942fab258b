"""Open pages are told of a build: a stream of events (HTML standard section 9.2), and the script that listens to it.

Both have addresses that no file can have, for what begins with a dot is not served.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Lock

EVENTS = "/.feedpub/events"
SCRIPT = "/.feedpub/reload.js"
SCRIPT_FILE = Path(__file__).with_name("reload.js")
_TAG = f'<script src="{SCRIPT}"></script>'.encode()


def with_script(page: bytes) -> bytes:
    """A page that listens: the script goes before the end of its body, or to its own end."""
    at = page.lower().rfind(b"</body>")
    return page + _TAG if at < 0 else page[:at] + _TAG + page[at:]


class Listeners:
    """Those who listen to events, each with a queue of what it has not been told yet."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._queues: set[Queue[str | None]] = set()
        self._problems: list[str] = []
        self._closed = False

    def tell(self, problems: list[str]) -> None:
        """Tell everybody that a build is over; who comes from now on is told what it found wrong."""
        with self._lock:
            self._problems = problems
            for queue in self._queues:
                queue.put("event: built\ndata:\n\n")

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
            problems = f"event: problems\ndata: {json.dumps(self._problems)}\n\n" if self._problems else ""
        try:
            yield f"retry: 500\n\n{problems}"
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
