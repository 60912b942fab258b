"""A newsroom that is built by the command, with a cache beside it."""

from pathlib import Path

from click.testing import CliRunner, Result

from feedpub.cli import main
from tests.newsroom import REPOSITORY

BASE = REPOSITORY / "tests" / "cases" / "_base" / "articles"
MEDIA = REPOSITORY / "articles" / "harbor" / "media"
NOW = "2026-06-01T12:00Z"
FERRY = Path("articles/harbor/2026-05-01-ferry.yaml")
GULLS = Path("articles/harbor/gulls.yaml")
WARNED = "title: The <i>Gulls</i>\nlink: https://harbor.example/gulls\npublished: 2026-05-02\nbody: Gulls.\n"


def build(*options: str, now: str = NOW) -> Result:
    return CliRunner().invoke(main, ["build", "--cache", "cache", "--now", now, *options])
