"""Names of machines in addresses."""

import ipaddress


def is_local(name: str) -> bool:
    """Whether only neighbours can reach a host, by its name in small letters or its IP address: localhost, .local (RFC
    6762), .internal (ICANN), and what IANA's registries do not call globally reachable."""
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        return True
    if not name[-1:].isdigit() and name[:1] != "[":
        return False
    try:
        return not ipaddress.ip_address(name.strip("[]")).is_global
    except ValueError:
        return False
