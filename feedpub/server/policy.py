"""A page's Content-Security-Policy (CSP 3), with this server allowed where the page as it is shown here needs it."""

from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

_OWN = "'self'"
_SCRIPTS = ("script-src-elem", "script-src")
_LISTENING = ("connect-src",)
_SHOWN = (("img-src",), ("media-src",))
_REST = "default-src"

Directives = dict[str, list[str]]


def allowing(policy: str, addresses: Iterable[str]) -> str:
    """A policy by which the page may load the script that listens for builds, and listen.

    What may come from one of these addresses may come from this server, too, which shows it in their place; nothing
    else may, or a page would look whole here and not where it is published.
    """
    directives = _read(policy)
    published = {source for address in addresses for source in _sources(address)}
    for names in (_SCRIPTS, _LISTENING):
        _allow(directives, names)
    for names in _SHOWN:
        if published & {source.lower() for source in _effective(directives, names)[1]}:
            _allow(directives, names)
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def _read(policy: str) -> Directives:
    """The directives by their names; the first of a name counts (section 2.2.1)."""
    directives: Directives = {}
    for name, *sources in (directive.split() for directive in policy.split(";") if directive.strip()):
        directives.setdefault(name.lower(), sources)
    return directives


def _sources(address: str) -> tuple[str, str]:
    """How a policy names the server of an address, or all of its scheme."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower(), f"{parts.scheme}:".lower()


def _effective(directives: Directives, names: Collection[str]) -> tuple[str | None, list[str]]:
    """Which directive governs a kind of request, and its sources: its own, or what governs the rest (section 6.8.3)."""
    name = next((name for name in (*names, _REST) if name in directives), None)
    return name, directives[name] if name else []


def _allow(directives: Directives, names: Collection[str]) -> None:
    name, sources = _effective(directives, names)
    if name is None:
        return  # nothing forbids it, and a directive of its own would forbid all else
    if name == _REST:
        *_, name = names
    kept = [source for source in sources if source.lower() != "'none'"]  # it means something alone only
    directives[name] = kept if _OWN in kept else [*kept, _OWN]
