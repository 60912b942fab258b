"""A client that sends just what it is told, and tells just what comes back."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPResponse


@dataclass(frozen=True)
class Answer:
    """What came back: the fields of the header by their names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name, "")


@dataclass(frozen=True)
class Client:
    """Asks the server on a port."""

    port: int

    def __call__(self, target: str, method: str = "GET", **fields: str) -> Answer:
        """Ask for a target; names of fields have _ for -."""
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
        return self.raw("\r\n".join([f"{method} {target} HTTP/1.1", "Host: feeds.example.org", *lines, "", ""]), method)

    def raw(self, message: str, method: str = "GET") -> Answer:
        """Send this message, and read one answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(message.encode("latin-1"))
            return read_answer(connection, method)


def read_answer(connection: socket.socket, method: str = "GET") -> Answer:
    """One answer, of which nothing more than itself may be read."""
    response = HTTPResponse(connection, method=method)
    response.begin()
    headers: dict[str, list[str]] = {}
    for name, value in response.getheaders():
        headers.setdefault(name.lower(), []).append(value)
    body = response.read()
    return Answer(response.status, {name: ", ".join(values) for name, values in headers.items()}, body)
