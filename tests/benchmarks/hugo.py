"""The newsroom of a benchmark as a site for Hugo: the same articles, a section for each station, RSS alone."""

import re
from pathlib import Path

_SITE = """\
baseURL = "https://coast.example/"
title = "Coast Public Media"
disableKinds = ["taxonomy", "term", "404", "sitemap", "robotstxt", "home"]
[outputs]
section = ["RSS"]
[services.rss]
limit = 50
[[cascade]]
[cascade._target]
kind = "page"
[cascade.build]
render = "never"
"""


def write(articles: Path, site: Path) -> None:
    """Write the articles of a newsroom as the contents of a site."""
    site.mkdir()
    (site / "hugo.toml").write_text(_SITE)
    for path in articles.glob("*/*/*.yaml"):
        front, _, body = path.read_text().partition("body: |\n")
        front = re.sub(r"link: .*\n", "", front)
        front = re.sub(r"published: (.*)Z", r"date: \1:00Z", front)  # Hugo wants seconds
        page = site / "content" / path.relative_to(articles).parts[0] / f"{path.stem}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"---\n{front}---\n{re.sub('(?m)^  ', '', body)}")
