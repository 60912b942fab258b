"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) as a JSON Schema, closed to members that it does not name.

Names that begin with an underscore are extensions: what feedpub's own holds is said here too.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from tests.specifications import html, values
from tests.specifications.schema import LOST


def _for_strings(check: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or check(value)


_FORMATS = FormatChecker(formats=())
for _name, _check in {
    "uri": values.is_http,
    "author": values.is_uri,
    "email": values.is_email,
    "identity": values.is_identity,
    "instant": values.is_rfc3339,
    "language": values.is_language,
    "media-type": values.is_media_type,
    "text": values.is_text,
}.items():
    _FORMATS.checkers[_name] = (_for_strings(_check), ())


def _string(form: str) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "format": form}


def _object(required: str, **members: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": members,
        "additionalProperties": False,
        "minProperties": 1,
    }


def _list(of: dict[str, Any], *, least: int = 1) -> dict[str, Any]:
    return {"type": "array", "items": of, "minItems": least}


_TEXT, _URI, _INSTANT = _string("text"), _string("uri"), _string("instant")
_COUNT = {"type": "integer", "minimum": 1}
_AUTHORS = _list(
    _object("", name=_TEXT, url=_string("author"), avatar=_URI, _feedpub=_object("email", email=_string("email")))
)
_REFERENCE = _object("title url", title=_TEXT, url=_URI)
_ATTACHMENT = _object(
    "url mime_type",
    url=_URI,
    mime_type=_string("media-type"),
    title=_TEXT,
    size_in_bytes=_COUNT,
    duration_in_seconds=_COUNT,
)
_ITEM_EXTENSION = _object(
    "",
    section=_TEXT,
    image_alt=_TEXT,
    image_caption=_TEXT,
    image_credit=_TEXT,
    image_width=_COUNT,
    image_height=_COUNT,
    rights=_TEXT,
    source=_REFERENCE,
    related=_list(_REFERENCE),
    show=_TEXT,
    season=_COUNT,
    season_name=_TEXT,
    episode=_COUNT,
    episode_type={"enum": ["full", "trailer", "bonus"]},
    explicit={"type": "boolean"},
    image=_URI,
    chapters=_URI,
    transcripts=_list(_object("url type language", url=_URI, type=_string("media-type"), language=_string("language"))),
    persons=_list(_object("name", name=_TEXT, role=_TEXT, url=_URI)),
)
_ITEM = _object(
    "id url title summary date_published date_modified",
    id=_string("identity"),
    url=_URI,
    external_url=_URI,
    title=_TEXT,
    content_html=_TEXT,
    content_text=_TEXT,
    summary=_TEXT,
    image=_URI,
    banner_image=_URI,
    date_published=_INSTANT,
    date_modified=_INSTANT,
    authors=_AUTHORS,
    tags={**_list(_TEXT), "uniqueItems": True},
    language=_string("language"),
    attachments=_list(_ATTACHMENT),
    _feedpub=_ITEM_EXTENSION,
) | {"oneOf": [{"required": ["content_html"]}, {"required": ["content_text"]}]}
_FEED = _object(
    "version title home_page_url feed_url language items _feedpub",
    version={"const": "https://jsonfeed.org/version/1.1"},
    title=_TEXT,
    home_page_url=_URI,
    feed_url=_URI,
    description=_TEXT,
    user_comment=_TEXT,
    next_url=_URI,
    icon=_URI,
    favicon=_URI,
    authors=_AUTHORS,
    language=_string("language"),
    expired={"type": "boolean"},
    hubs=_list(_object("type url", type=_TEXT, url=_URI)),
    _feedpub=_object(
        "about",
        about=_URI,
        copyright=_TEXT,
        logo=_URI,
        guid=_TEXT,
        explicit={"type": "boolean"},
        type={"enum": ["episodic", "serial"]},
        categories=_list(_TEXT),
    ),
    items=_list(_ITEM, least=0),
)
_VALIDATOR = Draft202012Validator(_FEED, format_checker=_FORMATS)


def violations(document: bytes) -> list[str]:
    """What is wrong with a feed, in words for whoever mends feedpub."""
    try:
        text = document.decode("utf-8")
        feed = json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_refuse)
    except ValueError as error:
        return [f"not JSON: {error}"]
    found = [f"{error.json_path}: {error.message[:200]}" for error in _VALIDATOR.iter_errors(feed)]
    return found or list(_beyond_schema(text, feed))


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError(f"a member is given twice among {[name for name, _ in pairs]}")
    return dict(pairs)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _beyond_schema(text: str, feed: dict[str, Any]) -> Iterator[str]:
    """What a schema cannot say."""
    if found := LOST.search(text):
        yield f"bad character {found.group()!r}"
    for identity, count in Counter(item["id"] for item in feed["items"]).items():
        if count > 1:
            yield f"{count} items have the id {identity}"
    for item in feed["items"]:
        yield from (f"content_html: {found}" for found in html.violations(item.get("content_html", "")))
