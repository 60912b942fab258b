"""No document that is not valid is put in place, and nothing leads to one that is not there."""

from pathlib import Path

import pytest

from feedpub.archive import plan
from feedpub.formats import FORMATS
from feedpub.model.feed import Feed
from tests.archives.archive import built, followed, links_to_nothing, outside_of_archives, run, story, told
from tests.newsroom import STATION, tree, write


def break_documents(monkeypatch: pytest.MonkeyPatch, title: str, of: str = "CKLS") -> None:
    """Let the RSS of the archive documents of a feed be wrong that have an article of this title."""
    rss, *others = FORMATS
    element = f"<title>{title}</title>".encode()

    def render(feed: Feed) -> bytes:
        return rss.render(feed).replace(element, element * (2 if feed.channel.title == of else 1))

    monkeypatch.setattr(plan, "FORMATS", (rss._replace(render=render), *others))


REPEATED = ("x-duplicate-element", "<item> has a second <title>; there is one at most (RSS 2.0, item).")
WITHOUT_ARCHIVE = f"{STATION}limit: 2\n"


@pytest.mark.parametrize("before", ["nothing", "no archive", "an archive"])
def test_a_new_document_that_is_not_valid_holds_the_station(
    articles: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    settings = (articles / "ckls/station.yaml").read_text()
    write(articles, {"ckls/station.yaml": settings if before == "an archive" else WITHOUT_ARCHIVE})
    if before != "nothing":
        built()
    was = outside_of_archives()
    write(articles, {"ckls/station.yaml": settings, "ckls/older.yaml": story(-30, title="An old one")})
    break_documents(monkeypatch, "An old one")
    report = built()
    document = "ckls/archive/2025-12-1/rss.xml"
    assert told(report) == [
        (f"feeds/{document}", *REPEATED),
        ("feeds/ckls", "station-held", f"CKLS is held: {document} would not be valid."),
    ]
    assert [station.held for station in report.stations] == [True]
    assert outside_of_archives() == was
    assert links_to_nothing() == set()
    monkeypatch.setattr(plan, "FORMATS", FORMATS)
    run()
    assert list(dict.fromkeys(followed("rss.xml")))[-2:] == ["Story 1", "An old one"]


def test_a_document_that_is_no_longer_valid_stays_and_so_does_what_it_leads_to(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(articles, {"ckls/older.yaml": story(-30, title="Older"), "ckls/oldest.yaml": story(-60, title="Oldest")})
    run()
    was = tree(Path("feeds/ckls/archive/2025-12-1"))
    (articles / "ckls/oldest.yaml").unlink()
    write(articles, {"ckls/older.yaml": story(-30, title="Broken"), "ckls/60.yaml": story(60)})
    break_documents(monkeypatch, "Broken")
    report = built()
    assert told(report) == [("feeds/ckls/archive/2025-12-1/rss.xml", *REPEATED)]
    assert [station.held for station in report.stations] == [False]
    assert tree(Path("feeds/ckls/archive/2025-12-1")) == was
    assert links_to_nothing() == set()
    assert [followed("rss.xml")[0], followed("rss.xml")[-1]] == ["Story 60", "Oldest"], "the news go on"
    monkeypatch.setattr(plan, "FORMATS", FORMATS)
    run()
    assert not Path("feeds/ckls/archive/2025-11-1").exists()
    assert [followed("rss.xml")[0], followed("rss.xml")[-1]] == ["Story 60", "Broken"]
    assert links_to_nothing() == set()


def test_a_show_whose_archive_would_have_a_hole_hinders_no_other(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    show = "title: Gull Talk\ndescription: T.\ncategories: [News]\nimage: https://ckls.example.com/art.png\n"
    write(articles, {"ckls/talk/show.yaml": f"{show}guid: 1c0ab59a-8a96-545f-8b16-3ec7fa1e8a35\n"})
    audio = '{url: "https://ckls.example.com/a.mp3", length: 1234567, duration: 12:30}'
    write(articles, {"ckls/talk/60.yaml": story(60, audio=audio)})
    break_documents(monkeypatch, "Story 60", "Gull Talk")
    document = "ckls/talk/archive/2026-03-1/rss.xml"
    report = built()
    assert told(report) == [
        (f"feeds/{document}", *REPEATED),
        ("feeds/ckls/talk", "show-held", f"Gull Talk is held: {document} would not be valid."),
    ]
    assert [(station.held, [feed.path for feed in station.feeds]) for station in report.stations] == [
        (False, ["ckls", "ckls/sea"])
    ]
    assert not Path("feeds/ckls/talk/rss.xml").exists()
    assert "Gull Talk" not in Path("feeds/ckls/index.html").read_text(), "its page is not there"
    assert followed("rss.xml")[0] == "Story 60"
    assert links_to_nothing() == set()
    monkeypatch.setattr(plan, "FORMATS", FORMATS)
    run()
    assert followed("talk/rss.xml") == ["Story 60", "Story 60"]
    assert "Gull Talk" in Path("feeds/ckls/index.html").read_text()


def test_a_month_with_a_document_that_is_not_valid_stays_as_a_whole(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A late article moves others on, and the document that would take one of them is wrong."""
    run()
    was = {name: tree(Path("feeds/ckls/archive", name)) for name in ("2026-01-1", "2026-01-2", "2026-01-3")}
    write(articles, {"ckls/2.yaml": story(2), "ckls/7.yaml": story(7, title="Broken", section="Sea")})
    break_documents(monkeypatch, "Broken")
    assert told(built()) == [("feeds/ckls/archive/2026-01-2/rss.xml", *REPEATED)]
    assert {name: tree(Path("feeds/ckls/archive", name)) for name in was} == was
    assert links_to_nothing() == set()
    monkeypatch.setattr(plan, "FORMATS", FORMATS)
    run()
    assert {"Broken", "Story 2", "Story 4"} <= set(followed("rss.xml"))
