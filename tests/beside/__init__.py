"""Feeds held against the files beside them, and against the feed that subscribers have."""
