"""Atom 1.0 (RFC 4287)."""

from feedpub.rules.atom import addresses, entries, feeds, links
from feedpub.rules.atom.shapes import ENTRY, FEED, LINK, SOURCE

__all__ = ["ENTRY", "FEED", "LINK", "SOURCE", "addresses", "entries", "feeds", "links"]
