"""What single values may be: addresses, instants, languages, media types."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9;/?:@&=+$._!~*'(),#-]|%[0-9A-F]{2})+")
_HTTP = re.compile(r"https?://[^/?#@A-Z]+/")
_HTTP_WITH_DOT = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?/", re.IGNORECASE)
_TAG = re.compile(
    r"tag:(?:[a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(?:-\d\d(?:-\d\d)?)?:[A-Za-z0-9;/?:@&=+$._!~*'(),%-]*(?:#.*)?"
)
_URN = re.compile(r"urn:[A-Za-z0-9-]{2,32}:(?:[A-Za-z0-9()+,.:=@;$_!*'-]|%[0-9A-F]{2})+", re.IGNORECASE)
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NEEDLESS_PERCENT = re.compile(r"%(?:4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE]|3[0-9]|2D|2E)|%25[0-9A-Fa-f]{2}")
_RFC3339 = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RFC822 = re.compile(
    rf"({'|'.join(_DAYS)}), (\d\d?) ({'|'.join(_MONTHS)}) (\d{{4}}) (\d\d):(\d\d):(\d\d) (?:[+-]\d\d[03]0|GMT)"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_EMAIL = re.compile(r"[A-Za-z0-9_+.'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def is_uri(text: str) -> bool:
    """An absolute URI in ASCII (RFC 3986), with percent-encoding in capitals; http and https name a host."""
    return bool(_URI.fullmatch(text)) and (not text.startswith("http") or bool(_HTTP.match(text)))


def is_http(text: str) -> bool:
    return is_uri(text) and text.startswith(("http://", "https://"))


def is_public_http(text: str) -> bool:
    """What an enclosure's address has to be: its host has a dot in it."""
    return is_http(text) and bool(_HTTP_WITH_DOT.match(text))


def is_identity(text: str) -> bool:
    """An Atom id: a URI in its canonical form (RFC 4287 section 4.2.6.1), a tag: (RFC 4151) or urn: (RFC 8141)."""
    if _NEEDLESS_PERCENT.search(text) or not is_uri(text):
        return False
    scheme = text.partition(":")[0]
    if text.startswith("urn:uuid:"):
        return bool(_UUID.fullmatch(text))
    forms = {"tag": _TAG, "urn": _URN, "http": _HTTP, "https": _HTTP}
    return scheme in forms and bool(forms[scheme].match(text)) and (scheme != "urn" or bool(_URN.fullmatch(text)))


def is_rfc3339(text: str) -> bool:
    """An instant as Atom writes it (RFC 3339), not before 1990."""
    found = _RFC3339.fullmatch(text)
    return bool(found) and _exists(*(int(part) for part in found.groups()))  # type: ignore[union-attr]  # just asked


def is_rfc822(text: str) -> bool:
    """An instant as RSS writes it (RFC 822 with a year of four digits), on the right day of the week."""
    found = _RFC822.fullmatch(text)
    if not found:
        return False
    weekday, day, month, year, *time = found.groups()
    number = _MONTHS.index(month) + 1
    if not _exists(int(year), number, int(day), *(int(part) for part in time)):
        return False
    return date(int(year), number, int(day)).weekday() == _DAYS.index(weekday)


def _exists(year: int, month: int, day: int, hour: int, minute: int, second: int) -> bool:
    return (
        year >= 1990
        and 1 <= month <= 12
        and 1 <= day <= monthrange(year, month)[1]
        and (hour, minute, second) <= (23, 59, 59)
        and max(minute, second) <= 59
    )


def is_language(text: str) -> bool:
    return bool(_LANGUAGE.fullmatch(text))


def is_media_type(text: str) -> bool:
    return bool(re.fullmatch(r"[a-z]+/[a-z0-9!#$&^_.+-]+", text))


def is_email(text: str) -> bool:
    return bool(_EMAIL.fullmatch(text))


def is_length(text: str) -> bool:
    return bool(re.fullmatch(r"\d+", text))


def is_size(text: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d*", text))


def is_text(text: str) -> bool:
    """Something to read, without white space round it."""
    return bool(text) and text == text.strip()


def one_of(*words: str) -> Callable[[str], bool]:
    """A check for one of these words."""
    return lambda text: text in words
