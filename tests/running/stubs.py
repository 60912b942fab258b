"""Blocks of commands from the page, run with programs that only note how they were called."""

import os
import re
import subprocess
from pathlib import Path

from tests.newsroom import REPOSITORY, write

STUB = '#!/bin/sh\necho "${0##*/} $*" >> "$CALLS"\n'


def with_stubs(command: str, root: Path, *names: str) -> list[str]:
    """Run a block of commands as root would, below `root`; what the programs of these names were called with."""
    write(root / "stubs", dict.fromkeys(names, STUB))
    for stub in (root / "stubs").iterdir():
        stub.chmod(0o755)
    for place in ("/srv/", "/etc/"):
        command = re.sub(rf"(?<=[ =]){place}", f"{root}{place}", command)
    (root / "etc" / "systemd" / "system").mkdir(parents=True, exist_ok=True)
    calls = root / "calls"
    environment = {**os.environ, "CALLS": str(calls), "PATH": f"{root / 'stubs'}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(["sh", "-ec", command], cwd=REPOSITORY, env=environment, check=True)
    return calls.read_text().replace(str(root), "").splitlines()
