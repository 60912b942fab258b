"""An article is broken right after a run has read its new version, and before that came into the feeds."""

import signal
from pathlib import Path

from tests.faults.calls import disturbed, writing_calls
from tests.faults.room import Room
from tests.faults.warm import warm


def test_the_version_before_stays_in_the_feeds_and_everything_else_goes_out(tmp_path: Path) -> None:
    with warm(tmp_path) as runs:
        room = Room(tmp_path, runs)
        gulls, colours = room.articles / "ckls" / "gulls.yaml", list[bool]()
        whole = gulls.read_text()
        calls = writing_calls(room, "old feeds")
        begun = [n for n, call in enumerate(calls) if call.kind == "open" and call.path.is_relative_to(room.out)]
        for call in (call for call in calls[: begun[0]] if call.kind == "unlink"):  # with which a transaction ends
            gulls.write_text(whole)
            assert disturbed(room, "old feeds", call, "signal=SIGKILL").code == -signal.SIGKILL
            gulls.write_text("title: Half a sto")
            done = room.build()
            assert done.code == 1
            assert "[last-version]" in done.output, call
            assert "[station-held]" not in done.output, call
            colours.append(b"a red gull" in (room.out / "ckls" / "rss.xml").read_bytes())
            assert b"blue talks" in (room.out / "ckls" / "talk" / "rss.xml").read_bytes()
        assert colours[0], "what was before"
        assert len(colours) >= 2
