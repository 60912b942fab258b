"""Web servers on ports of this machine's own, each with a folder of feeds."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from feedpub.server.http import Server
from feedpub.server.site import Site
from tests.newsroom import REPOSITORY

DOCS = REPOSITORY / "docs"
MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
SECONDS = 20
"""What a server may take to start; one that hangs must not hang the tests."""

Running = Callable[[Path, Path], AbstractContextManager[int]]
"""Serves a folder, with another one for what the server needs; the port on 127.0.0.1."""


@contextmanager
def feedpub(feeds: Path, _home: Path) -> Iterator[int]:
    """feedpub's own."""
    server = Server("127.0.0.1", 0, Site(feeds))
    with server.running():
        yield server.server_port


@contextmanager
def nginx(feeds: Path, home: Path) -> Iterator[int]:
    """nginx with docs/nginx/; its access log is in `home`."""
    port = free_port()
    configuration = nginx_configuration(feeds, home, port)
    with _running(
        port, home, program("nginx"), "-p", str(home), "-e", str(home / "error.log"), "-c", str(configuration)
    ):
        yield port


def nginx_configuration(feeds: Path, home: Path, port: int) -> Path:
    """What includes the two files of docs/nginx/ as their heads say, for a user with nothing but a folder."""
    if not MODULE.exists():
        pytest.fail("nginx's module for brotli is missing: run tests/servers/install as root on Debian.")
    home.mkdir(parents=True, exist_ok=True)
    temporary = "".join(
        f"  {name}_temp_path {home}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = home / "nginx.conf"
    path.write_text(f"""\
load_module {MODULE};
{"user root;" if os.geteuid() == 0 else ""}
daemon off;
worker_processes 1;
pid {home}/nginx.pid;
error_log {home}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log {home}/access.log;
{temporary}
  include {DOCS}/nginx/feedpub-maps.conf;
  server {{
    listen 127.0.0.1:{port};
    root {feeds};
    include {DOCS}/nginx/feedpub.conf;
  }}
}}
""")
    return path


@contextmanager
def caddy(feeds: Path, home: Path) -> Iterator[int]:
    """Caddy with docs/caddy/Caddyfile."""
    port = free_port()
    configuration = caddy_configuration(home)
    environment = caddy_environment(feeds, home, f"http://feeds.example.org:{port}")
    command = (program("caddy"), "run", "--adapter", "caddyfile", "--config", str(configuration))
    with _running(port, home, *command, environment=environment):
        yield port


def caddy_configuration(home: Path) -> Path:
    """What imports docs/caddy/Caddyfile, and leaves out the port by which Caddy is governed."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "Caddyfile"
    path.write_text(f"{{\n\tadmin off\n\tdefault_bind 127.0.0.1\n}}\nimport {DOCS}/caddy/Caddyfile\n")
    return path


def caddy_environment(feeds: Path, home: Path, address: str) -> dict[str, str]:
    """Where Caddy serves what, and where it may write."""
    return {
        "FEEDPUB_ADDRESS": address,
        "FEEDPUB_FEEDS": str(feeds),
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "XDG_DATA_HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
    }


def program(name: str) -> str:
    """Where a server is; a test that needs it fails where it is missing."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if found is None:
        pytest.fail(f"{name} is missing: run tests/servers/install as root on Debian.")
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def _running(port: int, home: Path, *command: str, environment: dict[str, str] | None = None) -> Iterator[None]:
    log = home / "output.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        try:
            _wait_for(port, process, log)
            yield
        finally:
            process.terminate()
            process.wait(SECONDS)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"The server did not start: {log.read_text(errors='replace')}")


SERVERS: dict[str, Running] = {"feedpub": feedpub, "nginx": nginx, "caddy": caddy}
