"""What a feed carries, and where it is to be taken: choices that stations, their feeds and their shows share."""

import re
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, WithJsonSchema

from feedpub.model.fields import IN_DIGITS, MOST, mistake, text_of

MAX_ITEMS = 1000
ALL = MOST
"""More than any feed has, and as many as the `limit` of a show may say."""


class Content(NamedTuple):
    """How many of a feed's items, from the newest, carry their whole text; the others carry the summary."""

    full: int


ALL_FULL, NONE_FULL = Content(ALL), Content(0)
_FIRST = re.compile(r"first ([0-9]{1,4}) full(, rest summary)?")


def _content(value: Any) -> Any:  # pydantic hands over whatever stands in the file
    if isinstance(value, Content):
        return value
    text = " ".join(text_of(value).split())
    small = text.casefold()
    if small in {"full", "summary"}:
        return ALL_FULL if small == "full" else NONE_FULL
    if found := _FIRST.fullmatch(small):
        return Content(int(found.group(1)))
    message = f"“{text[:40]}” does not say how much of the articles the feed carries."
    raise mistake("unknown-value", message, "Write full, summary, or first 10 full, rest summary")


ContentRule = Annotated[Content, BeforeValidator(_content), WithJsonSchema({"type": "string"})]
"""full, summary, or first N full, rest summary."""


Limit = Annotated[int, Field(ge=1, le=MAX_ITEMS), IN_DIGITS]
"""How many items a feed carries."""


class Destination(StrEnum):
    """Places that take feeds on terms of their own; the validator has a profile of each one's name."""

    APPLE = "apple"
    PSP_1 = "psp-1"
    PODCASTING_2 = "podcasting-2.0"
    APPLE_NEWS = "apple-news"
    FLIPBOARD = "flipboard"
    SMARTNEWS = "smartnews"
    MSN = "msn"
