"""Plain text: titles, names and labels, which readers show as they are."""

from html import unescape
from html.entities import html5

from feedpub.characters import turning
from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault, ValueRule, value_rule
from feedpub.rules.values.markup import ELEMENTS

_TAG = pattern(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
_REFERENCE = pattern(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);")


@value_rule("h-in-plain", Severity.WARNING, "RSS Profile, character data; RFC 4287 section 3.1.1", "Take the tag out.")
def no_tags(value: str) -> Fault | None:
    """Plain text contains no HTML tags."""
    tag = _first_tag(value)
    return Fault(f"Readers show “{tag[:30]}” as it stands: this is plain text.", snippet=tag) if tag else None


def _first_tag(value: str) -> str:
    """The first tag of HTML in a text; empty if there is none."""
    if "<" not in value:
        return ""
    return next((tag.group() for tag in _TAG.finditer(value) if tag.group(1).lower() in ELEMENTS), "")


@value_rule("x-double-escape", Severity.WARNING, "RSS Profile, character data", "Escape it once.")
def not_escaped_twice(value: str) -> Fault | None:
    """Plain text is escaped only once, so no character reference is left in it."""
    if "&" not in value:
        return None
    for found in _REFERENCE.finditer(value):
        if (meant := unescape(found.group())) != found.group():
            message = f"Readers show “{found.group()}” as it stands; it was escaped twice."
            return Fault(message, f"Write “{meant}”, escaped once.", found.group())
    return None


@value_rule("h-ambiguous", Severity.WARNING, "RSS Profile, character data", "Write & as &#x26; and < as &#x3C; once.")
def unambiguous(value: str) -> Fault | None:
    """Plain text has nothing that looks like the start of a tag or reference, which some readers would drop."""
    if ("&" not in value and "<" not in value) or _first_tag(value):
        return None
    begun = _LOOKS_BEGUN.search(value)
    found = begun.group() if begun else next((one for one in _UNENDED.findall(value) if one[1:] in _OLD_NAMES), "")
    return Fault(f"Readers may take “{found}” for markup and drop it.", snippet=found) if found else None


_LOOKS_BEGUN = pattern(r"&#x?(?![0-9A-Fa-f]*;)|&?</|&?<(?=[A-Za-z])")
_UNENDED = pattern(r"&[A-Za-z]+[0-9]*(?![A-Za-z0-9;=])")
_OLD_NAMES = frozenset(name for name in html5 if not name.endswith(";"))
"""Characters that HTML knows by their names alone, without a semicolon (HTML Living Standard section 13.5)."""


@value_rule(
    "r-title-space", Severity.WARNING, "Apple, Podcaster's guide to RSS", "Take the white space out.", Basis.PLATFORM
)
def no_space_around(value: str) -> Fault | None:
    """There is no white space around a title or name."""
    return Fault("There is white space around the text.") if value != value.strip() else None


@value_rule("r-title-long", Severity.WARNING, "Apple, Podcaster's guide to RSS", "Shorten it.", Basis.PLATFORM)
def not_too_long(value: str) -> Fault | None:
    """A title has at most 255 characters."""
    length = len(value.strip())
    return Fault(f"The title has {length} characters; apps cut it after 255.") if length > 255 else None


_UNSEEN = pattern("[\u00ad\u200b\u2060-\u2064\ufeff\U000e0001]")


@value_rule("x-bidi", Severity.WARNING, "Unicode UTS #39, UAX #9", "Delete the character.", Basis.POLICY)
def nothing_unseen(value: str) -> Fault | None:
    """A title contains no invisible character, and none that reverses the reading direction."""
    if value.isascii():
        return None
    if character := turning(value):
        what = "reverses the reading direction"
    elif found := _UNSEEN.search(value):
        character, what = found.group(), "is invisible"
    else:
        return None
    return Fault(f"There is a character (U+{ord(character):04X}) that {what}.", snippet=character)


PLAIN_RULES: tuple[ValueRule, ...] = (no_tags, not_escaped_twice, unambiguous)
NO_MARKUP = pattern(r"\s*[^<&\s][^<&]*")
EVERYDAY = pattern(r"[\w\"'(\u201c](?:[^<&\s\x00-\x1f\x7f-\xad\u200b-\u206f\ufeff\U000e0001]| (?! *$)){0,250}")
"""What most titles look like, which no rule is against."""
PLAIN = text(*PLAIN_RULES, plain=NO_MARKUP)
"""Text that readers show as it is."""
OPTIONAL_PLAIN = text(*PLAIN_RULES, blank=Blank.ALLOWED, plain=NO_MARKUP)
NAME = text(no_space_around, *PLAIN_RULES, plain=EVERYDAY)
"""A name or label."""
TITLE = text(no_space_around, not_too_long, nothing_unseen, *PLAIN_RULES, plain=EVERYDAY)
"""The title of a feed or item."""
