"""Checkers of finished feeds, written from the specifications alone: nothing of feedpub is imported here.

Each format's module has `violations(document: bytes) -> list[str]`: what the specification forbids, and what the
W3C's feed validator would warn of. `fields.py` says where each field of an article stands in each format.
"""
