"""Instants as the formats write them, without asking the machine's locale or zone."""

from datetime import UTC, datetime


def rfc3339(instant: datetime) -> str:
    """RFC 3339 in UTC with a Z: some readers do not look at offsets."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc822(instant: datetime) -> str:
    """RFC 822 with a year of four digits, in UTC."""
    utc = instant.astimezone(UTC)
    return f"{_DAYS[utc.weekday()]}, {utc:%d} {_MONTHS[utc.month - 1]} {utc:%Y %H:%M:%S} +0000"
