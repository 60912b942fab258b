"""Compressed copies of feeds: what they hold, when they come and go, and that quiet runs stay quiet."""

import gzip
import json
import shutil
import time
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
from click.testing import CliRunner, Result

from feedpub import compressing, writer
from feedpub.cli import main
from feedpub.media import LocalMedia
from feedpub.settled import RACY
from feedpub.target import Target
from tests.newsroom import REPOSITORY, tree, write

BASE = Path(__file__).parent / "cases" / "_base" / "articles"
NOW = "2026-06-01T12:00Z"
FERRY = Path("articles/harbor/2026-05-01-ferry.yaml")
FEEDS = ("harbor/atom.xml", "harbor/feed.json", "harbor/index.html", "harbor/rss.xml", "index.html", "stations.opml")
COPIES = sorted(f"{name}{ending}" for name in FEEDS for ending in (".br", ".gz"))


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path / "articles")
    monkeypatch.chdir(tmp_path)


def build(*options: str) -> Result:
    return CliRunner().invoke(main, ["build", "--cache", "cache", "--now", NOW, "--verbose", *options])


def copies() -> list[str]:
    return sorted(name for name in tree(Path("feeds")) if name.endswith((".br", ".gz")))


def unpacked(name: str) -> bytes:
    content = Path("feeds", name).read_bytes()
    return bytes(brotli.decompress(content)) if name.endswith(".br") else gzip.decompress(content)


def test_every_feed_has_its_copies_and_the_report_names_them() -> None:
    done = build("--precompress")
    changed = [line.removeprefix("changed: ") for line in done.output.splitlines()]
    assert [name for name in changed if name.endswith((".br", ".gz"))] == COPIES
    assert copies() == COPIES
    for name in COPIES:
        original = Path("feeds", name).with_suffix("")
        assert unpacked(name) == original.read_bytes()
        assert Path("feeds", name).stat().st_size < original.stat().st_size


def test_the_same_feeds_make_the_same_copies_without_name_or_time() -> None:
    build("--precompress")
    first = tree(Path("feeds"))
    shutil.rmtree("feeds")
    build("--precompress")
    assert tree(Path("feeds")) == first
    # RFC 1952 section 2.3: flags, among them FNAME, then MTIME in four bytes.
    assert {content[3:8] for name, content in first.items() if name.endswith(".gz")} == {b"\0\0\0\0\0"}


def test_copies_that_hold_are_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    build("--precompress")
    before = {name: Path("feeds", name).stat().st_ino for name in COPIES}

    def none(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(compressing, "_packed", none)
    assert build("--precompress", "--cache", "another").output == ""
    assert {name: Path("feeds", name).stat().st_ino for name in COPIES} == before


def test_copies_change_with_their_files() -> None:
    build("--precompress")
    FERRY.write_text(FERRY.read_text().replace("Monday", "Sunday"))
    done = build("--precompress")
    assert "changed: harbor/rss.xml.gz\n" in done.output
    assert "stations.opml" not in done.output
    assert b"Sunday" in unpacked("harbor/rss.xml.gz")
    assert b"Sunday" in unpacked("harbor/rss.xml.br")


def test_copies_go_when_they_are_not_asked_for_any_more() -> None:
    build()
    plain = tree(Path("feeds"))
    build("--precompress")
    done = build()
    assert done.output == "".join(f"changed: {name}\n" for name in COPIES)
    assert tree(Path("feeds")) == plain


def test_copies_whose_file_is_gone_go_too_and_what_somebody_else_compressed_stays() -> None:
    build("--precompress")
    theirs = {"feeds/backup.json.gz": "x", "feeds/harbor/story.pdf.gz": "x", "feeds/harbor/story.pdf.br": "x"}
    write(Path(), theirs | {"feeds/harbor/old.html.gz": "x", "feeds/harbor/old.html.br": "x"})
    done = build("--precompress")
    assert done.output == "changed: harbor/old.html.br\nchanged: harbor/old.html.gz\n"
    assert copies() == sorted([*COPIES, *(name.removeprefix("feeds/") for name in theirs)])


def test_a_damaged_copy_is_made_anew() -> None:
    build("--precompress")
    Path("feeds/harbor/rss.xml.br").write_bytes(b"no brotli")
    Path("feeds/harbor/rss.xml.gz").write_bytes(gzip.compress(b"another feed"))
    done = build("--precompress")
    assert done.output == "changed: harbor/rss.xml.br\nchanged: harbor/rss.xml.gz\n"
    assert unpacked("harbor/rss.xml.br") == unpacked("harbor/rss.xml.gz") == Path("feeds/harbor/rss.xml").read_bytes()


def test_a_look_tells_which_copies_would_come_and_go() -> None:
    build()
    plain = tree(Path("feeds"))
    look = build("--precompress", "--check")
    assert (look.exit_code, look.output) == (1, "".join(f"would change: {name}\n" for name in COPIES))
    assert tree(Path("feeds")) == plain
    build("--precompress")
    look = build("--check")
    assert (look.exit_code, look.output) == (1, "".join(f"would change: {name}\n" for name in COPIES))
    assert copies() == COPIES


def test_a_run_with_nothing_to_do_builds_nothing_and_the_option_makes_it_another_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 2 * RACY)
    looked: list[int] = []
    compare = writer.put_in_place

    def counted(*arguments: object) -> list[Path]:
        looked.append(1)
        return compare(*arguments)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(writer, "put_in_place", counted)
    build("--precompress")
    assert looked
    looked.clear()
    assert build("--precompress").output == ""
    assert not looked
    assert build().output != ""
    looked.clear()
    assert build().output == ""
    assert not looked


def test_a_group_that_cannot_be_written_leaves_files_and_copies_as_they_were() -> None:
    build("--precompress")
    Path("feeds/harbor/rss.xml.gz").unlink()
    Path("feeds/harbor/rss.xml.gz").mkdir()
    before = tree(Path("feeds"))
    FERRY.write_text(FERRY.read_text().replace("Monday", "Sunday"))
    done = build("--precompress")
    assert done.exit_code == 3
    assert "harbor was not put in place: feeds/harbor/rss.xml.gz: Is a directory" in done.output
    assert tree(Path("feeds")) == before


def test_an_old_copy_goes_before_its_file_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    feed, copy = Path("rss.xml"), Path("rss.xml.gz")
    write(Path(), {"rss.xml": "old", "rss.xml.gz": "old"})
    order: list[str] = []
    unlink, replace = Path.unlink, Path.replace

    def unlinked(path: Path, *, missing_ok: bool = False) -> None:
        order.append(f"- {path.name}")
        unlink(path, missing_ok=missing_ok)

    def replaced(path: Path, target: Path) -> Path:
        order.append(f"+ {target.name}")
        return replace(path, target)

    monkeypatch.setattr(Path, "unlink", unlinked)
    monkeypatch.setattr(Path, "replace", replaced)
    assert writer.put_in_place({feed: b"new"}, [copy]) == [feed, copy]
    assert [step for step in order if not step.startswith("- .")] == ["- rss.xml.gz", "+ rss.xml"]


def test_small_files_and_those_that_gain_nothing_have_none() -> None:
    noise = bytes(range(256)) * 2
    files = {Path("a.xml"): b"<rss/>", Path("b.xml"): b"<rss>" * 100, Path("c.png"): noise, Path("d.MP3"): noise}
    assert sorted(map(str, compressing.copies(files))) == ["b.xml.br", "b.xml.gz"]


def test_without_brotli_the_option_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "brotli", None)
    done = build("--precompress")
    assert done.exit_code == 2
    assert "--precompress needs brotli: pip install 'feedpub[precompress]'." in done.output
    assert build().exit_code == 0


def test_reports_for_programs_name_copies_as_files_of_their_feeds() -> None:
    told = json.loads(build("--precompress", "--format", "json").output)
    (station,) = told["stations"]
    assert station["feeds"][0]["changed"] == [
        "rss.xml", "atom.xml", "feed.json", "index.html",
        "rss.xml.br", "rss.xml.gz", "atom.xml.br", "atom.xml.gz",
        "feed.json.br", "feed.json.gz", "index.html.br", "index.html.gz",
    ]  # fmt: skip


def test_the_repository_s_own_feeds_shrink_by_half() -> None:
    files = {path: path.read_bytes() for path in (REPOSITORY / "feeds").rglob("*.xml")}
    made = compressing.copies(files)
    assert len(made) == 2 * len(files)
    assert sum(map(len, made.values())) < sum(map(len, files.values()))


def with_chapters() -> str:
    """Give the newsroom an article with audio and chapters; where the file of these goes."""
    show = "title: Tides\ndescription: Tides.\ncategories: [News]\nimage: https://harbor.example/a.png\n"
    show += "guid: 71d18a4f-18f3-53c8-be5c-68092ea7d8c2\n"
    chapters = "".join(f"  - {{start: 0:0{number}, title: Chapter {number} of many}}\n" for number in range(5))
    audio = "audio: {url: 'https://harbor.example/a.mp3', length: 1234567, duration: 12:30}\n"
    head = "title: Tide\nlink: https://harbor.example/tide\npublished: 2026-05-02\nsummary: Tide.\n"
    write(Path("articles/harbor/tides"), {"show.yaml": show, "tide.yaml": f"{head}{audio}chapters:\n{chapters}"})
    build("--precompress")
    (name,) = [name for name in tree(Path("feeds")) if name.endswith(".json") and "chapters" in name]
    return name


def test_media_that_are_text_have_copies_too_which_go_and_come_back() -> None:
    name = with_chapters()
    both = [f"{name}.br", f"{name}.gz"]
    assert [copy for copy in copies() if "/media/" in copy] == both
    assert unpacked(both[0]) == unpacked(both[1]) == Path("feeds", name).read_bytes()
    assert build("--precompress", "--cache", "another").output == ""
    look = build("--check").output
    assert all(f"would change: {copy}\n" in look for copy in both)
    taken = build().output
    assert all(f"changed: {copy}\n" in taken for copy in both)
    assert [copy for copy in copies() if "/media/" in copy] == []
    assert f"changed: {both[1]}\n" in build("--precompress").output
    assert [copy for copy in copies() if "/media/" in copy] == both


def test_copies_are_no_feeds_of_their_own() -> None:
    build("--precompress")
    done = CliRunner().invoke(main, ["validate", "--format", "json", "feeds"])
    assert (done.exit_code, len(json.loads(done.output)["feeds"])) == (0, 3)


def test_media_in_place_are_not_read_again_when_no_copies_are_wanted() -> None:
    media = Path("feeds/harbor/media")
    media.mkdir(parents=True)
    (media / "said-1.vtt").write_bytes(b"-" * 5000)
    gone = LocalMedia(Path("articles/harbor/said.vtt"), "said-1.vtt", 5000, "")
    assert Target(Path("feeds")).put_media("harbor", [gone]) == []
