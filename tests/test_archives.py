"""The documents behind a feed: together they hold everything, and what is full stays as it is (RFC 5005 section 4)."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub import archiving, validate
from feedpub.archives import Dated, next_month, volumes
from feedpub.build import build
from feedpub.edition import edition
from feedpub.formats import FORMATS
from feedpub.job import Job
from feedpub.model.feed import Candidate, Feed, Ready
from feedpub.report import Report
from tests.newsroom import ARTICLE, PUBLISHER, STATION, tree, write
from tests.test_edition import CHANNEL, article, item

LIMIT = 3
ARCHIVED = replace(CHANNEL, limit=LIMIT, full=LIMIT, archive=True)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def dated(hours: int) -> Dated:
    """An article of so many hours after the first of January."""
    candidate = article(1, name=f"{hours:05}")
    return replace(candidate, published=FIRST + timedelta(hours=hours)), f"digest {hours}"


def names(archive: list[Dated], now: datetime) -> dict[str, list[str]]:
    """The ids in each document."""
    made = volumes(ARCHIVED, archive, now, "")
    return {volume.channel.path.rpartition("/")[2]: [c.id for c in volume.candidates] for volume in made}


HOURS = st.sets(st.integers(0, 24 * 100), max_size=30).map(sorted)
NOW = st.integers(0, 24 * 110).map(lambda hours: FIRST + timedelta(hours=hours))


@given(HOURS, NOW)
def test_the_feed_and_the_documents_hold_everything_that_is_out(hours: list[int], now: datetime) -> None:
    archive = [dated(number) for number in hours]
    out = [candidate for candidate, _ in reversed(archive) if candidate.published <= now]
    feed = edition(ARCHIVED, out, now, lambda candidate: Ready(item(candidate)))
    held = [identity for ids in names(archive, now).values() for identity in ids]
    assert len(held) == len(set(held)), "no article is in two documents"
    assert {one.id for one in feed.items} | set(held) == {candidate.id for candidate in out}


@given(HOURS, NOW, st.integers(1, 500))
def test_what_comes_later_changes_no_full_document(hours: list[int], now: datetime, later: int) -> None:
    archive = [dated(number) for number in hours]
    before = names(archive, now)
    added = [dated(24 * 120 + number) for number in range(later)]
    after = names([*archive, *added], now + timedelta(days=200))
    full = {name: ids for name, ids in before.items() if len(ids) == LIMIT}
    assert {name: after[name] for name in full} == full


def test_documents_are_of_a_month_and_have_as_many_as_the_feed() -> None:
    archive = [dated(number) for number in (0, 1, 2, 3, 24 * 40, 24 * 41)]
    assert names(archive, datetime(2026, 2, 20, tzinfo=UTC)) == {
        "2026-01-1": ["00002", "00001", "00000"],
        "2026-01-2": ["00003"],
    }
    assert names(archive, datetime(2026, 3, 1, tzinfo=UTC))["2026-02-1"] == ["00984", "00960"]


def test_what_is_not_shown_any_more_keeps_its_place_among_the_others() -> None:
    archive = [dated(number) for number in range(6)]
    withdrawn = [(replace(candidate, withdrawn=candidate.id == "00001"), digest) for candidate, digest in archive]
    now = datetime(2026, 1, 20, tzinfo=UTC)
    assert names(withdrawn, now) == {"2026-01-1": ["00002", "00000"], "2026-01-2": ["00005", "00004", "00003"]}
    expired = [(replace(candidate, expires=now if candidate.id < "00003" else None), "") for candidate, _ in archive]
    assert names(expired, now) == {"2026-01-2": ["00005", "00004", "00003"]}


def test_each_document_leads_to_its_neighbours() -> None:
    made = volumes(ARCHIVED, [dated(number) for number in range(9)], datetime(2026, 2, 1, tzinfo=UTC), "")
    url = "https://feeds.example.com/ckls/"
    assert [(one.history.previous, one.history.next) for one in made] == [
        (None, f"{url}archive/2026-01-2/"),
        (f"{url}archive/2026-01-1/", f"{url}archive/2026-01-3/"),
        (f"{url}archive/2026-01-2/", None),
    ]
    assert {one.history.current for one in made} == {url}


@pytest.mark.parametrize("change", ["digest", "title", "about", "correction"])
def test_the_digest_tells_whatever_comes_out_otherwise(change: str) -> None:
    now = datetime(2026, 2, 1, tzinfo=UTC)
    candidate, digest = dated(1)
    changed: Candidate = replace(candidate, changes=(now,)) if change == "correction" else candidate
    other = replace(ARCHIVED, title="Another") if change == "title" else ARCHIVED
    (before,) = volumes(ARCHIVED, [(candidate, digest)], now, "")
    (after,) = volumes(other, [(changed, digest + "x" * (change == "digest"))], now, "x" * (change == "about"))
    assert (before.digest != after.digest) is True
    assert volumes(ARCHIVED, [(candidate, digest)], now + timedelta(days=9), "")[0].digest == before.digest


def test_a_feed_without_an_archive_has_none() -> None:
    assert volumes(CHANNEL, [dated(1)], datetime(2026, 3, 1, tzinfo=UTC), "") == []


@pytest.mark.parametrize(("day", "expected"), [("2026-01-31", "2026-02-01"), ("2026-12-31", "2027-01-01")])
def test_the_next_month(day: str, expected: str) -> None:
    assert next_month(datetime.fromisoformat(f"{day}T23:59:59+00:00")) == datetime.fromisoformat(f"{expected}T00:00Z")


# --- the real thing ----------------------------------------------------------------------------------------------

TODAY = datetime(2026, 6, 1, 12, tzinfo=UTC)


def story(number: int, **fields: str) -> str:
    """An article of the n-th day of the year."""
    day = f"{FIRST + timedelta(days=number - 1):%Y-%m-%d}"
    written = {"title": f"Story {number}", "published": day, "link": f"https://ckls.example.com/{number}", **fields}
    return "".join(f"{name}: {value}\n" for name, value in written.items()) + "body: Text.\n"


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    settings = f"{STATION}limit: 2\narchive: yes\nfeeds: {{sea: {{title: The sea, sections: [Sea]}}}}\n"
    files = {
        f"ckls/{number}.yaml": story(number, section="Sea" if number % 2 else "Town") for number in range(1, 41, 3)
    }
    return write(Path("articles"), {"publisher.yaml": PUBLISHER, "ckls/station.yaml": settings, **files})


def run(now: datetime = TODAY, out: str = "feeds", *, check: bool = False) -> list[str]:
    """Build, and say which files have changed."""
    report = build(Job(Path("articles"), Path(out), now, check=check, cache=Path("cache")))
    assert not report.failures
    assert [problem for problem in report.problems if problem.severity == "error"] == []
    return report.changed


def built() -> Report:
    return build(Job(Path("articles"), Path("feeds"), TODAY, cache=Path("cache")))


def chain(name: str) -> list[str]:
    """The titles that a reader sees who follows a feed back to its first document, each document once."""
    titles: list[str] = []
    address: str | None = f"https://feeds.example.com/ckls/{name}"
    while address:
        content = Path("feeds", address.removeprefix("https://feeds.example.com/")).read_bytes()
        assert [problem for problem in validate(content) if problem.severity == "error"] == []
        feed = feedparser.parse(content)
        titles += [entry.title for entry in feed.entries]
        address = next((link.href for link in feed.feed.links if link.rel == "prev-archive"), None)
    return titles


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_a_reader_can_follow_the_feed_back_to_the_first_article(name: str) -> None:
    run()
    everything = [f"Story {number}" for number in range(40, 0, -3)]
    assert list(dict.fromkeys(chain(name))) == everything


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
    assert chain("rss.xml")[:2] == ["Story 31", "Story 28"]


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


def test_an_archive_that_is_given_up_is_taken_away(articles: Path) -> None:
    run()
    settings = articles / "ckls/station.yaml"
    settings.write_text(settings.read_text().replace("archive: yes", "archive: no"))
    assert "ckls/archive/2026-01-1/rss.xml" in run(check=True)
    assert Path("feeds/ckls/archive/2026-01-1/rss.xml").exists()
    run()
    assert not list(Path("feeds").rglob("archive/*"))
    assert b"archive" not in Path("feeds/ckls/rss.xml").read_bytes()


@pytest.mark.usefixtures("articles")
def test_a_picture_that_only_the_archive_shows_is_published() -> None:
    picture = Path(__file__).parent.parent / "articles" / "harbor" / "media" / "icon.png"
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
    assert list(dict.fromkeys(chain("rss.xml"))) == everything


# --- documents that are not valid ----------------------------------------------------------------------------------


def break_documents(monkeypatch: pytest.MonkeyPatch, title: str, of: str = "CKLS") -> None:
    """Let the RSS of the archive documents of a feed be wrong that have an article of this title."""
    rss, *others = FORMATS
    element = f"<title>{title}</title>".encode()

    def render(feed: Feed) -> bytes:
        return rss.render(feed).replace(element, element * (2 if feed.channel.title == of else 1))

    monkeypatch.setattr(archiving, "FORMATS", (rss._replace(render=render), *others))


def links_to_nothing() -> set[str]:
    """The archive documents that feeds lead to, over whichever others, and that are not there."""
    waiting = {path for path in tree(Path("feeds")) if re.fullmatch(r"ckls/(sea/|talk/)?[a-z]+\.(xml|json)", path)}
    seen: set[str] = set()
    while waiting:
        seen.add(name := waiting.pop())
        content = tree(Path("feeds")).get(name, b"").decode()
        waiting |= set(re.findall(r"https://feeds.example.com/(ckls/[a-z/]*archive/[^\s\"]+)", content)) - seen
    return seen - tree(Path("feeds")).keys()


def told(report: Report) -> list[tuple[str, str, str]]:
    return [(problem.place.file, problem.code, problem.message) for problem in report.problems]


def outside_of_archives() -> dict[str, bytes]:
    return {name: content for name, content in tree(Path("feeds")).items() if "/archive/" not in name}


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
    monkeypatch.setattr(archiving, "FORMATS", FORMATS)
    run()
    assert list(dict.fromkeys(chain("rss.xml")))[-2:] == ["Story 1", "An old one"]


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
    assert [chain("rss.xml")[0], chain("rss.xml")[-1]] == ["Story 60", "Oldest"], "the news go on"
    monkeypatch.setattr(archiving, "FORMATS", FORMATS)
    run()
    assert not Path("feeds/ckls/archive/2025-11-1").exists()
    assert [chain("rss.xml")[0], chain("rss.xml")[-1]] == ["Story 60", "Broken"]
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
    assert chain("rss.xml")[0] == "Story 60"
    assert links_to_nothing() == set()
    monkeypatch.setattr(archiving, "FORMATS", FORMATS)
    run()
    assert chain("talk/rss.xml") == ["Story 60", "Story 60"]
    assert "Gull Talk" in Path("feeds/ckls/index.html").read_text()


def test_the_feed_of_a_station_without_an_archive_says_nothing_of_one(tmp_path: Path) -> None:
    folder = write(tmp_path, {"publisher.yaml": PUBLISHER, "ckls/station.yaml": STATION, "ckls/a.yaml": ARTICLE})
    build(Job(folder, tmp_path / "feeds", TODAY))
    assert all(b"archive" not in content for content in tree(tmp_path / "feeds").values())
