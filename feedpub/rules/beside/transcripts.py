"""Transcripts of an episode in the formats of the podcast namespace's transcripts.md."""

from collections.abc import Callable, Iterator, Mapping

from feedpub.rules.beside.reading import Flaw, Text, number, read_json
from feedpub.rules.patterns import pattern

_ARROW = "-->"
_VTT_CUE = pattern(
    r"((?:[0-9]{2,}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{3})[ \t]+-->[ \t]+"
    r"((?:[0-9]{2,}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{3})(?:[ \t].*)?"
)
"""Cue timings (WebVTT section 4.1)."""
_SRT_CUE = pattern(
    r"([0-9]{1,}:[0-5][0-9]:[0-5][0-9],[0-9]{3})[ \t]*-->[ \t]*([0-9]{1,}:[0-5][0-9]:[0-5][0-9],[0-9]{3})(?:[ \t].*)?"
)
_MEANT = pattern(r"\s*[0-9]+:[0-9]+[0-9:.,]*\s*(?:[-–—=]*>|→|[-–—]+)\s*[0-9]+:[0-9]+[0-9:.,]*\s*$")
_TAG = pattern(r"<[A-Za-z!]")


def _vtt(text: Text) -> Iterator[Flaw]:
    lines = text.content.split("\n")
    if not (lines[0] == "WEBVTT" or lines[0].startswith(("WEBVTT ", "WEBVTT\t"))):
        yield Flaw("does not begin with WEBVTT, so apps do not show it.", "Make WEBVTT its first line")
        return
    if len(lines) > 1 and lines[1] and _ARROW in lines[1]:
        yield Flaw("the first cue follows WEBVTT without an empty line.", "Put an empty line before it", 2)
    if text.whole and _ARROW not in text.content:
        yield Flaw("contains no cues, so there is nothing to show.", "For example: 00:00:01.000 --> 00:00:04.500")
    before = 0.0
    for line, start, end in _cues(lines):
        found = _VTT_CUE.fullmatch(start + end)
        if found is None:
            message = f"“{(start + end)[:60]}” is not when a cue begins and ends."
            yield Flaw(message, "For example: 00:00:01.000 --> 00:00:04.500", line)
            continue
        starts, ends = _seconds(found[1]), _seconds(found[2])
        if ends <= starts:
            yield Flaw(f"the cue ends at {found[2][:20]}, but begins at {found[1][:20]}.", "Write when it ends", line)
        if starts < before:
            yield Flaw("the cue begins before the one above it.", "Sort the cues by their time", line)
        before = max(before, starts)


def _srt(text: Text) -> Iterator[Flaw]:
    if text.content.startswith("WEBVTT"):
        yield Flaw("is WebVTT, not SubRip.", 'Write type="text/vtt"')
        return
    if text.whole and _ARROW not in text.content:
        yield Flaw("contains no cues, so there is nothing to show.", "For example: 00:00:01,000 --> 00:00:04,500")
    for line, start, end in _cues(text.content.split("\n")):
        found = _SRT_CUE.fullmatch(start + end)
        if found is None:
            message = f"“{(start + end)[:60]}” is not when a cue begins and ends."
            yield Flaw(message, "Write it with commas, for example: 00:00:01,000 --> 00:00:04,500", line)
        elif _seconds(found[2]) < _seconds(found[1]):
            yield Flaw(f"the cue ends at {found[2][:20]}, but begins at {found[1][:20]}.", "Write when it ends", line)


def _cues(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """The lines with an arrow, which only times of cues hold: their numbers, and what stands before and from it on.

    Two times with another arrow between them are meant as one too.
    """
    for number_of_line, line in enumerate(lines, 1):
        start, arrow, end = line.strip().partition(_ARROW)
        if arrow:
            yield number_of_line, start, arrow + end
        elif _MEANT.match(line):
            yield number_of_line, line.strip(), ""


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _json(text: Text) -> Iterator[Flaw]:
    if not text.whole:
        return
    value = read_json(text)
    if isinstance(value, Flaw):
        yield value
        return
    segments = value.get("segments") if isinstance(value, dict) else None
    if not isinstance(segments, list):
        fix = 'Write {"version": "1.0.0", "segments": [{"startTime": 0.5, "body": "…"}]}'
        yield Flaw("has no list of segments.", fix)
        return
    for count, segment in enumerate(segments, 1):
        yield from _segment(count, segment)


def _segment(count: int, segment: object) -> Iterator[Flaw]:
    where = f"has a segment, number {count},"
    if not isinstance(segment, dict):
        yield Flaw(f"{where} that is not an object.", 'Write {"startTime": 0.5, "body": "…"}')
        return
    start, end = number(segment.get("startTime")), number(segment.get("endTime"))
    if start is None:
        yield Flaw(f"{where} without a startTime in seconds.", 'For example: "startTime": 0.5')
    elif end is not None and end < start:
        yield Flaw(f"{where} that ends at {end:g} s, before it begins at {start:g} s.", "Write when it ends")
    if not isinstance(segment.get("body"), str):
        yield Flaw(f"{where} without a body, which is what is said.", 'Write "body": "…"')


def _html(text: Text) -> Iterator[Flaw]:
    if _TAG.search(text.content) is None:
        yield Flaw("contains no tags, so it is not HTML.", "Put <p> around each paragraph, or write its real type")


def _plain(_text: Text) -> Iterator[Flaw]:
    """Any text is plain text."""
    yield from ()


JUDGES: Mapping[str, Callable[[Text], Iterator[Flaw]]] = {
    "text/vtt": _vtt,
    "application/x-subrip": _srt,
    "application/srt": _srt,
    "text/srt": _srt,
    "application/json": _json,
    "text/html": _html,
    "text/plain": _plain,
}
"""What tells what is wrong with a transcript, by its type."""
