"""Short marks that tell what has changed from what has not, in files that a later run reads."""

import hashlib


def digest(*parts: str | bytes) -> str:
    """What is the same only for the same parts in the same order (BLAKE2b, RFC 7693); names of files are text, too."""
    found = hashlib.blake2b(digest_size=12)
    for part in parts:
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        found.update(b"%d:" % len(raw))
        found.update(raw)
    return found.hexdigest()
