"""Compressed copies, for clients that can unpack them."""

import gzip

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.servers.folder import MP3, RSS
from tests.servers.served import Served


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("GZIP;q=0.5", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0, br;q=0", ""),
        ("gzip;q=0", ""),
        ("deflate", ""),
        ("identity", ""),
    ],
)
def test_the_copy_that_a_client_can_unpack_is_sent(ask: Served, accepted: str, coding: str) -> None:
    answer = ask(RSS, Accept_Encoding=accepted)
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}[coding]
    assert (answer.status, answer["content-encoding"]) == (200, coding)
    assert unpack(answer.body) == ask.bytes_of(RSS)
    assert answer["content-type"] == "application/rss+xml; charset=utf-8"
    assert "accept-encoding" in answer["vary"].lower()


def test_every_coding_has_its_own_entity_tag_and_its_own_304(ask: Served) -> None:
    answers = {coding: ask(RSS, Accept_Encoding=coding) for coding in ("identity", "gzip", "br")}
    assert len({answer["etag"] for answer in answers.values()}) == 3
    for coding, answer in answers.items():
        again = ask(RSS, Accept_Encoding=coding, If_None_Match=answer["etag"])
        assert (again.status, again["etag"], again["vary"]) == (304, answer["etag"], answer["vary"])


def test_audio_has_no_copies(ask: Served) -> None:
    answer = ask(MP3, Accept_Encoding="gzip, br")
    assert (answer["content-encoding"], answer["vary"]) == ("", "")
