"""Files that look like articles under another ending: they would be passed over silently."""

import difflib
import re
from pathlib import Path

from feedpub.media import AUDIO_TYPES, IMAGE_TYPES, TRANSCRIPT_TYPES, VIDEO_TYPES

_OTHER_ENDINGS = (".yml", ".yaml", ".yaml.txt", ".yml.txt")
_BACKUPS = (".bak", ".orig", ".old", ".save", ".swp", ".tmp", ".part", "~")
_NO_ARTICLES = {*IMAGE_TYPES, *AUDIO_TYPES, *VIDEO_TYPES, *TRANSCRIPT_TYPES} - {".txt"}
_FIELD = re.compile(rb"^(title|link|published|body):\s", re.MULTILINE)
_HEAD = 4096


def is_almost_article(path: Path) -> bool:
    """Whether a file that does not end in .yaml was meant as an article, by its name or by its fields."""
    name = path.name.lower()
    if name.endswith(_OTHER_ENDINGS):
        return True
    ending = path.suffix.lower()
    if name.endswith(_BACKUPS):
        return False
    return bool(difflib.get_close_matches(ending, [".yaml"], cutoff=0.8)) or (
        ending not in _NO_ARTICLES and _holds_fields(path)
    )


def _holds_fields(path: Path) -> bool:
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            return len(_FIELD.findall(file.read(_HEAD))) > 1
    except OSError:
        return False


def stem_of(name: str) -> str:
    """The name of a file without its wrong ending."""
    if found := re.search(r"[. ]ya?ml\b", name, re.IGNORECASE):
        return name[: found.start()]
    return re.sub(r"\.\w{1,9}$", "", name)
