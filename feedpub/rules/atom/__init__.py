"""Atom 1.0 (RFC 4287). What its elements look like is needed by RSS too; the checks are loaded for Atom feeds."""

from feedpub.rules.atom.shapes import ENTRY, FEED, LINK, SOURCE

__all__ = ["ENTRY", "FEED", "LINK", "SOURCE"]
