"""What careless editors write: told where it stands, with what to type instead, while the rest goes out."""

from pathlib import Path

import pytest

from tests.newsroom import ARTICLE, STATION, build_articles


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "transcripts: media/a.vtt\n",
            "5:14 `transcripts` has to be a list. Write transcripts: [{file: media/a.vtt}]",
        ),
        (
            "alternates: [https://ckls.example.com/a.mp3]\n",
            '5:14 `alternates[1]` has to be a group of fields. Write {url: "https://ckls.example.com/a.mp3"}',
        ),
        ("tags:\n  -sea\n  -town\n", "6:3 `tags` has to be a list. Begin each line with a dash and a space: - sea"),
        ("tags: Rock - Pop\n", "5:7 `tags` has to be a list. Write tags: [Rock - Pop]"),
        (
            "authors:\n  • Ann Lee\n  • Bo\n",
            "6:3 `authors` has to be a list. Begin each line with a dash and a space: - Ann Lee",
        ),
    ],
)
def test_a_list_that_is_none_is_told_and_the_others_go_out(tmp_path: Path, written: str, told: str) -> None:
    other = ARTICLE.replace("ferry", "gulls")
    built = build_articles(tmp_path, {"a.yaml": ARTICLE + written, "b.yaml": other})
    (problem,) = built.report.problems
    assert f"{problem.place.line}:{problem.place.column} {problem.message} {problem.fix}" == told
    assert (built.out / "ckls/rss.xml").read_text("utf-8").count("<item>") == 1


def test_a_heading_that_ends_the_text_is_told(tmp_path: Path) -> None:
    written = ARTICLE.replace("body: It", "body: |\n  It") + "\n## What to know\n"
    (problem,) = build_articles(tmp_path, {"a.yaml": written}).report.problems
    assert (problem.code, problem.severity, problem.place.line) == ("hash-in-text", "warning", 7)
    before_the_text = ARTICLE.replace("body:", "## What follows is the text\nbody:")
    assert not build_articles(tmp_path / "b", {"a.yaml": before_the_text}).report.problems


def test_accents_that_are_stored_in_two_ways_are_one_section(tmp_path: Path) -> None:
    station = STATION + "feeds: {sea: {title: S, sections: [Caf\u00e9]}}\n"
    article = ARTICLE + "section: Cafe\u0301\ntags: [caf\u00e9]\n"
    built = build_articles(tmp_path, {"a.yaml": article}, station)
    feed = (built.out / "ckls/sea/rss.xml").read_text("utf-8")
    assert (feed.count("<item>"), feed.count("<category>")) == (1, 1)
