"""Every folder in tests/cases is one behaviour: a newsroom, and exactly what feedpub makes of it and says about it.

    articles/     the newsroom; laid over cases/_base/articles, unless it has a publisher.yaml of its own, and over
                  cases/_show/articles, if the case is called show-… or episode-…
    feeds/        what subscribers have before the run, if it matters
    now.txt       the instant of the run, if it is not NOW
    problems.txt  every problem as text, in order of place, and the exit code
    items.txt     every file below feeds/ after the run, each with the ids that it carries; or, instead,
    expected/     the whole tree below feeds/, byte for byte

FEEDPUB_UPDATE_CASES=1 rewrites what does not agree, and fails, so that you read what it wrote before you commit it.
What git cannot hold is made by MADE.
"""

import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from feedpub.build import build
from feedpub.catalog import CATALOG
from feedpub.job import Job
from feedpub.problem import Severity
from feedpub.remote import Remote
from feedpub.remote.asking import ask
from feedpub.remote.facts import RemoteFacts
from feedpub.report import as_text, select
from feedpub.rules import every_rule

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir() and not path.name.startswith("_"))
NOW = "2026-06-01T12:00:00+00:00"
UPDATE = os.environ.get("FEEDPUB_UPDATE_CASES") == "1"
IDS = {"rss.xml": "//item/guid/text()", "atom.xml": "//a:entry/a:id/text() | //d:deleted-entry/@ref"}
NAMESPACES = {"a": "http://www.w3.org/2005/Atom", "d": "http://purl.org/atompub/tombstones/1.0"}

ARTICLE = "title: Gulls\nlink: https://harbor.example/gulls\npublished: 2026-05-02\nbody: Gulls.\n"
MADE: dict[str, Callable[[Path], object]] = {
    "article-that-is-a-pipe": lambda articles: os.mkfifo(articles / "harbor/pipe.yaml"),
    "file-name-that-is-not-utf8": lambda articles: Path(
        os.fsdecode(os.fsencode(articles) + b"/harbor/caf\xe9.yaml")
    ).write_text("titel: Gulls\n" + ARTICLE),
    "file-of-fifty-megabytes": lambda articles: os.truncate(articles / "harbor/song.yaml", 50_000_000),
    "link-out-of-the-folder": lambda articles: _link_out(articles, "harbor/gulls.yaml", ARTICLE.encode()),
    "link-that-leads-nowhere": lambda articles: (articles / "harbor/gulls.yaml").symlink_to("gone.yaml"),
    "link-that-leads-to-itself": lambda articles: (articles / "harbor/gulls.yaml").symlink_to("gulls.yaml"),
    "linked-folder-of-articles": lambda articles: (articles / "harbor/more").symlink_to("2026"),
    "linked-folder-of-a-station": lambda articles: (articles / "quay").symlink_to("/tmp"),  # noqa: S108 - never read
    "nested-brackets-ten-thousand-deep": lambda articles: (articles / "harbor/deep.yaml").write_text(
        ARTICLE + "tags: " + "[" * 10_000 + "]" * 10_000 + "\n"
    ),
    "picture-linked-out-of-the-folder": lambda articles: _link_out(articles, "harbor/quay.png", b"\x89PNG"),
    "publisher-file-missing": lambda articles: (articles / "publisher.yaml").unlink(),
    "show-with-a-misnamed-file-that-subscribers-have": lambda articles: (articles / "harbor/talk/show.yaml").rename(
        articles / "harbor/talk/show.yml"
    ),
}


def _link_out(articles: Path, name: str, content: bytes) -> None:
    outside = articles.parent / Path(name).name
    outside.write_bytes(content)
    (articles / name).symlink_to(outside)


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _lay_out(name, tmp_path)
    monkeypatch.chdir(tmp_path)
    now = CASES / name / "now.txt"
    when = datetime.fromisoformat(now.read_text().strip() if now.exists() else NOW)
    job = Job(Path("articles"), Path("feeds"), when, remote=Remote(None, when, _ask))
    report = build(job)
    problems = [as_text(problem) for problem in select(report.problems, set(Severity))]
    feeds = _tree(tmp_path / "feeds")
    instants = _instants(tmp_path / "feeds")

    again = build(job)
    assert (again.changed, _instants(tmp_path / "feeds")) == ([], instants), "a second run touches files"
    assert [as_text(problem) for problem in select(again.problems, set(Severity))] == problems

    said = {"problems.txt": "\n".join([*problems, f"exit code: {report.exit_code():d}\n"]).encode()}
    _agree(CASES / name, said)
    if (CASES / name / "expected").is_dir():
        _agree(CASES / name / "expected", feeds)
    else:
        _agree(CASES / name, {"items.txt": "".join(_line(*file) for file in feeds.items()).encode()})


def test_there_are_cases_and_everything_that_is_made_belongs_to_one() -> None:
    assert NAMES
    assert set(NAMES) >= set(MADE)


OF_LATER_RUNS = {"being-written", "last-version", "no-cache", "postponed"}
"""Codes of what a first run of untouched files, without a cache, cannot meet; tests/index/ and building/ have them."""


def test_every_code_of_the_catalogue_has_a_case_and_no_case_has_another_code() -> None:
    said = "".join((CASES / name / "problems.txt").read_text() for name in NAMES)
    codes = set(re.findall(r": (?:error|warning|info): .* \[([a-z0-9-]+)\]$", said, re.MULTILINE))
    assert set(CATALOG) - OF_LATER_RUNS <= codes <= CATALOG.keys() | every_rule().keys()


def _ask(url: str, known: RemoteFacts | None) -> RemoteFacts:
    """Nobody listens where audio elsewhere is."""
    return ask(url.replace("https://audio.harbor.example", "http://127.0.0.1:9"), known)


def _lay_out(name: str, folder: Path) -> None:
    own = CASES / name / "articles"
    if not (own / "publisher.yaml").exists():
        shutil.copytree(CASES / "_base/articles", folder / "articles")
    if name.startswith(("show-", "episode-")):
        shutil.copytree(CASES / "_show/articles", folder / "articles", dirs_exist_ok=True)
    for part in ("articles", "feeds"):
        if (CASES / name / part).is_dir():
            shutil.copytree(CASES / name / part, folder / part, dirs_exist_ok=True)
    if name in MADE:
        MADE[name](folder / "articles")


def _tree(folder: Path) -> dict[str, bytes]:
    # Pages have cases of their own, in tests/pages/.
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "index.html")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _instants(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def _line(name: str, content: bytes) -> str:
    """A file's name and the ids in it, in order; all of the file has to be well-formed."""
    kind = name.rpartition("/")[2]
    if kind == "feed.json":
        ids = [str(item["id"]) for item in json.loads(content)["items"]]
    elif kind in IDS:
        found = etree.fromstring(content).xpath(IDS[kind], namespaces=NAMESPACES)
        ids = [str(identity) for identity in found] if isinstance(found, list) else []
    else:
        ids = []
    return " ".join([name, *ids]) + "\n"


def _agree(folder: Path, made: dict[str, bytes]) -> None:
    """What was made is what the case's folder holds; `expected/` holds nothing else."""
    held = _tree(folder) if folder.name == "expected" else {name: _held(folder / name) for name in made}
    if UPDATE and held != made:
        _rewrite(folder, held, made)
    assert held == made


def _held(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b"(there is no such file)"


def _rewrite(folder: Path, held: dict[str, bytes], made: dict[str, bytes]) -> None:
    for name in held.keys() - made.keys():
        (folder / name).unlink()
    for name, content in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    pytest.fail(f"rewrote {', '.join(sorted(held.keys() | made.keys()))} in {folder}: read them")
