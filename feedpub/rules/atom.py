"""Atom 1.0 (RFC 4287)."""

from feedpub.rules.grammar import Shape

FEED = Shape(open=True, attributes=None)
ENTRY = Shape(open=True, attributes=None)
