"""`feedpub snippet`: what a station puts into its own site."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedpub.cli import main
from tests.newsroom import own_articles
from tests.pages.newsrooms import CASES

OF_A_SECTION = """\
<!-- Into the head of every page: -->
<link rel="alternate" type="application/rss+xml" title="WBFO Binational (RSS)" href="https://feeds.example.org/wbfo/binational/rss.xml">
<link rel="alternate" type="application/atom+xml" title="WBFO Binational (Atom)" href="https://feeds.example.org/wbfo/binational/atom.xml">
<link rel="alternate" type="application/feed+json" title="WBFO Binational (JSON Feed)" href="https://feeds.example.org/wbfo/binational/feed.json">
<style>
.feedpub { box-sizing: border-box; max-width: 30rem; padding: 1.25rem; border: 1px solid; border-radius: .75rem; overflow-wrap: anywhere; }
.feedpub p { margin: 0 0 .75rem; }
.feedpub ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
.feedpub li a { display: inline-block; padding: .4rem 0; }
</style>

<!-- Where visitors are to subscribe: -->
<aside class="feedpub" lang="en-US" dir="ltr" aria-labelledby="feedpub-wbfo-binational">
<p id="feedpub-wbfo-binational"><strong><a href="https://feeds.example.org/wbfo/binational/index.html">WBFO Binational</a></strong></p>
<p>Everything new comes to the reader or app that you choose. It is free, and needs no account here.</p>
<ul>
<li><a href="feed:https://feeds.example.org/wbfo/binational/rss.xml">Open in your feed reader</a></li>
<li><a href="https://feeds.example.org/wbfo/binational/rss.xml" type="application/rss+xml">RSS</a></li>
<li><a href="https://feeds.example.org/wbfo/binational/atom.xml" type="application/atom+xml">Atom</a></li>
<li><a href="https://feeds.example.org/wbfo/binational/feed.json" type="application/feed+json">JSON Feed</a></li>
</ul>
</aside>
"""  # noqa: E501 - as it is printed


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_articles(tmp_path)
    monkeypatch.chdir(tmp_path)


def snippet(feed: str) -> Result:
    return CliRunner().invoke(main, ["snippet", feed])


@pytest.mark.parametrize("feed", ["wbfo/binational", "wbfo/binational/"])
def test_of_a_section(feed: str) -> None:
    assert (snippet(feed).exit_code, snippet(feed).output) == (0, OF_A_SECTION)


def test_of_a_station_and_of_a_show() -> None:
    def links(feed: str) -> list[str]:
        return re.findall(r"<li><a [^>]+>([^<]+)</a>", snippet(feed).output)

    assert links("harbor") == ["Open in your feed reader", "RSS", "Atom", "JSON Feed"]
    apps = ["Apple Podcasts", "Overcast", "Pocket Casts", "Castro", "AntennaPod"]
    assert links("harbor/tide-tables") == [*apps, "Podcast Addict", "Another podcast app", "RSS", "Atom", "JSON Feed"]


def test_words_are_escaped_and_of_the_feed_s_language() -> None:
    for case in ("markup-in-words", "show-in-french"):
        shutil.copytree(CASES / case / "articles", "articles", dirs_exist_ok=True)
    assert 'title="Quay &amp; &lt;b&gt;Radio&lt;/b&gt; (RSS)"' in snippet("quay").output
    french = snippet("quai/marees").output
    assert '<aside class="feedpub" lang="fr-CA" dir="ltr"' in french
    assert ">Une autre application</a>" in french


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        ("wbfo/binationa", "There is no feed “wbfo/binationa”. Did you mean wbfo/binational?"),
        ("zz", "Did you mean harbor, harbor/town, harbor/sea, harbor/tide-tables, wbfo, wbfo/binational?"),
    ],
)
def test_a_feed_that_does_not_exist_is_a_wrong_call(feed: str, said: str) -> None:
    result = snippet(feed)
    assert result.exit_code == 2
    assert said in result.output


def test_a_newsroom_that_is_not_there_is_told() -> None:
    shutil.rmtree("articles")
    assert snippet("wbfo").exit_code in {2, 3}
