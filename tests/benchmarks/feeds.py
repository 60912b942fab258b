"""Large feeds for measuring, the same ones at every run: 1,000 full-text articles, 10,000 episodes of a podcast."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import escape

_WORDS = """
    ferry harbor council vote budget school library storm river bridge market music station listener community program
    weekend coast light tower island season garden history kitchen winter summer letter street window
""".split()  # noqa: SIM905 - the words are easier to read so
_NEWEST = datetime(2026, 5, 2, 12, tzinfo=UTC)
_DATE = "%a, %d %b %Y %H:%M:%S +0000"


def articles(count: int = 1000) -> str:
    """An RSS feed of articles with 3 KB of HTML each."""
    return "".join(_document(_ARTICLES, "", _items(count, _article)))


def episodes(count: int = 10_000) -> str:
    """An RSS feed of a podcast's episodes, with what Apple and the podcast namespace want of each."""
    channel = (
        '    <itunes:image href="https://quay.example/art.jpg"/>\n'
        '    <itunes:category text="News"/>\n'
        "    <itunes:explicit>false</itunes:explicit>\n"
        "    <itunes:author>Quay Radio</itunes:author>\n"
        "    <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>\n"
    )
    return "".join(_document(_EPISODES, channel, _items(count, _episode)))


_ARTICLES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
_EPISODES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}


def _document(namespaces: dict[str, str], channel: str, items: Iterator[str]) -> Iterator[str]:
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items())
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<rss xmlns:atom="http://www.w3.org/2005/Atom"{declared} version="2.0">\n  <channel>\n'
        '    <atom:link rel="self" href="https://quay.example/rss.xml" type="application/rss+xml"/>\n'
        "    <title>Quay Radio</title>\n    <link>https://quay.example/</link>\n"
        "    <description>The sound of the sea</description>\n    <language>en-US</language>\n"
    )
    yield channel
    yield from items
    yield "  </channel>\n</rss>\n"


def _items(count: int, item: Callable[[int, str, random.Random], str]) -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311 - only for words
    for number in range(count):
        when = (_NEWEST - timedelta(hours=number)).strftime(_DATE)
        yield item(number, when, chance)


def words(chance: random.Random, count: int) -> str:
    """That many words."""
    return " ".join(chance.choice(_WORDS) for _ in range(count))


def html(chance: random.Random, paragraphs: int) -> str:
    """That many paragraphs with a link and an emphasis."""
    paragraph = '<p>{} <a href="https://quay.example/{}">more &amp; more</a> <em>{}</em></p>'
    made = (paragraph.format(words(chance, 60), chance.choice(_WORDS), words(chance, 2)) for _ in range(paragraphs))
    return "\n".join(made)


def _article(number: int, when: str, chance: random.Random) -> str:
    return f"""    <item>
      <title>{words(chance, 6)} {number}</title>
      <link>https://quay.example/stories/{number}</link>
      <description>{words(chance, 30)}</description>
      <content:encoded>{escape(html(chance, 5), quote=False)}</content:encoded>
      <guid isPermaLink="false">tag:quay.example,2026-05-02:stories/{number}</guid>
      <category>Sea</category>
      <category>Town</category>
      <pubDate>{when}</pubDate>
      <dc:creator>Ann Lee</dc:creator>
      <media:content url="https://quay.example/m/{number}.jpg" medium="image" type="image/jpeg" width="8" height="6">
        <media:title type="plain">{words(chance, 4)}</media:title>
        <media:credit>Ann Lee</media:credit>
      </media:content>
    </item>
"""


def _episode(number: int, when: str, chance: random.Random) -> str:
    return f"""    <item>
      <title>{words(chance, 6)} {number}</title>
      <link>https://quay.example/episodes/{number}</link>
      <description>{escape(html(chance, 2), quote=False)}</description>
      <enclosure url="https://quay.example/audio/{number}.mp3" length="{1_000_000 + number}" type="audio/mpeg"/>
      <guid isPermaLink="false">tag:quay.example,2026-05-02:episodes/{number}</guid>
      <pubDate>{when}</pubDate>
      <dc:creator>Quay Radio</dc:creator>
      <itunes:duration>{600 + number % 3000}</itunes:duration>
      <itunes:episode>{number + 1}</itunes:episode>
      <itunes:explicit>false</itunes:explicit>
      <itunes:image href="https://quay.example/art/{number}.jpg"/>
      <podcast:transcript url="https://quay.example/t/{number}.vtt" type="text/vtt"/>
      <podcast:person role="host">Ann Lee</podcast:person>
    </item>
"""
