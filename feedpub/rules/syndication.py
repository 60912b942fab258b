"""How often a feed changes: RSS 1.0's syndication module."""

from feedpub.rules.atom import FEED, SOURCE
from feedpub.rules.grammar import Blank, Shape, optional
from feedpub.rules.names import SYNDICATION
from feedpub.rules.rss.shapes import CHANNEL
from feedpub.rules.values.dates import W3CDTF
from feedpub.rules.values.numbers import POSITIVE, one_of

_PERIOD = one_of(
    ("hourly", "daily", "weekly", "monthly", "yearly"),
    code="s-period",
    source="RSS 1.0, syndication module, updatePeriod",
    demand="A feed changes hourly, daily, weekly, monthly or yearly.",
)
for _shape in (CHANNEL, FEED, SOURCE):
    _shape.admit(
        SYNDICATION,
        {
            "updatePeriod": optional(Shape(_PERIOD)),
            "updateFrequency": optional(Shape(POSITIVE)),
            "updateBase": optional(Shape(W3CDTF.if_blank(Blank.JUDGED))),
        },
    )
