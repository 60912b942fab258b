"""Compiled templates, kept where Python keeps compiled modules, because a process needs 80 ms to compile them."""

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from feedpub.digests import digest

_LENGTH = len(digest(b""))


class Compiled(jinja2.BytecodeCache):
    """Jinja's memory of templates: one file each in __pycache__, as good as the modules beside it and no better.

    What Python is told of its own files (PYTHONDONTWRITEBYTECODE, PYTHONPYCACHEPREFIX) holds for these, too. A file
    that is damaged, or of another version of Jinja's, is made again; one that cannot be written is left out.
    """

    def get_cache_key(self, name: str, _filename: str | None = None) -> str:
        """The name of the template, which is that of its file."""
        return name

    def __init__(self, made: str) -> None:
        """`made` tells apart what else is compiled in: the environment's options and filters."""
        self._made = made

    def get_source_checksum(self, source: str) -> str:
        """What tells whether a file is of this template, compiled by this Jinja; Jinja looks at Python's version."""
        return digest(source, jinja2.__version__, self._made)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put what was kept of a template into its bucket, if it is whole."""
        with suppress(OSError):
            kept = _file(bucket.key).read_bytes()
            if kept[:_LENGTH] == digest(kept[_LENGTH:]).encode():
                bucket.bytecode_from_string(kept[_LENGTH:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if that is allowed and possible."""
        if sys.dont_write_bytecode:
            return
        code, file = bucket.bytecode_to_string(), _file(bucket.key)
        unfinished = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            try:
                unfinished.write_bytes(digest(code).encode() + code)
                unfinished.replace(file)
            finally:
                unfinished.unlink(missing_ok=True)


def _file(template: str) -> Path:
    """The file of a compiled template, such as __pycache__/feed.html.j2.cpython-311.pyc."""
    return Path(cache_from_source(str(Path(__file__).with_name(f"{template}.py"))))
