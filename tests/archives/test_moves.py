"""Articles that move from one document of an archive to another are in one of them at every moment, broken ones too."""

import re
from pathlib import Path

import pytest

from feedpub.build import build
from feedpub.job import Job
from feedpub.target import Target
from tests.archives.archive import TODAY, built, followed, links_to_nothing, run, story
from tests.newsroom import write

BROKEN = "oops: [\n"
ALL = {f"Story {number}" for number in range(1, 41, 3)}


def in_place() -> set[str]:
    """The titles of all that the feed and its documents carry."""
    files = [*Path("feeds/ckls").glob("feed.json"), *Path("feeds/ckls/archive").glob("*/feed.json")]
    return {title for file in files for title in re.findall(r'"title": "(Story \d+)"', file.read_text())}


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, set[str]]]:
    """The documents that are put in place or taken away, with what is in place after that."""
    order: list[tuple[str, set[str]]] = []
    put, remove = Target.put, Target.remove

    def noted(self: Target, contents: dict[Path, bytes]) -> list[Path]:
        changed = put(self, contents)
        name = min(contents).parent
        if "ckls/archive" in name.as_posix():
            order.append((name.name, in_place()))
        return changed

    def noted_removal(self: Target, folder: Path) -> list[str]:
        changed = remove(self, folder)
        if "ckls/archive" in folder.as_posix():
            order.append((f"-{folder.name}", in_place()))
        return changed

    monkeypatch.setattr(Target, "put", noted)
    monkeypatch.setattr(Target, "remove", noted_removal)
    return order


JANUARY = [f"2026-01-{number}" for number in range(1, 7)]


@pytest.mark.parametrize(
    ("change", "order"),
    [
        ("an article comes late", JANUARY[::-1]),
        ("an article is deleted", JANUARY[:5]),
        ("documents are larger", [*JANUARY[:2], *(f"-{name}" for name in JANUARY[2:5])]),
        ("an article is dated to another month", ["2026-02-1", "2026-01-1"]),
    ],
)
def test_what_takes_an_article_comes_before_what_gives_it(
    articles: Path, placed: list[tuple[str, set[str]]], change: str, order: list[str]
) -> None:
    run()
    placed.clear()
    if change == "an article comes late":
        write(articles, {"ckls/2.yaml": story(2)})
    if change == "an article is deleted":
        (articles / "ckls/1.yaml").unlink()
    if change == "documents are larger":
        settings = (articles / "ckls/station.yaml").read_text()
        write(articles, {"ckls/station.yaml": settings.replace("limit: 2", "limit: 7")})
    if change == "an article is dated to another month":
        ident = "tag:ckls.example.com,2026-01-01:ckls/1"
        write(articles, {"ckls/1.yaml": story(1, section="Sea", id=ident).replace("2026-01-01\n", "2026-02-01\n")})
    run()
    assert [name for name, _ in placed if name in order] == order
    gone = {"Story 1"} if change == "an article is deleted" else set()
    for name, titles in placed:
        assert ALL - gone <= titles, name
    assert links_to_nothing() == set()


def test_a_broken_article_goes_with_its_last_version(articles: Path) -> None:
    """A late one moves it to the next document, and the one that it was in is made first."""
    run()
    write(articles, {"ckls/10.yaml": story(10, section="Town") + BROKEN})
    built()
    write(articles, {"ckls/2.yaml": story(2)})
    for _ in range(2):
        report = built()
        assert not report.failures
        assert [problem.code for problem in report.problems] == ["yaml-syntax", "last-version"]
        assert {*followed("rss.xml")} == {*ALL, "Story 2"}


def test_an_episode_that_is_another_show_s_is_so_in_the_documents_of_the_station_too(articles: Path) -> None:
    """Only its folder tells: its own text is the same."""
    show = "description: T.\ncategories: [News]\nimage: https://ckls.example.com/art.png\n"
    for name, uuid in (
        ("bay", "1c0ab59a-8a96-545f-8b16-3ec7fa1e8a35"),
        ("sea-talk", "2c0ab59a-8a96-545f-8b16-3ec7fa1e8a35"),
    ):
        write(articles, {f"ckls/{name}/show.yaml": f"title: {name}\n{show}guid: {uuid}\n"})
    audio = '{url: "https://ckls.example.com/a.mp3", length: 1234567, duration: 12:30}'
    write(articles, {"ckls/bay/2026-01-02-two.yaml": story(2, audio=audio)})
    run()
    document = Path("feeds/ckls/archive/2026-01-1/feed.json")
    assert '"show": "bay"' in document.read_text()
    (articles / "ckls/bay/2026-01-02-two.yaml").rename(articles / "ckls/sea-talk/2026-01-02-two.yaml")
    build(Job(articles, Path("feeds"), TODAY, allowed=("empty",), cache=Path("cache")))
    assert '"show": "sea-talk"' in document.read_text()


@pytest.mark.usefixtures("articles")
def test_a_folder_that_somebody_has_made_in_a_document_stays_and_hinders_nothing(articles: Path) -> None:
    run()
    document = Path("feeds/ckls/archive/2026-01-6")
    (document / "notes").mkdir()
    (articles / "ckls/1.yaml").unlink()
    (articles / "ckls/4.yaml").unlink()
    assert not built().failures
    assert [one.name for one in document.iterdir()] == ["notes"]
    (document / "notes").rmdir()
    assert not built().failures
    assert not document.exists(), "what is left of it is taken away"
