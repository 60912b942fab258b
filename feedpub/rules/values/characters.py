"""Characters that no text should hold, for they are left over from a wrong encoding."""

from feedpub.problem import Severity
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Fault, value_rule

_LEFT_OVER = pattern("[\x80-\x9f\ufffd]")


@value_rule(
    "x-control", Severity.WARNING, "XML 1.0 section 2.2", "Read the text in the encoding that it was written in."
)
def nothing_left_over(value: str) -> Fault | None:
    """A text holds no character that stands for none (U+0080 to U+009F, U+FFFD), as a wrong encoding leaves behind."""
    if value.isascii() or not (found := _LEFT_OVER.search(value)):
        return None
    character = found.group()
    meant = character.encode("latin-1").decode("windows-1252", "ignore") if character < "\xa0" else ""
    fix = f"It was “{meant}” in Windows-1252: decode it as that." if meant else ""
    return Fault(f"The character U+{ord(character):04X} shows as nothing or as a box.", fix, character)
