"""The elements of Media RSS, what each may hold, and where they stand."""

from feedpub.rules.atom import ENTRY, FEED, SOURCE
from feedpub.rules.grammar import ANY_TEXT, OPTIONAL_TEXT, Attribute, Child, Shape, many, optional
from feedpub.rules.media import judges
from feedpub.rules.media.values import (
    CURRENCY,
    EXPRESSION,
    MEDIUM,
    PRICE_TYPE,
    RELATIONSHIP,
    RESTRICTION_TYPE,
    RIGHTS,
    SPEC,
    STATE,
    TEXT_TYPE,
    THUMBNAIL_TIME,
    TIME,
    TRUE_OR_FALSE,
)
from feedpub.rules.names import MEDIA, NO_NAMESPACE
from feedpub.rules.rss.shapes import CHANNEL, ITEM
from feedpub.rules.values.addresses import URL
from feedpub.rules.values.languages import LANGUAGE
from feedpub.rules.values.media_types import MEDIA_TYPE
from feedpub.rules.values.numbers import AMOUNT, POSITIVE, WHOLE
from feedpub.rules.values.plain import OPTIONAL_PLAIN, PLAIN

_SIZE = {"width": Attribute(POSITIVE), "height": Attribute(POSITIVE)}


def _holder(name: str, children: dict[str, Child], **attributes: Attribute) -> Shape:
    """An element that holds elements of Media RSS and no text."""
    shape = Shape(None, attributes, source=f"{SPEC}, media:{name}")
    shape.admit(MEDIA, children)
    return shape


def _empty(name: str, **attributes: Attribute) -> Shape:
    """An element that holds attributes alone."""
    return Shape(None, attributes, source=f"{SPEC}, media:{name}")


_TEXT = {"type": Attribute(TEXT_TYPE)}
TITLE = Shape(ANY_TEXT, _TEXT, judge=judges.by_type)
TEXT = Shape(
    ANY_TEXT,
    _TEXT | {"lang": Attribute(LANGUAGE), "start": Attribute(TIME), "end": Attribute(TIME)},
    judge=judges.by_type,
)
THUMBNAIL = _empty("thumbnail", url=Attribute(URL, required=True), time=Attribute(THUMBNAIL_TIME), **_SIZE)
PLAYER = _empty("player", url=Attribute(URL, required=True), **_SIZE)
CATEGORY = Shape(OPTIONAL_PLAIN, {"scheme": Attribute(URL), "label": Attribute(PLAIN)})
RATING = Shape(OPTIONAL_TEXT, {"scheme": Attribute(URL)}, judge=judges.rating)
HASH = Shape(OPTIONAL_TEXT, {"algo": Attribute()}, judge=judges.digest)
CREDIT = Shape(PLAIN, {"role": Attribute(), "scheme": Attribute(URL)}, judge=judges.credit)
RESTRICTION = Shape(
    OPTIONAL_TEXT,
    {"relationship": Attribute(RELATIONSHIP, required=True), "type": Attribute(RESTRICTION_TYPE)},
    source=f"{SPEC}, media:restriction",
    judge=judges.restriction,
)
ADULT = Shape(TRUE_OR_FALSE)
COMMUNITY = _holder(
    "community",
    {
        "starRating": optional(
            _empty(
                "starRating",
                average=Attribute(AMOUNT),
                count=Attribute(WHOLE),
                min=Attribute(AMOUNT),
                max=Attribute(AMOUNT),
            )
        ),
        "statistics": optional(_empty("statistics", views=Attribute(WHOLE), favorites=Attribute(WHOLE))),
        "tags": optional(Shape(OPTIONAL_PLAIN)),
    },
)
EMBED = _holder(
    "embed", {"param": many(Shape(OPTIONAL_TEXT, {"name": Attribute(required=True)}))}, url=Attribute(URL), **_SIZE
)
PRICE = _empty(
    "price",
    type=Attribute(PRICE_TYPE),
    info=Attribute(URL),
    price=Attribute(AMOUNT),
    currency=Attribute(CURRENCY),
)
LOCATION = _empty("location", description=Attribute(PLAIN), start=Attribute(TIME), end=Attribute(TIME))
_SCENE_PARTS: dict[str, Child] = {
    "sceneTitle": optional(Shape(PLAIN)),
    "sceneDescription": optional(Shape(PLAIN)),
    "sceneStartTime": optional(Shape(TIME)),
    "sceneEndTime": optional(Shape(TIME)),
}
SCENE = _holder("scenes", _SCENE_PARTS)
SCENE.admit(NO_NAMESPACE, _SCENE_PARTS)
# The specification says of few elements how often they may stand; the texts that stand for the whole object go once.
_EVERYWHERE: dict[str, Child] = {
    "adult": optional(ADULT),
    "rating": many(RATING),
    "title": optional(TITLE),
    "description": optional(TITLE),
    "keywords": many(Shape(PLAIN)),
    "thumbnail": many(THUMBNAIL),
    "category": many(CATEGORY),
    "hash": many(HASH),
    "player": many(PLAYER),
    "credit": many(CREDIT),
    "copyright": optional(Shape(PLAIN, {"url": Attribute(URL)})),
    "text": many(TEXT),
    "restriction": many(RESTRICTION),
    "community": many(COMMUNITY),
    "comments": many(_holder("comments", {"comment": many(Shape(ANY_TEXT))})),
    "embed": many(EMBED),
    "responses": many(_holder("responses", {"response": many(Shape(ANY_TEXT))})),
    "backLinks": many(_holder("backLinks", {"backLink": many(Shape(URL))})),
    "status": many(Shape(OPTIONAL_TEXT, {"state": Attribute(STATE), "reason": Attribute()})),
    "price": many(PRICE),
    "license": many(Shape(OPTIONAL_PLAIN, {"type": Attribute(MEDIA_TYPE), "href": Attribute(URL)})),
    "subTitle": many(_empty("subTitle", type=Attribute(MEDIA_TYPE), lang=Attribute(LANGUAGE), href=Attribute(URL))),
    "peerLink": many(_empty("peerLink", type=Attribute(MEDIA_TYPE), href=Attribute(URL, required=True))),
    "location": many(LOCATION),
    "rights": many(_empty("rights", status=Attribute(RIGHTS))),
    "scenes": many(_holder("scenes", {"scene": many(SCENE)})),
}
CONTENT = _holder(
    "content",
    _EVERYWHERE,
    url=Attribute(URL),
    fileSize=Attribute(POSITIVE),
    type=Attribute(MEDIA_TYPE),
    medium=Attribute(MEDIUM),
    isDefault=Attribute(TRUE_OR_FALSE),
    expression=Attribute(EXPRESSION),
    bitrate=Attribute(AMOUNT),
    framerate=Attribute(AMOUNT),
    samplingrate=Attribute(AMOUNT),
    channels=Attribute(WHOLE),
    duration=Attribute(AMOUNT),
    lang=Attribute(LANGUAGE),
    **_SIZE,
)
GROUP = _holder("group", _EVERYWHERE | {"content": many(CONTENT)})
for _shape in (CHANNEL, FEED, SOURCE):
    _shape.admit(MEDIA, _EVERYWHERE)
for _shape in (ITEM, ENTRY):
    _shape.admit(MEDIA, _EVERYWHERE | {"content": many(CONTENT), "group": many(GROUP)})
