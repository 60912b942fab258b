"""Who may ask a server that is for one machine alone.

A browser on that machine asks it for whatever page it shows, wherever that comes from. Such a page must not read what
is not published yet: neither as a stranger, who needs leave (Fetch standard section 3.2), nor by having its own name
lead to this machine (DNS rebinding), whereby the server seems to be its own.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from feedpub.server.messages import Answer

_LOCAL = (".localhost", ".local")
"""What names end in that are nobody's to register (RFC 6761 section 6.3, RFC 6762 section 3)."""


def is_ours(host: str, own: str) -> bool:
    """Whether a Host names this server in a way that nobody far away can have thought of.

    That is what it was told to be called, `own`; a number; a name without a dot; or one of this machine or network.
    """
    name = _name(f"//{host}")
    return name == own.lower() or "." not in name or name.endswith(_LOCAL) or _is_number(name)


def for_this_machine(answer: Answer, origin: str) -> None:
    """Let a page read an answer only if it comes from this machine; where it comes from is in its Origin."""
    answer.headers["Vary"] = ", ".join(filter(None, (answer.headers.get("Vary"), "Origin")))
    if origin and not _is_this_machine(_name(origin)):
        answer.headers = {name: value for name, value in answer.headers.items() if not name.startswith("Access-")}


def _is_this_machine(name: str) -> bool:
    return name == "localhost" or name.endswith(".localhost") or (_is_number(name) and ip_address(name).is_loopback)


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
