"""What one would write in an afternoon: YAML in, feedgen's RSS and Atom out. Nothing is checked or put in place."""

import sys
from datetime import datetime
from pathlib import Path

import comrak
import yaml
from feedgen.feed import FeedGenerator


def main() -> None:
    articles, out = Path(sys.argv[1]), Path(sys.argv[2])
    for station in sorted(path for path in articles.iterdir() if path.is_dir()):
        about = yaml.load((station / "station.yaml").read_bytes(), Loader=yaml.CSafeLoader)
        files = sorted(path for path in station.rglob("*.yaml") if path.name != "station.yaml")
        found = [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in files]
        newest = sorted(found, key=lambda article: str(article["published"]), reverse=True)[:50]
        feed = FeedGenerator()
        feed.id(about["link"])
        feed.title(about["title"])
        feed.link(href=about["link"])
        feed.description(about["title"])
        for article in newest:
            entry = feed.add_entry(order="append")
            entry.id(article["link"])
            entry.title(article["title"])
            entry.link(href=article["link"])
            entry.published(datetime.fromisoformat(str(article["published"])))
            entry.updated(datetime.fromisoformat(str(article["published"])))
            entry.summary(article["summary"])
            entry.content(comrak.render_markdown(article["body"]), type="CDATA")
        (out / station.name).mkdir(parents=True, exist_ok=True)
        feed.rss_file(str(out / station.name / "rss.xml"))
        feed.atom_file(str(out / station.name / "atom.xml"))


main()
