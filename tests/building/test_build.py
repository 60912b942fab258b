"""What a build places, lists, holds and leaves alone; and builds that meet each other."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from feedpub.report import ExitCode, Report
from tests.building.stations import BROKEN, SECTIONS, listed, run
from tests.newsroom import ARTICLE, PUBLISHER, STATION, newsroom, tree, write


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


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
    what = f"there is no folder {gone}. Is a disk not mounted?"
    assert report.failures == (f"Nothing was built: {what} If the newsroom is somewhere else, pass --articles FOLDER.",)
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


# --- all formats together ---------------------------------------------------------------------------------------


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
