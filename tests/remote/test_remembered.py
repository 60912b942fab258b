"""What is remembered of servers' answers, for how long, and when they are asked again."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from feedpub.remote import Remote
from feedpub.remote.facts import Cause, RemoteFacts
from tests.remote.web import AUDIO, FACTS, ITSELF, LATER, NOW, URL, Answer, Source, Web, failing, serving, told


def test_a_server_is_asked_once(web: Web, memory: Path) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO))
    first = Remote(memory, NOW)
    assert [first.facts(url), first.facts(url), Remote(memory, NOW).facts(url)] == [FACTS] * 3
    assert web.asked == ["HEAD /a.mp3"]


def test_each_address_is_remembered_for_itself(web: Web, memory: Path) -> None:
    first = web.says("HEAD /a.mp3", Answer(200, AUDIO))
    second = web.says("HEAD /b.mp3", Answer(200, {"Content-Length": "7"}))
    asked = Remote(memory, NOW)
    assert [asked.facts(url).length for url in (first, second, first, second)] == [12345, 7, 12345, 7]


def test_without_a_memory_nothing_is_remembered(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO))
    assert [Remote(None, NOW).facts(url), Remote(None, NOW).facts(url)] == [FACTS] * 2
    assert web.asked == ["HEAD /a.mp3"] * 2


def test_no_file_or_folder_is_made_before_there_is_something_to_remember(memory: Path) -> None:
    told(Remote(memory, NOW, failing(Cause.MACHINE)), URL)
    assert not memory.parent.parent.exists()
    told(Remote(memory.parents[2] / "media.sqlite3", NOW, failing(Cause.MACHINE)), URL)
    assert list(memory.parents[2].iterdir()) == []


def test_an_old_answer_is_asked_for_again_and_still_holds(web: Web, memory: Path) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO), Answer(304, {}))
    for days, times in ((0, 1), (29.99, 1), (30, 2), (59.99, 2)):
        assert Remote(memory, NOW + timedelta(days=days)).facts(url) == FACTS
        assert len(web.asked) == times
    assert [headers["If-None-Match"] for headers in web.headers] == [None, '"one"']


def test_an_old_answer_is_replaced(web: Web, memory: Path) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO), Answer(200, {"Content-Length": "7"}))
    Remote(memory, NOW).facts(url)
    later = Remote(memory, NOW + timedelta(days=31))
    assert [later.facts(url), later.facts(url)] == [RemoteFacts(7, None, None)] * 2
    assert len(web.asked) == 2


def test_a_condition_is_sent_with_get_too(web: Web, memory: Path) -> None:
    web.says("HEAD /a.mp3", Answer(405, {}))
    url = web.says("GET /a.mp3", Answer(200, AUDIO), Answer(304, {}))
    Remote(memory, NOW).facts(url)
    assert Remote(memory, NOW + timedelta(days=31)).facts(url) == FACTS
    assert [headers["If-None-Match"] for headers in web.headers] == [None, None, '"one"', '"one"']


def test_nothing_is_unchanged_that_was_never_known(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(304, {}))
    expected = ("The server answers 304 instead of giving the file.", LATER)
    assert told(Remote(None, NOW), url) == expected


def test_an_old_answer_is_used_while_the_server_cannot_be_reached(memory: Path) -> None:
    with serving() as web:
        url = web.says("HEAD /a.mp3", Answer(200, AUDIO))
        Remote(memory, NOW).facts(url)
    later = NOW + timedelta(days=31)
    assert Remote(memory, later).facts(url) == FACTS
    again = Source()
    assert Remote(memory, later + timedelta(minutes=9), again).facts(url) == FACTS
    assert again.asked == []
    Remote(memory, later + timedelta(minutes=10), again).facts(url)
    assert again.asked == [(url, FACTS)]


@pytest.mark.parametrize("cause", [Cause.MACHINE, Cause.ANSWER])
def test_an_old_answer_is_used_while_nothing_is_told(memory: Path, cause: Cause) -> None:
    Remote(memory, NOW, Source()).facts(URL)
    assert Remote(memory, NOW + timedelta(days=31), failing(cause)).facts(URL) == FACTS


def test_an_old_answer_is_not_used_when_the_file_is_gone(web: Web, memory: Path) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO), Answer(404, {}))
    Remote(memory, NOW).facts(url)
    later = Remote(memory, NOW + timedelta(days=31))
    gone = ("There is nothing at that address (404).", ITSELF)
    assert [told(later, url), told(later, url)] == [gone, gone]
    assert len(web.asked) == 2


@pytest.mark.parametrize("cause", [Cause.SERVER, Cause.ANSWER, Cause.FILE])
def test_a_failure_is_remembered_for_ten_minutes(memory: Path, cause: Cause) -> None:
    source = failing(cause)
    for seconds, times in ((0, 1), (599, 1), (600, 2), (1199, 2)):
        now = NOW + timedelta(seconds=seconds)
        assert told(Remote(memory, now, source), URL) == ("It is broken.", "Mend it.")
        assert len(source.asked) == times


def test_a_failure_of_a_clock_that_went_wrong_is_not_remembered(memory: Path) -> None:
    told(Remote(memory, NOW + timedelta(days=365), failing(Cause.FILE)), URL)
    assert Remote(memory, NOW, Source()).facts(URL) == FACTS


def test_a_failure_is_forgotten_when_it_is_over(memory: Path) -> None:
    told(Remote(memory, NOW, failing(Cause.FILE)), f"{URL}?2")
    told(Remote(memory, NOW, failing(Cause.SERVER)), URL)
    assert Remote(memory, NOW + timedelta(hours=1), Source()).facts(URL) == FACTS
    with closing(sqlite3.connect(memory)) as database:
        assert database.execute("SELECT about FROM failures").fetchall() == [(f"{URL}?2",)]


def test_a_server_that_is_not_there_is_not_asked_for_its_other_files(memory: Path) -> None:
    with serving() as web:
        pass
    source = Source()
    told(Remote(memory, NOW), f"{web.address}/a.mp3")
    told(Remote(memory, NOW, source), f"{web.address}/b.mp3")
    assert source.asked == []
    assert Remote(memory, NOW, source).facts(URL) == FACTS


def test_a_server_is_asked_for_other_files_when_it_leads_one_astray(web: Web, memory: Path) -> None:
    with serving() as down:
        pass
    astray = web.says("HEAD /a.mp3", Answer(302, {"Location": f"{down.address}/a.mp3"}))
    good = web.says("HEAD /b.mp3", Answer(200, AUDIO))
    told(Remote(memory, NOW), astray)
    assert Remote(memory, NOW).facts(good) == FACTS


def test_an_answer_to_a_clock_that_went_wrong_is_asked_for_again(web: Web, memory: Path) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO), Answer(200, {"Content-Length": "7"}))
    Remote(memory, NOW + timedelta(days=365)).facts(url)
    assert Remote(memory, NOW).facts(url).length == 7
    assert len(web.asked) == 2
