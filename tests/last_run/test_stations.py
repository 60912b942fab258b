"""Only the stations in which something has changed are built again."""

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from feedpub import build as building
from feedpub import document, making, writer
from feedpub.library.index import Index
from feedpub.task import Task
from tests.last_run.newsroom import FERRY, GULLS, MEDIA, WARNED, build
from tests.newsroom import tree


@pytest.mark.usefixtures("later")
def test_a_station_in_which_nothing_has_changed_is_not_built_again(made: Callable[[], list[str]]) -> None:
    first = build()
    assert made() == ["harbor", "quay"]
    GULLS.write_text(WARNED.replace("<i>Gulls</i>", "gulls"))
    second = json.loads(build("--format", "json").output)
    assert made() == ["harbor"]
    assert second["changed"] == [f"harbor/{name}" for name in ("atom.xml", "feed.json", "index.html", "rss.xml")]
    assert [station["name"] for station in second["stations"]] == ["harbor", "quay"]
    assert [problem["file"] for problem in second["problems"]] == ["articles/quay/gulls.yaml"]
    assert "articles/quay/gulls.yaml:1:8: warning" in first.output
    assert build().exit_code == 0
    assert made() == []


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda: Path("articles/publisher.yaml").touch(), ["harbor", "quay"]),
        (lambda: shutil.copy(MEDIA / "logo.png", "articles/media/gull.png"), ["harbor", "quay"]),
        (lambda: Path("articles/media/new.png").touch(), ["harbor", "quay"]),
        (lambda: Path("articles/quay/station.yaml").touch(), ["quay"]),
        (lambda: Path("feeds/quay/rss.xml").unlink(), ["quay"]),
        (lambda: shutil.rmtree("feeds/quay"), ["quay"]),
        (lambda: shutil.copytree("articles/quay", "articles/third"), ["harbor", "quay", "third"]),
        (lambda: Path("feeds/stations.opml").unlink(), []),
        (lambda: next(Path("cache").glob("articles-*")).unlink(), ["harbor", "quay"]),
    ],
)
def test_what_the_stations_share_concerns_all_of_them(
    made: Callable[[], list[str]], change: Callable[[], object], expected: list[str]
) -> None:
    build()
    before = tree(Path("feeds"))
    made()
    change()
    if expected == ["harbor", "quay", "third"]:
        Path("articles/third/station.yaml").write_text("title: Third\nlink: https://third.example/\n")
    elif not list(Path("cache").glob("articles-*")):
        GULLS.write_text(WARNED)
    build()
    assert made() == expected
    assert before.keys() <= tree(Path("feeds")).keys()


@pytest.mark.usefixtures("later")
def test_a_station_that_names_a_picture_of_another_one_is_built_with_it(made: Callable[[], list[str]]) -> None:
    picture = Path("articles/quay/media/gull.png")
    picture.parent.mkdir()
    shutil.copy(MEDIA / "icon.png", picture)
    image = "image: {file: ../quay/media/gull.png, alt: A gull}\n"
    GULLS.write_text(WARNED.replace("body", f"{image}body"))
    build()
    made()
    shutil.copy(MEDIA / "logo.png", picture)
    build()
    assert made() == ["harbor", "quay"]


@pytest.mark.usefixtures("later")
def test_an_id_that_two_stations_share_is_told_when_only_one_of_them_is_built(made: Callable[[], list[str]]) -> None:
    shared = "id: tag:quay.example,2026:gulls\n"
    GULLS.write_text(shared + WARNED)
    Path("articles/quay/gulls.yaml").write_text(shared + WARNED.replace("harbor", "quay"))
    assert "[shared-id]" in build().output
    made()
    FERRY.write_text(FERRY.read_text().replace("Monday", "Sunday"))
    assert "articles/quay/gulls.yaml:1:5: warning: The article in articles/harbor/gulls.yaml" in build().output
    assert made() == ["harbor"]
    GULLS.write_text(WARNED)
    assert "[shared-id]" not in build().output
    assert made() == ["harbor"]


@pytest.mark.usefixtures("later")
def test_a_station_is_built_when_something_of_it_falls_due(made: Callable[[], list[str]]) -> None:
    GULLS.write_text(WARNED.replace("2026-05-02", "2026-06-02T09:00"))
    build()
    made()
    build(now="2026-06-02T13:00Z")
    assert made() == ["harbor"]
    assert "gulls" in Path("feeds/harbor/rss.xml").read_text()


@pytest.mark.usefixtures("later")
def test_a_picture_of_another_station_that_was_missing_is_found_when_it_comes(made: Callable[[], list[str]]) -> None:
    station = Path("articles/harbor/station.yaml")
    station.write_text(f"{station.read_text()}logo: {{file: ../quay/logo.png, alt: Harbor}}\n")
    assert "[missing-file]" in build().output
    shutil.copy(MEDIA / "logo.png", "articles/quay/logo.png")
    made()
    assert "[missing-file]" not in build().output
    assert made() == ["harbor", "quay"]
    assert "logo" in Path("feeds/harbor/feed.json").read_text()


@pytest.mark.usefixtures("later")
def test_a_station_with_links_in_it_is_not_passed_over(made: Callable[[], list[str]]) -> None:
    Path("articles/quay/pics").mkdir()
    shutil.copy(MEDIA / "icon.png", "articles/quay/pics/gull.png")
    Path("articles/harbor/pics").symlink_to("../quay/pics")
    GULLS.write_text(WARNED.replace("body", "image: {file: pics/gull.png, alt: A gull}\nbody"))
    build()
    made()
    shutil.copy(MEDIA / "logo.png", "articles/quay/pics/gull.png")
    build()
    assert made() == ["harbor", "quay"]


@pytest.mark.usefixtures("later")
def test_what_another_run_put_in_place_is_not_taken_for_ones_own(made: Callable[[], list[str]]) -> None:
    build()
    GULLS.write_text(WARNED)
    rss = Path("feeds/quay/rss.xml")
    own, really = rss.read_text(), writer.locked

    @contextmanager
    def waiting(folder: Path, wait: float) -> Iterator[None]:
        with really(folder, wait):
            rss.write_text("what a run with another clock has made while this one waited")
            yield

    made()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "locked", waiting)
        build()
    assert made() == ["harbor", "quay"]
    assert rss.read_text() == own


@pytest.mark.usefixtures("later", "made")
def test_a_station_that_goes_right_after_a_change_is_missed() -> None:
    build()
    gulls = Path("articles/quay/gulls.yaml")
    gulls.write_text(WARNED.replace("harbor", "quay").replace("Gulls", "Terns"))
    os.utime(gulls, ns=(time.time_ns(),) * 2)
    build()
    shutil.rmtree("articles/quay")
    for _ in range(2):
        assert "feeds/quay: warning: This feed is no longer built" in build().output
    assert "Quay" not in Path("feeds/stations.opml").read_text()


@pytest.mark.usefixtures("later")
def test_a_picture_of_the_publishers_that_appears_reaches_all_stations(made: Callable[[], list[str]]) -> None:
    with Path("articles/publisher.yaml").open("a") as file:
        file.write("icon: {file: harbor/gull.png}\n")
    assert "[missing-file]" in build().output
    shutil.copy(MEDIA / "icon.png", "articles/harbor/gull.png")
    made()
    assert "[missing-file]" not in build().output
    assert made() == ["harbor", "quay"]
    assert "gull" in Path("feeds/quay/feed.json").read_text()


@pytest.mark.usefixtures("later", "made")
def test_processors_are_shared_by_the_stations_that_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    workers: list[tuple[str, int]] = []

    def noted(task: Task, index: Index) -> making.MadeStation:
        workers.append((task.name, task.workers))
        return making.make_station(task, index)

    monkeypatch.setattr(building, "make_station", noted)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    build()
    GULLS.write_text(WARNED)
    build()
    assert workers == [("harbor", 4), ("quay", 4), ("harbor", 8)]


@pytest.mark.usefixtures("later", "made")
def test_articles_of_a_station_whose_own_file_is_broken_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    station, wrong = Path("articles/quay/station.yaml"), Path("articles/quay/wrong.yaml")
    whole = station.read_text()
    wrong.write_text("title: [\n")
    station.write_text("title: [\n")
    told = [problem["file"] for problem in json.loads(build("--format", "json").output)["problems"]]
    assert {station.as_posix(), wrong.as_posix()} < set(told)

    opened: list[str] = []
    read = document.read

    def noted(raw: bytes, shown: str) -> document.Document:
        opened.append(shown)
        return read(raw, shown)

    monkeypatch.setattr(document, "read", noted)
    FERRY.write_text(FERRY.read_text().replace("title: ", "title: New "))
    again = [problem["file"] for problem in json.loads(build("--format", "json").output)["problems"]]
    assert FERRY.as_posix() in opened
    assert {name for name in opened if name.startswith("articles/quay/")} == {station.as_posix(), wrong.as_posix()}
    assert again == told

    station.write_text(whole)
    wrong.unlink()
    build()
    [index] = Path("cache").glob("articles-*")
    with closing(sqlite3.connect(index)) as database:
        assert database.execute("SELECT DISTINCT station FROM articles ORDER BY 1").fetchall() == [
            ("harbor",), ("quay",)
        ]  # fmt: skip
