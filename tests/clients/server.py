"""A web server for a folder of feeds, on a port of this machine's own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePath
from threading import Thread
from typing import ClassVar

from typing_extensions import override

from feedpub.formats.files import ALL_FILES

PUBLIC = "https://feeds.example.org/"
"""Where the feeds say that they are."""

FEED_TYPES = {file.name: f"{file.media_type}; charset=utf-8" for file in ALL_FILES}


class Server(ThreadingHTTPServer):
    """Remembers what it was asked for, and with which status it answered."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self.server_port}/"
        self.answered: list[tuple[str, int]] = []

    @property
    def refused(self) -> list[tuple[str, int]]:
        """What it did not have. As it stands in for all proxies, this tells whatever is asked of the internet too."""
        return [(request, status) for request, status in self.answered if status not in {200, 304}]


class Handler(SimpleHTTPRequestHandler):
    """Serves files with the types that a well-kept server gives them."""

    extensions_map: ClassVar[dict[str, str]] = {  # type: ignore[misc]  # http.server's name, there no ClassVar
        ".html": "text/html; charset=utf-8",
        ".jpg": "image/jpeg",
        ".json": "application/json",
        ".m4a": "audio/mp4",
        ".mp3": "audio/mpeg",
        ".png": "image/png",
        ".srt": "application/x-subrip",
        ".vtt": "text/vtt; charset=utf-8",
        ".wav": "audio/wav",
    }

    @override
    def guess_type(self, path: object) -> str:
        name = str(path)
        return FEED_TYPES.get(PurePath(name).name) or super().guess_type(name)

    @override
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        assert isinstance(self.server, Server)
        self.server.answered.append((self.requestline, int(code)))

    @override
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(feeds: Path, folder: Path) -> Iterator[Server]:
    """Serve a copy of `feeds`, made in `folder`, whose feeds say that they are at the server's address."""
    shutil.copytree(feeds, folder)
    with Server(folder) as server:
        for path in folder.rglob("*"):
            if path.name in FEED_TYPES:
                path.write_bytes(path.read_bytes().replace(PUBLIC.encode(), server.address.encode()))
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
