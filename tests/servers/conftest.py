"""One list of what a web server has to do for feeds, asked of feedpub's own server, of nginx and of Caddy."""

from collections.abc import Iterator

import pytest

from tests.servers.folder import folder
from tests.servers.running import SERVERS
from tests.servers.served import Served


@pytest.fixture(scope="session", params=SERVERS)
def ask(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp(request.param)
    feeds = folder(root)
    with SERVERS[request.param](feeds, root / "home") as port:
        yield Served(port, request.param, feeds)
