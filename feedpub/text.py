"""An article's text: Markdown or HTML in, clean HTML and plain text out.

Clean HTML holds only elements and attributes that feed readers show and that cannot harm them, and every address
in it is absolute. What had to be taken out is named, so that nothing vanishes silently.
"""

import html as html_entities
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote, urljoin, urlsplit

import comrak
import nh3

from feedpub.characters import is_harmless_text
from feedpub.hosts import is_local
from feedpub.markdown_slips import is_suspicious, misread
from feedpub.markup import HARMLESS, MAX_DEPTH, OPAQUE, SCHEMES, Kind, Loss, is_allowed, read_source, scheme_of
from feedpub.model.addresses import URL_SAFE

SUMMARY_LENGTH = 300
"""Characters of a summary that is made from the body: what readers show in a list."""

# fmt: off
_ELEMENTS = {
    "a", "abbr", "acronym", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
}
# fmt: on
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start"},
    "q": {"cite"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
_ADDRESSES = {"href", "src", "cite"}

_CLEAN_TAG = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_IMAGE_WITHOUT_SOURCE = re.compile(r"<img(?! (?:[^\"]|\"[^\"]*\")*?\bsrc=)")
_APART = re.compile(r"<(h[1-6]|table|figure)\b.*?</\1>", re.DOTALL)
"""What stands apart from the running text, and makes no sense in a summary of it."""
_BLOCK = re.compile(
    r"</?(?:blockquote|br|caption|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|table|t[dhr]|tbody|tfoot|thead|ul)\b",
)


@dataclass(frozen=True, slots=True)
class Clean:
    """Clean HTML, and what of the text is not in it as it was written, each once."""

    html: str
    losses: tuple[Loss, ...] = ()


def from_markdown(text: str, base: str) -> Clean:
    """Render CommonMark with GitHub's tables, strikethrough and bare links; relative links start from `base`."""
    rendered = _rendered(text)
    clean = from_html(rendered, base)
    shown = dict.fromkeys(misread(text, rendered))
    return replace(clean, losses=(*clean.losses, *shown)) if shown else clean


def _rendered(text: str) -> str:
    return comrak.render_markdown(text, extension_options=_EXTENSIONS, render_options=_AS_WRITTEN)


_EXTENSIONS, _AS_WRITTEN = comrak.ExtensionOptions(), comrak.RenderOptions()
_EXTENSIONS.table = _EXTENSIONS.strikethrough = _EXTENSIONS.autolink = True
_AS_WRITTEN.unsafe_ = True  # HTML in Markdown stays, to be cleaned with the rest


def is_simple_markdown(text: str) -> bool:
    """Whether `from_markdown` surely loses nothing of the text, and makes something of it that readers show.

    Most articles are so; to tell takes a fifth of the time that cleaning does, and less where no sign has a meaning.
    """
    if "<" in text:  # HTML, in which references stay as they are
        return False
    if _has_no_signs(text) and is_harmless_text(text):
        return _LETTER.search(text) is not None
    rendered = _rendered(text)
    rest = _SIMPLE.sub("", rendered)
    if "<" in rest or rendered.count("<") > MAX_DEPTH or not is_harmless_text(rest):
        return False
    return not is_suspicious(text, rendered, rest) and _LETTER.search(rest) is not None


def _has_no_signs(text: str) -> bool:
    """Whether the text is paragraphs and headings alone, which lose nothing, at a glance."""
    if any(sign in text for sign in _SIGNS) or (":" in text and "://" in text) or "www." in text:
        return False
    return _LISTED.isdisjoint([line.lstrip()[:1] for line in text.split("\n")])


_SIGNS = r"&[\*_`|~>@"
"""What references, links, emphasis, code, tables, quotations and bare addresses of e-mail are made with."""
_LISTED = frozenset("-+=0123456789")
"""What a line of a list, or below a heading, begins with, if not with a sign."""
_LETTER = re.compile(r"[A-Za-z0-9]")
_SIMPLE = re.compile(
    r"</?(?:p|em|strong|ul|ol|li|blockquote|h[1-6]|a)>|<[bh]r />"
    r'|<a href="https?://(?:[a-z0-9]{1,60}[.-]){0,6}[a-z0-9]{1,60}[.](?!(?:local|internal|localhost)[/"])[a-z]{2,20}'
    r'(?:/[A-Za-z0-9/._~-]*)?">'
)
"""Tags that need no cleaning, and links that do not either: to addresses that cannot be wrong."""


def from_html(text: str, base: str) -> Clean:
    """Clean HTML that somebody wrote; relative links start from `base`."""
    source = read_source(text)
    losses = [*source.losses, *_lost_elements(source.elements), *_lost_addresses(source.addresses, base)]
    if any(loss.kind is Kind.DEEP for loss in losses):
        return Clean("", tuple(losses))
    html = _SANITIZER.clean(source.html, base)
    for _ in range(_PASSES):
        # What stood in something that was taken out may now stand where HTML does not allow it: parse it again.
        again = _SANITIZER.clean(html, base)
        if again == html:
            break
        html = again
    html = _CLEAN_TAG.sub(lambda tag: "" if _IMAGE_WITHOUT_SOURCE.match(tag.group()) else tag.group(), html)
    return Clean(html.strip(), tuple(losses))


_PASSES = 3
"""How often HTML is cleaned again at most; two passes settle all but the strangest."""


def _lost_elements(elements: Iterable[str]) -> list[Loss]:
    return [Loss(Kind.ELEMENT, name) for name in sorted(set(elements) - _ELEMENTS - HARMLESS)]


def _lost_addresses(addresses: Iterable[tuple[str, str]], base: str) -> dict[Loss, None]:
    """Addresses that lead nowhere, and the schemes of those that may not be published; each once, in order."""
    lost: dict[Loss, None] = {}
    for attribute, address in addresses:
        scheme = scheme_of(address)
        if kind := _flaw_of(attribute, address):
            lost.setdefault(Loss(kind, address))
        elif absolute(address, base) is None:
            lost.setdefault(Loss(Kind.ADDRESS, address))
        elif scheme and not is_allowed(attribute, scheme):
            lost.setdefault(Loss(Kind.LINK, scheme))
    return lost


def _flaw_of(attribute: str, address: str) -> Kind | None:
    """What is wrong with an address that leads somewhere, but not to where it was meant to."""
    plain = unquote(address.strip())
    if plain[:1] in _QUOTES or (plain[-1:] in _QUOTES and not any(sign in plain[:-1] for sign in _QUOTES)):
        return Kind.QUOTED
    if attribute == "href" and _MAIL.fullmatch(plain):
        return Kind.MAIL
    if _SITE.match(plain):
        return Kind.NO_SCHEME
    host = re.match(r"https?://([^/?#:]+)", plain, re.IGNORECASE)
    return Kind.LOCAL if host and is_local(host[1].lower()) else None


_QUOTES = tuple("“”„«»")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TWICE = re.compile(r"https?://https?[:/]", re.IGNORECASE)
_SITE = re.compile(
    r"www\.|https?;?//"
    r"|(?:[a-z0-9-]+\.)+(?:ca|ch|com|de|edu|es|example|fr|gov|info|io|mx|net|news|org|radio|tv|uk|us)(?:/|$)",
    re.IGNORECASE,
)
"""What begins with the name of a site, and is no name of a file."""


class _Sanitizer:
    """One nh3 cleaner for all articles; nh3 is slow to set up and quick to run."""

    def __init__(self) -> None:
        self._base = ""
        self._cleaner = nh3.Cleaner(
            tags=_ELEMENTS,
            attributes=_ATTRIBUTES,
            url_schemes=SCHEMES,
            clean_content_tags=OPAQUE,
            link_rel=None,
            attribute_filter=self._attribute,
        )

    def clean(self, text: str, base: str) -> str:
        self._base = base
        return self._cleaner.clean(text)

    def _attribute(self, _element: str, name: str, value: str) -> str | None:
        if name not in _ADDRESSES:
            return value
        address = absolute(value, self._base)
        return address if address and is_allowed(name, scheme_of(address)) else None


_HOST = re.compile(r"[A-Za-z0-9_.-]+|[0-9A-Fa-f:.]+")
_WITHOUT_SITE = re.compile(r"https?:(?!//[^/])", re.IGNORECASE)


def absolute(address: str, base: str) -> str | None:
    """The address as an absolute URI in ASCII, or None if it cannot be one."""
    if not address.strip() or _WITHOUT_SITE.match(address.strip()) or _TWICE.match(address.strip()):
        return None
    try:
        whole = urljoin(base, address.strip())
        parts = urlsplit(whole)
        host, port = unquote(parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # a bracket or a port that is none, a host that cannot exist
        return None
    if parts.scheme in {"http", "https"} and not _HOST.fullmatch(host):
        return None
    if host and not unquote(parts.netloc).isascii():
        whole = parts._replace(netloc=host if port is None else f"{host}:{port}").geturl()
    return quote(whole, safe=URL_SAFE)


_SANITIZER = _Sanitizer()


def to_plain(html: str) -> str:
    """The text of clean HTML in one line, without marks; paragraphs are separated by a space."""
    spaced = _BLOCK.sub(lambda tag: f" {tag.group()}", html)
    return " ".join(html_entities.unescape(_CLEAN_TAG.sub("", spaced)).split())


def to_html(plain: str) -> str:
    """Plain text as HTML that shows just that text."""
    return html_entities.escape(plain, quote=False)


def summarise(html: str) -> str:
    """The first sentences of clean HTML as plain text, at most SUMMARY_LENGTH characters and an ellipsis."""
    text = to_plain(_APART.sub("", html)) or to_plain(html)
    if len(text) <= SUMMARY_LENGTH:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, SUMMARY_LENGTH + 1)]
    if ends and SUMMARY_LENGTH // 2 < ends[-1] <= SUMMARY_LENGTH:
        return text[: ends[-1]]
    return text[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


_SENTENCE_END = re.compile(r"[.!?]+[”\"’)]*(?= )|。[」』]?")
