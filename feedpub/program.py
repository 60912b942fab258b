"""What would answer differently to the same articles: another Python, another feedpub, other packages beside it."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def program() -> str:
    """A digest of Python, of feedpub's own files, and of what is installed beside it."""
    return hashlib.blake2b("\n".join(_parts()).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()


def _parts() -> Iterator[str]:
    yield sys.version
    for folder, _, names in sorted(os.walk(Path(__file__).parent)):
        for name in sorted(names):
            if name.endswith((".py", ".j2", ".css", ".js")):
                about = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - half the time of a Path for each
                yield f"{folder}/{name} {about.st_size} {about.st_mtime_ns}"
    for folder in sys.path:
        with suppress(OSError):
            yield f"{folder} {os.stat(folder).st_mtime_ns}"  # noqa: PTH116 - an entry may be no path at all
