"""Which copy of a file a client is sent (RFC 9110 section 12.5.3)."""

from feedpub.compressing import ENDINGS

_CODINGS = dict(zip(("br", "gzip"), ENDINGS, strict=True))
"""Content codings and what the names of such copies end in, the smallest first."""


def preferred(accept: str) -> list[tuple[str, str]]:
    """The codings that an Accept-Encoding lets one send, best first, and the endings of their copies.

    The file itself is "" and ""; it may always be sent, because it is better than nothing.
    """
    weights = _weights(accept)
    rest = weights.get("*", 0.0)
    identity = weights.get("identity", weights.get("*", _LEAST_OF_ALL))
    found = [(weights.get(coding, rest), coding, ending) for coding, ending in _CODINGS.items()]
    found.append((identity, "", ""))
    ordered = sorted(found, key=lambda one: -one[0])
    return [(coding, ending) for weight, coding, ending in ordered if weight > 0 or not coding]


_LEAST_OF_ALL = 0.0005
"""Below each weight that can be written: a coding that is named at all is rather wanted than none."""


def _weights(accept: str) -> dict[str, float]:
    weights = {}
    for one in accept.lower().split(","):
        coding, *parameters = (part.strip() for part in one.split(";"))
        weight = next((_weight(part[2:]) for part in parameters if part.startswith("q=")), 1.0)
        if coding:
            weights[coding.removeprefix("x-")] = weight
    return weights


def _weight(written: str) -> float:
    """A weight between 0 and 1 (section 12.4.2); what is none counts as 0, so that nothing unwanted is sent."""
    try:
        weight = float(written)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
