"""Parts of a file, as players ask for them."""

import re
from email.utils import formatdate

import pytest

from tests.servers.folder import MP3
from tests.servers.served import Served


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("0-0", 0, 1),
        ("100-199", 100, 200),
        ("18000-", 18000, 18286),
        ("-100", 18186, 18286),
        ("18000-99999", 18000, 18286),
    ],
)
def test_a_part_is_sent_as_a_part(ask: Served, asked: str, start: int, stop: int) -> None:
    answer = ask(MP3, Range=f"bytes={asked}")
    assert (answer.status, answer["content-range"]) == (206, f"bytes {start}-{stop - 1}/18286")
    assert answer.body == ask.bytes_of(MP3)[start:stop]
    assert (answer["content-length"], answer["content-type"]) == (str(stop - start), "audio/mpeg")
    assert answer["access-control-allow-origin"] == "*"


def test_several_parts_are_sent_in_one_body(ask: Served) -> None:
    answer = ask(MP3, Range="bytes=0-9, 100-109,-10")
    kind = re.fullmatch(r"multipart/byteranges; boundary=(\S+)", answer["content-type"])
    assert answer.status == 206
    assert kind
    content = ask.bytes_of(MP3)
    parts = answer.body.split(f"--{kind[1]}".encode())[1:]
    assert parts.pop().strip() == b"--"
    for part, start in zip(parts, (0, 100, 18276), strict=True):
        head, _, body = part.partition(b"\r\n\r\n")
        assert f"content-range: bytes {start}-{start + 9}/18286" in head.decode().lower()
        assert "content-type: audio/mpeg" in head.decode().lower()
        assert body == content[start : start + 10] + b"\r\n"


@pytest.mark.parametrize("asked", ["bytes=18286-", "bytes=99999-100000"])
def test_a_part_that_is_not_there_is_refused(ask: Served, asked: str) -> None:
    answer = ask(MP3, Range=asked)
    assert (answer.status, answer["content-range"]) == (416, "bytes */18286")


def test_a_part_of_what_has_changed_is_all_of_it(ask: Served) -> None:
    first = ask(MP3)
    for validator, status in (
        (first["etag"], 206),
        (first["last-modified"], 206),
        ('"another"', 200),
        (formatdate(0, usegmt=True), 200),
    ):
        answer = ask(MP3, Range="bytes=0-9", If_Range=validator)
        assert (answer.status, len(answer.body)) == (status, 10 if status == 206 else 18286)
