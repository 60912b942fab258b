"""Times in audio: how long it plays, and moments in it, as people write them: 4:05, 1:02:45, 75.5."""

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from feedpub.model.fields import mistake, text_of

_CLOCK = re.compile(r"(?:(?:([0-9]{1,3}):)?([0-9]{1,3}):)?([0-9]{1,6})(\.[0-9]{1,3})?")


def _read(text: str) -> timedelta | None:
    """The time that hours, minutes and seconds, or some of these, name; None if they name none."""
    found = _CLOCK.fullmatch(text)
    if not found or (":" in text and int(found.group(3)) > 59) or (found.group(1) and int(found.group(2)) > 59):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return timedelta(hours=hours, minutes=minutes, seconds=seconds + float(found.group(4) or 0))


def _duration(value: Any) -> Any:  # pydantic hands over whatever stands in the file
    if isinstance(value, timedelta):
        return value
    text = text_of(value).strip()
    duration = _read(text)
    if duration is None or "." in text:
        message = "A duration has minutes and seconds, or hours, minutes and seconds."
        raise mistake("bad-duration", message, "For example: 4:05 or 1:02:45")
    if not duration:
        raise mistake("bad-duration", "The duration is zero.", "Write how long the audio plays, or leave it out.")
    return duration


Duration = Annotated[timedelta, BeforeValidator(_duration), WithJsonSchema({"type": "string", "examples": ["4:05"]})]
"""How long audio plays: 4:05, 1:02:45, or seconds."""


def _moment(value: Any) -> Any:  # pydantic hands over whatever stands in the file
    if isinstance(value, timedelta):
        return value
    text = text_of(value).strip()
    moment = _read(text)
    if moment is None:
        message = f"“{text[:40]}” is not a time in the audio: minutes and seconds, or hours, minutes and seconds."
        raise mistake("bad-duration", message, "For example: 0:00, 4:05 or 1:02:45")
    return moment


Moment = Annotated[timedelta, BeforeValidator(_moment), WithJsonSchema({"type": "string", "examples": ["4:05"]})]
"""How far into the audio: 4:05, 1:02:45, 75.5."""


def duration_in_words(seconds: float) -> str:
    """Seconds as people write them."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
