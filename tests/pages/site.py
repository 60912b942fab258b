"""Pages as a browser meets them: every host of the web is a small server on this machine, which has the feeds.

What the feeds name elsewhere, it answers with a picture or a sound of the sample newsroom.
"""

import functools
import http.server
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from typing_extensions import override

from tests.newsroom import REPOSITORY

MEDIA = REPOSITORY / "articles/harbor/media"
ELSEWHERE = {".png": MEDIA / "icon.png", ".jpg": MEDIA / "ferry.jpg", ".mp3": MEDIA / "harbor-bells.mp3"}
HOME = "feeds.example.org"


@dataclass
class Asked:
    """The hosts that were asked for something."""

    hosts: set[str] = field(default_factory=set)


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves the folder of the feeds, and what they name elsewhere."""

    def __init__(self, *arguments: object, asked: Asked, directory: str) -> None:
        self.asked = asked
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]  # handed on as they came

    @override
    def do_GET(self) -> None:
        host = self.headers["Host"]
        self.asked.hosts.add(host)
        if host == HOME:
            super().do_GET()
            return
        file = ELSEWHERE.get(Path(urlsplit(self.path).path).suffix)
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(file.stat().st_size))
        self.end_headers()
        self.wfile.write(file.read_bytes())

    @override
    def log_message(self, *_: object) -> None:
        pass


class Quiet(http.server.ThreadingHTTPServer):
    """A server that does not tell of connections that a browser gives up."""

    daemon_threads = True

    @override
    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def serving(feeds: Path, folder: Path) -> Iterator[tuple[int, Asked]]:
    """Serve feeds over TLS, with a certificate that is made in `folder`: the port, and who was asked."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    files = ["-keyout", str(key), "-out", str(certificate), "-subj", f"/CN={HOME}"]
    subprocess.run([*made, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    asked = Asked()
    handler = functools.partial(Server, asked=asked, directory=str(feeds))
    with Quiet(("127.0.0.1", 0), handler) as server:
        # Hands are shaken in the threads, or one connection that waits would stop all others.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port, asked
        server.shutdown()
        thread.join()
