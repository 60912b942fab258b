"""Files and folders that may not be read take nothing else away."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.warm import Done, Warm, warm
from tests.newsroom import ARTICLE, REPOSITORY, STATION, newsroom, write

pytestmark = pytest.mark.xdist_group("unreadable")
PICTURE = (REPOSITORY / "articles/harbor/media/icon.png").read_bytes()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter, which pytest's own are not."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    for inside in [path, *path.rglob("*")]:
        inside.chmod(0o755)
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def runs() -> Iterator[Warm]:
    """What starts runs of somebody who is not allowed everything."""
    other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        Path(place, "output").touch()
        with warm(Path(place), *other) as runs:
            Path(place, "output").chmod(0o666)
            yield runs


def said(runs: Warm, folder: Path, code: int = 1) -> str:
    """What a build in the folder says."""
    (folder / "feeds").mkdir(mode=0o777)
    (folder / "feeds").chmod(0o777)
    done = runs.build("--now", "2026-06-01T12:00:00Z", "--cache", "cache", folder=folder)
    assert done.code == code, done.output
    return done.output


def two_stations(folder: Path, article: str = ARTICLE) -> Path:
    articles = newsroom(folder / "articles", {"a.yaml": article, "b/c.yaml": article.replace("/ferry", "/c")})
    station = STATION.replace("ckls", "quay")
    return write(articles, {"quay/station.yaml": station, "quay/a.yaml": ARTICLE.replace("ckls", "quay")})


@pytest.mark.parametrize(
    ("name", "mode", "place"),
    [
        ("ckls", 0o000, "ckls/station.yaml: error: The file cannot be read: Permission denied."),
        ("ckls", 0o444, "ckls/station.yaml: error: The file cannot be read: Permission denied."),
        ("ckls", 0o111, "ckls: error: The folder cannot be read: Permission denied."),
        ("ckls/station.yaml", 0o000, "ckls/station.yaml: error: The file cannot be read: Permission denied."),
        ("ckls/a.yaml", 0o000, "ckls/a.yaml: error: The file cannot be read: Permission denied."),
        ("ckls/b", 0o000, "ckls/b: error: The folder cannot be read: Permission denied."),
    ],
)
def test_other_stations_go_on(runs: Warm, folder: Path, name: str, mode: int, place: str) -> None:
    (two_stations(folder) / name).chmod(mode)
    problems = [line for line in said(runs, folder).splitlines() if ": error: " in line]
    assert problems == [f"articles/{place} [unreadable-file]"]
    assert "<item>" in (folder / "feeds/quay/rss.xml").read_text()


@pytest.mark.parametrize("field", ["image: {file: media/x.png, alt: x}", "audio: {file: media/x.mp3}"])
@pytest.mark.parametrize("shut", ["ckls/media", "ckls/media/x.png ckls/media/x.mp3"])
def test_media_that_may_not_be_read(runs: Warm, folder: Path, field: str, shut: str) -> None:
    articles = newsroom(folder / "articles", {"a.yaml": f"{ARTICLE}{field}\n"})
    write(articles, {"ckls/media/x.png": PICTURE, "ckls/media/x.mp3": b"ID3"})
    for name in shut.split():
        (articles / name).chmod(0o000)
    name = "x.png" if "png" in field else "x.mp3"
    column = field.index("media") + 1
    told = f"error: ckls/media/{name} cannot be read: Permission denied. [unreadable-file]"
    assert f"articles/ckls/a.yaml:5:{column}: {told}" in said(runs, folder).splitlines()


FEEDS = REPOSITORY / "tests/rules"
SHUT = "feedpub: feeds/{} cannot be read: Permission denied.\n"
SAID = "feeds/quay.xml:14:16: error: “2026-05-02T13:30:00Z” is not a date in the form that RSS uses. [r-date]\n"


@pytest.mark.parametrize(
    ("mode", "name", "told"),
    [
        (0o000, "a/feed.json", "a/feed.json"),
        (0o000, "a/rss.xml", "a/rss.xml"),
        (0o000, "a", "a"),
        (0o111, "a", "a"),
        (0o444, "a", "a/feed.json a/rss.xml"),
    ],
)
def test_the_other_feeds_of_a_folder_are_judged(runs: Warm, folder: Path, mode: int, name: str, told: str) -> None:
    good = (FEEDS / "r-date.good.xml").read_bytes()
    feeds = {"quay.xml": (FEEDS / "r-date.bad.xml").read_bytes(), "a/rss.xml": good}
    write(folder / "feeds", {**feeds, "a/feed.json": b"{}", "a/notes.txt": b""})
    (folder / "feeds" / name).chmod(mode)
    done = runs.run("validate", "feeds", folder=folder)
    shut = "".join(SHUT.format(path) for path in told.split())
    assert (done.code, done.output.partition("    ")[0]) == (3, shut + SAID)


def test_a_folder_that_may_not_be_looked_into_is_told(runs: Warm, folder: Path) -> None:
    (folder / "feeds").mkdir(mode=0o000)
    assert runs.run("validate", "feeds", folder=folder) == Done(
        3, "feedpub: feeds cannot be read: Permission denied.\n"
    )


@pytest.mark.parametrize("command", ["next", "diff", "guid", "snippet ckls"])
def test_a_newsroom_that_may_not_be_entered_is_told(runs: Warm, folder: Path, command: str) -> None:
    two_stations(folder).chmod(0o444)
    done = runs.run(*command.split(), folder=folder)
    assert (done.code, done.output) == (3, "feedpub: articles/ckls: Permission denied\n")


def test_a_feed_that_cannot_be_compared_is_told_and_the_others_are_compared(runs: Warm, folder: Path) -> None:
    articles = two_stations(folder)
    said(runs, folder, code=0)
    for name in ("ckls", "quay"):
        write(articles, {f"{name}/a.yaml": ARTICLE.replace("ckls", name).replace("The ferry", "A ferry")})
    shut = folder / "feeds/ckls/feed.json"
    shut.chmod(0o000)
    done = runs.run("diff", "--cache", "cache", folder=folder)
    assert (done.code, done.output.splitlines()) == (
        3,
        [
            "quay",
            "  changed      “A ferry returns” https://quay.example.com/ferry tag:quay.example.com,2026-05-02:quay/a",
            "feedpub: ckls could not be compared: feeds/ckls/feed.json: Permission denied",
        ],
    )
