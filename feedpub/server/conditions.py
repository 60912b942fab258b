"""Conditional requests (RFC 9110 section 13): what a reader has already need not be sent again."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from enum import Enum

from feedpub.server.messages import Request

_ENTITY_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')


class Outcome(Enum):
    """What is to be done with a request."""

    SEND = 200
    NOT_MODIFIED = 304
    FAILED = 412


def outcome(request: Request, etag: str, modified: float) -> Outcome:
    """What the conditions of a request make of it, in the order of RFC 9110 section 13.2.2.

    `etag` is strong, and `modified` in seconds since 1970.
    """
    wanted, unwanted = request.header("if-match"), request.header("if-none-match")
    if wanted:
        if wanted != "*" and etag not in _tags(wanted):
            return Outcome.FAILED
    elif (since := _seconds(request.header("if-unmodified-since"))) is not None and int(modified) > since:
        return Outcome.FAILED
    if unwanted:
        known = unwanted == "*" or etag in {tag.removeprefix("W/") for tag in _tags(unwanted)}
        return Outcome.NOT_MODIFIED if known else Outcome.SEND
    since = _seconds(request.header("if-modified-since"))
    return Outcome.NOT_MODIFIED if since is not None and int(modified) <= since else Outcome.SEND


def range_holds(request: Request, etag: str, modified: float) -> bool:
    """Whether a part may be sent: If-Range (section 13.1.5) is missing, or names just these bytes."""
    validator = request.header("if-range")
    return validator in {"", etag, http_date(modified)}


def http_date(seconds: float) -> str:
    """An instant as the header has it (section 5.6.7)."""
    return format_datetime(datetime.fromtimestamp(int(seconds), UTC), usegmt=True)


def _tags(listed: str) -> list[str]:
    """The entity tags of a list (section 8.8.3); what is none is passed over."""
    return _ENTITY_TAG.findall(listed)


def _seconds(written: str) -> int | None:
    """An instant of the header; None if it is none, which is to be passed over (section 13.1.3)."""
    try:
        return int(parsedate_to_datetime(written).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None
