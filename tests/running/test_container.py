"""The container that the page shows."""

import json
import os
import re
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.newsroom import REPOSITORY
from tests.running.page import BIN, blocks, container
from tests.running.stubs import with_stubs


def test_the_container_is_given_all_that_it_needs(tmp_path: Path) -> None:
    built, started = with_stubs(blocks("sh")[1], tmp_path, "docker")
    assert (built, started.split()[-1]) == ("docker build -f docs/Containerfile -t feedpub .", "feedpub")
    targets = [mount.split(":")[1] for mount in re.findall(r"-v (\S+)", started)]
    assert targets == ["/srv/newsroom/articles", *json.loads(container("VOLUME")[0])]


def words(instruction: str, root: Path) -> list[str]:
    """The program and its arguments in a list of JSON, with the container's places below `root`."""
    (given,) = container(instruction)
    found: Any = json.loads(given[given.index("[") :])
    places = {"/opt/feedpub/bin": str(BIN), "/var/cache": f"{root}/of-cache", "/var/lib": f"{root}/of-state"}
    for place, here in places.items():
        found = [word.replace(place, here) for word in found]
    return list(found)


def test_the_container_is_made_of_what_is_there_and_runs_without_root() -> None:
    assert [line.partition(" ")[0] for line in container("FROM")] == ["docker.io/library/python:${PYTHON}-slim"] * 2
    sources = [word for line in container("COPY") if "--from" not in line for word in line.split()[:-1]]
    assert sources == ["requirements.txt", "pyproject.toml", "README.md", "LICENSE", "feedpub"]
    assert all((REPOSITORY / source).exists() for source in sources)
    installs = [line for line in container("RUN") if " install --no-cache-dir " in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)
    assert container("USER") == ["10001"]


def test_the_container_builds_is_healthy_and_hears_that_it_is_to_stop(tmp_path: Path) -> None:
    (tmp_path / "of-state" / "feedpub").mkdir(parents=True)
    running = subprocess.Popen(words("CMD", tmp_path), process_group=0)
    health = words("HEALTHCHECK", tmp_path)
    try:
        for _ in range(100):
            checked = subprocess.run(health, capture_output=True, text=True, check=False)
            if checked.returncode == 0:
                break
            assert checked.stdout == ""
            time.sleep(0.2)
        assert checked.stdout.startswith("All well: ")
        running.terminate()
        assert running.wait(timeout=10) == 0
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    assert Path("feeds/harbor/rss.xml").exists()
