"""Builds in one process leave nothing behind in it; `make soak` runs ten thousand of them, this only a few."""

import json
import os
import subprocess
import sys

import pytest

from tests.newsroom import REPOSITORY

BUILDS = int(os.environ.get("FEEDPUB_SOAK_BUILDS", "30"))
MEMORY = 8 * 1024
"""KiB by which the memory may differ: the validator remembers verdicts on some thousands of texts, and no more."""


def test_a_process_that_builds_again_and_again_does_not_grow(capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-m", "tests.faults.soak", str(BUILDS)]
    done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, check=True, timeout=7200)
    if "FEEDPUB_SOAK_BUILDS" in os.environ:
        with capsys.disabled():
            sys.stdout.write(done.stdout)
    told = json.loads(done.stdout)
    first, most = told["first"], told["most"]
    for name in ("descriptors", "threads", "children", "files_in_feeds", "files_in_cache"):
        assert most[name] == first[name], name
    assert (first["children"], first["files_in_cache"]) == (0, 2)
    assert told["last"]["resident"] <= first["resident"] + MEMORY
