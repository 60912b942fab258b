"""Pages as bytes: templates filled with what the other modules here made ready."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import jinja2
import segno
from markupsafe import Markup

from feedpub.formats import files
from feedpub.model.feed import Channel
from feedpub.pages import about, addresses
from feedpub.pages.compiled import Compiled
from feedpub.pages.entries import SHOWN, Entry, Sound, entry, stream
from feedpub.pages.page import FeedPage, PublisherPage, address_of, lines
from feedpub.pages.words import is_translated, words_for
from feedpub.pages.writing import direction

_TEMPLATES = resources.files("feedpub.pages") / "templates"


class Format(NamedTuple):
    """A format of a feed, as a page names it."""

    id: str
    label: str
    name: str
    type: str
    url: str


def render_feed(page: FeedPage) -> bytes:
    """The page of a feed as a document of HTML in UTF-8."""
    channel = page.feed.channel
    words, here = words_for(channel.language), address_of(channel.url)
    entries = [entry(item, channel, page.zone, words) for item in page.feed.items[:SHOWN]]
    streams = [stream(given) for given in page.streams]
    rss, portrait = files.RSS.url(channel), about.portrait(channel)
    return _filled(
        "feed.html.j2",
        page=page,
        language=channel.language,
        canonical=here,
        locale=about.locale(channel.language),
        channel=channel,
        icon=channel.icon,
        portrait=portrait,
        entries=entries,
        more=len(page.feed.items) - len(entries),
        streams=streams,
        formats=formats(channel),
        rss=rss,
        feed_link=addresses.feed_link(rss),
        apps=list(addresses.podcast_apps(rss, channel.title, words)) if channel.podcast else [],
        readers=list(addresses.web_readers(rss)),
        code=_code(here),
        others=[_link(other, here) for other in page.channels if other.path != channel.path],
        all_stations=addresses.way(here, address_of(page.publisher_folder)) if page.publisher else None,
        json_ld=about.as_json_ld(about.of_feed(page, ((one.title, one.link) for one in entries))),
        policy=_policy(_pictures(entries, channel), [*_sounds(entries), *_sounds_of(streams)], channel.url),
    )


def render_publisher(page: PublisherPage) -> bytes:
    """The list of all stations as a document of HTML in UTF-8."""
    here = address_of(page.folder)
    icons = [main.icon.url for main, *_ in page.stations if main.icon]
    return _filled(
        "publisher.html.j2",
        page=page,
        language=page.language,
        canonical=here,
        locale=about.locale(page.language),
        icon=None,
        stations=[(channels[0], [_link(channel, here) for channel in channels]) for channels in page.stations],
        list_url=f"{page.folder}{page.list_file}",
        formats=[_format(files.RSS, channel) for channels in page.stations for channel in channels],
        json_ld=about.as_json_ld(about.of_publisher(page)),
        policy=_policy(["data:", *icons], [], page.folder),
    )


def render_snippet(channel: Channel, *, is_show: bool) -> str:
    """HTML for a station's own site: the lines that lead to the feed, and a box without a script."""
    rss, words = files.RSS.url(channel), words_for(channel.language)
    return _text(
        "snippet.html.j2",
        language=channel.language,
        id=f"feedpub-{channel.path.replace('/', '-')}",
        title=channel.title,
        page=address_of(channel.url),
        formats=formats(channel),
        apps=list(addresses.podcast_apps(rss, channel.title, words)) if is_show else [],
        feed_link=addresses.feed_link(rss),
    )


class PageLink(NamedTuple):
    """A link to another page of ours, with what is said of it."""

    title: str
    description: str
    way: str


def _link(channel: Channel, here: str) -> PageLink:
    return PageLink(
        channel.title,
        channel.description if channel.description != channel.title else "",
        addresses.way(here, address_of(channel.url)),
    )


def formats(channel: Channel) -> list[Format]:
    """The formats of a channel's feed: RSS first, which everything reads."""
    return [_format(file, channel) for file in files.ALL_FILES]


def _format(file: files.FormatFile, channel: Channel) -> Format:
    name = file.called
    return Format(name.split()[0].lower(), name, f"{channel.title} ({name})", file.media_type, file.url(channel))


def _pictures(entries: Iterable[Entry], channel: Channel) -> list[str]:
    """Where the pictures of a page are; its icon is in it if the station has none."""
    own = [picture.url for picture in (about.portrait(channel), channel.icon) if picture]
    return own + ([] if channel.icon else ["data:"]) + [one.picture.url for one in entries if one.picture]


def _sounds(entries: Iterable[Entry]) -> list[str]:
    return _sounds_of(one.sound for one in entries if one.sound)


def _sounds_of(sounds: Iterable[Sound]) -> list[str]:
    return [sound.url for sound in sounds if sound.plays]


# --- templates -------------------------------------------------------------------------------------------------


def _filled(template: str, *, language: str, **values: object) -> bytes:
    """A page with its style and script in it."""
    return _text(template, language=language, **values, style=_part("style.css"), script=_part("script.js")).encode()


def _text(template: str, *, language: str, **values: object) -> str:
    """A template with everything that is put in its places in this language."""
    words, to = words_for(language), direction(language)
    # Words that nobody has translated yet are English on a page in another language.
    english = Markup(' lang="en" dir="ltr"') if to == "rtl" else Markup(' lang="en"')
    said = "" if is_translated(language) else english
    shared = {"language": language, "words": words, "said": said, "direction": to}
    return _environment().get_template(template).render(**values, **shared)


@cache
def _environment() -> jinja2.Environment:
    """Everything that is put into a template is escaped, and nothing may be missing."""
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_part),
        bytecode_cache=Compiled(Path(__file__).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"lines": lines, "site": addresses.site, "saying": _saying, "direction_of": direction}
    return environment


def _saying(words: str, **names: object) -> Markup:
    """Words with names in them, which may be written the other way round (HTML section 4.5.24)."""
    return Markup(words).format(**{name: Markup("<bdi>{}</bdi>").format(value) for name, value in names.items()})  # noqa: S704 - words are our own


@cache
def _part(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _policy(pictures: Iterable[str], sounds: Iterable[str], folder: str) -> str:
    """What the page may load: its own style and script by their hashes, and what the feed names (CSP 3)."""
    rules = (
        "default-src 'none'",
        f"style-src {_hash('style.css')}",
        f"script-src {_hash('script.js')}",
        f"img-src {addresses.picture_sources(pictures)}",
        f"media-src {addresses.sound_sources(sounds, addresses.origin(folder))}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


@cache
def _hash(name: str) -> str:
    return f"'sha256-{b64encode(sha256(_part(name).encode()).digest()).decode()}'"


_MASK = 3


def _code(address: str) -> str:
    """An address as a QR code in SVG, with the light border that cameras need on dark pages too (ISO/IEC 18004)."""
    # Readers take any of the eight masks (section 7.8); to try which is the best would take most of the time of a page.
    made = segno.make(address, error="m", micro=False, boost_error=False, mask=_MASK)
    return made.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None)
