"""Instants as the formats write them, without asking the machine's locale or zone."""

from datetime import UTC, datetime


def rfc3339(instant: datetime) -> str:
    """RFC 3339 in UTC with a Z: some readers do not look at offsets."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
