"""What options are written as, beyond what click knows: instants and durations."""

import re
from datetime import datetime, timedelta

import click


class Instant(click.ParamType[datetime]):
    """An instant such as 2026-05-02T09:30Z, or a date; without an offset it is in UTC."""

    name = "instant"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The instant, in UTC."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - not needed for --help

        from pydantic_core import PydanticCustomError  # noqa: PLC0415 - not needed for --help

        from feedpub.model.instants import parse_instant  # noqa: PLC0415 - not needed for --help

        if isinstance(value, datetime):
            return value
        try:
            return parse_instant(value, ZoneInfo("UTC"))
        except PydanticCustomError as error:
            self.fail(str((error.context or {}).get("message", error)), param, ctx)


class Duration(click.ParamType[timedelta]):
    """A duration such as 90s, 10m, 2h or 1d."""

    name = "duration"

    def convert(self, value: str | timedelta, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """The duration."""
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch(r"([0-9]{1,6})([smhd])", value)
        if not found:
            self.fail(f"“{value}” is not a duration. Write it as 90s, 10m, 2h or 1d.", param, ctx)
        return timedelta(**{_UNITS[found[2]]: int(found[1])})


_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
