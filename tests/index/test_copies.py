"""A copy of an article takes nothing from the one that subscribers have, whatever its fields say."""

import shutil

import pytest

from tests.index.newsroom import Newsroom, article, problems

SAME_LINK = "https://ckls.example.com/1"


@pytest.mark.parametrize("cache", [True, False])
@pytest.mark.parametrize(
    ("fields", "where", "code"),
    [
        ({"link": SAME_LINK}, (2, 7), "duplicate-link"),
        ({"link": SAME_LINK, "published": "2026-03-02T00:00Z"}, (2, 7), "duplicate-link"),
        (
            {"id": "tag:ckls.example.com,2026:1", "link": SAME_LINK, "published": "2026-03-01T00:00Z"},
            (5, 5),
            "duplicate-id",
        ),
        ({"id": "tag:ckls.example.com,2026:1", "published": "2026-03-01T00:00Z"}, (5, 5), "duplicate-id"),
    ],
)
def test_what_subscribers_have_stays_and_the_copy_is_told_of(
    newsroom: Newsroom, fields: dict[str, str], where: tuple[int, int], code: str, *, cache: bool
) -> None:
    """The copy says that it is the older one: its date was not changed, and its file's name is shorter."""
    newsroom.write("ckls/story.yaml", article(1, title="The one", id="tag:ckls.example.com,2026:1"))
    newsroom.write("ckls/2.yaml", article(2))
    before, _ = newsroom.build()
    newsroom.write("ckls/a.yaml", article(0, **{"title": "A copy", **fields}))
    if not cache:
        shutil.rmtree(newsroom.cache)
    after, report = newsroom.build()
    assert after == before
    (problem,) = report.problems
    assert (problem.place.file[-6:], problem.place.line, problem.place.column) == ("a.yaml", *where)
    assert problem.code == code
    assert "ckls/story.yaml has the same" in problem.message


def test_a_copy_with_the_words_of_the_article_too_is_told_by_its_link(newsroom: Newsroom) -> None:
    newsroom.write("ckls/story.yaml", article(1, title="The one", id="tag:ckls.example.com,2026:1"))
    before, _ = newsroom.build()
    newsroom.write("ckls/a.yaml", article(0, title="The one", id="tag:ckls.example.com,2026:1"))
    after, report = newsroom.build()
    assert after == before
    assert [problem.place.file[-6:] for problem in report.problems] == ["a.yaml"]


def test_a_copy_with_all_of_it_but_the_date_is_not_the_one_that_subscribers_have(newsroom: Newsroom) -> None:
    fields = {"title": "The one", "link": SAME_LINK, "id": "tag:ckls.example.com,2026:1"}
    newsroom.write("ckls/story.yaml", article(1, **fields))
    before, _ = newsroom.build()
    newsroom.write("ckls/a.yaml", article(0, **fields, body="An older text."))
    after, report = newsroom.build()
    assert after == before
    assert [problem.place.file[-6:] for problem in report.problems] == ["a.yaml"]


def test_what_is_in_the_archive_alone_stays_too(newsroom: Newsroom) -> None:
    newsroom.write("ckls/station.yaml", "title: CKLS\nlink: https://ckls.example.com/\nlimit: 2\narchive: yes\n")
    for number in range(1, 6):
        newsroom.write(f"ckls/story-{number}.yaml", article(number))
    before, _ = newsroom.build()
    assert b"Story 2" in before["ckls/archive/2026-03-1/feed.json"]
    newsroom.write("ckls/a.yaml", article(0, link="https://ckls.example.com/2"))
    after, report = newsroom.build()
    assert after == before
    assert [problem.code for problem in problems(report, "a.yaml")] == ["duplicate-link"]


def test_a_link_is_free_again_for_what_comes_out_after_its_article_is_over(newsroom: Newsroom) -> None:
    """In place is the second; the first, which is over, is told of no more than it was."""
    newsroom.write("ckls/1.yaml", article(1, link=SAME_LINK, expires="2026-03-04T00:00Z"))
    newsroom.write("ckls/5.yaml", article(5, link=SAME_LINK))
    before, first = newsroom.build()
    newsroom.write("ckls/6.yaml", article(6))
    after, second = newsroom.build()
    assert b"Story 5" in after["ckls/rss.xml"]
    assert b"Story 5" in before["ckls/rss.xml"]
    assert (list(first.problems), list(second.problems)) == ([], [])


def test_what_is_withdrawn_is_not_brought_back_by_a_copy(newsroom: Newsroom) -> None:
    """The copy is more like what subscribers have: a withdrawn article's fields need not be right any more."""
    fields = {"title": "The one", "id": "tag:ckls.example.com,2026:1"}
    newsroom.write("ckls/story.yaml", article(1, **fields))
    newsroom.write("ckls/2.yaml", article(2))
    newsroom.write("ckls/a-copy.yaml", article(1, **fields))
    newsroom.build()
    newsroom.write("ckls/story.yaml", article(1, status="withdrawn", updated="2026-04-30", **fields))
    after, report = newsroom.build()
    assert b"The one" not in after["ckls/rss.xml"]
    assert [(problem.place.file[-11:], problem.code) for problem in report.problems] == [
        ("a-copy.yaml", "duplicate-id")
    ]


def test_an_article_that_is_dated_later_than_its_copy_keeps_its_id(newsroom: Newsroom) -> None:
    """It is in a document of the month that it was in, and neither of the two has that month now."""
    newsroom.write("ckls/station.yaml", "title: CKLS\nlink: https://ckls.example.com/\nlimit: 2\narchive: yes\n")
    same = {"id": "tag:ckls.example.com,2026:1"}
    newsroom.write("ckls/1.yaml", article(1, **same))
    for number in (40, 41):
        newsroom.write(f"ckls/{number}.yaml", article(number))
    newsroom.build()
    newsroom.write("ckls/1.yaml", article(1, **same, published="2026-04-03"))
    newsroom.write("ckls/a.yaml", article(2, **same, published="2026-04-02", link="https://ckls.example.com/new"))
    after, report = newsroom.build()
    assert b"https://ckls.example.com/1<" in after["ckls/archive/2026-04-1/rss.xml"]
    assert [(problem.place.file[-6:], problem.code) for problem in report.problems] == [("a.yaml", "duplicate-id")]


def test_a_copy_does_not_replace_an_article_that_is_broken_and_of_which_nothing_is_known(newsroom: Newsroom) -> None:
    same = {"id": "tag:ckls.example.com,2026:1"}
    newsroom.write("ckls/1.yaml", article(1, **same))
    newsroom.write("ckls/2.yaml", article(2))
    before, _ = newsroom.build()
    newsroom.write("ckls/1.yaml", article(1, **same) + "oops: [\n")
    newsroom.write("ckls/3.yaml", article(3, **same))
    shutil.rmtree(newsroom.cache)
    after, report = newsroom.build()
    assert after == before
    (held,) = [problem for problem in report.problems if problem.code == "station-held"]
    assert (held.code, held.message, held.fix) == (
        "station-held",
        "CKLS is held: “Story 3” would replace other articles in the feeds, because it has their ids.",
        "Fix what is broken; or remove the id from the copy, or the copy itself.",
    )
    newsroom.write("ckls/1.yaml", article(1, **same))
    assert newsroom.build()[0] == before
