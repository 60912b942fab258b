"""What the attributes and texts of Media RSS may be, each for itself."""

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Fault, value_rule
from feedpub.rules.values import quoted
from feedpub.rules.values.numbers import one_of, unpadded

SPEC = "Media RSS 1.5.1"
_NPT = pattern(r"now|[0-9]+(?:\.[0-9]*)?|[0-9]+:[0-5]?[0-9]:[0-5]?[0-9](?:\.[0-9]*)?")
_MINUTES = pattern(r"[0-9]+:[0-5][0-9](?:\.[0-9]*)?")
_TIME_FIX = "Write seconds such as 83.5, or hours, minutes and seconds such as 0:01:23.5"


@value_rule("m-thumb-time", Severity.ERROR, f"{SPEC}, media:thumbnail; RFC 2326 section 3.6", _TIME_FIX)
def _thumbnail_time(value: str) -> Fault | None:
    """The time of a thumbnail is a normal play time: seconds, or hours, minutes and seconds."""
    return None if _NPT.fullmatch(value.strip()) else Fault(f"{quoted(value)} is not a time in a film.")


@value_rule("m-time", Severity.ERROR, f"{SPEC}, media:text, media:location, media:scenes", _TIME_FIX)
def _time(value: str) -> Fault | None:
    """A time in a media object is seconds, minutes and seconds, or hours, minutes and seconds."""
    value = value.strip()
    if _NPT.fullmatch(value) or _MINUTES.fullmatch(value):
        return None
    return Fault(f"{quoted(value)} is not a time in a film.")


@value_rule("m-currency", Severity.ERROR, f"{SPEC}, media:price; ISO 4217", "Write it as USD, EUR or CAD.")
def _currency(value: str) -> Fault | None:
    """A currency is given as its code of three capital letters."""
    code = value.strip()
    if len(code) == 3 and code.isascii() and code.isalpha() and code.isupper():
        return None
    return Fault(f"{quoted(code)} is not the code of a currency.")


THUMBNAIL_TIME = text(_thumbnail_time, blank=Blank.JUDGED)
TIME = text(_time, blank=Blank.JUDGED)
CURRENCY = text(_currency, blank=Blank.JUDGED)
TRUE_OR_FALSE = one_of(
    ("true", "false"),
    code="m-boolean",
    source=f"{SPEC}, media:content",
    demand="isDefault and media:adult are true or false.",
)
EXPRESSION = unpadded(
    one_of(
        ("full", "sample", "nonstop"),
        code="m-expression",
        source=f"{SPEC}, media:content",
        demand="A media object is the full one, a sample of it, or a nonstop stream.",
    )
)
MEDIA_OF_FILES = ("image", "audio", "video", "document", "executable")
MEDIUM = unpadded(
    one_of(
        MEDIA_OF_FILES,
        code="m-medium",
        source=f"{SPEC}, media:content",
        demand="The medium is image, audio, video, document or executable.",
    )
)
TEXT_TYPE = unpadded(
    one_of(
        ("plain", "html"),
        code="m-text-type",
        source=f"{SPEC}, media:title, media:description, media:text",
        demand="A text that goes with a media object is plain or html.",
    )
)
RELATIONSHIP = unpadded(
    one_of(
        ("allow", "deny"),
        code="m-relationship",
        source=f"{SPEC}, media:restriction",
        demand="A restriction allows or denies.",
    )
)
RESTRICTION_TYPE = unpadded(
    one_of(
        ("country", "uri", "sharing"),
        code="m-restriction-type",
        source=f"{SPEC}, media:restriction",
        demand="A restriction is one of countries, of sites, or of sharing.",
    )
)
STATE = unpadded(
    one_of(
        ("active", "blocked", "deleted"),
        code="m-state",
        source=f"{SPEC}, media:status",
        demand="A media object is active, blocked or deleted.",
    )
)
PRICE_TYPE = unpadded(
    one_of(
        ("rent", "purchase", "package", "subscription"),
        code="m-price-type",
        source=f"{SPEC}, media:price",
        demand="A price is for renting, purchase, a package or a subscription.",
    )
)
RIGHTS = unpadded(
    one_of(
        ("userCreated", "official"),
        code="m-rights",
        source=f"{SPEC}, media:rights",
        demand="The rights to a media object are userCreated or official.",
    )
)
