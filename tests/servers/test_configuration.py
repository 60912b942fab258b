"""The configurations that docs/ shows are understood by their servers, and told of in docs/serving.md."""

import subprocess
from pathlib import Path

import pytest

from feedpub.server import types
from tests.servers.running import (
    DOCS,
    caddy_configuration,
    caddy_environment,
    free_port,
    nginx_configuration,
    program,
)


def test_nginx_finds_nothing_wrong(tmp_path: Path) -> None:
    path = nginx_configuration(tmp_path, tmp_path / "home", free_port())
    command = [program("nginx"), "-t", "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_caddy_finds_nothing_wrong(tmp_path: Path) -> None:
    command = [program("caddy"), "validate", "--adapter", "caddyfile", "--config"]
    environment = caddy_environment(tmp_path, tmp_path / "home", "feeds.example.org")
    for path in (DOCS / "caddy" / "Caddyfile", caddy_configuration(tmp_path / "home")):
        done = subprocess.run([*command, str(path)], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert '"level":"warn","ts"' not in done.stderr.replace("formatted", "")


def test_caddy_s_file_is_in_caddy_s_own_form(tmp_path: Path) -> None:
    command = [program("caddy"), "fmt", str(DOCS / "caddy" / "Caddyfile")]
    environment = caddy_environment(tmp_path, tmp_path, "feeds.example.org")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == (DOCS / "caddy" / "Caddyfile").read_text("utf-8")


@pytest.mark.parametrize("name", ["nginx/feedpub.conf", "nginx/feedpub-maps.conf", "caddy/Caddyfile"])
def test_the_page_tells_of_every_file(name: str) -> None:
    assert f"]({name})" in (DOCS / "serving.md").read_text("utf-8")


def test_nginx_knows_every_type_that_feedpub_knows() -> None:
    told = (DOCS / "nginx" / "feedpub.conf").read_text("utf-8")
    block = told[told.index("types {") : told.index("# What `feedpub build --precompress`")]
    for ending, kind in types.BY_ENDING.items():
        (line,) = [line for line in block.splitlines() if f" {ending[1:]} " in line.replace(";", " ").replace('"', " ")]
        assert line.strip().strip('"').startswith(kind), ending
