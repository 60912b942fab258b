"""HTML as nearly all articles have it, recognised at a glance, so that the rules need not be asked tag by tag.

Text in elements that are all closed in order, with links and pictures that have whole addresses and nothing unusual.
What is recognised breaks no rule; everything else is scanned.
"""

from functools import lru_cache

from feedpub.rules.patterns import pattern
from feedpub.rules.values import words

_ELEMENTS = words("""
    a abbr b blockquote cite code dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 i ins kbd li mark
    ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul var
""")
_EMPTY = words("br hr img")
_TAGS = pattern("<[^<>]*>")
_ADDRESS = (
    r"""="https?://(?:[a-z0-9-]+\.)+(?!local|internal)[a-z]{2,}"""
    r"""(?:[/?#](?:[\w.~!$'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2}|&amp;)*)?\""""
)
_WORDS = r"""(?:alt|title|class|id|rel|target|lang|dir|loading|colspan|rowspan)="[^"<>&]*\""""
_LINK = pattern(rf"""<a(?: href{_ADDRESS}| {_WORDS})+>""")
_TAG = pattern(
    r"<(?:(?P<end>/)(?P<closed>[a-z][a-z0-9]*)"
    rf"""|(?P<opened>[a-z][a-z0-9]*)(?: (?:href|src){_ADDRESS}| (?:width|height)="[0-9]{{2,4}}"| {_WORDS})* ?/?)>"""
)
_ODD_REFERENCE = pattern(r"&(?:(?!(?:amp|quot|nbsp|gt|hellip|[lr][sd]quo|[mn]dash|#39);)|amp;[#\w]+;)")


@lru_cache(2**10)
def is_everyday(text: str) -> bool:
    """Whether HTML is such as breaks no rule; False says nothing."""
    tags = _TAGS.findall(text)
    if len(tags) != text.count("<") or ("&" in text and _ODD_REFERENCE.search(text)):
        return False
    return _is_closed(_LINK.sub("<a>", "".join(tags)))


@lru_cache(2**12)
def _is_closed(tags: str) -> bool:
    """Whether tags are everyday ones, and every element that they open is closed in order."""
    opened: list[str] = []
    in_link = False
    for tag in _TAGS.findall(tags):
        name = _read(tag)
        if not name:
            return False
        if name[0] != "/":
            if name == "a" and in_link:
                return False
            in_link = in_link or name == "a"
            opened.append(name)
        elif name != "/":
            if not opened or opened.pop() != name[1:]:
                return False
            in_link = in_link and name != "/a"
    return not opened


@lru_cache(2**12)
def _read(tag: str) -> str:
    """The name of an everyday tag, with a slash before it if it is an end tag; a slash if it is both; else empty."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return ""
    name = found["closed"] or found["opened"]
    if name in _EMPTY:
        described = ' src="' in tag and ' alt="' in tag and ' alt=""' not in tag
        return "/" if not found["end"] and (name != "img" or described) else ""
    return f"{found['end'] or ''}{name}" if name in _ELEMENTS and not tag.endswith("/>") else ""
