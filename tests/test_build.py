"""What a build places, lists, holds and leaves alone; and builds that meet each other."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree

from feedpub.build import build
from feedpub.job import Job
from feedpub.report import ExitCode, Report
from tests.newsroom import ARTICLE, NOW, PUBLISHER, REPOSITORY, STATION, build_newsroom, newsroom, tree, write

QUAY = {"quay/station.yaml": STATION.replace("ckls", "quay").replace("CKLS", "Quay")}
SECTIONS = f"{STATION}feeds:\n  sea: {{title: Sea, sections: [Sea]}}\n"
BROKEN = "title: A: colon\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two stations, ckls with a section and an article."""
    return write(newsroom(tmp_path / "articles", {"ferry.yaml": ARTICLE}, SECTIONS), QUAY)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "feeds"


def run(articles: Path, out: Path, *stations: str, check: bool = False) -> Report:
    return build(Job(articles, out, NOW, stations, check))


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def listed(out: Path) -> list[str]:
    """The folders of the feeds in stations.opml."""
    root = etree.fromstring((out / "stations.opml").read_bytes())
    prefix, suffix = "https://feeds.example.com/", "/rss.xml"
    return [str(url).removeprefix(prefix).removesuffix(suffix) for url in root.xpath("//@xmlUrl")]  # type: ignore[union-attr]  # lxml's stubs know more results of xpath


def stop_writing(monkeypatch: pytest.MonkeyPatch, when: Callable[[Path], bool]) -> None:
    """A disk that is full for files below some folders."""
    opened = Path.open

    def refuse(self: Path, mode: str = "r", *arguments: object, **options: object) -> object:
        if "x" in mode and when(self):
            raise OSError(errno.ENOSPC, "No space left on device")
        return opened(self, mode, *arguments, **options)  # type: ignore[call-overload]  # handed on as it came

    monkeypatch.setattr(Path, "open", refuse)


# --- which stations -------------------------------------------------------------------------------------------


def test_only_the_stations_that_were_asked_for_are_built(articles: Path, out: Path) -> None:
    report = run(articles, out, "quay")
    assert [station.name for station in report.stations] == ["quay"]
    assert {path.name for path in out.iterdir()} == {"quay", "stations.opml", "index.html"}


def test_the_mistakes_of_other_stations_are_not_told(articles: Path, out: Path) -> None:
    write(articles, {"ckls/station.yaml": BROKEN, "ckls/ferry.yaml": BROKEN, "other/a.yaml": ARTICLE})
    report = run(articles, out, "quay")
    assert (report.problems, report.exit_code()) == ((), ExitCode.WELL)
    whole = run(articles, out)
    assert sorted(problem.place.file.rpartition("articles/")[2] for problem in whole.problems) == [
        "ckls/ferry.yaml",
        "ckls/station.yaml",
        "other",
    ]
    assert {problem.place.file.rpartition("/")[2] for problem in run(articles, out, "ckls").problems} == {
        "ferry.yaml",
        "station.yaml",
    }


def test_the_publisher_s_mistakes_are_told_to_everybody(articles: Path, out: Path) -> None:
    write(articles, {"publisher.yaml": PUBLISHER + "logo: {file: gone.png}\n"})
    assert codes(run(articles, out, "quay")) == ["missing-file"]


def test_articles_that_cannot_be_listed_are_a_failure(tmp_path: Path, out: Path) -> None:
    gone = tmp_path / "gone"
    report = run(gone, out)
    what = f"there is no folder {gone}. Is a disk not mounted, or the newsroom elsewhere?"
    assert report.failures == (f"Nothing was built: {what} Then name it: --articles FOLDER.",)
    assert report.exit_code() == ExitCode.FAILED


# --- stations.opml --------------------------------------------------------------------------------------------


def test_the_list_names_what_is_in_place_and_nothing_else(articles: Path, out: Path) -> None:
    run(articles, out, "quay")
    assert listed(out) == ["quay"]
    run(articles, out, "ckls")
    assert listed(out) == ["ckls", "ckls/sea", "quay"]
    assert run(articles, out, check=True).changed == []


def test_a_held_station_is_listed_without_its_new_feed(articles: Path, out: Path) -> None:
    write(articles, {"ckls/station.yaml": STATION})
    run(articles, out)
    write(articles, {"ckls/station.yaml": SECTIONS, "ckls/ferry.yaml": BROKEN})
    assert [station.held for station in run(articles, out).stations] == [True, False]
    assert listed(out) == ["ckls", "quay"]


@pytest.mark.parametrize("file", ["station.yml", "gone"])
def test_a_station_that_cannot_be_read_stays_in_the_list(articles: Path, out: Path, file: str) -> None:
    run(articles, out)
    before = (out / "stations.opml").read_bytes()
    (articles / "ckls/station.yaml").rename(articles / "ckls" / file)
    assert "no-longer-built" not in codes(run(articles, out))
    assert (out / "stations.opml").read_bytes() == before


def test_a_full_disk_leaves_the_list_alone(articles: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_writing(monkeypatch, lambda path: path.parent.name == "quay")
    report = run(articles, out)
    assert report.failures == (f"quay was not put in place: {out}/quay/rss.xml: No space left on device",)
    assert [(station.name, station.failed) for station in report.stations] == [("ckls", False), ("quay", True)]
    assert not (out / "stations.opml").exists()
    assert report.exit_code() == ExitCode.FAILED


def test_a_list_that_cannot_be_written_is_a_failure(articles: Path, out: Path) -> None:
    (out / "stations.opml").mkdir(parents=True)
    report = run(articles, out)
    assert report.failures == (f"The list of all stations was not put in place: {out}/stations.opml: Is a directory",)


def test_a_station_that_is_gone_leaves_the_list_and_its_feeds_are_told(articles: Path, out: Path) -> None:
    run(articles, out)
    for path in (articles / "ckls").iterdir():
        path.unlink()
    (articles / "ckls").rmdir()
    report = run(articles, out)
    assert [(problem.place.file, problem.code) for problem in report.problems] == [
        ((out / "ckls").as_posix(), "no-longer-built")
    ]
    assert listed(out) == ["quay"]
    assert run(articles, out, "quay").problems == ()


# --- media ----------------------------------------------------------------------------------------------------

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'
WITH_PICTURE = f"{ARTICLE}image: {{file: media/f.svg, alt: A square}}\n"


@pytest.fixture
def pictured(tmp_path: Path) -> Path:
    return write(newsroom(tmp_path / "articles", {"ferry.yaml": WITH_PICTURE}), {"ckls/media/f.svg": DRAWING})


def test_check_writes_no_media_but_tells_of_them(pictured: Path, out: Path) -> None:
    report = run(pictured, out, check=True)
    (name,) = (name for name in report.changed if "/media/" in name)
    assert (name.startswith("ckls/media/f-"), report.exit_code()) == (True, ExitCode.PROBLEMS)
    assert not out.exists()


def test_published_media_that_are_damaged_are_put_right(pictured: Path, out: Path) -> None:
    run(pictured, out)
    (picture,) = (out / "ckls/media").iterdir()
    picture.write_bytes(b"<svg")
    assert run(pictured, out).changed == [f"ckls/media/{picture.name}"]
    assert picture.read_text() == DRAWING


def test_a_picture_that_changes_under_way_is_not_published_as_another(
    pictured: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = pictured / "ckls/media/f.svg"
    read = Path.read_bytes

    def change(self: Path) -> bytes:
        if self == source:
            source.write_text(DRAWING.replace("8", "9"))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", change)
    report = run(pictured, out)
    changed = "It changed while the feeds were made; build again"
    assert report.failures == (f"ckls was not put in place: {source}: {changed}",)
    assert tree(out) == {}


# --- holding, and all formats together ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "“T0” would"), (3, "“T0”, “T1”, “T2” would"), (5, "“T0”, “T1”, “T2” and 2 more would")],
)
def test_a_held_station_names_three_of_the_titles_that_would_vanish(
    tmp_path: Path, out: Path, number: int, said: str
) -> None:
    def story(n: int) -> str:
        return f"title: T{n}\nlink: https://ckls.example.com/{n}\npublished: 2026-05-02T0{n}:00\nbody: x\n"

    stories = {f"{n}.yaml": story(n) for n in range(number)}
    articles = newsroom(tmp_path / "articles", stories)
    run(articles, out)
    before = tree(out)
    for name in list(stories)[1:]:
        (articles / "ckls" / name).unlink()
    write(articles, {"ckls/0.yaml": BROKEN})
    report = run(articles, out)
    (held,) = (problem for problem in report.problems if problem.code == "station-held")
    what = "it" if number == 1 else "them"
    assert held.message == f"CKLS is held: {said} vanish from its feeds, for no file that can be read has {what}."
    assert tree(out) == before


def story(title: str, **fields: str) -> str:
    """An article that is found by its title."""
    written = {"title": title, "link": f"https://ckls.example.com/{title}", "published": "2026-05-02", **fields}
    return "".join(f"{name}: {value}\n" for name, value in written.items()) + "body: x\n"


def said_of_renamed(articles: Path, out: Path) -> list[tuple[str, str, str]]:
    report = run(articles, out)
    return [(problem.code, problem.message, problem.fix) for problem in report.problems]


ID = "tag:ckls.example.com,2026-05-02:ckls"
HELD = "CKLS is held:"
LET_THROUGH = "If it is meant, let it through once: feedpub build ckls --allow re-announce"


def test_the_old_id_of_the_article_is_told_that_would_be_announced_again(tmp_path: Path, out: Path) -> None:
    articles = newsroom(tmp_path / "articles", {"one.yaml": story("One"), "two.yaml": story("Two")})
    run(articles, out)
    link = "https://ckls.example.com/One"  # of a draft, so that another article may have it
    new = {"ckls/one.yaml": story("One", status="draft"), "ckls/a.yaml": story("Another", link=link)}
    write(articles, new)
    (articles / "ckls/two.yaml").rename(articles / "ckls/zwei.yaml")
    assert said_of_renamed(articles, out) == [
        (
            "station-held",
            f"CKLS is held: “Two” would be announced again, with the id {ID}/zwei instead of {ID}/two.",
            f"Give the file its old name (and date) back, or write its old id into it (id: {ID}/two). {LET_THROUGH}",
        )
    ]
    write(articles, {"ckls/zwei.yaml": story("Two", id=f"{ID}/two")})
    assert said_of_renamed(articles, out) == []


def test_the_old_ids_of_several_articles_are_told_with_their_titles(tmp_path: Path, out: Path) -> None:
    ids = ", ".join(f"“T{number}” (id: {ID}/{number})" for number in range(3))
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": story(f"T{n}", section="Sea") for n in range(5)}, SECTIONS)
    run(articles, out)
    for number in range(5):
        (articles / f"ckls/{number}.yaml").rename(articles / f"ckls/{number}-new.yaml")
    assert said_of_renamed(articles, out) == [
        (
            "station-held",
            "CKLS is held: “T0”, “T1”, “T2” and 2 more would be announced again, for they have other ids than before.",
            f"Give the files their old names (and dates) back, or write its old id into each: {ids}. {LET_THROUGH}",
        )
    ]


def test_a_site_that_has_moved_keeps_its_ids_by_its_former_domain(tmp_path: Path, out: Path) -> None:
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": story(f"T{n}") for n in range(2)})
    run(articles, out)
    before = tree(out / "ckls")
    moved = STATION.replace("ckls.example.com", "ckls.example.net")
    write(articles, {"ckls/station.yaml": moved})
    assert said_of_renamed(articles, out) == [
        (
            "station-held",
            f"{HELD} “T0”, “T1” would be announced again, for ids are made of the site's domain, another one now.",
            f"Write the former one into station.yaml, so that they stay (domain: ckls.example.com). {LET_THROUGH}",
        )
    ]
    assert tree(out / "ckls") == before
    write(articles, {"ckls/station.yaml": f"{moved}domain: ckls.example.com\n"})
    assert said_of_renamed(articles, out) == []


def test_a_slip_in_what_a_section_chooses_by_empties_no_feed(tmp_path: Path, out: Path) -> None:
    """Its articles are all there, and out, but it would carry none of them any more."""
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": story(f"T{n}", section="Sea") for n in range(3)}, SECTIONS)
    run(articles, out)
    before = tree(out / "ckls/sea")
    write(articles, {"ckls/station.yaml": SECTIONS.replace("[Sea", "[Sae")})
    report = run(articles, out)
    (held,) = [problem for problem in report.problems if problem.code == "station-held"]
    assert held.message == "CKLS is held: a feed would be empty; “T0”, “T1”, “T2” would go."
    assert tree(out / "ckls/sea") == before


def test_all_that_holds_a_station_is_told_at_once(tmp_path: Path, out: Path) -> None:
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": story(f"T{n}") for n in range(5)})
    run(articles, out)
    (articles / "ckls/0.yaml").rename(articles / "ckls/new.yaml")
    for number in (1, 2, 3):
        (articles / f"ckls/{number}.yaml").unlink()
    said = said_of_renamed(articles, out)
    assert [message for _, message, _ in said] == [
        f"{HELD} “T0” would be announced again, with the id {ID}/new instead of {ID}/0.",
        "CKLS is held: more than a fifth of a feed would go at once: “T1”, “T2”, “T3”.",
    ]
    allowed = tuple(fix.rpartition(" ")[2] for _, _, fix in said)
    report = build(Job(articles, out, NOW, allowed=allowed))
    assert not report.problems


def test_an_article_that_is_deleted_while_nothing_is_wrong_is_meant_to_go(articles: Path, out: Path) -> None:
    other = ARTICLE.replace("/ferry", "/bell").replace("The ferry returns", "The bell rings")
    write(articles, {"ckls/bell.yaml": other})
    run(articles, out)
    (articles / "ckls/bell.yaml").unlink()
    assert "station-held" not in {problem.code for problem in run(articles, out).problems}
    assert [item["title"] for item in json.loads((out / "ckls/feed.json").read_bytes())["items"]] == [
        "The ferry returns"
    ]


@pytest.mark.parametrize("full_at", ["rss.xml", "atom.xml", "feed.json"])
def test_the_formats_of_a_feed_change_together(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, full_at: str
) -> None:
    run(newsroom(tmp_path / "articles", {"ferry.yaml": ARTICLE}), out)
    before = tree(out)
    stop_writing(monkeypatch, lambda path: full_at in path.name)
    report = run(newsroom(tmp_path / "articles", {"ferry.yaml": ARTICLE.replace("noon", "one")}), out)
    assert report.failures == (f"ckls was not put in place: {out}/ckls/{full_at}: No space left on device",)
    assert tree(out) == before


# --- runs that meet -------------------------------------------------------------------------------------------

SLOW = """\
import sys, time
from pathlib import Path
from feedpub import build, cli

signals = Path(sys.argv.pop(1))
make = build.make_station

def make_slowly(*call):
    made = make(*call)
    (signals / "has read").touch()
    while not (signals / "go on").exists():
        time.sleep(0.01)
    return made

build.make_station = make_slowly
if "--in-processes" in sys.argv:
    sys.argv.remove("--in-processes")
    build.MANY_FILES, build.os.cpu_count = 0, lambda: 2
cli.main()
"""
"""The command, which stops when it has read the articles until it may go on."""


Start = Callable[[list[str], Path, Path], subprocess.Popen[bytes]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the command; at the end of the test it is ended with all its processes, however the test went."""
    started: list[subprocess.Popen[bytes]] = []

    def start_one(program: list[str], articles: Path, out: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, *program, "build", "--articles", str(articles), "--out", str(out)]
        command += ["--now", f"{NOW:%Y-%m-%dT%H:%MZ}"]
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        started.append(subprocess.Popen(command, env=environment, start_new_session=True))
        return started[-1]

    yield start_one
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_run_that_read_old_articles_does_not_overwrite_the_feeds_of_one_that_read_new_ones(
    tmp_path: Path, out: Path, start: Start
) -> None:
    articles = newsroom(tmp_path / "articles", {"ferry.yaml": ARTICLE})
    first = start(["-c", SLOW, str(tmp_path)], articles, out)
    wait_for(tmp_path / "has read")
    write(articles, {"ckls/ferry.yaml": ARTICLE.replace("noon", "one")})
    second = start(["-m", "feedpub"], articles, out)
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(timeout=3)
    (tmp_path / "go on").touch()
    assert (first.wait(timeout=30), second.wait(timeout=30)) == (0, 0)
    assert b"It sails at one." in (out / "ckls/rss.xml").read_bytes()
    assert tree(out) == tree(build_newsroom(articles, tmp_path / "expected").out)


def test_a_run_that_was_killed_while_its_processes_live_on_hinders_nobody(
    tmp_path: Path, articles: Path, out: Path, start: Start
) -> None:
    killed = start(["-c", SLOW, str(tmp_path), "--in-processes"], articles, out)
    wait_for(tmp_path / "has read")
    killed.kill()
    killed.wait(timeout=30)
    assert start(["-m", "feedpub"], articles, out).wait(timeout=30) == 0
    assert listed(out) == ["ckls", "ckls/sea", "quay"]


def test_check_waits_for_nobody(tmp_path: Path, out: Path, start: Start) -> None:
    articles = newsroom(tmp_path / "articles", {"ferry.yaml": ARTICLE})
    slow = start(["-c", SLOW, str(tmp_path)], articles, out)
    wait_for(tmp_path / "has read")
    assert run(articles, out, check=True).exit_code() == ExitCode.PROBLEMS
    (tmp_path / "go on").touch()
    assert slow.wait(timeout=30) == 0
