"""What is common to the files of SQLite that feedpub remembers things in, all of which may be deleted at any time."""

import sqlite3

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""Codes of errors that a fresh file does not have; SQLITE_ERROR is that of tables of another version."""


def is_damage(error: Exception) -> bool:
    """Whether an error lies at what is in the file; a ValueError does, which is raised for words that are not UTF-8."""
    if not isinstance(error, sqlite3.Error):
        return True
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGED
