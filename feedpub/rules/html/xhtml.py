"""XHTML that stands in a feed as elements of its own: Atom's div, the body in RSS."""

from feedpub.rules.html.gather import Gathered, Tag
from feedpub.rules.html.judge import NOT_HTML, UNKNOWN_ATTRIBUTE, judge_tag
from feedpub.rules.names import ATOM, NO_NAMESPACE, XHTML, local_name, namespace_of
from feedpub.rules.rule import Fault
from feedpub.rules.tree import Element

_DRAWINGS = {"http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"}
_OURS = {ATOM.uri, NO_NAMESPACE.uri}
_XLINK = "http://www.w3.org/1999/xlink "


def walk(holder: Element, gathered: Gathered) -> None:
    """Judge the element that holds XHTML, and all below it."""
    if holder.attributes:
        judge_tag(Tag("div", _attributes(holder), "", holder), gathered)
    waiting = [*reversed(holder.children)]
    while waiting:
        element = waiting.pop()
        if _judge(element, gathered):
            waiting += reversed(element.children)


def _judge(element: Element, gathered: Gathered) -> bool:
    """Judge one element; whether those in it are to be judged too."""
    uri, name = namespace_of(element.tag), local_name(element.tag)
    if uri == XHTML.uri and not name.islower():
        gathered.add(
            NOT_HTML, Fault(f"XHTML has no element <{name[:40]}>.", f"Write <{name[:40].lower()}>.", "", element)
        )
        return True
    if uri == XHTML.uri:
        _judge_names(element, gathered)
    if uri == XHTML.uri or uri in _DRAWINGS:
        judge_tag(Tag(name.lower(), _attributes(element), "", element, uri in _DRAWINGS), gathered)
        return True
    if uri in _OURS:
        message = f"<{name}> is used in XHTML but is not in its namespace, so readers drop it."
        gathered.add(NOT_HTML, Fault(message, f'Put xmlns="{XHTML.uri}" on the element around it.', "", element))
    else:
        message = f"<{name[:40]}> is of {uri[:60]}, not of XHTML, so readers drop it."
        gathered.add(NOT_HTML, Fault(message, "Take it out.", "", element))
    return False


def _judge_names(element: Element, gathered: Gathered) -> None:
    """Attributes of XHTML are in small letters (XHTML 1.0 section 4.2)."""
    for name in element.attributes:
        if " " not in name and not name.islower():
            message = f"XHTML has no attribute {name[:40]}, which <{local_name(element.tag)}> has."
            gathered.add(UNKNOWN_ATTRIBUTE, Fault(message, f"Write {name[:40].lower()}.", "", element))


def _attributes(element: Element) -> dict[str, str]:
    """The attributes of no namespace, and XLink's; those of other namespaces are not HTML's."""
    return {
        name.replace(_XLINK, "xlink:").lower(): value
        for name, value in element.attributes.items()
        if " " not in name or name.startswith(_XLINK)
    }
