"""What Markdown shows otherwise than it was meant: signs that it makes nothing of, words that it takes for signs."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from feedpub.markup import Kind, Loss


def is_suspicious(text: str, rendered: str, rest: str) -> bool:
    """Whether something of a text without HTML is shown otherwise than it was meant; `rest` is it without its tags."""
    shown = ("*" in rest and "**" in rest) or ("[" in rest and _LINK_SIGNS.search(rest))
    taken = _MAY_BE_MISREAD.search(rendered) or ("[" in text and "]:" in text)
    return bool(shown or taken) and any(True for _ in misread(text, rendered))


_MAY_BE_MISREAD = re.compile("<(?:ol|h[12])")
_LINK_SIGNS = re.compile(r"\](?:\(| \(|\[)|\)\[")


def misread(text: str, rendered: str) -> Iterator[Loss]:
    """What is shown otherwise than it was meant of a text in Markdown, of which HTML was `rendered`."""
    yield from _taken_for_something(text, rendered)
    yield from _taken_for_nothing(text, rendered)


def _taken_for_nothing(text: str, rendered: str) -> Iterator[Loss]:
    """Tags, links and bold text that are none, so that readers see their signs."""
    running, code = _apart_from_code(rendered)
    real, escaped = Counter(_TAG_NAME.findall(rendered)), Counter(_ESCAPED_TAG.findall(code))
    written = Counter(_TAG_NAME.findall(text)) if "<" in text else Counter[str]()
    for name in dict.fromkeys(_ESCAPED_TAG.findall(running)):
        if written[name] > real[name] + escaped[name]:  # else it was written as &lt;, or as code
            yield Loss(Kind.SHOWN, f"<{name}")
    for found in _BROKEN_LINK.finditer(text) if _LINK_SIGNS.search(running) else ():
        if found[0] not in code:
            yield Loss(Kind.SHOWN, found[0])
    if "**" in running:
        yield from (Loss(Kind.SHOWN, found[0]) for found in islice(_BROKEN_BOLD.finditer(running), 1))


def _taken_for_something(text: str, rendered: str) -> Iterator[Loss]:
    """What Markdown makes something of that was hardly meant."""
    if "]:" in text:
        labels = Counter(label.casefold() for label in _LABEL.findall(text))
        unused = (label for label in _DEFINITION.findall(text) if labels[label.casefold()] == 1)
        yield from (Loss(Kind.UNUSED, f"[{label}]:") for label in unused)
    fences = _FENCE.findall(text) if "<pre>" in rendered else []
    if len(fences) % 2:
        yield Loss(Kind.UNCLOSED_CODE, fences[-1])
    if "<h" in rendered:
        yield from (Loss(Kind.HEADING, line) for line in _UNDERLINED.findall(text) if len(line) > _LONG_HEADING)
    if "<ol" in rendered:
        yield from (Loss(Kind.LONE_NUMBER, number) for number in _lone_numbers(text))


_LABEL = re.compile(r"\[([^\[\]\n]{1,60})\]")
_DEFINITION = re.compile(r"^ {0,3}\[([0-9]+|[^\[\]\n^]{1,60}(?!\]: +(?:https?:|mailto:|[/#])))\]: +\S", re.MULTILINE)
"""What looks like one, and is a note, or more likely words that somebody says."""
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_UNDERLINED = re.compile(r"^([^\n#>*+=-][^\n]*)\n {0,3}(?:={2,}|-{2,}) *$", re.MULTILINE)
_LONG_HEADING = 60
"""Characters of a line that is hardly meant as a heading."""


def _lone_numbers(text: str) -> Iterator[str]:
    """Numbers with a dot at the beginning of a line that are of no list: the ones before and after begin no line."""
    numbers = Counter(map(int, _NUMBERED.findall(text)))
    for number, times in numbers.items():
        if times == 1 and number - 1 not in numbers and number + 1 not in numbers:
            yield f"{number}."


_NUMBERED = re.compile(r"^ *([0-9]{1,4})[.)] +\S", re.MULTILINE)


def _apart_from_code(html: str) -> tuple[str, str]:
    """HTML without the code in it, and that alone."""
    parts: tuple[list[str], list[str]] = ([], [])
    depth = 0
    for number, part in enumerate(_CODE_TAG.split(html)):
        if number % 2:
            depth = max(0, depth - 1) if part.startswith("</") else depth + 1
        else:
            parts[depth > 0].append(part)
    return "".join(parts[0]), "".join(parts[1])


_CODE_TAG = re.compile(r"(</?(?:code|pre)\b[^<>]*>)")
_NAME = r"(/?(?:a|b|br|div|em|h[1-6]|i|iframe|img|li|p|span|strong|table|u|ul))"
_ESCAPED_TAG = re.compile(rf"&lt;{_NAME}(?=[\s/]|&gt;)")
_TAG_NAME = re.compile(rf"(?<!\\)<{_NAME}(?=[\s/>])")
_BROKEN_LINK = re.compile(
    r"\]\((?:https?:|/|mailto:|tel:)[^\s()<>]*\s(?!\s*[\"'(])[^()<>\n\"']*\)"
    r"|\] \(https?:[^\s()]*\)|\)\[https?:[^\s\[\]]*\]|\]\[https?:[^\s\[\]]*\]|\]\(https?:[^\s()]*(?=\s(?!\s*[\"'(]))"
)
"""Links with a space in the address or before it, with the wrong brackets, or without the last one."""
_BROKEN_BOLD = re.compile(r"(?<![\w*])\*\*(?!\*)[^\s*<][^*<\n]{0,40}|[^*<>\n]{0,40}[^\s*<>]\*\*(?![\w*])")
