"""When pages are put in place, and when they stay."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from feedpub.build import build
from feedpub.job import Job
from tests.newsroom import ARTICLE, NOW, REPOSITORY, STATION, build_articles, build_newsroom, newsroom, tree, write
from tests.pages.newsrooms import CASES, pages


def test_a_page_changes_with_its_feed_and_is_not_touched_otherwise(tmp_path: Path) -> None:
    first = build_articles(tmp_path, {"a.yaml": ARTICLE})
    assert {"ckls/index.html", "index.html"} <= set(first.report.changed)
    assert build_articles(tmp_path, {"a.yaml": ARTICLE}).report.changed == []
    station = f"{STATION}phone: 555-0100\n"
    assert build_articles(tmp_path, {"a.yaml": ARTICLE}, station).report.changed == ["ckls/index.html"]
    changed = ARTICLE.replace("The ferry returns", "It returns")
    names = ["atom.xml", "feed.json", "index.html", "rss.xml"]
    assert build_articles(tmp_path, {"a.yaml": changed}, station).report.changed == [f"ckls/{name}" for name in names]


def test_a_show_that_is_held_is_led_to_and_its_page_stays(tmp_path: Path) -> None:
    articles = Path(shutil.copytree(CASES / "show-in-french" / "articles", tmp_path / "articles"))
    out = build_newsroom(articles, tmp_path / "feeds").out
    before = tree(out / "quai/marees")
    assert b'href="marees/index.html"' in (out / "quai/index.html").read_bytes()
    show = articles / "quai/marees/show.yaml"
    show.write_text(show.read_text("utf-8") + "explicit: maybe\n", "utf-8")
    assert build_newsroom(articles, out).report.exit_code() == 1
    assert tree(out / "quai/marees") == before
    assert b'href="marees/index.html"' in (out / "quai/index.html").read_bytes()
    shutil.rmtree(out / "quai/marees")
    build_newsroom(articles, out)
    assert b"marees/index.html" not in (out / "quai/index.html").read_bytes()


def test_a_station_that_is_held_keeps_its_page(tmp_path: Path) -> None:
    built = build_articles(tmp_path, {"a.yaml": ARTICLE})
    before = pages(built.out)
    held = build_articles(tmp_path, {"a.yaml": ARTICLE.replace("link: ", "id: other\nlink: no")})
    assert held.report.exit_code() == 1
    assert pages(built.out) == before


def test_an_icon_that_is_not_in_place_is_not_shown(tmp_path: Path) -> None:
    icon = (REPOSITORY / "articles/harbor/media/icon.png").read_bytes()
    station = f"{STATION}icon: {{file: icon.png}}\n"
    articles = newsroom(tmp_path / "articles", {"a.yaml": ARTICLE, "icon.png": icon}, station)
    out = build_newsroom(articles, tmp_path / "feeds").out
    (media,) = (out / "ckls/media").iterdir()
    shown = (out / "index.html").read_text("utf-8")
    assert f'<img class="icon" src="https://feeds.example.com/ckls/media/{media.name}"' in shown
    media.unlink()
    write(articles, {"other/station.yaml": STATION.replace("ckls", "other")})
    build(Job(articles, out, NOW, stations=("other",)))
    after = (out / "index.html").read_text("utf-8")
    assert 'href="other/index.html"' in after
    assert "<img" not in after


def test_the_list_of_stations_stays_while_it_is_unclear_what_there_is(tmp_path: Path) -> None:
    built = build_articles(tmp_path, {"a.yaml": ARTICLE})
    before = (built.out / "index.html").read_bytes()
    write(
        tmp_path / "articles", {"ckls/station.yaml": "title: [\n", "new/station.yaml": STATION.replace("ckls", "new")}
    )
    build_newsroom(tmp_path / "articles", built.out)
    assert (built.out / "index.html").read_bytes() == before


def test_templates_are_packaged(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "flit_core.wheel", "--outdir", str(tmp_path), str(REPOSITORY)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    folder = REPOSITORY / "feedpub/pages/templates"
    assert {f"feedpub/pages/templates/{path.name}" for path in folder.iterdir()} <= names
