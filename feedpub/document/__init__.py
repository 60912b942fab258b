"""YAML in, text with positions out: the only place that knows yaml."""

from feedpub.document.reader import Document, Path, Value, read

__all__ = ["Document", "Path", "Value", "read"]
