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


def outcome(request: Request, etag: str, modified: float | None) -> Outcome:
    """What the conditions of a request make of it, in the order of RFC 9110 section 13.2.2.

    `etag` is strong, and `modified` in seconds since 1970; without one, conditions on it are passed over (13.1.3).
    """
    wanted, unwanted = request.header("if-match"), request.header("if-none-match")
    if wanted:
        if wanted != "*" and etag not in _tags(wanted):
            return Outcome.FAILED
    elif _is_newer(modified, request.header("if-unmodified-since")) is True:
        return Outcome.FAILED
    if unwanted:
        known = unwanted == "*" or etag in {tag.removeprefix("W/") for tag in _tags(unwanted)}
        return Outcome.NOT_MODIFIED if known else Outcome.SEND
    is_old = _is_newer(modified, request.header("if-modified-since")) is False
    return Outcome.NOT_MODIFIED if is_old else Outcome.SEND


def range_holds(request: Request, etag: str, modified: float | None) -> bool:
    """Whether a part may be sent: If-Range (section 13.1.5) is missing, or names just these bytes."""
    known = {"", etag} if modified is None else {"", etag, http_date(modified)}
    return request.header("if-range") in known


def http_date(seconds: float) -> str:
    """An instant as the header has it (section 5.6.7)."""
    return format_datetime(datetime.fromtimestamp(int(seconds), UTC), usegmt=True)


def _tags(listed: str) -> list[str]:
    """The entity tags of a list (section 8.8.3); what is none is passed over."""
    return _ENTITY_TAG.findall(listed)


def _is_newer(modified: float | None, written: str) -> bool | None:
    """Whether something was changed after an instant of the header; None if either is not known."""
    since = _seconds(written)
    return None if modified is None or since is None else int(modified) > since


def _seconds(written: str) -> int | None:
    """An instant of the header; None if it is none, which is to be passed over (section 13.1.3).

    One without a zone is in the form of asctime(), which has to be understood, too, and is in UTC (section 5.6.7).
    """
    try:
        instant = parsedate_to_datetime(written)
        return int((instant if instant.tzinfo else instant.replace(tzinfo=UTC)).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None
