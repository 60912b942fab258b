"""Plain text: titles, names and labels, which readers show as they are."""

import re
from html import unescape

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.html.vocabulary import ELEMENTS
from feedpub.rules.rule import Basis, Fault, ValueRule, value_rule

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
_REFERENCE = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);")


@value_rule("h-in-plain", Severity.WARNING, "RSS Profile, character data; RFC 4287 section 3.1.1", "Take the tag out.")
def no_tags(value: str) -> Fault | None:
    """Plain text holds no tags of HTML."""
    if "<" not in value:
        return None
    found = next((tag for tag in _TAG.finditer(value) if tag.group(1).lower() in ELEMENTS), None)
    if found is None:
        return None
    return Fault(f"Readers show “{found.group()[:30]}” as it stands: this is plain text.", snippet=found.group())


@value_rule("x-double-escape", Severity.WARNING, "RSS Profile, character data", "Escape it once.")
def not_escaped_twice(value: str) -> Fault | None:
    """Plain text is escaped once, so that no character reference is left in it."""
    if "&" not in value:
        return None
    for found in _REFERENCE.finditer(value):
        if (meant := unescape(found.group())) != found.group():
            message = f"Readers show “{found.group()}” as it stands; it was escaped twice."
            return Fault(message, f"Write “{meant}”, escaped once.", found.group())
    return None


@value_rule("h-ambiguous", Severity.WARNING, "RSS Profile, character data", "Write & as &#x26; and < as &#x3C; once.")
def unambiguous(value: str) -> Fault | None:
    """Plain text does not look as if a tag or reference began in it, which some readers would drop."""
    found = re.search(r"&#x?(?![0-9A-Fa-f]*;)|&?</|&<(?=[A-Za-z])", value) if "&" in value or "<" in value else None
    return (
        Fault(f"Readers may take “{found.group()}” for markup and drop it.", snippet=found.group()) if found else None
    )


@value_rule(
    "r-title-space", Severity.WARNING, "Apple, Podcaster's guide to RSS", "Take the white space out.", Basis.PLATFORM
)
def no_space_around(value: str) -> Fault | None:
    """No white space stands around a title or name."""
    return Fault("There is white space around the text.") if value != value.strip() else None


@value_rule("r-title-long", Severity.WARNING, "Apple, Podcaster's guide to RSS", "Shorten it.", Basis.PLATFORM)
def not_too_long(value: str) -> Fault | None:
    """A title has at most 255 characters."""
    length = len(value.strip())
    return Fault(f"The title has {length} characters; apps cut it after 255.") if length > 255 else None


_TURNING = "\u202a\u202b\u202d\u202e"
_UNSEEN = re.compile(f"[{_TURNING}\u00ad\u200b\u2060-\u2064\ufeff\U000e0001]|[\u2066-\u2068](?![^\u2069]*\u2069)")


@value_rule("x-bidi", Severity.WARNING, "Unicode UTS #39, UAX #9", "Delete the character.", Basis.POLICY)
def nothing_unseen(value: str) -> Fault | None:
    """A title holds no character that turns its letters round or that nobody can see."""
    if value.isascii() or not (found := _UNSEEN.search(value)):
        return None
    character = found.group()
    what = "turns round what follows it" if character in _TURNING or character > "\u2065" else "nobody can see"
    return Fault(f"There is a character (U+{ord(character):04X}) that {what}.", snippet=character)


PLAIN_RULES: tuple[ValueRule, ...] = (no_tags, not_escaped_twice, unambiguous)
PLAIN = text(*PLAIN_RULES)
"""Text that readers show as it is."""
OPTIONAL_PLAIN = text(*PLAIN_RULES, blank=Blank.ALLOWED)
NAME = text(no_space_around, *PLAIN_RULES)
"""A name or label."""
TITLE = text(no_space_around, not_too_long, nothing_unseen, *PLAIN_RULES)
"""The title of a feed or item."""
