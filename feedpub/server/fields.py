"""The header of a request, read strictly: what could be understood in two ways is refused (RFC 9112 section 11.2)."""

import re
from collections import defaultdict
from collections.abc import Mapping
from email.message import Message

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_HOST = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{0,5})?")


class BadFieldsError(Exception):
    """The header is none; the words say why."""


def read(header: Message) -> dict[str, str]:
    """The fields by their names in lower case. One that was sent twice is a list (RFC 9110 section 5.3).

    Raises BadFieldsError for a name with a space behind it, a line that goes on in the next one, and what else
    Python's parser, which is made for mail, takes without a word.
    """
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in header.items():
        if not _TOKEN.fullmatch(name) or _CONTROL.search(value):
            raise BadFieldsError("A field of the header is not written well.")
        fields[name.lower()].append(value.strip())
    if header.defects or header.get_payload():
        raise BadFieldsError("A line of the header is not a field.")
    return {name: ", ".join(values) for name, values in fields.items()}


def check_host(host: str) -> None:
    """Raises BadFieldsError unless it is the one host that a request names (RFC 9112 section 3.2)."""
    if not _HOST.fullmatch(host):
        raise BadFieldsError("A request names one host.")


def has_body(fields: Mapping[str, str]) -> bool:
    """Whether anything is sent after the header (RFC 9112 section 6.3)."""
    return fields.get("content-length", "0") != "0" or "transfer-encoding" in fields
