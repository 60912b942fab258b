"""Each reader, polled by its own command or code, and what it then has of a feed, all in one form."""

import email
import email.policy
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from calendar import timegm
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple

import feedparser
import feedparser_sgmllib
import pytest

# reader has a copy of an older feedparser in it, which looks for this module by its old name.
sys.modules.setdefault("sgmllib", feedparser_sgmllib)
from reader import make_reader  # noqa: E402 - after what it needs is mended

HERE = Path(__file__).parent
SECONDS = 30
"""What a reader may take; one that hangs must not hang the tests."""


class Item(NamedTuple):
    """An item as a reader has it."""

    title: str
    link: str
    published: datetime


class Web(NamedTuple):
    """The web as readers see it: one server, which stands in as proxy for all hosts, and its log."""

    port: int
    log: Path

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(self, path: str, least: int) -> list[int]:
        """The statuses of all answers to who asked for this path: nginx writes them down after it has answered."""
        end = time.monotonic() + SECONDS
        while len(found := self._asked(path)) < least and time.monotonic() < end:
            time.sleep(0.05)
        return found

    def _asked(self, path: str) -> list[int]:
        lines = [line.split('"') for line in self.log.read_text().splitlines()]
        return [int(parts[2].split()[0]) for parts in lines if parts[1].split()[1].endswith(path)]


class Reader(NamedTuple):
    """A reader: how it polls the feed at an address, from a folder of its own, and then has which items.

    It knows what it has from the poll `knows_from` on. `import_opml` has it import a list; the addresses that it then
    has. `has_html`: a title that Atom says is HTML, as one with what looks like a tag is, it hands on as HTML.
    """

    poll: Callable[[str, Path, Web], list[Item]]
    import_opml: Callable[[Path, Path, Web], list[str]] | None = None
    knows_from: int = 1
    has_html: bool = False


def _run(home: Path, web: Web, *command: str) -> str:
    """What a program says, with nothing of this machine's settings."""
    if shutil.which(command[0]) is None:
        pytest.fail(f"{command[0]} is missing: run tests/readers/install as root on Debian.")
    home.mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "http_proxy": web.proxy}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# --- newsboat --------------------------------------------------------------------------------------------------


def _newsboat(home: Path, web: Web, *arguments: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "config").touch()
    own = ("-u", str(home / "urls"), "-c", str(home / "cache.db"), "-C", str(home / "config"))
    _run(home, web, "newsboat", *own, *arguments)


def poll_with_newsboat(address: str, home: Path, web: Web) -> list[Item]:
    home.mkdir(exist_ok=True)
    (home / "urls").write_text(f"{address}\n")
    _newsboat(home, web, "-x", "reload")
    with closing(sqlite3.connect(home / "cache.db")) as cache:
        rows = cache.execute("SELECT title, url, pubDate FROM rss_item").fetchall()
    return [Item(title, link, datetime.fromtimestamp(seconds, UTC)) for title, link, seconds in rows]


def import_with_newsboat(opml: Path, home: Path, web: Web) -> list[str]:
    _newsboat(home, web, "-i", str(opml))
    return [line.split()[0] for line in (home / "urls").read_text().splitlines()]


# --- rss2email -------------------------------------------------------------------------------------------------


def _r2e(home: Path, web: Web, *arguments: str) -> str:
    home.mkdir(exist_ok=True)
    configuration = home / "r2e.cfg"
    if not configuration.exists():
        configuration.write_text(f"""\
[DEFAULT]
from = feeds@example.org
to = subscriber@example.org
email-protocol = maildir
maildir-path = {home}
maildir-mailbox = mail
date-header = True
""")
    return _run(home, web, "r2e", "-c", str(configuration), "-d", str(home / "r2e.json"), *arguments)


def poll_with_rss2email(address: str, home: Path, web: Web) -> list[Item]:
    if not (home / "r2e.json").exists():
        _r2e(home, web, "add", "quay", address)
    _r2e(home, web, "run")
    return [_mailed(path) for path in (home / "mail").glob("*/*")]


def _mailed(path: Path) -> Item:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    date = parsedate_to_datetime(message["Date"])
    return Item(str(message["Subject"]), str(message["X-RSS-URL"]), date.replace(tzinfo=UTC))


def import_with_rss2email(opml: Path, home: Path, web: Web) -> list[str]:
    _r2e(home, web, "opmlimport", str(opml))
    return [line.partition("(")[2].partition(" ->")[0] for line in _r2e(home, web, "list").splitlines()]


# --- sfeed -----------------------------------------------------------------------------------------------------

_SFEEDRC = """\
sfeedpath={home}
fetch() {{
  curl -f -s -S -m 15 --etag-compare {home}/etag --etag-save {home}/etag "$2"
}}
feeds() {{
  feed quay {address}
}}
"""
"""sfeed leaves it to its user's settings how feeds are fetched."""


def poll_with_sfeed(address: str, home: Path, web: Web) -> list[Item]:
    home.mkdir(exist_ok=True)
    (home / "etag").touch()
    (home / "sfeedrc").write_text(_SFEEDRC.format(home=home, address=address))
    _run(home, web, "sfeed_update", str(home / "sfeedrc"))
    rows = [line.split("\t") for line in (home / "quay").read_text().splitlines()]
    return [Item(row[1], row[2], datetime.fromtimestamp(int(row[0]), UTC)) for row in rows]


def import_with_sfeed(opml: Path, home: Path, web: Web) -> list[str]:
    told = _run(home, web, "sh", "-c", f"sfeed_opml_import < {opml}")
    feeds = [line.strip() for line in told.splitlines() if line.strip().startswith("feed '")]
    return [line.split("' '")[1].rstrip("'") for line in feeds]


# --- in Python -------------------------------------------------------------------------------------------------


def poll_with_feedparser(address: str, home: Path, _web: Web) -> list[Item]:
    """As it is meant to be used: with the entity tag and date of the last answer, whose items stay if it is 304."""
    home.mkdir(exist_ok=True)
    kept = home / "kept.json"
    before = json.loads(kept.read_text()) if kept.exists() else {}
    found = feedparser.parse(address, etag=before.get("etag"), modified=before.get("modified"))
    if found.status != 304:
        entries = [[entry.title, entry.link, timegm(entry.published_parsed)] for entry in found.entries]
        before = {"etag": found.etag, "modified": found.modified, "entries": entries}
        kept.write_text(json.dumps(before))
    return [Item(title, link, datetime.fromtimestamp(seconds, UTC)) for title, link, seconds in before["entries"]]


def poll_with_reader(address: str, home: Path, _web: Web) -> list[Item]:
    home.mkdir(exist_ok=True)
    with closing(make_reader(str(home / "reader.sqlite"))) as reader:
        reader.add_feed(address, exist_ok=True)
        reader.update_feed(address)
        return [_of_reader(entry) for entry in reader.get_entries()]


def _of_reader(entry: Any) -> Item:
    return Item(entry.title, entry.link, entry.published)


def import_with_reader(opml: Path, home: Path, _web: Web) -> list[str]:
    home.mkdir(exist_ok=True)
    with closing(make_reader(str(home / "reader.sqlite"))) as reader, opml.open("rb") as file:
        reader.import_feeds(file)
        return [feed.url for feed in reader.get_feeds()]


# --- in JavaScript ---------------------------------------------------------------------------------------------


def _in_javascript(parser: str) -> Callable[[str, Path, Web], list[Item]]:
    def poll(address: str, home: Path, web: Web) -> list[Item]:
        if not (HERE / "node_modules" / parser).is_dir():
            pytest.fail(f"{parser} is missing: install nodejs and npm, and run tests/readers/install.")
        # Node's fetch knows no proxies.
        here = address.replace("http://feeds.example.org", web.proxy)
        told = _run(home, web, "node", str(HERE / "read.mjs"), parser, here, str(home / "kept.json"))
        return [Item(title, link, datetime.fromisoformat(date)) for title, link, date in json.loads(told)]

    return poll


READERS = {
    "newsboat": Reader(poll_with_newsboat, import_with_newsboat, knows_from=2),
    "rss2email": Reader(poll_with_rss2email, import_with_rss2email),
    "sfeed": Reader(poll_with_sfeed, import_with_sfeed, has_html=True),
    "feedparser": Reader(poll_with_feedparser, has_html=True),
    "reader": Reader(poll_with_reader, import_with_reader, has_html=True),
    "rss-parser": Reader(_in_javascript("rss-parser"), has_html=True),
    "feedsmith": Reader(_in_javascript("feedsmith"), has_html=True),
}
