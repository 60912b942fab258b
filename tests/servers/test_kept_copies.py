"""Copies in place that are kept are what clients unpack, to the last byte."""

import gzip
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest

from feedpub.compressing import copies

TEXT = b"the tide, " * 100
GZIP, BROTLI = gzip.compress(TEXT, mtime=0), bytes(brotli.compress(TEXT))


@pytest.mark.parametrize(
    ("ending", "there", "is_kept"),
    [
        (".gz", GZIP, True),
        (".br", BROTLI, True),
        (".gz", GZIP + gzip.compress(b"and more", mtime=0), False),
        (".gz", GZIP + b"\0", False),
        (".gz", GZIP[:-1], False),
        (".gz", gzip.compress(TEXT[1:], mtime=0), False),
        (".br", BROTLI[:-1], False),
        (".br", BROTLI + BROTLI, False),
    ],
)
def test_a_copy_is_kept_if_it_is_the_file_and_nothing_else(
    tmp_path: Path, ending: str, there: bytes, *, is_kept: bool
) -> None:
    path = tmp_path / f"a.txt{ending}"
    path.write_bytes(there)
    made = copies({tmp_path / "a.txt": TEXT})[path]
    assert (made == there) is is_kept
    assert (gzip.decompress if ending == ".gz" else brotli.decompress)(made) == TEXT
