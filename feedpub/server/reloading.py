"""Open pages are told of a build: a stream of events (HTML standard section 9.2), and the script that listens to it.

Both have addresses that no file can have, for what begins with a dot is not served.
"""

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from queue import Empty, Queue
from threading import Lock

EVENTS = "/.feedpub/events"
SCRIPT = "/.feedpub/reload.js"
SCRIPT_FILE = Path(__file__).with_name("reload.js")
_TAG = f'<script src="{SCRIPT}"></script>'.encode()


_POLICY = re.compile(rb'(?i)(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')


def with_script(page: bytes) -> bytes:
    """A page that listens: the script goes before the end of its body, or to its own end; its policy allows that."""
    page = _POLICY.sub(_relaxed, page, count=1)
    at = page.lower().rfind(b"</body>")
    return page + _TAG if at < 0 else page[:at] + _TAG + page[at:]


def _relaxed(policy: re.Match[bytes]) -> bytes:
    return policy[1] + escape(_allowing(unescape(policy[2].decode()))).encode()


def _allowing(policy: str) -> str:
    """A policy (CSP 3 section 2.3) by which a page may also load the script, and listen to events."""
    directives = [directive.strip() for directive in policy.split(";") if directive.strip()]
    for name in ("script-src", "connect-src"):
        at = next((at for at, one in enumerate(directives) if one.split()[0].lower() == name), None)
        if at is None:
            directives.append(f"{name} 'self'")
        else:
            directives[at] += " 'self'"
    return "; ".join(directives)


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
