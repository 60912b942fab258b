"""YAML in, text with positions out: the only place that knows yaml."""

from feedpub.document.contents import Document, Path, Value
from feedpub.document.quoting import in_quotes
from feedpub.document.reader import read

__all__ = ["Document", "Path", "Value", "in_quotes", "read"]
