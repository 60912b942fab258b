"""Atom 1.0 (RFC 4287). What its elements look like is needed by every feed; the checks are loaded when one is there."""

from feedpub.rules.atom.shapes import ENTRY, FEED, LINK, SOURCE

__all__ = ["ENTRY", "FEED", "LINK", "SOURCE"]
