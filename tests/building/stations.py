"""A newsroom of two stations, built and looked at."""

from pathlib import Path

from lxml import etree

from feedpub.build import build
from feedpub.job import Job
from feedpub.report import Report
from tests.newsroom import NOW, STATION

QUAY = {"quay/station.yaml": STATION.replace("ckls", "quay").replace("CKLS", "Quay")}
SECTIONS = f"{STATION}feeds:\n  sea: {{title: Sea, sections: [Sea]}}\n"
BROKEN = "title: A: colon\n"


def run(articles: Path, out: Path, *stations: str, check: bool = False) -> Report:
    return build(Job(articles, out, NOW, stations, check))


def listed(out: Path) -> list[str]:
    """The folders of the feeds in stations.opml."""
    root = etree.fromstring((out / "stations.opml").read_bytes())
    prefix, suffix = "https://feeds.example.com/", "/rss.xml"
    return [str(url).removeprefix(prefix).removesuffix(suffix) for url in root.xpath("//@xmlUrl")]  # type: ignore[union-attr]  # lxml's stubs know more results of xpath
