"""`feedpub diff`: what readers would see, as they would see it, and nothing is written."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedpub import diffing
from feedpub.cli import main
from feedpub.making import MadeStation
from tests.newsroom import tree

BASE = Path(__file__).parent / "cases" / "_base" / "articles"
ID = "tag:harbor.example,2026-05"
STORY = "title: {title}\nlink: https://harbor.example/{name}\npublished: 2026-05-{day:02}T09:00\nbody: {title}.\n"


def story(day: int, name: str, title: str) -> None:
    text = STORY.format(title=title, name=name, day=day)
    Path(f"articles/harbor/2026-05-{day:02}-{name}.yaml").write_text(text)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    for day, name in enumerate(("bell", "gulls", "pier", "tide", "fog"), start=2):
        story(day, name, name.title())
    assert run("build").output == ""


def test_without_changes_nothing_is_said() -> None:
    assert run("diff").output == ""
    assert json.loads(run("diff", "--format", "json").output) == []


def test_each_change_is_told_as_readers_see_it() -> None:
    before = tree(Path("feeds"))
    story(9, "storm", "Storm")
    Path("articles/harbor/2026-05-02-bell.yaml").rename("articles/harbor/2026-05-02-the-bell.yaml")
    with Path("articles/harbor/2026-05-03-gulls.yaml").open("a") as file:
        file.write("updated: 2026-05-10T09:00\n")
    story(4, "pier", "Pier closed")
    Path("articles/harbor/2026-05-05-tide.yaml").unlink()
    site = "https://harbor.example"
    assert run("diff").output == (
        "harbor\n"
        "  held         Harbor Radio is held: “Bell” would be announced again, with the id"
        f" {ID}-02:harbor/the-bell instead of {ID}-02:harbor/bell.\n"
        f"  new          “Storm” {site}/storm {ID}-09:harbor/storm\n"
        f"  changed      “Pier closed” {site}/pier {ID}-04:harbor/pier\n"
        f"  updated      “Gulls” {site}/gulls {ID}-03:harbor/gulls\n"
        f"  re-announced “Bell” {site}/bell {ID}-02:harbor/the-bell (was {ID}-02:harbor/bell)\n"
        f"  gone         “Tide” {site}/tide {ID}-05:harbor/tide\n"
        f"  gone         “Bell” {site}/bell {ID}-02:harbor/bell\n"
    )
    told = json.loads(run("diff", "--format", "json", "harbor").output)
    assert [(feed["feed"], [change["kind"] for change in feed["changes"]]) for feed in told] == [
        ("harbor", ["new", "changed", "updated", "re-announced", "gone", "gone"])
    ]
    assert tree(Path("feeds")) == before


def test_a_feed_that_is_new_and_its_archive_are_told_in_a_line_each() -> None:
    with Path("articles/harbor/station.yaml").open("a") as file:
        file.write("limit: 3\narchive: yes\nfeeds: {sea: {title: The sea, tags: [sea]}}\n")
    with Path("articles/harbor/2026-05-03-gulls.yaml").open("a") as file:
        file.write("tags: [sea]\n")
    lines = run("diff").output.splitlines()
    assert [line for line in lines if "“" not in line] == [
        "harbor",
        "  archive      2 new",
        "harbor/sea",
        "  new feed     1 item",
        "  archive      1 new",
    ]
    told = json.loads(run("diff", "--format", "json").output)
    documents = ["harbor/archive/2026-05-1", "harbor/archive/2026-05-2"]
    assert [(feed["feed"], feed["new"], feed["items"], feed["archive"]["new"]) for feed in told] == [
        ("harbor", False, 3, documents),
        ("harbor/sea", True, 1, ["harbor/sea/archive/2026-05-1"]),
    ]
    run("build")
    Path("articles/harbor/2026-05-01-ferry.yaml").unlink()
    assert run("diff").output == "harbor\n  archive      2 changed\n"
    (told,) = json.loads(run("diff", "--format", "json").output)
    assert told["archive"] == {"new": [], "changed": documents, "gone": [], "held": []}
    Path("articles/harbor/2026-05-02-bell.yaml").unlink()
    Path("articles/harbor/2026-05-03-gulls.yaml").write_text("title: Gu")
    told = json.loads(run("diff", "harbor", "--format", "json").output)[0]
    titles = ["Bell", "The ferry is back"]  # Gulls has a last version, in the feed of the sea
    assert told["archive"] == {"new": [], "changed": [], "gone": [], "held": titles}
    assert "  archive      2026-05 held because of 2 articles\n" in run("diff").output


def test_what_newer_items_push_out_is_not_gone() -> None:
    with Path("articles/harbor/station.yaml").open("a") as file:
        file.write("limit: 6\n")
    story(9, "storm", "Storm")
    assert [line.split(" “")[0].strip() for line in run("diff").output.splitlines()[1:]] == ["new", "aged out"]


def test_a_station_that_is_not_there() -> None:
    done = run("diff", "harbr")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2,
        "Error: There is no station “harbr”. Did you mean harbor?",
    )


def test_a_feed_in_place_that_nobody_made_so_is_no_obstacle() -> None:
    feed = Path("feeds/harbor/feed.json")
    document = json.loads(feed.read_text())
    document["items"][0] |= {"url": ["x"], "title": {}, "id": "other"}
    feed.write_text(json.dumps(document))
    told = run("diff")
    assert (told.exit_code, told.output.count("gone")) == (0, 1)


def test_a_station_that_could_not_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = MadeStation("harbor", "Harbor", failure="articles/harbor/bell.yaml: Input/output error")
    monkeypatch.setattr(diffing, "make", lambda *_: iter([failed]))
    told = "feedpub: harbor could not be compared: articles/harbor/bell.yaml: Input/output error\n"
    for form, printed in (("text", ""), ("json", "[]\n")):
        done = run("diff", "--format", form)
        assert (done.exit_code, done.stdout, done.stderr) == (3, printed, told)
