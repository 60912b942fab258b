"""From addresses to the files of a folder."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.rules import Files
from tests.beside.common import BASE
from tests.newsroom import REPOSITORY


@pytest.fixture(name="quay")
def _quay(tmp_path: Path) -> Path:
    quay = tmp_path / "quay"
    (quay / "audio").mkdir(parents=True)
    (quay / "audio" / "a b.mp3").write_bytes(b"audio")
    (quay / "audio" / "same.mp3").symlink_to("a b.mp3")
    (quay / "out.mp3").symlink_to("../secret.mp3")
    (quay / "round").symlink_to("round")
    (tmp_path / "secret.mp3").write_bytes(b"secret")
    return quay


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://quay.example/pod/audio/a%20b.mp3", "audio/a b.mp3"),
        ("HTTPS://Quay.example:443/pod/audio/a%20b.mp3#t=10", "audio/a b.mp3"),
        ("https://quay.example/pod/audio/same.mp3", "audio/a b.mp3"),
        ("https://quay.example/pod/audio/a%20b.mp3?x=1", None),
        ("https://quay.example/pod/audio/", None),
        ("https://quay.example/pod/audio", None),
        ("https://quay.example/pod", None),
        ("https://quay.example/audio/a%20b.mp3", None),
        ("https://quay.example/podcast/audio/a%20b.mp3", None),
        ("http://quay.example/pod/audio/a%20b.mp3", None),
        ("https://quay.example:8443/pod/audio/a%20b.mp3", None),
        ("https://other.example/pod/audio/a%20b.mp3", None),
        ("https://quay.example/pod/out.mp3", None),
        ("https://quay.example/pod/../secret.mp3", None),
        ("https://quay.example/pod/%2e%2e/secret.mp3", None),
        ("https://quay.example/pod/..%2fsecret.mp3", None),
        ("https://quay.example/pod/round/a.mp3", None),
        ("https://quay.example/pod/%00.mp3", None),
        ("https://quay.example/pod/" + "a" * 5000, None),
        ("https://quay.example:99999/pod/audio/a%20b.mp3", None),
        ("https://[quay.example/pod/audio/a%20b.mp3", None),
        ("audio/a%20b.mp3", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("base", ["https://quay.example/pod", "https://quay.example/pod/"])
def test_an_address_leads_to_a_file_of_the_folder_alone(quay: Path, base: str, address: str, name: str | None) -> None:
    assert Files(quay, base).find(address) == (quay / name if name else None)


@given(st.text())
def test_no_address_fails(address: str) -> None:
    Files(REPOSITORY, BASE).find(address)
    Files(REPOSITORY, BASE).find(BASE + address)
    Files(REPOSITORY, address).find(BASE + "README.md")
