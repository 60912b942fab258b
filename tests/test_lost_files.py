"""Pictures that go while a run is at work: they are told as if they had never been there, and nothing else goes."""

import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedpub import build as pipeline
from feedpub.build import build
from feedpub.job import Job
from feedpub.library.folders import Folder, UnreadableError
from feedpub.library.originals import BadMediaError
from feedpub.library.shelf import Shelf
from feedpub.library.stations import Newsroom, read_newsroom
from feedpub.model.parts import Image
from feedpub.problem import Place, Problem
from feedpub.report import Report
from feedpub.upcoming import upcoming
from tests.newsroom import ARTICLE, PUBLISHER, REPOSITORY, STATION, tree, write

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PICTURE = (REPOSITORY / "articles/harbor/media/icon.png").read_bytes()
ART = (REPOSITORY / "tests/cases/_show/articles/harbor/talk/art.png").read_bytes()
FIELD = "{file: media/a.png}\n"


def run() -> Report:
    return build(Job(Path("articles"), Path("feeds"), NOW))


def told(report: Report) -> list[tuple[str, str, str]]:
    return [(str(problem.place), problem.code, problem.message) for problem in report.problems]


@pytest.fixture
def picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Makes a newsroom in which one file names a picture, which goes as soon as that file has been read."""
    monkeypatch.chdir(tmp_path)

    def make(file: str, field: str) -> None:
        settings = {"publisher.yaml": PUBLISHER, "ckls/station.yaml": STATION, "ckls/a.yaml": ARTICLE}
        settings[file] += f"{field}: {FIELD}"
        path = Path("articles", file).parent / "media/a.png"
        write(Path("articles"), {**settings, path.relative_to("articles").as_posix(): PICTURE})

        def read(folder: Folder) -> Newsroom:
            newsroom = read_newsroom(folder)
            path.unlink(missing_ok=True)
            return newsroom

        monkeypatch.setattr(pipeline, "read_newsroom", read)
        monkeypatch.setattr("feedpub.upcoming.read_newsroom", read)

    return make


@pytest.mark.parametrize("field", ["logo", "icon"])
@pytest.mark.parametrize(
    ("file", "line", "name"),
    [("ckls/station.yaml", 3, "ckls/media/a.png"), ("publisher.yaml", 5, "media/a.png")],
)
def test_a_picture_of_the_station_that_goes(
    picture: Callable[[str, str], None], file: str, line: int, name: str, field: str
) -> None:
    picture(file, field)
    report = run()
    lost = (f"articles/{file}:{line}:{len(field) + 10}", "missing-file", f"There is no file {name}.")
    assert (told(report), report.failures, report.exit_code()) == ([lost], (), 1)
    before = tree(Path("feeds"))
    assert "ckls/rss.xml" in before
    assert b"a.png" not in before["ckls/rss.xml"]
    assert told(run()) == [lost], "as told by a run that never saw it"
    assert tree(Path("feeds")) == before


def test_what_falls_due_is_told_without_the_picture_that_goes(picture: Callable[[str, str], None]) -> None:
    picture("ckls/station.yaml", "logo")
    write(Path("articles"), {"ckls/b.yaml": ARTICLE.replace("2026-05", "2026-07").replace("/ferry", "/b")})
    assert [coming.station for coming in upcoming(Job(Path("articles"), Path("feeds"), NOW))] == ["ckls"]


def test_the_artwork_of_a_show_that_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    show = "title: Talk\ndescription: T.\ncategories: [News]\nimage: {file: art.png, alt: x}\n"
    show += "guid: 1c0ab59a-8a96-545f-8b16-3ec7fa1e8a35\n"
    stations = {"publisher.yaml": PUBLISHER, "ckls/station.yaml": STATION, "ckls/a.yaml": ARTICLE}
    write(Path("articles"), {**stations, "ckls/talk/show.yaml": show, "ckls/talk/art.png": ART})
    seen = Shelf.artwork

    def artwork(self: Shelf, image: Image) -> str:
        url = seen(self, image)
        Path("articles/ckls/talk/art.png").unlink()
        return url

    monkeypatch.setattr(Shelf, "artwork", artwork)
    lost = ("articles/ckls/talk/show.yaml:4:15", "missing-file", "There is no file ckls/talk/art.png.")
    report = run()
    assert (told(report), report.failures) == ([lost], ())
    assert [feed.path for station in report.stations for feed in station.feeds] == ["ckls"]


def test_what_a_process_says_against_a_picture_or_a_file_comes_back_whole() -> None:
    picture = pickle.loads(pickle.dumps(BadMediaError("file", "bad-media", "It is damaged.", "Export it again.")))  # noqa: S301 - our own bytes
    assert isinstance(picture, BadMediaError)
    problem = Problem(Place("a.yaml", 1, 8), "bad-media", "It is damaged.", "Export it again.")
    assert (picture.field, picture.at(problem.place), str(picture)) == ("file", problem, "It is damaged.")
    file = pickle.loads(pickle.dumps(UnreadableError(problem)))  # noqa: S301 - our own bytes
    assert isinstance(file, UnreadableError)
    assert (file.problem, str(file)) == (problem, "It is damaged.")
