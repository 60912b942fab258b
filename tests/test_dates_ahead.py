"""What is dated ahead of the clock is told, a day apart from it; the clock is an argument."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import feedpub
from feedpub.cli import main
from feedpub.rules import validate
from tests.test_structure_rules import atom, rss

NOW = datetime(2026, 5, 2, 13, 30, tzinfo=UTC)
PUBLISHED = "<pubDate>{}</pubDate>".format
UPDATED = "<published>{}</published>".format
DUBLIN = '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">{}</dc:date>'
MESSAGE = "{} UTC has not come yet; until then, some readers show it first, and others not at all."
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Quay Radio",
    "items": [{"id": "1", "content_text": "A", "date_published": "2026-05-03T13:30:01Z"}],
})  # fmt: skip


def ahead(feed: str, now: datetime | None = NOW) -> list[tuple[int, str]]:
    """The columns and words of what is said to be ahead."""
    problems = validate(feed.encode(), "feed.xml", now=now)
    return [(problem.place.column, problem.message) for problem in problems if problem.code == "x-future"]


@pytest.mark.parametrize(
    ("feed", "at", "instant"),
    [
        (rss(item=PUBLISHED("Sun, 03 May 2026 13:30:01 GMT")), "Sun", "2026-05-03 13:30"),
        (rss(item=PUBLISHED("Sun, 03 May 2026 15:30:01 +0200")), "Sun", "2026-05-03 13:30"),
        (rss(channel="<lastBuildDate>Thu, 06 May 2027 00:00:00 GMT</lastBuildDate>"), "Thu", "2027-05-06 00:00"),
        (rss(item=DUBLIN.format("2026-05-03T13:30:01Z")), "2026-05-03T", "2026-05-03 13:30"),
        (atom(entry=UPDATED("2026-05-03T13:30:01Z")), "2026-05-03T", "2026-05-03 13:30"),
        (JSON, '"2026-05-03T', "2026-05-03 13:30"),
    ],
)
def test_what_is_more_than_a_day_ahead_is_told_at_its_date(feed: str, at: str, instant: str) -> None:
    line = next(line for line in feed.splitlines() if at in line)
    assert ahead(feed) == [(line.index(at) + 1, MESSAGE.format(instant))]
    assert ahead(feed, datetime(2028, 1, 1, tzinfo=UTC)) == []
    assert ahead(feed, None) == []


@pytest.mark.parametrize(
    "feed",
    [
        rss(item=PUBLISHED("Sun, 03 May 2026 13:30:00 GMT")),
        rss(item=PUBLISHED("tomorrow")),
        atom(entry=UPDATED("2026-05-03T13:30:00Z")),
        JSON.replace("13:30:01Z", "13:30:00Z"),
        rss("<podcast:liveItem status='pending' start='2027-05-02T13:30:00Z'/>"),
    ],
)
def test_a_day_ahead_and_streams_to_come_are_right(feed: str) -> None:
    assert ahead(feed) == []


def test_the_command_takes_its_clock_or_an_instant(tmp_path: Path) -> None:
    file = tmp_path / "rss.xml"
    file.write_text(rss(item=PUBLISHED("Wed, 02 May 2096 13:30:00 GMT")))
    codes = {}
    for now in ([], ["--now", "2096-05-02"]):
        said = CliRunner().invoke(main, ["validate", "--format", "json", *now, str(file)]).stdout
        codes[tuple(now)] = {problem["code"] for problem in json.loads(said)["feeds"][0]["problems"]}
    assert codes[()] - codes["--now", "2096-05-02"] == {"x-future"}
    assert "x-future" not in {problem.code for problem in feedpub.validate(file.read_bytes())}
