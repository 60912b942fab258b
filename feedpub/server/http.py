"""HTTP/1.1 (RFC 9112) around a site: connections that stay open, whole messages, and nothing else."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Thread
from urllib.parse import urlsplit

from typing_extensions import override

from feedpub.server import fields, hosts
from feedpub.server.messages import Answer, Part, Request, plain
from feedpub.server.reloading import EVENTS, SCRIPT, SCRIPT_FILE, Listeners
from feedpub.server.site import Site


class Server(ThreadingHTTPServer):
    """Serves a site on one address of this machine, each connection in a thread of its own.

    With `listeners`, pages can listen to what is built; a `private` one is for this machine alone. Raises OSError if
    the address is taken.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, host: str, port: int, site: Site, listeners: Listeners | None = None, *, private: bool = False
    ) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.host = host
        self.site = site
        self.listeners = listeners
        self.private = private
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """Where it serves."""
        host = str(self.server_address[0])
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}/"

    @override
    def server_bind(self) -> None:
        # http.server would ask the network for the name of this machine, which may take long.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), OSError):  # else a client has gone in the middle
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed on as they came

    @contextmanager
    def running(self) -> Iterator[str]:
        """Serve in a thread; the address."""
        thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self.url
        finally:
            if self.listeners:
                self.listeners.close()
            self.shutdown()
            thread.join()
            self.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "feedpub"
    timeout = 60
    disable_nagle_algorithm = True
    server: Server
    wbufsize = -1

    def _respond(self) -> None:
        try:
            request = self._request()
        except fields.BadFieldsError as error:
            self.send_error(HTTPStatus.BAD_REQUEST, str(error))
            return
        if fields.has_body(request.headers):
            self.close_connection = True  # what was sent is not read, so the next request cannot be found
        if self.server.private and not hosts.is_ours(request.header("host"), self.server.host):
            self._send(
                plain(
                    HTTPStatus.MISDIRECTED_REQUEST,
                    "This server is for this machine only and does not answer to that name; --host can set the name.",
                )
            )
        elif self.server.listeners and request.method == "GET" and request.target == EVENTS:
            self._tell(self.server.listeners)
        else:
            self._answer(request)

    do_GET = do_HEAD = do_OPTIONS = do_POST = do_PUT = do_PATCH = do_DELETE = _respond  # noqa: N815 - http.server's names

    def _request(self) -> Request:
        """The request as it was sent; http.server takes slashes from its target's beginning. Raises BadFieldsError."""
        target, found = self.requestline.split()[1], fields.read(self.headers)
        if self.request_version == "HTTP/1.0":
            found.setdefault("host", urlsplit(self.server.url).netloc)
        fields.check_host(found.get("host", ""))
        if target.startswith("http://"):  # its host counts for more than the field (RFC 9112 section 3.2.2)
            found["host"] = target.split("/")[2]
            fields.check_host(found["host"])
        return Request(self.command, target, found)

    def _answer(self, request: Request) -> None:
        if self.server.listeners and request.method in {"GET", "HEAD"} and request.target == SCRIPT:
            headers = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-store"}
            self._send(Answer(HTTPStatus.OK, headers, (Part(SCRIPT_FILE.read_bytes()),)))
            return
        with self.server.site.answer(request) as answer:
            if self.server.private:
                hosts.for_this_machine(answer, request.header("origin"))
            self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        bodiless = answer.status in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}
        if not bodiless:
            self.send_header("Content-Length", str(answer.length))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if not bodiless and self.command != "HEAD":
            self._write(answer)

    def _write(self, answer: Answer) -> None:
        written = 0
        for piece in answer.body():
            self.wfile.write(piece)
            written += len(piece)
        if written < answer.length:
            self.close_connection = True  # the file was cut short meanwhile, which the client has to see

    def _tell(self, listeners: Listeners) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        header = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "Connection": "close"}
        for name, value in header.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):  # who listened has gone
            for event in listeners.events():
                self.wfile.write(event.encode())
                self.wfile.flush()

    @override
    def handle_expect_100(self) -> bool:
        return True  # nobody needs to send what is not read (RFC 9110 section 10.1.1)

    @override
    def version_string(self) -> str:
        return self.server_version

    @override
    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What http.server itself finds wrong with a request, in plain text."""
        self.close_connection = True
        self.request_version = self.protocol_version  # else an answer to what cannot be read has no header
        self.headers = getattr(self, "headers", None) or self.MessageClass()
        self._send(plain(HTTPStatus(code), message or ""))

    @override
    def log_message(self, *_: object) -> None:
        pass
