"""The system refuses a call that writes: the run says so in one line, feeds are old or new, and the next mends all.

Where it is a call on the cache, nobody notices.
"""

import errno
import os
import re

import pytest

from tests.faults.calls import EVERY, Call, disturbed, sampled
from tests.faults.room import Room
from tests.faults.warm import Done

ERRORS = ("EIO", "ENOSPC", "EACCES", "EROFS")
OF_FEEDS, OF_CACHE = 6, 3
"""Calls of one kind that are refused, one error each, so that on the feeds each kind meets each error; `make soak`
refuses every call with every error."""


def words(error: str) -> str:
    return os.strerror(getattr(errno, error))


def told(room: Room, call: Call, error: str) -> str:
    """What the run has to say if a call on the feeds ends with an error."""
    path = call.path.with_name(re.sub(r"^\.(.*)\.feedpub-new$", r"\1", call.path.name))
    if path == room.out and call.kind == "mkdir":
        return f"feedpub: Nothing was built: {path}: {words(error)}\n"
    below = path.relative_to(room.out).parts
    is_station = below and (room.articles / below[0]).is_dir()
    top = below[0] if is_station else "The list of all stations"  # which the publisher's page is placed with
    return f"feedpub: {top} was not put in place: {path}: {words(error)}\n"


def refused(calls: list[Call], many: int, error: str) -> list[Call]:
    """The calls that end with this error."""
    return sampled(calls, many)[0 if EVERY else ERRORS.index(error) :: 1 if EVERY else len(ERRORS)]


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize(("start", "least"), [("nothing", 80), ("old feeds", 40)])
def test_a_call_on_the_feeds_is_refused(
    room: Room, calls: dict[str, list[Call]], start: str, least: int, error: str
) -> None:
    on_feeds = [call for call in calls[start] if call.path.is_relative_to(room.out)]
    assert len(on_feeds) >= least
    for call in refused(on_feeds, OF_FEEDS, error):
        done = disturbed(room, start, call, f"error={error}")
        harmless = call.error == "EEXIST"
        assert done == (Done(0, "") if harmless else Done(3, told(room, call, error))), call
        room.check_whole(start)
        assert not list(room.out.rglob(".*")), call
        room.check_mended(start)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize(("start", "least"), [("nothing", 90), ("old feeds", 50)])
def test_a_call_on_the_cache_is_refused(
    room: Room, calls: dict[str, list[Call]], start: str, least: int, error: str
) -> None:
    on_cache = [call for call in calls[start] if call.path.is_relative_to(room.cache)]
    assert len(on_cache) >= least
    for call in refused(on_cache, OF_CACHE, error):
        assert disturbed(room, start, call, f"error={error}") == Done(0, ""), call
        assert {path.name for path in room.out.rglob(".*")} == set()
        room.forget_run()
        room.check_mended(start)
