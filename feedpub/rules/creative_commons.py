"""What others may do with a feed: the creativeCommons module of RSS."""

from feedpub.rules.atom import ENTRY, FEED, SOURCE
from feedpub.rules.grammar import Shape, many
from feedpub.rules.names import CREATIVE_COMMONS
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.values.addresses import URL

for _shape in (CHANNEL, ITEM, FEED, SOURCE, ENTRY):
    _shape.admit(CREATIVE_COMMONS, {"license": many(Shape(URL, source="creativeCommons module, license"))})
