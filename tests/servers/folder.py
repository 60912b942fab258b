"""What the servers serve: the repository's own feeds, a page, copies, and what nobody may see."""

import shutil
from pathlib import Path

from feedpub import compressing
from tests.newsroom import REPOSITORY, write

PAGE = "<!doctype html>\n<title>Harbor Light</title>\n<body><p>Hello.</p></body>\n"
SECRET = "nobody may see this"  # noqa: S105 - a secret of nobody's
MP3 = "/harbor/media/springs-6da4983f3c8d.mp3"
RSS = "/harbor/rss.xml"


def folder(root: Path) -> Path:
    """Lay it all out; the folder of the feeds."""
    feeds = Path(shutil.copytree(REPOSITORY / "feeds", root / "feeds"))
    write(root, {"secret.txt": SECRET, "outside/secret.txt": SECRET})
    files = {
        "harbor/index.html": PAGE,
        "harbor/.rss.xml.feedpub-new": SECRET,
        ".git/config": SECRET,
        "sounds/a.m4a": "a",
        "sounds/a.opus": "a",
        "sounds/a.wav": "a",
        "look/style.css": "p {}\n",
        "look/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "look/a.webp": "a",
        "look/a b&ü.txt": "Umlaut.\n",
        "empty/notes.txt": "",
    }
    write(feeds, files)
    originals = {path: path.read_bytes() for path in feeds.rglob("*") if path.is_file()}
    for path, content in compressing.copies(originals).items():
        path.write_bytes(content)
    (feeds / "harbor" / "led-out.txt").symlink_to(root / "secret.txt")
    (feeds / "harbor" / "outside").symlink_to(root / "outside")
    return feeds
