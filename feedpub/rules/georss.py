"""Places on a map: GeoRSS Simple and GeoRSS GML (https://docs.ogc.org/cs/17-002r1/17-002r1.html)."""

from collections.abc import Callable, Iterator

from feedpub.problem import Severity
from feedpub.rules.atom import ENTRY, FEED, SOURCE
from feedpub.rules.grammar import OPTIONAL_TEXT, Child, Shape, Verdict, many, rule, text
from feedpub.rules.media import CONTENT, GROUP, LOCATION
from feedpub.rules.names import GEORSS, GML
from feedpub.rules.rss.shapes import CHANNEL, IMAGE, ITEM, TEXT_INPUT
from feedpub.rules.rule import Basis, Fault, Finding, Rule, enter, value_rule
from feedpub.rules.tree import Element
from feedpub.rules.values import words
from feedpub.rules.values.numbers import DECIMAL
from feedpub.rules.values.plain import PLAIN

_SPEC = "GeoRSS"
_CHARACTERS = frozenset("0123456789+-.eE, \t\r\n")
_WHERE = GEORSS("where")


def _enter(code: str, severity: Severity, demand: str, advice: str) -> Rule:
    return enter(code, severity, f"{_SPEC} Simple; {_SPEC} GML", advice, Basis.SPEC, demand)


_COORDINATES = _enter(
    "g-coordinates",
    Severity.ERROR,
    "A place is written as latitude and longitude in decimal degrees, once for each of its points.",
    "Write latitude, a space, and longitude, such as 44.65 -63.57",
)
_RANGE = _enter(
    "g-range",
    Severity.ERROR,
    "A latitude is from -90 to 90 degrees, a longitude from -180 to 180.",
    "Write the latitude first, such as 44.65 -63.57",
)
_COMMA = _enter(
    "g-comma",
    Severity.WARNING,
    "Latitude and longitude are separated by a space, not a comma.",
    "Write a space for each comma.",
)
_RING = _enter(
    "g-ring",
    Severity.ERROR,
    "A polygon ends at the point where it began.",
    "Write the first pair again at the end.",
)


def _numbers(value: str) -> list[float] | Fault:
    """The numbers of a text, which white space or commas stand between."""
    parts = value.replace(",", " ").split()
    try:
        if _CHARACTERS.issuperset(value):
            return [float(part) for part in parts]
    except ValueError:
        pass
    bad = next((part for part in parts if not _is_number(part)), None)
    if bad is None:  # white space of other kinds stands between them
        return [float(part) for part in parts]
    return Fault(f"“{bad[:20]}” is not a number of degrees.")


def _is_number(part: str) -> bool:
    try:
        float(part)
    except ValueError:
        return False
    return _CHARACTERS.issuperset(part)


def _place(least: int, most: int | None = None, *, closed: bool = False) -> Callable[[Element], Verdict]:
    """The judge of an element that holds from `least` to `most` points."""

    def judge(element: Element) -> Verdict:
        numbers = _numbers(element.text)
        if isinstance(numbers, Fault):
            return ((_COORDINATES, numbers),)
        fault = _count_fault(len(numbers), element, least, most)
        if fault is not None:
            return ((_COORDINATES, fault),)
        return tuple(_smaller_faults(element.text, numbers, on_earth=_on_earth(element), closed=closed))

    return judge


def _count_fault(numbers: int, element: Element, least: int, most: int | None) -> Fault | None:
    size = 3 if _dimension(element) == "3" else 2
    pairs, rest = divmod(numbers, size)
    if rest:
        return Fault(f"There are {numbers} numbers, but each point has {size}.")
    if pairs < least:
        return Fault(f"There are too few points: {pairs}, where {least} are needed.")
    return Fault(f"There are too many points: {pairs}.") if most is not None and pairs > most else None


def _dimension(element: Element) -> str:
    """How many numbers a point has, as it or the geometry that it belongs to says (GML 3.1.1, SRSReferenceGroup)."""
    for one in (element, *element.ancestors):
        if "srsDimension" in one.attributes:
            return one.attributes["srsDimension"].strip()
        if one.tag == _WHERE:
            break
    return ""


def _smaller_faults(value: str, numbers: list[float], *, on_earth: bool, closed: bool) -> Iterator[tuple[Rule, Fault]]:
    if "," in value:
        yield _COMMA, Fault("There is a comma between the numbers.", "", value.strip())
    if on_earth:
        far = max(map(abs, numbers[::2]), default=0) > 90, max(map(abs, numbers[1::2]), default=0) > 180
        if any(far):
            what, most = ("latitude", 90) if far[0] else ("longitude", 180)
            yield _RANGE, Fault(f"A {what} is beyond {most} degrees: there is no such place on earth.")
    if closed and numbers[:2] != numbers[-2:]:
        yield _RING, Fault("The last point is not the first one.")


def _on_earth(element: Element) -> bool:
    """Whether the numbers are degrees of WGS 84, as they are where no other system of coordinates is named."""
    for ancestor in element.ancestors:
        if "srsDimension" in ancestor.attributes or ancestor.attributes.get("srsName"):
            return False
        if ancestor.tag == _WHERE:
            return True
    return True


def _box(element: Element) -> Verdict:
    found = _place(2, 2)(element)
    numbers = _numbers(element.text)
    if not found and isinstance(numbers, list) and numbers[0] > numbers[2]:
        return ((_COORDINATES, Fault("The first corner of a box is the southern one, but its latitude is greater.")),)
    return found


def _circle(element: Element) -> Verdict:
    numbers = _numbers(element.text)
    if isinstance(numbers, Fault):
        return ((_COORDINATES, numbers),)
    if len(numbers) != 3:
        return ((_COORDINATES, Fault("A circle is latitude, longitude, and a radius in metres.")),)
    if numbers[2] < 0:
        return ((_COORDINATES, Fault("The radius of a circle cannot be negative.")),)
    return tuple(_smaller_faults(element.text, numbers[:2], on_earth=True, closed=False))


@value_rule("g-floor", Severity.ERROR, f"{_SPEC} Simple, floor", "Write a whole number such as 2 or -1.")
def _floor(value: str) -> Fault | None:
    """A floor of a building is a whole number."""
    digits = value.strip().removeprefix("-")
    return None if digits.isascii() and digits.isdigit() else Fault(f"“{value.strip()[:20]}” is not a floor.")


@value_rule("g-radius", Severity.ERROR, f"{_SPEC} Simple, radius", "Write metres such as 500.")
def _radius(value: str) -> Fault | None:
    """A radius is not negative."""
    return Fault("A radius cannot be negative.") if value.strip().startswith("-") else None


def _points(least: int, most: int | None = None, *, closed: bool = False) -> Shape:
    """An element whose text is points, which the judge sees even where there are none."""
    return Shape(OPTIONAL_TEXT, None, judge=_place(least, most, closed=closed))


def _gml(**children: Shape) -> Shape:
    """An element of GML. What else GML has, which is much, may stand in it unjudged."""
    return Shape(None, None, {GML(name): many(shape) for name, shape in children.items()})


_RING_OF_POINTS = _gml(LinearRing=_gml(posList=_points(4, closed=True)))
_POINT = _gml(pos=_points(1, 1))
_LINE = _gml(posList=_points(2))
_POLYGON = _gml(exterior=_RING_OF_POINTS, interior=_RING_OF_POINTS)
_ENVELOPE = _gml(lowerCorner=_points(1, 1), upperCorner=_points(1, 1))
_IN_WHERE = _gml(Point=_POINT, LineString=_LINE, Polygon=_POLYGON, Envelope=_ENVELOPE)
_ANY_POINTS = ("pos", "coordinates", "coord")
_PARTS: dict[Shape, tuple[str, ...]] = {
    _POINT: _ANY_POINTS,
    _LINE: ("posList", *_ANY_POINTS),
    _POLYGON: ("exterior", "outerBoundaryIs"),
    _ENVELOPE: ("lowerCorner", *_ANY_POINTS),
}
"""What a geometry is made of, one of which has to be there (GML 3.1.1; in Simple Features of old, coordinates)."""


@rule(
    "g-geometry",
    Severity.ERROR,
    f"{_SPEC} GML",
    "For example: <gml:Point><gml:pos>44.65 -63.57</gml:pos></gml:Point>",
    on=_IN_WHERE,
)
def _where_has_a_place(where: Element) -> Iterator[Finding]:
    """A georss:where contains a geometry with its points: one for a gml:Point, several for the others."""
    if not where.children:
        yield Finding(where, "It contains no place.")
    for geometry in where.children:
        _, shape = _IN_WHERE.children.get(geometry.tag, (None, None))
        if shape is None or shape not in _PARTS:
            continue
        tags = {GML(name) for name in _PARTS[shape]}
        parts = [child for child in geometry.children if child.tag in tags]
        if not parts:
            yield Finding(geometry, f"Nothing says where <{geometry.name}> is.")
        elif shape is _ENVELOPE and parts[0].tag == GML("lowerCorner") and geometry.child(GML("upperCorner")) is None:
            yield Finding(geometry, "The envelope has one corner only.", "Add <gml:upperCorner>.")
        elif shape is _POINT and len(parts) > 1:
            yield Finding(parts[1], "A point is in one place, but a second one is given here.")


_PLACES: dict[str, Child] = {
    "where": many(_IN_WHERE),
    "point": many(_points(1, 1)),
    "line": many(_points(2)),
    "polygon": many(_points(4, closed=True)),
    "box": many(Shape(OPTIONAL_TEXT, None, judge=_box)),
    "circle": many(Shape(OPTIONAL_TEXT, None, judge=_circle)),
    "elev": many(Shape(DECIMAL, None)),
    "floor": many(Shape(text(_floor), None)),
    "radius": many(Shape(text(*DECIMAL.rules, _radius), None)),
    # The specification writes these in small letters, its first examples and many feeds with capitals.
    **{
        name: many(Shape(PLAIN, None))
        for name in words("featuretypetag featureTypeTag relationshiptag relationshipTag featurename featureName")
    },
}
for _shape in (CHANNEL, ITEM, IMAGE, TEXT_INPUT, FEED, SOURCE, ENTRY, CONTENT, GROUP, LOCATION):
    _shape.admit(GEORSS, _PLACES)
