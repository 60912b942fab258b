"""Links in the header of a feed, by which WebSub subscribers find its hub (WebSub section 4)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feedpub.formats import files

_NAMES = {file.name for file in files.ALL_FILES}
_HARMFUL = re.compile(r"[^\x21-\x7e]|[<>]")


def links_of(path: Path) -> str:
    """The value of Link (RFC 8288) for a file: its hubs and its own address; "" if it is no feed, or has no hub.

    All formats of a feed have both from its JSON Feed, which lies beside them.
    """
    if path.name not in _NAMES:
        return ""
    feed = _read(path.with_name(files.JSON.name))
    own, hubs = str(feed.get("feed_url", "")), list(_hubs(feed.get("hubs")))
    if not hubs or not own.endswith(f"/{files.JSON.name}"):
        return ""
    targets = [(hub, "hub") for hub in hubs] + [(f"{own.removesuffix(files.JSON.name)}{path.name}", "self")]
    if any(_HARMFUL.search(target) for target, _ in targets):
        return ""
    return ", ".join(f'<{target}>; rel="{relation}"' for target, relation in targets)


def _hubs(listed: object) -> Iterator[str]:
    for hub in listed if isinstance(listed, list) else []:
        if isinstance(hub, dict) and "url" in hub:
            yield str(hub["url"])


def _read(path: Path) -> dict[str, Any]:
    try:
        feed = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return feed if isinstance(feed, dict) else {}
