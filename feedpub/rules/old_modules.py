"""Modules of the first years of RSS that some feeds still carry: admin, blogChannel, trackback."""

from feedpub.rules.atom import ENTRY, FEED
from feedpub.rules.grammar import Attribute, Shape, many, optional
from feedpub.rules.names import ADMIN, BLOG_CHANNEL, TRACKBACK
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.values.addresses import URL

_RESOURCE = "http://www.w3.org/1999/02/22-rdf-syntax-ns# resource"
"""rdf:resource, in which modules of RSS 1.0 write addresses."""
_AGENT = Shape(None, {_RESOURCE: Attribute(URL)}, source="RSS 1.0, admin module")
_PAGE = Shape(URL, source="blogChannel module")
_PING = Shape(URL, source="TrackBack module")

for _shape in (CHANNEL, FEED):
    _shape.admit(ADMIN, {"generatorAgent": optional(_AGENT), "errorReportsTo": optional(_AGENT)})
    _shape.admit(
        BLOG_CHANNEL,
        {name: optional(_PAGE) for name in ("blogRoll", "mySubscriptions", "blink", "changes")},
    )
for _shape in (ITEM, ENTRY):
    _shape.admit(TRACKBACK, {"ping": optional(_PING), "about": many(_PING)})
