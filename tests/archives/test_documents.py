"""The documents of a newsroom: followed by a reader, edited, and given up."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedpub import validate
from feedpub.build import build
from feedpub.job import Job
from tests.archives.archive import TODAY, built, followed, links_to_nothing, run, story
from tests.newsroom import ARTICLE, PUBLISHER, REPOSITORY, STATION, tree, write


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_a_reader_can_follow_the_feed_back_to_the_first_article(name: str) -> None:
    run()
    everything = [f"Story {number}" for number in range(40, 0, -3)]
    assert list(dict.fromkeys(followed(name))) == everything


@pytest.mark.usefixtures("articles")
def test_an_edit_of_an_old_article_touches_only_its_document() -> None:
    run()
    assert run() == []
    Path("articles/ckls/10.yaml").write_text(story(10, section="Town", summary="Another."))
    names = ("atom.xml", "feed.json", "rss.xml")
    assert run() == [f"ckls/archive/2026-01-2/{name}" for name in names]


@pytest.mark.usefixtures("articles")
def test_an_article_that_goes_takes_its_document_with_it_when_it_was_the_last() -> None:
    run()
    Path("articles/ckls/40.yaml").write_text(story(40, status="withdrawn", updated="2026-05-30"))
    Path("articles/ckls/37.yaml").unlink()
    Path("articles/ckls/34.yaml").unlink()
    run()
    assert not list(Path("feeds/ckls/archive").glob("2026-02-*"))
    assert followed("rss.xml")[:2] == ["Story 31", "Story 28"]


@pytest.mark.usefixtures("articles")
def test_the_rest_of_a_month_goes_into_the_archive_when_it_is_over() -> None:
    run(datetime(2026, 2, 8, tzinfo=UTC))
    before = set(tree(Path("feeds")))
    report = build(Job(Path("articles"), Path("feeds"), datetime(2026, 2, 8, tzinfo=UTC), cache=Path("cache")))
    assert report.due is not None
    changed = run(datetime(2026, 3, 1, tzinfo=UTC))
    assert {name for name in changed if name not in before} >= {"ckls/archive/2026-02-2/rss.xml"}


@pytest.mark.usefixtures("articles")
def test_the_end_of_the_month_is_due() -> None:
    report = build(Job(Path("articles"), Path("feeds"), TODAY, cache=Path("cache")))
    assert report.due == datetime(2026, 7, 1, tzinfo=UTC)


@pytest.mark.usefixtures("articles")
def test_a_document_that_is_missing_is_made_again_and_another_folder_has_its_own() -> None:
    run()
    Path("feeds/ckls/archive/2026-01-1/rss.xml").unlink()
    assert run() == ["ckls/archive/2026-01-1/rss.xml"]
    run(out="elsewhere")
    assert tree(Path("elsewhere")) == tree(Path("feeds"))


@pytest.mark.usefixtures("articles")
def test_without_a_cache_the_same_comes_out() -> None:
    run()
    before = tree(Path("feeds"))
    for path in Path("cache").iterdir():
        path.unlink()
    assert run() == []
    assert tree(Path("feeds")) == before


def test_an_archive_that_is_given_up_is_taken_away_when_that_is_let_through(articles: Path) -> None:
    run()
    settings = articles / "ckls/station.yaml"
    settings.write_text(settings.read_text().replace("archive: yes", "archive: no"))
    assert [problem.code for problem in built().problems] == ["archive-held"]
    assert Path("feeds/ckls/archive/2026-01-1/rss.xml").exists()
    assert links_to_nothing() == set()
    assert followed("rss.xml")[-1] == "Story 1", "the feed leads to what stays"
    job = Job(articles, Path("feeds"), TODAY, allowed=("drop",), cache=Path("cache"))
    assert "ckls/archive/2026-01-1/rss.xml" in build(replace(job, check=True)).changed
    assert Path("feeds/ckls/archive/2026-01-1/rss.xml").exists()
    assert build(job).problems == ()
    assert not list(Path("feeds").rglob("archive"))
    assert b"archive" not in Path("feeds/ckls/rss.xml").read_bytes()


@pytest.mark.usefixtures("articles")
def test_a_document_that_somebody_else_has_written_is_made_again() -> None:
    """A backup that was put back, half of a file, what a run that was killed has left."""
    run()
    document = Path("feeds/ckls/archive/2026-01-2")
    before, old = tree(Path("feeds")), tree(document)
    Path("articles/ckls/10.yaml").write_text(story(10, section="Town", title="Corrected"))
    run()
    after = tree(Path("feeds"))
    for name, content in old.items():
        (document / name).write_bytes(content)
    assert before != after
    assert run() == [f"ckls/archive/2026-01-2/{name}" for name in sorted(old)]
    assert tree(Path("feeds")) == after
    (document / "rss.xml").write_bytes(b"")
    (document / ".rss.xml.feedpub-new").write_bytes(b"half")
    assert run() == ["ckls/archive/2026-01-2/rss.xml"]
    assert tree(Path("feeds")) == after


@pytest.mark.usefixtures("articles")
def test_a_picture_that_only_the_archive_shows_is_published() -> None:
    picture = REPOSITORY / "articles" / "harbor" / "media" / "icon.png"
    Path("articles/ckls/media").mkdir()
    Path("articles/ckls/media/gull.png").write_bytes(picture.read_bytes())
    Path("articles/ckls/4.yaml").write_text(story(4, image="{file: media/gull.png, alt: A gull}"))
    run()
    assert len(list(Path("feeds/ckls/media").glob("gull-*.png"))) == 1


def test_no_destination_takes_the_documents_so_they_need_not_be_what_it_demands(articles: Path) -> None:
    settings = articles / "ckls/station.yaml"
    settings.write_text(f"{settings.read_text()}destinations: [flipboard]\n")
    picture = "{url: https://ckls.example.com/gull.jpg, alt: A gull, width: 800, height: 600}"
    for number in (31, 34, 37, 40):
        Path(f"articles/ckls/{number}.yaml").write_text(story(number, image=picture, section="Sea"))
    run()
    everything = [f"Story {number}" for number in range(40, 0, -3)]
    assert list(dict.fromkeys(followed("rss.xml"))) == everything


def test_the_feed_of_a_station_without_an_archive_says_nothing_of_one(tmp_path: Path) -> None:
    folder = write(tmp_path, {"publisher.yaml": PUBLISHER, "ckls/station.yaml": STATION, "ckls/a.yaml": ARTICLE})
    build(Job(folder, tmp_path / "feeds", TODAY))
    assert all(b"archive" not in content for content in tree(tmp_path / "feeds").values())


def test_nothing_is_said_against_the_only_document_of_an_archive(articles: Path) -> None:
    for number in range(7, 41, 3):
        (articles / f"ckls/{number}.yaml").unlink()
    run()
    [document] = Path("feeds/ckls/archive").iterdir()
    assert [problem for file in sorted(document.iterdir()) for problem in validate(file.read_bytes())] == []
