"""Files that look like articles under another ending: they would be passed over silently."""

import difflib
import re
from pathlib import Path

_OTHER_ENDINGS = (".yml", ".yaml", ".yaml.txt", ".yml.txt")
_COPY = re.compile(r".*\.ya?ml(?: .*|\.(?:download|md|text|rtf))")
"""What copies and downloads are called."""
_MARKDOWN = {".md", ".markdown"}
_FIELD = re.compile(rb"^(title|link|published|body):\s", re.MULTILINE)
_FRONT = re.compile(rb"\s*(?:---\s|[a-z_]+:\s)")
"""How an article in Markdown begins, as for Jekyll and Hugo; notes may have fields further down, as an example."""
_HEAD = 4096


def is_almost_article(path: Path) -> bool:
    """Whether a file that does not end in .yaml was meant as an article, by its name or by its fields."""
    name = path.name.lower()
    if name.endswith(_OTHER_ENDINGS):
        return True
    ending = path.suffix.lower()
    if ending in {"", ".txt", ".text", *_MARKDOWN} or " " in ending or _COPY.fullmatch(name):
        return not name.startswith(("readme", "template")) and _holds_fields(path, at_once=ending in _MARKDOWN)
    return bool(difflib.get_close_matches(ending, [".yaml"], cutoff=0.8)) and not name.endswith("~")


def _holds_fields(path: Path, *, at_once: bool) -> bool:
    """Whether a file holds fields of an article; `at_once`: it has to begin with one."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return (not at_once or _FRONT.match(head) is not None) and len(_FIELD.findall(head)) > 1


def stem_of(name: str) -> str:
    """The name of a file without its wrong ending."""
    if found := re.search(r"[. ]ya?ml\b", name, re.IGNORECASE):
        return name[: found.start()]
    return re.sub(r"\.\w{1,9}$", "", name)
