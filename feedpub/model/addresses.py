"""Addresses that work everywhere: links, identities, e-mail. What they accept ends up in ASCII in every feed."""

import re
from typing import Annotated
from urllib.parse import quote

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError, Url, ValidationError

from feedpub.hosts import is_local
from feedpub.model.fields import mistake, without_control, without_invisible

_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_HTTP = re.compile(r"https?://[^\s/?#\\]", re.IGNORECASE)
URL_SAFE = "!#$%&'()*+,/:;=?@~-._"
"""The reserved and unreserved characters of RFC 3986 section 2, less [ and ]."""


_PUBLIC_HOST = re.compile(r"([a-z0-9-]+\.)+[a-z0-9-]+(:[0-9]+)?")


def _canonical(found: re.Match[str]) -> str:
    """A percent-encoding in its one normal form (RFC 3986 sections 6.2.2.1 and 6.2.2.2)."""
    character = chr(int(found.group()[1:], 16))
    return character if re.match(r"[A-Za-z0-9._~-]", character) else found.group().upper()


_EVERYDAY = re.compile(
    r"https?://(?:[a-z0-9]{1,60}[.-]){0,6}[a-z0-9]{1,60}[.](?!(?:local|internal|localhost)/)[a-z]{2,20}/[A-Za-z0-9/_-]*"
)
"""Addresses that stay as they are, as most do: to see that takes a tenth of the time."""


def _web_url(text: str) -> str:
    """An absolute http(s) address in ASCII (RFC 3986; RFC 3987 section 3.1 for what is not ASCII)."""
    if _EVERYDAY.fullmatch(text):
        return text
    text = without_invisible(without_control(text.strip()))
    if found := _WRAPPED.fullmatch(text):
        message = f"{text[0]} and {text[-1]} around the address are not part of it."
        raise mistake("bad-link", message, f'Write "{found.group(1)}"')
    if re.search(r"\s", text):
        raise mistake("bad-link", "There is a space inside the address.", "Write %20 instead, or take it out.")
    if not _HTTP.match(text):
        raise _not_http(text)
    if _BAD_PERCENT.search(text):
        raise mistake("bad-link", "A % in the address is not followed by two digits.", "Write %25 for a % sign.")
    try:
        url = Url(text)
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Input should be a valid URL, ")
        raise mistake("bad-link", f"This is not a web address: {reason}.", _LINK_FIX) from error
    if url.username or url.password:
        message = "The address contains a user name or a password, which every subscriber would see."
        raise mistake("bad-link", message, "Take out the part before the @.")
    scheme, rest = str(url).split("://", 1)
    host, slash, path = rest.partition("/")
    if "_" in host:
        raise mistake("bad-link", f"The name of a site, “{host}”, cannot have a _ in it.", _LINK_FIX)
    if not _PUBLIC_HOST.fullmatch(host) or is_local(host.partition(":")[0]):
        raise mistake("bad-link", f"“{host}” is not a site that subscribers can reach.", _LINK_FIX)
    path, mark, fragment = _PERCENT.sub(_canonical, quote(path, safe=URL_SAFE)).partition("#")
    path += mark + fragment.replace("#", "%23")  # RFC 3986 section 3.5
    return f"{scheme}://{host}{slash}{path}"


_WRAPPED = re.compile(r"[<“”„«\u2018\u201a](.+)[>“”»’]")
_LINK_FIX = "Copy the full address from the browser, with https:// in front."


def _not_http(text: str) -> PydanticCustomError:
    scheme = text.partition(":")[0].lower()
    if scheme in {"javascript", "data", "vbscript", "file"}:
        return mistake("bad-link", f"A {scheme}: address is not for subscribers.", _LINK_FIX)
    if re.match(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/|$)", text, re.IGNORECASE):
        return mistake("bad-link", "The address has no https:// in front.", f"Write https://{text}")
    if ":" not in text or text.startswith("/"):
        return mistake("bad-link", "The address is relative: the site it is on is missing.", _LINK_FIX)
    return mistake("bad-link", "The address does not begin with https:// or http://.", _LINK_FIX)


WebUrl = Annotated[str, AfterValidator(_web_url), WithJsonSchema({"type": "string", "format": "uri"})]
"""An absolute http or https address."""


def _folder_url(text: str) -> str:
    url = _web_url(text)
    if "?" in url or "#" in url:
        folder = url.partition("?")[0].partition("#")[0]
        raise mistake("bad-link", "The address of a folder has no ? or #.", f"Write {folder}")
    return url if url.endswith("/") else f"{url}/"


FolderUrl = Annotated[str, AfterValidator(_folder_url), WithJsonSchema({"type": "string", "format": "uri"})]
"""The absolute http or https address of a folder; a slash is put at its end."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_TAG_URI = re.compile(
    r"tag:([a-z0-9._-]+@)?[a-z0-9.-]+,[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?:[A-Za-z0-9!$%&'()*+,/:;=?@~._-]+"
)
_URN = re.compile(r"urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:([A-Za-z0-9()+,.:=@;$_!*'-]|%[0-9A-Fa-f]{2})+")


def _identifier(text: str) -> str:
    """A URI that never changes: tag: (RFC 4151), urn: or an address (RFC 4287 section 4.2.6)."""
    text = without_invisible(text.strip())
    if _UUID.fullmatch(text):
        raise mistake("bad-id", "An id is a URI; a UUID alone is not.", f"Write urn:uuid:{text.lower()}")
    if text.lower().startswith(("http://", "https://")):
        text = _web_url(text)
    elif text.startswith("urn:uuid:") and not _UUID.fullmatch(text[9:]):
        raise mistake(
            "bad-id",
            "What follows urn:uuid: has to be a UUID.",
            "Make one with a program such as uuidgen, and never change it.",
        )
    elif not (_TAG_URI.fullmatch(text) or _URN.fullmatch(text)) or _BAD_PERCENT.search(text):
        message = "The id has to be a URI that can stay for ever: tag:DOMAIN,DATE:NAME (RFC 4151), urn: or an address."
        raise mistake("bad-id", message, "For example: tag:example.org,2026-05-02:ferry-returns")
    if _PERCENT.sub(_canonical, text) != text or re.search("%25[0-9A-F]{2}", text):
        message = "The id encodes a character that needs no encoding, so programs may read it as two different ids."
        raise mistake("bad-id", message, f"Write {_PERCENT.sub(_canonical, text)}")
    return text


Identifier = Annotated[str, AfterValidator(_identifier), WithJsonSchema({"type": "string", "format": "uri"})]
"""A URI that identifies an article for ever."""

_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def _domain(text: str) -> str:
    text = text.strip()
    if not _DOMAIN.fullmatch(text):
        host = text.lower().rpartition("://")[2].partition("/")[0]
        fix = f"Write {host}" if _DOMAIN.fullmatch(host) else "For example: example.org"
        raise mistake("bad-name", "A domain is written in lower case, without https:// or a slash.", fix)
    return text


DomainName = Annotated[str, AfterValidator(_domain)]
"""A domain's name in ASCII and small letters, as ids carry it (RFC 4151 section 2.1)."""

_EMAIL = re.compile(r"[A-Za-z0-9_+'-]+(\.[A-Za-z0-9_+'-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")


def _email(text: str) -> str:
    text = without_invisible(text.strip().removeprefix("mailto:"))
    if not _EMAIL.fullmatch(text):
        raise mistake("bad-email", "This is not an e-mail address.", "For example: newsroom@example.org")
    return text


Email = Annotated[str, AfterValidator(_email), WithJsonSchema({"type": "string", "format": "email"})]
"""An e-mail address, without a name (RFC 5322 addr-spec, as used on the web)."""
