"""What careless editors write: told where it stands, with what to type instead, while the rest goes out."""

import time
from pathlib import Path

import pytest

from feedpub.build import build
from feedpub.job import Job
from tests.newsroom import ARTICLE, NOW, STATION, build_articles, newsroom, write


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


_HEAD = "title: Ferry\nlink: https://ckls.example.com/ferry\npublished: 2026-05-02\n"


@pytest.mark.parametrize(
    "text",
    [
        "body: x\ntags:\n  -\n    foo\n    - bar\n",
        'body: "A map: ![x](a%00b.jpg)"\n',
        f'body_html: |\n  <p><img src="image.php?id={"a" * 260}" alt="x"></p>\n',
        "body: One paragraph\n  folded.\n\n# end of file\n",
        "body: |\n  Text.\n#section: News\n#------ media\n",
        'body: |\n  Write `[text](address)`. [map](https://x.example/a "Map") and \\[draft\\](x)\n',
        "body: |\n  Use &lt;b&gt; for bold. <b>Note</b> \\<b> and &lt;br&gt; <br>\n",
        'body_html: |\n  <p><img src="photo@2x.png" alt="x"> <a href="file.zip/x">b</a></p>\n',
        "body_html: |\n  <p><a href='https://x.example/wiki/“Heroes”'>a</a></p>\n",
        'summary: "One.\\nTwo."\n',
        "body: |\n  Text.\n\nrights: Ann Lee  # a comment\n",
    ],
)
def test_what_a_careful_editor_writes_is_let_be(tmp_path: Path, text: str) -> None:
    assert not build_articles(tmp_path, {"a.yaml": _HEAD + text}).report.problems


@pytest.mark.parametrize(
    "text",
    [
        "body: x\n" + "".join(f"a{number}:\n" for number in range(20_000)),
        f"body: x\nsource: {{{', '.join(f'a{number}' for number in range(20_000))}}}\n",
        "body: x\ntags:\n" + "".join(f"  t{number}\n" for number in range(80_000)),
        f"body: x\nsource: {{name: {'a' * 80_000}, b: c: d}}\n",
        f"body: {'![' * 200_000}\n",
        f"body_html: {'<img ' * 100_000}\n",
        f"body: |\n  {'(a)[https:' * 50_000}\n",
        f"body: |\n  {'&lt;b&gt; <b ' * 20_000}\n",
        "body: |\n" + "  [a]: b\n" * 60_000,
    ],
)
def test_a_hostile_article_takes_no_time(tmp_path: Path, text: str) -> None:
    started = time.monotonic()
    build_articles(tmp_path, {"a.yaml": _HEAD + text})
    assert time.monotonic() - started < 20


def test_notes_beside_the_articles_are_let_be(tmp_path: Path, out: Path) -> None:
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": ARTICLE.replace("ferry", f"f{n}") for n in range(3)})
    notes = {"README.md": "# How to\n\ntitle: x\nlink: y\n", "old.csv": "title: x\nlink: y\n", "a.yaml.bak": ARTICLE}
    write(articles / "ckls", {**notes, "template.txt": ARTICLE, "a.yaml.example": ARTICLE})
    assert not build(Job(articles, out, NOW)).problems
    (articles / "ckls/2.yaml").unlink()
    assert not build(Job(articles, out, NOW)).problems


def test_an_article_under_another_ending_may_begin_with_a_comment(tmp_path: Path) -> None:
    articles = newsroom(tmp_path / "articles", {"a.txt": f"# An article\n{ARTICLE}", "b.yaml": ARTICLE})
    (problem,) = build(Job(articles, tmp_path / "feeds", NOW)).problems
    assert (problem.code, problem.fix) == ("wrong-file-name", "Rename it to a.yaml.")


@pytest.mark.parametrize(
    ("zone", "fix"),
    [
        ("utc", "Did you mean UTC?"),
        ("est", "Did you mean America/New_York?"),
        ("America/New_Yrok", "Did you mean America/New_York?"),
        ("Berlin", "Did you mean Europe/Berlin?"),
        ("America/Boston", "Name a large city in it, for example: America/New_York."),
        ("GMT+2", "Name a large city in it, for example: America/New_York."),
    ],
)
def test_a_zone_that_is_none_is_proposed_only_if_it_is_sure(tmp_path: Path, zone: str, fix: str) -> None:
    (problem, *_) = build_articles(tmp_path, {"a.yaml": ARTICLE}, f"{STATION}timezone: {zone}\n").report.problems
    assert (problem.code, problem.fix) == ("unknown-time-zone", fix)


def test_a_picture_in_the_text_is_told_of_while_it_lies_beside_the_article(tmp_path: Path, out: Path) -> None:
    articles = newsroom(tmp_path / "articles", {"a.yaml": ARTICLE.replace("body: ", "body: A map ![of it](map.png) ")})
    job = Job(articles, out, NOW, cache=tmp_path / "cache")
    assert not build(job).problems
    write(articles / "ckls", {"map.png": "x"})
    assert [problem.code for problem in build(job).problems] == ["bad-link"]
    (articles / "ckls/map.png").unlink()
    assert not build(job).problems
