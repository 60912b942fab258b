"""What each client sees of a show's episodes, all in one form."""

import json
import os
import shutil
import sqlite3
import subprocess
from calendar import timegm
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import urlopen

import feedparser
import podcastparser  # type: ignore[import-untyped]  # it ships no types
import pytest

HERE = Path(__file__).parent
SECONDS = 20
"""What a client may take; one that hangs must not hang the tests."""


class Seen(NamedTuple):
    """An episode as a client sees it; None where it sees nothing."""

    guid: str
    title: str
    published: datetime
    url: str
    length: int
    type: str
    duration: int
    image: str | None = None
    season: int | None = None
    episode: int | None = None
    kind: str | None = None
    chapters: str | None = None
    transcripts: tuple[str, ...] | None = None
    people: tuple[str, ...] | None = None


class Client(NamedTuple):
    """A client: how to have it read the feed at an address, with a folder of its own, and what it knows nothing of."""

    read: Callable[[str, Path], list[Seen]]
    blind: frozenset[str] = frozenset()


def _run(home: Path, package: str, *command: str) -> str:
    """What a program says, with nothing of this machine's settings but the proxies."""
    if shutil.which(command[0]) is None:
        pytest.fail(f"{command[0]} is missing: install {package}, or run `make clients` as root on Debian.")
    home.mkdir(exist_ok=True)
    environment = {name: os.environ[name] for name in ("PATH", "http_proxy", "https_proxy", "no_proxy")}
    environment |= {"HOME": str(home), "LANG": "C.UTF-8"}
    environment |= {"GPODDER_HOME": str(home), "GPODDER_DISABLE_EXTENSIONS": "yes"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def read_with_feedparser(address: str, _: Path) -> list[Seen]:
    """The library behind most readers written in Python."""
    return [_seen_by_feedparser(entry) for entry in feedparser.parse(address).entries]


def _seen_by_feedparser(entry: Any) -> Seen:
    (enclosure,) = entry.enclosures
    return Seen(
        guid=entry.id,
        title=entry.title,
        published=datetime.fromtimestamp(timegm(entry.published_parsed), UTC),
        url=enclosure.href,
        length=int(enclosure.length),
        type=enclosure.type,
        duration=int(entry.itunes_duration),
        image=entry.get("image", {}).get("href"),
        season=_number(entry.get("itunes_season")),
        episode=_number(entry.get("itunes_episode")),
        kind=entry.itunes_episodetype,
        chapters=entry.get("podcast_chapters", {}).get("url"),
    )


def read_with_podcastparser(address: str, _: Path) -> list[Seen]:
    """What gPodder reads feeds with, newer than the one that Debian ships with it."""
    with urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 - the address of the test's own server
        return [_seen_by_podcastparser(episode) for episode in podcastparser.parse(address, answer)["episodes"]]


def _seen_by_podcastparser(episode: dict[str, Any]) -> Seen:
    (enclosure,) = episode["enclosures"]
    return Seen(
        guid=episode["guid"],
        title=episode["title"],
        published=datetime.fromtimestamp(episode["published"], UTC),
        url=enclosure["url"],
        length=enclosure["file_size"],
        type=enclosure["mime_type"],
        duration=episode["total_time"],
        image=episode.get("episode_art_url"),
        season=episode.get("season"),
        episode=episode.get("number"),
        kind=episode["type"],
    )


def parse_with_partytime(address: str, home: Path) -> Any:
    """What Podcast Index, and through it many apps, sees in a feed."""
    if not (HERE / "node_modules/podcast-partytime").is_dir():
        pytest.fail("podcast-partytime is missing: install nodejs and npm, and run `make clients`.")
    return json.loads(_run(home, "nodejs", "node", str(HERE / "partytime.mjs"), address))


def read_with_partytime(address: str, home: Path) -> list[Seen]:
    """Podcast Index's view of the episodes."""
    return [_seen_by_partytime(item) for item in parse_with_partytime(address, home)["items"]]


def _seen_by_partytime(item: dict[str, Any]) -> Seen:
    return Seen(
        guid=item["guid"],
        title=item["title"],
        published=datetime.fromisoformat(item["pubDate"]),
        **item["enclosure"],
        duration=item["duration"],
        image=item.get("itunesImage"),
        season=item.get("itunesSeason"),
        episode=item.get("itunesEpisode"),
        kind=item["itunesEpisodeType"],
        chapters=item.get("podcastChapters", {}).get("url"),
        transcripts=tuple(transcript["url"] for transcript in item.get("podcastTranscripts", [])),
        people=tuple(person["name"] for person in item.get("podcastPeople", [])),
    )


def read_with_gpodder(address: str, home: Path) -> list[Seen]:
    """What gPodder keeps of a show that somebody subscribes to."""
    _run(home, "gpodder", "gpo", "subscribe", address)
    return list(_seen_by_gpodder(home / "Database"))


def _seen_by_gpodder(database: Path) -> Iterator[Seen]:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute("SELECT * FROM episode"):
            yield Seen(
                guid=row["guid"],
                title=row["title"],
                published=datetime.fromtimestamp(row["published"], UTC),
                url=row["url"],
                length=row["file_size"],
                type=row["mime_type"],
                duration=row["total_time"],
                image=row["episode_art_url"] or None,
            )


def download_with_gpodder(address: str, home: Path) -> dict[str, bytes]:
    """All episodes' files as gPodder keeps them, by their names."""
    _run(home, "gpodder", "gpo", "subscribe", address)
    _run(home, "gpodder", "gpo", "download", address)
    return _files(home.glob("Downloads/*/*"))


PODGETRC = """\
# Podget configuration file created by version 0.9.0
CONFIG_SERVERLIST=serverlist
DIR_SESSION={home}/session
DIR_LIBRARY={home}/library
LOG_FAIL=errors
LOG_COMPLETE=done
WGET_BASEOPTS="-nH"
MIN_SPACE=0
"""


def download_with_podget(address: str, home: Path) -> dict[str, bytes]:
    """All episodes' files as podget, which has nothing but bash and wget, keeps them, by their names."""
    home.mkdir()
    (home / "podgetrc").write_text(PODGETRC.format(home=home), encoding="utf-8")
    (home / "serverlist").write_text(f"{address} . show\n", encoding="utf-8")
    _run(home, "podget", "podget", "--dir_config", str(home))
    return _files(home.glob("library/show/*"))


def _files(paths: Iterator[Path]) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in paths}


CLIENTS = {
    # Of several elements of one name, it keeps the last.
    "feedparser": Client(read_with_feedparser, frozenset({"transcripts", "people"})),
    # It knows the podcast namespace only by the address of its documentation, which feeds do not declare.
    "podcastparser": Client(read_with_podcastparser, frozenset({"chapters", "transcripts", "people"})),
    "partytime": Client(read_with_partytime),
    "gPodder": Client(read_with_gpodder, frozenset({"season", "episode", "kind", "chapters", "transcripts", "people"})),
}
