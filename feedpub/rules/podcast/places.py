"""Where a podcast is made, or what place it is about: podcast:location."""

import re

from feedpub.languages import REGIONS
from feedpub.problem import Severity
from feedpub.rules.grammar import Attribute, Blank, Shape, text
from feedpub.rules.patterns import pattern
from feedpub.rules.podcast.elements import DOCS
from feedpub.rules.podcast.values import SHORT
from feedpub.rules.rule import Fault, value_rule
from feedpub.rules.values import quoted
from feedpub.rules.values.numbers import one_of

_SOURCE = f"{DOCS}, location"
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_GEO = pattern(
    rf"geo:(?P<latitude>-?{_NUMBER}),(?P<longitude>-?{_NUMBER})(?:,-?{_NUMBER})?"
    rf"(?P<crs>;crs=[A-Za-z0-9-]+)?(?:;u={_NUMBER})?(?:;[A-Za-z0-9-]+(?:=(?:[\w\[\]:&+$.!~*'()-]|%[0-9A-Fa-f]{{2}})+)?)*",
    re.ASCII | re.IGNORECASE,
)
_OSM = pattern(r"[NWR][0-9]+(?:#[0-9]+)?")


@value_rule("p-geo", Severity.ERROR, f"{_SOURCE}; RFC 5870", "For example: geo:42.8864,-78.8784 (latitude, longitude)")
def _geo(value: str) -> Fault | None:
    """The geo of a location is a geo: URI: latitude from -90 to 90, longitude from -180 to 180."""
    value = value.strip()
    found = _GEO.fullmatch(value) if len(value) < 200 else None
    if found is None:
        bare = re.fullmatch(rf"(-?{_NUMBER})\s*[,; ]\s*(-?{_NUMBER})", value.removeprefix("geo:"))
        return Fault(f"{quoted(value)} is not a geo: URI.", f"Write geo:{bare[1]},{bare[2]}" if bare else "")
    if found["crs"] and found["crs"].lower() != ";crs=wgs84":
        return None
    if abs(float(found["latitude"])) > 90:
        return Fault(f"There is no latitude {found['latitude'][:20]}.", "Latitude comes first, from -90 to 90.")
    if abs(float(found["longitude"])) > 180:
        return Fault(f"There is no longitude {found['longitude'][:20]}.", "Longitude comes second, from -180 to 180.")
    return None


@value_rule(
    "p-osm", Severity.ERROR, _SOURCE, "Write N (node), W (way) or R (relation), and its number, for example: R175905"
)
def _osm(value: str) -> Fault | None:
    """The osm of a location is N, W or R and the number that OpenStreetMap has for the place."""
    value = value.strip()
    return None if _OSM.fullmatch(value) else Fault(f"{quoted(value)} is not an id of OpenStreetMap's.")


@value_rule("p-country", Severity.ERROR, f"{_SOURCE}; ISO 3166-1", "Write its two letters, such as US, CA or GB.")
def _country(value: str) -> Fault | None:
    """The country of a location is a code of two letters."""
    value = value.strip()
    if value.upper() in REGIONS:
        return None
    return Fault(f"{quoted(value)} is not a country's code.", "Write GB." if value.upper() == "UK" else "")


@value_rule("p-location-blank", Severity.ERROR, _SOURCE, "Write its name as people say it, such as Buffalo, NY.")
def _named(value: str) -> Fault | None:
    """A location has a name, which apps show."""
    return None if value.strip() else Fault("The location has no name, so apps have nothing to show.")


LOCATION = Shape(
    text(_named, *SHORT.rules, blank=Blank.JUDGED, plain=SHORT.plain),
    {
        "rel": Attribute(
            one_of(
                ("subject", "creator"),
                code="p-location-rel",
                source=_SOURCE,
                demand="The rel of a location is subject (what it is about) or creator (where it is made).",
            )
        ),
        "geo": Attribute(text(_geo, blank=Blank.JUDGED)),
        "osm": Attribute(text(_osm, blank=Blank.JUDGED)),
        "country": Attribute(text(_country, blank=Blank.JUDGED)),
    },
    source="podcast namespace, location",
)
