"""Transcripts with times, from each of the forms that apps read into the others.

WebVTT (https://www.w3.org/TR/webvtt1/), SubRip, and the JSON of the podcast namespace (transcripts.md). What is read
here was held against its specification before.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any, NamedTuple


class Cue(NamedTuple):
    """Something that is said: from when to when, in seconds, and by whom if that is known."""

    start: float
    end: float
    text: str
    speaker: str | None = None


_TIMES = re.compile(r"\s*((?:\d+:)?\d+:\d+[.,]\d{3})\s*-->\s*((?:\d+:)?\d+:\d+[.,]\d{3})")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
_TAG = re.compile(r"</?[A-Za-z0-9][^<>]*>")
_POSITION = re.compile(r"\{\\[^{}]*\}")
"""Where a cue of SubRip is to stand, such as {\\an8}."""
_BLOCKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def read(text: str, kind: str) -> tuple[Cue, ...]:
    """The cues of a transcript of this media type, with line feeds between its lines; none if it has no times.

    They are in the order in which they begin; those that show nothing or last no time are left out.
    """
    cues = _READERS[kind](text) if kind in _READERS else ()
    return tuple(sorted((cue for cue in cues if cue.text and 0 <= cue.start < cue.end), key=lambda cue: cue.start))


def _blocks(text: str) -> Iterator[list[str]]:
    """What stands between empty lines, line by line."""
    return (block.split("\n") for block in _BLOCKS.split(text.strip("\n")))


def _timed(block: list[str]) -> tuple[float, float, list[str]] | None:
    """When a block begins and ends, and the lines below its times; None if it has no times."""
    for number, line in enumerate(block):
        if found := _TIMES.match(line):
            return _seconds(found[1]), _seconds(found[2]), block[number + 1 :]
    return None


def _vtt(text: str) -> Iterator[Cue]:
    for start, end, lines in filter(None, map(_timed, _blocks(text))):
        before, *voices = _VOICE.split("\n".join(lines))
        spoken = [(None, before), *zip(voices[::2], voices[1::2], strict=True)]
        for speaker, said in spoken:
            yield Cue(start, end, _plain(unescape(_TAG.sub("", said))), _plain(unescape(speaker or "")) or None)


def _srt(text: str) -> Iterator[Cue]:
    start, end, said = 0.0, 0.0, [""]
    for block in _blocks(text):
        if found := _timed(block):
            yield Cue(start, end, _plain(_POSITION.sub("", _TAG.sub("", "\n".join(said)))))
            start, end, said = found
        else:  # an empty line inside of a cue
            said += block
    yield Cue(start, end, _plain(_POSITION.sub("", _TAG.sub("", "\n".join(said)))))


def _json(text: str) -> Iterator[Cue]:
    segments: list[dict[str, Any]] = sorted(json.loads(text)["segments"], key=lambda segment: segment["startTime"])
    starts = [float(segment["startTime"]) for segment in segments]
    following = [*starts[1:], starts[-1] + _LAST] if starts else []
    for segment, start, after in zip(segments, starts, following, strict=True):
        speaker, end = segment.get("speaker"), segment.get("endTime")
        ends = float(end) if isinstance(end, (int, float)) and end is not True and 0 < end < _NEVER else after
        yield Cue(start, ends, _plain(segment["body"]), _plain(speaker) or None if isinstance(speaker, str) else None)


_NEVER = 1e9
"""Seconds that nothing plays for."""
_LAST = 5.0
"""Seconds for which the last segment is shown if it does not say when it ends."""
_READERS: dict[str, Callable[[str], Iterator[Cue]]] = {
    "text/vtt": _vtt,
    "application/x-subrip": _srt,
    "application/json": _json,
}


def _plain(text: str) -> str:
    return " ".join(text.split())


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds, 3)


def clock(seconds: float, point: str = ".") -> str:
    """Seconds as hours, minutes, seconds and thousandths: 00:01:02.500."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def as_vtt(cues: Iterable[Cue]) -> bytes:
    """The cues as WebVTT."""
    blocks = ["WEBVTT"]
    for cue in cues:
        voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
        blocks.append(f"{clock(cue.start)} --> {clock(cue.end)}\n{voice}{_escaped(cue.text)}")
    return ("\n\n".join(blocks) + "\n").encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_srt(cues: Iterable[Cue]) -> bytes:
    """The cues as SubRip; a speaker is named where somebody else begins to speak (transcripts.md, "SRT")."""
    blocks, before = [], None
    for number, cue in enumerate(cues, 1):
        name = f"{cue.speaker}: " if cue.speaker and cue.speaker != before else ""
        before = cue.speaker
        blocks.append(f"{number}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n{name}{cue.text}\n")
    return "\n".join(blocks).encode()


def as_json(cues: Iterable[Cue]) -> bytes:
    """The cues as JSON (transcripts.md, "JSON")."""
    segments = [
        ({"speaker": cue.speaker} if cue.speaker else {})
        | {"startTime": cue.start, "endTime": cue.end, "body": cue.text}
        for cue in cues
    ]
    document = {"version": "1.0.0", "segments": segments}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


WRITERS: dict[str, Callable[[Iterable[Cue]], bytes]] = {
    "text/vtt": as_vtt,
    "application/x-subrip": as_srt,
    "application/json": as_json,
}
"""What writes cues, by the media type that it makes."""
