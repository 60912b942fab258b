"""A server whose answers tests decide, what stands for all servers, and what editors are told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import Message
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import NamedTuple

import pytest
from typing_extensions import override

from feedpub.remote import Remote
from feedpub.remote.facts import Cause, RemoteFacts, UnreachableError

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FACTS = RemoteFacts(12345, "audio/mpeg", '"one"')
AUDIO = {"Content-Length": "12345", "Content-Type": "audio/mpeg", "ETag": '"one"'}
URL = "https://cdn.example/a.mp3"


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Web:
    """A server's answers by method and path, of which the last one stays, and all that it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[str] = []
        self.headers: list[Message] = []
        self.hangs: Event | None = None

    def says(self, request: str, *answers: Answer) -> str:
        """Let a request such as HEAD /a.mp3 be answered so; the address of its path."""
        self.answers[request] = list(answers)
        return self.address + request.split()[1]

    def answer(self, request: str, headers: Message) -> Answer:
        self.asked.append(request)
        self.headers.append(headers)
        if self.hangs:
            self.hangs.wait()
        answers = self.answers.get(request, [Answer(404, {})])
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Server(ThreadingHTTPServer):
    web: Web

    @override
    def handle_error(self, *_: object) -> None:
        """Clients that do not wait for the end of an answer are what is tested."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        answer = self.server.web.answer(f"{self.command} {self.path}", self.headers)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def do_GET(self) -> None:
        self.do_HEAD()

    @override
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Web]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.web = Web(f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=partial(server.serve_forever, poll_interval=0.01), daemon=True)
        thread.start()
        yield server.web
        server.shutdown()
        thread.join()


class Source:
    """Stands for all servers: gives facts or fails, and counts."""

    def __init__(self, facts: RemoteFacts | UnreachableError = FACTS) -> None:
        self.facts = facts
        self.asked: list[tuple[str, RemoteFacts | None]] = []

    def __call__(self, url: str, known: RemoteFacts | None) -> RemoteFacts:
        self.asked.append((url, known))
        if isinstance(self.facts, UnreachableError):
            raise self.facts
        return self.facts


def failing(cause: Cause) -> Source:
    return Source(UnreachableError("It is broken.", "Mend it.", cause))


def told(asked: Remote, url: str) -> tuple[str, str]:
    """The message and the fix when facts cannot be had."""
    with pytest.raises(UnreachableError) as caught:
        asked.facts(url)
    assert str(caught.value) == caught.value.message
    return caught.value.message, caught.value.fix


ITSELF = "Copy the address of the audio file itself."
CHECK = "Check the address, or write `length:` and `type:` yourself."
LATER = "Build again later, or write `length:` and `type:` yourself."
