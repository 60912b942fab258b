"""Feeds that are not valid, or not what a destination demands, are not put in place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from feedpub import making
from feedpub.build import build
from feedpub.formats import FORMATS, Format
from feedpub.job import Job
from feedpub.model.choices import Destination
from feedpub.model.feed import Feed
from feedpub.problem import Severity
from feedpub.report import as_text, select
from feedpub.rules import PROFILES
from tests.newsroom import ARTICLE, NOW, PUBLISHER, STATION, build_articles, newsroom, tree, write

LATER = ARTICLE.replace("It sails at noon.", "It sails at one.")


def breaking(damage: Callable[[bytes], bytes]) -> tuple[Format, ...]:
    """The formats, of which RSS does damage to its bytes."""
    rss, *others = FORMATS

    def render(feed: Feed) -> bytes:
        return damage(rss.render(feed))

    return (rss._replace(render=render), *others)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda rss: rss.replace(b"<title>CKLS</title>", b""), "x-missing-element"),
        (lambda rss: rss.replace(b"</item>", b""), "x-malformed"),
        (lambda rss: rss.replace(b"+0000", b"EDT+4"), "r-date"),
        (lambda rss: rss.replace(b"It sails at one.", b"&lt;script>alert(1)&lt;/script>"), "h-script"),
    ],
)
def test_a_broken_format_does_not_reach_subscribers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes], said: str
) -> None:
    build_articles(tmp_path, {"a.yaml": ARTICLE})
    before = tree(tmp_path / "feeds")
    monkeypatch.setattr(making, "FORMATS", breaking(damage))
    built = build_articles(tmp_path, {"a.yaml": LATER})
    assert tree(tmp_path / "feeds") == before
    assert built.codes == {said, "station-held"}
    assert built.report.exit_code() == 1
    assert [(station.name, station.held) for station in built.report.stations] == [("ckls", True)]


SAID = """\
feeds/ckls: error: CKLS is held: ckls/rss.xml would not be valid. [station-held]
    Fix the problems reported for it; until then the feeds stay as they are.
feeds/ckls/rss.xml:19:13: error: <guid> has no attribute called x (RSS 2.0, guid). [x-unknown-attribute]
    Take it out.
    rss/channel/item[1]/guid/@x, in “The ferry returns”
feeds/ckls/rss.xml:19:23: error: “tag:ckls.example.com,2026-05-02:ckls/a” is not an address, but readers open it as\
 one. [r-guid-permalink]
    Write isPermaLink="false".
    rss/channel/item[1]/guid, in “The ferry returns”"""


def test_what_is_said_of_a_feed_that_is_not_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "FORMATS", breaking(lambda rss: rss.replace(b"<guid isPermaLink=", b"<guid x=")))
    articles = newsroom(tmp_path / "articles", {"a.yaml": ARTICLE})
    write(articles, {"other/station.yaml": STATION.replace("ckls", "other"), "other/a.yaml": ARTICLE})
    monkeypatch.chdir(tmp_path)
    report = build(Job(Path("articles"), Path("feeds"), NOW, ("ckls",)))
    said = [as_text(problem) for problem in select(report.problems, set(Severity))]
    assert "\n".join(said) == SAID
    assert not (tmp_path / "feeds" / "ckls").exists()


FOR_FLIPBOARD = f"{STATION}destinations: [flipboard]\n"
PICTURE = "image: {url: https://ckls.example.com/ferry.jpg, alt: A ferry, width: 800, height: 600}\n"


def test_a_feed_meets_what_its_destination_demands(tmp_path: Path) -> None:
    without = build_articles(tmp_path, {"a.yaml": ARTICLE}, FOR_FLIPBOARD)
    errors = {problem.code for problem in without.report.problems if problem.severity is Severity.ERROR}
    assert errors == {"n-image", "station-held"}
    assert not (without.out / "ckls").exists()
    there = build_articles(tmp_path, {"a.yaml": ARTICLE + PICTURE}, FOR_FLIPBOARD)
    assert there.report.exit_code() == 0
    assert (there.out / "ckls" / "rss.xml").exists()


def test_a_feed_of_a_section_has_destinations_of_its_own(tmp_path: Path) -> None:
    sections = "feeds:\n  sea: {title: Sea, sections: [Sea], destinations: []}\n"
    station = f"{FOR_FLIPBOARD}{sections}"
    built = build_articles(tmp_path, {"a.yaml": f"{ARTICLE}section: Sea\n"}, station)
    wrong = {
        problem.place.file.rpartition("ckls/")[2] for problem in built.report.problems if problem.code == "n-image"
    }
    assert wrong == {"rss.xml"}


def test_a_destination_that_there_is_none_of(tmp_path: Path) -> None:
    built = build_articles(tmp_path, {"a.yaml": ARTICLE}, f"{STATION}destinations: [flipbord]\n")
    (problem,) = built.report.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("unknown-value", 3, 16)
    assert problem.fix.startswith("Did you mean flipboard?")


def test_every_destination_has_its_profile() -> None:
    assert {destination.value for destination in Destination} == PROFILES.keys() - {"spec"}


def test_the_publisher_may_name_the_destinations_of_all_its_stations(tmp_path: Path) -> None:
    articles = newsroom(tmp_path / "articles", {"a.yaml": ARTICLE})
    (articles / "publisher.yaml").write_text(f"{PUBLISHER}destinations: [flipboard]\n")
    report = build(Job(articles, tmp_path / "feeds", NOW))
    assert "n-image" in {problem.code for problem in report.problems}
