"""Places as W3C's vocabulary has them: geo:lat and geo:long (https://www.w3.org/2003/01/geo/)."""

from feedpub.problem import Severity
from feedpub.rules.atom import ENTRY, FEED
from feedpub.rules.grammar import Blank, Child, Shape, Text, many, once, optional, text
from feedpub.rules.names import GEO
from feedpub.rules.rss.shapes import CHANNEL, IMAGE, ITEM, TEXT_INPUT
from feedpub.rules.rule import Basis, Fault, ValueRule, enter
from feedpub.rules.values.numbers import DECIMAL, decimal
from feedpub.rules.values.plain import PLAIN

_DEGREES = enter(
    "g-degrees",
    Severity.ERROR,
    "W3C, Basic Geo Vocabulary (WGS 84)",
    "Write degrees such as 42.886 or -78.878.",
    Basis.SPEC,
    "A geo:lat is from -90 to 90 degrees, a geo:long from -180 to 180.",
)


def _degrees(most: int) -> Text:
    """Degrees north or east of zero, not more than these."""

    def check(value: str) -> Fault | None:
        if decimal.check(value) is None and abs(float(value)) > most:
            return Fault(f"{value.strip()[:20]} is more than {most} degrees: there is no such place on earth.")
        return None

    return text(decimal, ValueRule(_DEGREES, check), blank=Blank.JUDGED)


_LATITUDE, _LONGITUDE, _ALTITUDE = Shape(_degrees(90)), Shape(_degrees(180)), Shape(DECIMAL)
_POINT = Shape(None, None, source="W3C, Basic Geo Vocabulary, Point")
_POINT.admit(GEO, {"lat": once(_LATITUDE), "long": once(_LONGITUDE), "alt": optional(_ALTITUDE)})
_PLACES: dict[str, Child] = {
    "lat": optional(_LATITUDE),
    "long": optional(_LONGITUDE),
    "alt": optional(_ALTITUDE),
    "Point": many(_POINT),
    "location": many(Shape(None, None, open=True)),
    "lat_long": many(Shape(PLAIN, None)),
}
for _shape in (CHANNEL, ITEM, IMAGE, TEXT_INPUT, FEED, ENTRY):
    _shape.admit(GEO, _PLACES)
