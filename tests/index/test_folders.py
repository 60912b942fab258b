"""Folders that look as they did are passed over."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from feedpub.settled import RACY
from feedpub.sights import sights_of
from tests.index.newsroom import Newsroom, Seen, article
from tests.newsroom import REPOSITORY, STATION

pytestmark = pytest.mark.parametrize("newsroom", [True], indirect=True, ids=["told by its folders"])


@pytest.fixture
def looked_into(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The folders of articles that were looked into since this was last asked; looks before runs do not count."""
    folders: list[str] = []
    really = os.scandir

    @contextmanager
    def noted(path: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
        folders.append(path.relative_to("articles").as_posix())
        with really(path) as found:
            yield found

    def since() -> list[str]:
        said = folders.copy()
        folders.clear()
        return said

    monkeypatch.setattr("feedpub.library.listing.os", _Other(os, scandir=noted))
    return since


class _Other:
    """A module with other functions in some places."""

    def __init__(self, module: object, **functions: object) -> None:
        self.module, self.functions = module, functions

    def __getattr__(self, name: str) -> object:
        return self.functions.get(name) or getattr(self.module, name)


def _fill(newsroom: Newsroom) -> None:
    newsroom.write("ckls/station.yaml", STATION + "limit: 3\n")
    for number in range(12):
        newsroom.write(f"ckls/{'april' if number > 5 else 'march'}/{number}.yaml", article(number))
    newsroom.build()


def test_only_folders_in_which_something_has_changed_are_looked_into(
    newsroom: Newsroom, looked_into: Callable[[], list[str]]
) -> None:
    _fill(newsroom)
    assert looked_into() == ["ckls", "ckls/april", "ckls/march"]
    newsroom.build()
    assert looked_into() == []
    newsroom.write("ckls/march/2.yaml", article(2, title="Another"))
    newsroom.build()
    assert looked_into() == ["ckls/march"]
    newsroom.write("ckls/march/new.yaml", article(20))
    newsroom.build()
    assert looked_into() == ["ckls/march"]
    newsroom.write("ckls/may/1/1.yaml", article(21))
    newsroom.build()
    assert looked_into() == ["ckls", "ckls/may", "ckls/may/1"]
    shutil.rmtree("articles/ckls/may")
    newsroom.build()
    assert looked_into() == ["ckls"]
    newsroom.assert_as_new()


def test_every_folder_is_looked_into_while_the_time_of_a_change_may_not_tell(
    newsroom: Newsroom, looked_into: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(newsroom)
    assert Seen(newsroom.articles).sights().keys() == {"ckls", "ckls/april", "ckls/march"}
    looked_into()
    monkeypatch.setattr("time.time_ns", lambda: Path("articles/ckls/march/1.yaml").stat().st_ctime_ns + RACY)
    assert Seen(newsroom.articles).sights() == {}
    newsroom.build()
    assert looked_into() == ["ckls", "ckls/april", "ckls/march"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ({"summary": "Gulls."}, []),
        ({"title": "<i>Marked</i>"}, []),
        ({"image": "{file: ../../media/a.png, alt: Gulls}"}, []),
        ({"image": "{file: ../../quay/a.png, alt: Gulls}"}, ["ckls/march"]),
        ({"tittle": "Unknown field"}, ["ckls/march"]),
    ],
)
def test_what_is_not_sure_to_stay_is_looked_at_in_every_run(
    newsroom: Newsroom, looked_into: Callable[[], list[str]], field: dict[str, str], expected: list[str]
) -> None:
    for path in ("articles/media/a.png", "articles/quay/a.png"):
        Path(path).parent.mkdir()
        shutil.copy(REPOSITORY / "articles" / "harbor" / "media" / "icon.png", path)
    newsroom.write("ckls/march/1.yaml", article(1, **field))
    first = newsroom.build()
    looked_into()
    second = newsroom.build()
    assert looked_into() == expected
    assert second[0] == first[0]
    assert second[1].problems == first[1].problems


def test_a_picture_that_changes_has_the_folders_looked_into_in_which_articles_name_it(
    newsroom: Newsroom, looked_into: Callable[[], list[str]]
) -> None:
    pictures = REPOSITORY / "articles" / "harbor" / "media"
    Path("articles/media").mkdir()
    shutil.copy(pictures / "icon.png", "articles/media/a.png")
    newsroom.write("ckls/march/1.yaml", article(1, image="{file: ../../media/a.png, alt: Gulls}"))
    newsroom.write("ckls/april/2.yaml", article(2))
    newsroom.build()
    looked_into()
    shutil.copy(pictures / "logo.png", "articles/media/a.png")
    newsroom.build()
    assert looked_into() == ["ckls/march"]
    newsroom.assert_as_new()


def test_a_folder_with_a_link_in_it_is_looked_into_in_every_run(
    newsroom: Newsroom, looked_into: Callable[[], list[str]]
) -> None:
    newsroom.write("ckls/march/1.yaml", article(1))
    Path("articles/ckls/april").mkdir()
    Path("articles/ckls/april/1.yaml").symlink_to("../march/1.yaml")
    newsroom.build()
    looked_into()
    newsroom.build()
    assert looked_into() == ["ckls/april"]


def test_runs_that_have_not_looked_change_nothing_of_it(
    newsroom: Newsroom, looked_into: Callable[[], list[str]]
) -> None:
    _fill(newsroom)
    newsroom.looks = False
    newsroom.build()
    newsroom.looks = True
    looked_into()
    newsroom.build()
    assert looked_into() == []


@pytest.mark.parametrize("looks", [False, True])
def test_settings_that_change_and_change_back_are_not_taken_for_the_ones_of_before(
    newsroom: Newsroom, *, looks: bool
) -> None:
    newsroom.write("ckls/march/1.yaml", article(1, published="2026-05-02T09:30"))
    newsroom.build()
    newsroom.looks = looks
    newsroom.write("ckls/station.yaml", STATION + "timezone: Asia/Tokyo\n")
    newsroom.build()
    newsroom.looks = True
    newsroom.write("ckls/station.yaml", STATION)
    newsroom.assert_as_new()


def test_a_folder_in_which_something_cannot_be_looked_at_is_looked_into_in_every_run(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("ckls/march/1/1.yaml", article(1))
    assert Seen(newsroom.articles).sights().keys() == {"ckls", "ckls/march", "ckls/march/1"}

    class Hidden:
        """A folder of which its own one tells the name alone, for want of the right to enter it."""

        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name, self.entry = entry.name, entry

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            if self.name == "1":
                raise PermissionError
            return self.entry.stat(follow_symlinks=follow_symlinks)

    monkeypatch.setattr("feedpub.sights.os", _Other(os, scandir=lambda at: map(Hidden, os.scandir(at))))
    assert Seen(newsroom.articles).sights().keys() == {"ckls"}


def test_a_folder_that_took_the_place_of_another_one_for_a_while_leaves_nothing(newsroom: Newsroom) -> None:
    newsroom.write("ckls/march/1.yaml", article(1, title="Old"))
    look = Seen(newsroom.articles)
    march, saved = Path("articles/ckls/march"), Path("articles/ckls/.saved")
    march.rename(saved)
    newsroom.write("ckls/march/1.yaml", article(1, title="New"))
    assert b"New" in newsroom.build(memory=look)[0]["ckls/rss.xml"]
    with closing(sqlite3.connect(newsroom.index)) as database:
        query = "SELECT sight FROM folders WHERE path = ?"
        assert database.execute(query, (b"ckls/march",)).fetchall() == [(None,)], "it is not the one that was seen"
    shutil.rmtree(march)
    saved.rename(march)
    assert b"Old" in newsroom.build()[0]["ckls/rss.xml"]
    newsroom.assert_as_new()


def test_a_folder_that_is_swapped_and_swapped_back_has_changed(newsroom: Newsroom) -> None:
    newsroom.write("ckls/march/1.yaml", article(1))
    before = sights_of(newsroom.articles)["ckls"]
    time.sleep(0.02)  # the clock of the file system goes in steps
    Path("articles/ckls/march").rename("articles/ckls/april")
    Path("articles/ckls/april").rename("articles/ckls/march")
    after = sights_of(newsroom.articles)["ckls"]
    assert before.digest != after.digest
    assert before.folders["ckls/march"] != after.folders["ckls/march"]


def test_media_of_folders_that_are_passed_over_are_not_read_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("articles/media").mkdir()
    shutil.copy(REPOSITORY / "articles" / "harbor" / "media" / "icon.png", "articles/media/a.png")
    newsroom.write("ckls/march/1.yaml", article(1, image="{file: ../../media/a.png, alt: Gulls}"))
    first = newsroom.build()[0]
    monkeypatch.setattr("feedpub.media.digest_of", lambda path: pytest.fail(f"{path} is read"))
    newsroom.write("ckls/april/2.yaml", article(2))
    second = newsroom.build()[0]
    assert [name for name in second if "/a-" in name] == [name for name in first if "/a-" in name] != []


def test_files_with_other_names_are_told_of_again_without_a_look(
    newsroom: Newsroom, looked_into: Callable[[], list[str]]
) -> None:
    newsroom.write("ckls/march/1.yml", article(1))
    first = newsroom.build()[1].problems
    assert [(problem.place.file, problem.code) for problem in first] == [
        ("articles/ckls/march/1.yml", "wrong-file-name")
    ]
    looked_into()
    assert newsroom.build()[1].problems == first
    assert looked_into() == []


def test_what_a_draft_lacks_is_looked_for_in_every_run(newsroom: Newsroom) -> None:
    newsroom.write("ckls/march/1.yaml", article(1, status="draft", image="{file: gull.png, alt: Gulls}"))
    fixes = []
    for _ in range(2):
        _, report = newsroom.build()
        fixes += [problem.fix for problem in report.problems if problem.code == "missing-file"]
        shutil.copy(REPOSITORY / "articles" / "harbor" / "media" / "icon.png", "articles/ckls/march/gulls.png")
    assert fixes == ["Put it there, or correct the name.", "Did you mean gulls.png?"]


def test_a_name_that_is_not_utf8_is_told_in_what_is(newsroom: Newsroom) -> None:
    newsroom.write("ckls/march/gull\udcff.yml", article(1))
    (problem,) = newsroom.build()[1].problems
    assert problem.fix == "Rename it to gull\\udcff.yaml."


def test_an_index_of_before_is_not_taken_for_that_of_now(newsroom: Newsroom) -> None:
    _fill(newsroom)
    before = newsroom.index.read_bytes()
    newsroom.write("ckls/march/2.yaml", article(2, title="Another", published="2026-03-30"))
    changed = newsroom.build()[0]
    after = newsroom.index.read_bytes()
    newsroom.index.write_bytes(before)
    assert newsroom.build()[0] == changed
    newsroom.write("ckls/march/2.yaml", article(2))
    newsroom.index.write_bytes(after)
    newsroom.assert_as_new()


def test_what_comes_or_moves_after_the_look_is_seen_at_once(newsroom: Newsroom) -> None:
    _fill(newsroom)
    look = Seen(newsroom.articles)
    newsroom.write("ckls/march/late.yaml", article(30, title="Came late"))
    Path("articles/ckls/april/11.yaml").rename("articles/ckls/march/11.yaml")
    feeds, report = newsroom.build(memory=look)
    assert [title in feeds["ckls/rss.xml"] for title in (b"Came late", b"Story 11", b"Story 10", b"Story 9")] == [
        *(True, True, True, False)
    ]
    assert not report.problems
    newsroom.assert_as_new()


@pytest.mark.parametrize("number", [1, 11])
def test_a_file_that_changes_in_its_place_after_the_look_is_read_by_the_next_run(
    newsroom: Newsroom, number: int
) -> None:
    _fill(newsroom)
    before = newsroom.build()[0]
    look = Seen(newsroom.articles)
    newsroom.write(f"ckls/{'april' if number > 5 else 'march'}/{number}.yaml", article(20, title="Changed"))
    assert newsroom.build(memory=look)[0] == before, "as if the run had been a moment earlier"
    assert b"Changed" in newsroom.build()[0]["ckls/rss.xml"]
    newsroom.assert_as_new()
