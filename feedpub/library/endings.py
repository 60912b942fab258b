"""Files that look like articles under another ending: they would be passed over silently."""

import difflib
import re
from pathlib import Path

_OTHER_ENDINGS = (".yml", ".yaml", ".yaml.txt", ".yml.txt")
_FIELD = re.compile(rb"^(title|link|published|body):\s", re.MULTILINE)
_HEAD = 4096


def is_almost_article(path: Path) -> bool:
    """Whether a file that does not end in .yaml was meant as an article, by its name or by its fields."""
    name = path.name.lower()
    if name.endswith(_OTHER_ENDINGS):
        return True
    ending = path.suffix.lower()
    if ending in {"", ".txt", ".text"}:
        return _holds_fields(path)
    return bool(difflib.get_close_matches(ending, [".yaml"], cutoff=0.8)) and not name.endswith("~")


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
    small = name.lower()
    for ending in (".yaml.txt", ".yml.txt"):
        if small.endswith(ending):
            return name[: -len(ending)]
    return Path(name).stem
