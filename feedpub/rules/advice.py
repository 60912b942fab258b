"""What to write instead of an element that does not belong: where it may stand, or what its format calls it."""

from collections.abc import Iterable, Iterator

from feedpub.rules.grammar import SINGLE, VOCABULARIES, Shape
from feedpub.rules.names import ATOM, CONTENT, DC, ITUNES, MEDIA, local_name, namespace_of, shown
from feedpub.rules.tree import Element

_MANAGING_EDITOR = "Write <managingEditor>ann@example.org (Ann)</managingEditor>."
_OF_ITS_PLACE = {
    ("item", "image"): 'Write <media:content url="…" medium="image"/>, or an enclosure.',
    ("item", "url"): "Write <link> for a page, or an enclosure for a file.",
    ("item", "lastBuildDate"): "Write <pubDate>.",
    ("item", "managingEditor"): "Write <author>.",
    ("channel", "author"): _MANAGING_EDITOR,
    (ATOM("feed"), ATOM("published")): "Write <updated>.",
    (ATOM("feed"), ATOM("summary")): "Write <subtitle>.",
    (ATOM("entry"), ATOM("subtitle")): "Write <summary>.",
}
"""What to do about elements, by the tags of what they stand in and their own, that another one stands for there."""
_FOR_FEW = {"image", "textInput", ATOM("source")}
"""What nobody means who writes one of its elements elsewhere."""

_TO_RSS = {
    "content": (CONTENT("encoded"), "description"),
    "copyright": (DC("rights"),),
    "creator": (DC("creator"),),
    "date": ("pubDate",),
    "duration": (ITUNES("duration"),),
    "encoded": (CONTENT("encoded"),),
    "entry": ("item",),
    "icon": ("image",),
    "id": ("guid",),
    "keywords": ("category",),
    "logo": ("image",),
    "modified": ("lastBuildDate", "pubDate"),
    "published": ("pubDate",),
    "rights": ("copyright", DC("rights")),
    "subject": ("category",),
    "subtitle": ("description",),
    "summary": ("description",),
    "tag": ("category",),
    "thumbnail": (MEDIA("thumbnail"),),
    "updated": ("lastBuildDate", "pubDate"),
}
_TO_ATOM = {
    "copyright": ("rights",),
    "creator": ("author",),
    "date": ("published", "updated"),
    "description": ("summary", "subtitle"),
    "guid": ("id",),
    "image": ("logo",),
    "item": ("entry",),
    "lastBuildDate": ("updated",),
    "managingEditor": ("author",),
    "modified": ("updated",),
    "pubDate": ("published", "updated"),
    "tag": ("category",),
}
_ELSEWHERE = {**_TO_RSS, **{ATOM(word): tuple(ATOM(tag) for tag in tags) for word, tags in _TO_ATOM.items()}}
"""Words of other formats, by the tags that they make here: the elements that say the same, best first."""
_NOT_LOADED = {DC("creator"), DC("rights"), CONTENT("encoded"), ITUNES("duration"), MEDIA("thumbnail")}
"""Elements of namespaces that a feed may still have to declare."""
_HOLD_HTML = {"description", CONTENT("encoded"), ITUNES("summary")}


def same_elsewhere(tag: str, shape: Shape) -> str:
    """The element, as people write it, that says here what this one says in another format; empty if none does."""
    found = (other for other in _ELSEWHERE.get(tag, ()) if other in shape.children or other in _NOT_LOADED)
    return shown(next(found, ""))


def for_html(child: Element, parent: Element) -> str:
    """What to do about an element of HTML in a text."""
    if parent.tag in _HOLD_HTML:
        return f"Write &lt;{child.name}&gt;, or put the whole text into CDATA."
    return f"Take <{child.name}> out: <{parent.name}> is plain text."


def where_it_belongs(child: Element, shape: Shape, root: Shape) -> str:
    """What to do about an element that stands where it may not; empty if no single place can be told.

    `shape` is that of the element around it, `root` that of the document.
    """
    parent = child.parent
    if parent is not None and (parent.tag, child.tag) in _OF_ITS_PLACE:
        return _OF_ITS_PLACE[parent.tag, child.tag]
    homes = VOCABULARIES[namespace_of(child.tag)][local_name(child.tag)]
    inside = _preferred((tag for tag, (_, held) in shape.children.items() if held in homes), child)
    if len(inside) == 1:
        return f"Move it into <{shown(inside.pop())}>."
    for ancestor, around in reversed(_around(child, root)):
        if around in homes:
            one = around.children[child.tag][0] in SINGLE and ancestor.child(child.tag) is not None
            return f"Take it out; <{ancestor.name}> has one." if one else f"Move it into <{ancestor.name}>."
    names = set(_tags_of(homes[0])) - _FOR_FEW if len(homes) == 1 else ()
    return f"Move it into <{shown(next(iter(names)))}>." if len(names) == 1 else ""


def _preferred(tags: Iterable[str], child: Element) -> set[str]:
    """Those tags that are of the namespace of the feed itself, if there are any."""
    found = set(tags) - _FOR_FEW
    return {tag for tag in found if namespace_of(tag) in {"", ATOM.uri}} or {
        tag for tag in found if namespace_of(tag) == namespace_of(child.tag)
    }


def _around(child: Element, root: Shape) -> list[tuple[Element, Shape]]:
    """What an element stands in, from the document's first element inwards, with their shapes."""
    first, *others = list(child.ancestors)[:0:-1]
    found = [(first, root)]
    for element in others:
        found.append((element, found[-1][1].children[element.tag][1]))
    return found


def _tags_of(shape: Shape) -> Iterator[str]:
    """The tags of the elements that have a shape."""
    for vocabulary in VOCABULARIES.values():
        for holder in {holder for holders in vocabulary.values() for holder in holders}:
            yield from (tag for tag, (_, held) in holder.children.items() if held is shape)
