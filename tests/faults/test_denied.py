"""Articles and folders that the user of the run may not read, which root always may."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.room import INSTANT, fill
from tests.faults.warm import Done, Warm, warm
from tests.newsroom import tree

_NOBODY = 65534
pytestmark = pytest.mark.xdist_group("denied")


class Denied:
    """A newsroom that belongs to another user, built by one who may do nothing special."""

    def __init__(self, folder: Path, runs: Warm) -> None:
        self.folder, self.runs = folder, runs
        self.articles, self.out = folder / "articles", folder / "out"
        fill(self.articles, "red")

    def build(self) -> Done:
        """Run the command."""
        folders = ["--articles", str(self.articles), "--out", str(self.out), "--cache", str(self.folder / "cache")]
        return self.runs.build(*folders, "--now", INSTANT)


@pytest.fixture(scope="module")
def nobody() -> Iterator[tuple[Path, Warm]]:
    """Who may do nothing special, and a folder of theirs: not below pytest's, into which nobody else may look."""
    other = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    (folder / "output").touch()
    (folder / "output").chmod(0o666)
    try:
        with warm(folder, *other) as runs:
            yield folder, runs
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777)
        shutil.rmtree(folder)


@pytest.fixture
def denied(nobody: tuple[Path, Warm], request: pytest.FixtureRequest) -> Denied:
    folder = nobody[0] / request.node.name
    folder.mkdir()
    folder.chmod(0o777)
    return Denied(folder, nobody[1])


def refused(path: Path, what: str, command: str) -> str:
    return (
        f"{path}: error: The {what} cannot be read: Permission denied. [unreadable-file]\n"
        f"    Check who may read it ({command}){', and that it still exists' if what == 'file' else ''}.\n"
    )


def last_version(path: Path) -> str:
    message = "The feeds go on with the version of this article from before it was broken."
    return f"{path}: warning: {message} [last-version]\n"


def test_an_article_that_may_not_be_read_stays_as_it_was_and_everything_else_goes_out(denied: Denied) -> None:
    assert denied.build() == Done(0, "")
    before = tree(denied.out)
    fill(denied.articles, "blue")
    gulls = denied.articles / "ckls" / "gulls.yaml"
    gulls.chmod(0o000)
    assert denied.build() == Done(1, last_version(gulls) + refused(gulls, "file", "ls -l"))
    after = tree(denied.out)
    assert b"blue talks" in after["ckls/talk/rss.xml"]
    assert b"a red gull" in after["ckls/sea/rss.xml"]
    assert after["quay/rss.xml"] == before["quay/rss.xml"]
    gulls.chmod(0o644)
    assert denied.build() == Done(0, "")
    assert b"a blue gull" in tree(denied.out)["ckls/sea/rss.xml"]


def test_a_folder_that_may_not_be_entered_holds_its_station_alone(denied: Denied) -> None:
    (denied.articles / "ckls" / "2025").mkdir()
    shutil.move(denied.articles / "ckls" / "ferry.yaml", denied.articles / "ckls" / "2025")
    assert denied.build() == Done(0, "")
    before = tree(denied.out)
    (denied.articles / "ckls" / "2025").chmod(0o000)
    fill(denied.articles, "blue")
    (denied.articles / "ckls" / "ferry.yaml").unlink()
    crane = denied.articles / "quay" / "crane.yaml"
    crane.write_text(crane.read_text().replace("the crane", "another crane"))
    done = denied.build()
    held = (
        f"{denied.out}/ckls: error: CKLS is held: “the ferry” would disappear from its feeds: no file that can be read"
        " has it. [station-held]\n    Fix what is broken, or put back its file, or set status: withdrawn in it;"
        " the feeds stay until then.\n"
    )
    assert done == Done(1, refused(denied.articles / "ckls" / "2025", "folder", "ls -ld") + held)
    after = tree(denied.out)
    assert {name for name in after if after[name] != before[name]} == {
        f"quay/{name}" for name in ("rss.xml", "atom.xml", "feed.json", "index.html")
    }
    (denied.articles / "ckls" / "2025").chmod(0o755)
    assert denied.build() == Done(0, "")
    assert b"a blue gull" in tree(denied.out)["ckls/sea/rss.xml"]


def test_a_folder_of_feeds_that_may_not_be_written(denied: Denied) -> None:
    assert denied.build() == Done(0, "")
    before = tree(denied.out)
    fill(denied.articles, "blue")
    (denied.out / "ckls" / "media").chmod(0o555)
    done = denied.build()
    assert done.code == 3
    (line,) = done.output.splitlines()
    assert line.startswith(f"feedpub: ckls was not put in place: {denied.out}/ckls/media/gull-")
    assert line.endswith(".svg: Permission denied")
    assert tree(denied.out) == before


def test_a_cache_that_may_not_be_written_is_not_noticed(denied: Denied) -> None:
    (denied.folder / "cache").mkdir(mode=0o555)
    assert denied.build() == Done(0, "")
    fill(denied.articles, "blue")
    assert denied.build() == Done(0, "")
    assert b"a blue gull" in tree(denied.out)["ckls/sea/rss.xml"]
    assert tree(denied.folder / "cache") == {}
