"""The same articles and the same instant give the same bytes, wherever and however the command runs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.newsroom import NOW, REPOSITORY, STATION, build_newsroom, newsroom, tree, write
from tests.test_agreement import EVERYTHING, EVERYTHING_STATION

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "PYTHON"))
}
PLACES: dict[str, dict[str, str]] = {
    "Kiritimati": {"TZ": "Pacific/Kiritimati"},
    "St John's": {"TZ": "America/St_Johns"},
    "no such zone": {"TZ": "Nowhere/None"},
    "C": {"LC_ALL": "C", "LANG": "C"},
    "POSIX without UTF-8": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "C.utf8": {"LC_ALL": "C.utf8"},
    "a locale that is not there": {"LC_ALL": "tr_TR.UTF-8", "LANG": "xx_XX"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 4242": {"PYTHONHASHSEED": "4242"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}


def small(day: int, name: str) -> str:
    """An article with letters that locales sort and fold in different ways."""
    return (
        f"title: É {name}\nlink: https://ckls.example.com/{day}/{name}\npublished: 2026-05-0{day}\n"
        f"tags: [Çay, İstanbul, b, a]\nsection: S{day}\nbody: ä {name}\n"
    )


SMALL = {f"2026-05-0{day}-ä{name}.yaml": small(day, name) for day in (3, 1, 2) for name in "zab"}
DECOMPOSED = {"2026-05-04-cafe\u0301.yaml": small(4, "macos")}
"""A name as macOS writes it: an e, and the accent on it."""
ARTICLES = {"e.yaml": EVERYTHING, **SMALL, **DECOMPOSED}
FEEDS = "feeds:\n  zz: {title: Z, tags: [b]}\n  tea: {title: Tea, tags: [çay], sections: [S1]}\n"


def run(
    articles: Path, out: Path, *options: str, cwd: Path, program: Sequence[str] = ("-m", "feedpub"), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the real command, in another directory and environment, without anything that another run remembers."""
    folders = {"--articles": articles, "--out": out, "--cache": out.with_name(f"{out.name}-cache")}
    command = [sys.executable, *program, "build", *(word for pair in folders.items() for word in map(str, pair))]
    instant = f"{NOW:%Y-%m-%dT%H:%MZ}"
    return subprocess.run(
        [*command, "--now", instant, *options],
        cwd=cwd,
        env={**ENVIRONMENT, "PYTHONPATH": str(REPOSITORY), **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stations with every kind of text."""
    folder = newsroom(tmp_path_factory.mktemp("same"), ARTICLES, EVERYTHING_STATION + FEEDS)
    return write(folder, {"other/station.yaml": STATION.replace("ckls", "other"), "other/e.yaml": EVERYTHING})


@pytest.fixture(scope="module")
def expected(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    built = build_newsroom(articles, tmp_path_factory.mktemp("expected"))
    assert built.report.problems == ()
    assert len(tree(built.out)) == 4 * 4 + 2
    return tree(built.out)


@pytest.mark.parametrize("place", PLACES)
def test_the_machine_does_not_matter(articles: Path, expected: dict[str, bytes], place: str, tmp_path: Path) -> None:
    done = run(articles, tmp_path / "feeds", cwd=tmp_path, **PLACES[place])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert tree(tmp_path / "feeds") == expected


def test_the_current_directory_does_not_matter(articles: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    done = run(Path(), tmp_path / "feeds", cwd=articles)
    assert (done.returncode, tree(tmp_path / "feeds")) == (0, expected)


def test_the_order_of_files_does_not_matter(articles: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in sorted(tree(articles).items(), reverse=True):
        write(tmp_path / "again", {name: content})
    assert tree(build_newsroom(tmp_path / "again", tmp_path / "feeds").out) == expected


PROGRAM = """\
import os, sys
from concurrent import futures
from feedpub.library import filing
from feedpub.cli import main

class Pool(futures.ProcessPoolExecutor):
    def __init__(self, workers, **options):
        print("processes:", workers, flush=True)
        super().__init__(workers, **options)

processors = int(sys.argv.pop(1))
filing.MANY_FILES, filing._CHUNK, futures.ProcessPoolExecutor = int(sys.argv.pop(1)), 2, Pool
os.cpu_count = lambda: processors
main()
"""
"""Runs the command with another MANY_FILES: in a process of its own, for pytest's has threads and cannot fork."""


@pytest.mark.parametrize(
    ("processors", "many", "pools"),
    [(2, 0, 1), (4, 0, 3), (2, 10**6, 0)],
    ids=["stations side by side", "and articles side by side", "in turn"],
)
def test_the_number_of_processes_does_not_matter(
    articles: Path, expected: dict[str, bytes], tmp_path: Path, processors: int, many: int, pools: int
) -> None:
    done = run(articles, tmp_path / "feeds", cwd=tmp_path, program=["-c", PROGRAM, str(processors), str(many)])
    assert (done.returncode, done.stdout, done.stderr) == (0, "processes: 2\n" * pools, "")
    assert tree(tmp_path / "feeds") == expected


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file was written, and which it is."""
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*")}


def test_a_second_run_touches_nothing(articles: Path, tmp_path: Path) -> None:
    run(articles, tmp_path / "feeds", cwd=tmp_path)
    before = stamps(tmp_path / "feeds")
    done = run(articles, tmp_path / "feeds", "--verbose", cwd=tmp_path, TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7")
    assert (done.returncode, done.stdout, stamps(tmp_path / "feeds")) == (0, "", before)


def test_one_changed_article_touches_only_its_feeds(articles: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(articles, tmp_path / "articles"))
    run(own, tmp_path / "feeds", cwd=tmp_path)
    before = stamps(tmp_path / "feeds")
    changed = own / "ckls/2026-05-02-äz.yaml"
    changed.write_text(changed.read_text("utf-8").replace("body: ä", "body: ö").replace(", b,", ","), "utf-8")
    done = run(own, tmp_path / "feeds", "--verbose", cwd=tmp_path)
    after = stamps(tmp_path / "feeds")
    touched = {Path(name).relative_to(tmp_path / "feeds").as_posix() for name in after if after[name] != before[name]}
    names = ("rss.xml", "atom.xml", "feed.json", "index.html")
    files = {f"ckls{feed}/{name}" for feed in ("", "/zz", "/tea") for name in names}
    assert {name for name in touched if "." in name} == files
    assert set(done.stdout.splitlines()) == {f"changed: {name}" for name in files}


def test_check_writes_nothing_and_tells_by_its_exit_code(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    done = run(articles, out, "--check", cwd=tmp_path)
    assert (done.returncode, out.exists()) == (1, False)
    assert "would change: ckls/rss.xml" in done.stdout
    run(articles, out, cwd=tmp_path)
    before = stamps(out)
    assert run(articles, out, "--check", cwd=tmp_path).returncode == 0
    (out / "ckls/zz/atom.xml").write_bytes(b"old")
    done = run(articles, out, "--check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "would change: ckls/zz/atom.xml\n")
    assert (out / "ckls/zz/atom.xml").read_bytes() == b"old"
    assert stamps(out).keys() == before.keys()
