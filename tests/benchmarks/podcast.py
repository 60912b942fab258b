"""What the feed of a show with 10,000 episodes costs, beside lxml that makes the same document: `make bench-podcast`.

The floor builds every element of the finished feed anew and writes it; ratios in one process, processor time.
"""

import resource
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from lxml import etree

from feedpub.formats import rss
from feedpub.model.feed import Author, Channel, Enclosure, Feed, Item
from feedpub.model.podcast import Chapter, Episode, Podcast, Transcript
from feedpub.model.podcasting import Contributor
from feedpub.model.show import Category

EPISODES = 10_000
SITE = "https://quay.example"
NEWEST = datetime(2026, 5, 2, 12, tzinfo=UTC)
SHOW = Podcast(
    show="talk",
    author="Quay Radio",
    owner="Quay Radio",
    explicit=False,
    kind="episodic",
    categories=(Category("News", "Daily News"),),
    art=f"{SITE}/art.png",
    email="talk@quay.example",
    guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
)
CHANNEL = Channel(
    path="quay/talk",
    url=f"{SITE}/feeds/talk/",
    title="Quay Talk",
    description="The sea talks.",
    link=f"{SITE}/",
    language="en-US",
    author=Author("Quay Radio"),
    limit=EPISODES,
    full=EPISODES,
    podcast=SHOW,
)


def item(number: int) -> Item:
    """An episode with all that most have: notes, chapters, a transcript in three forms, two persons."""
    when = NEWEST - timedelta(days=number)
    name = f"{SITE}/media/{number}"
    forms = (("vtt", "text/vtt"), ("srt", "application/x-subrip"), ("json", "application/json"))
    episode = Episode(
        show="talk",
        kind="full",
        explicit=False,
        number=EPISODES - number,
        season=1 + (EPISODES - number) // 100,
        chapters_url=f"{name}-chapters.json",
        chapters=(Chapter(0, "Start"), Chapter(600, "End")),
        transcripts=tuple(Transcript(f"{name}.{ending}", kind, "en-US") for ending, kind in forms),
        persons=(Contributor(name="Ann Lee", role="host"), Contributor(name="Tom Reed", role="guest")),
    )
    return Item(
        id=f"tag:quay.example,{when:%Y-%m-%d}:talk/{number}",
        link=f"{SITE}/talk/{number}",
        title=f"What the sea said, {number}",
        published=when,
        updated=when,
        summary="It said what it says. " * 5,
        html="<p>It said what it says, <em>again</em>.</p>\n" * 20,
        language="en-US",
        enclosure=Enclosure(f"{name}.mp3", "audio/mpeg", 24_000_000 + number, 1500),
        episode=episode,
    )


def rebuilt(source: etree._Element) -> etree._Element:
    """The same document, made element by element."""
    root = etree.Element(source.tag, _attributes(source), nsmap={str(name): uri for name, uri in source.nsmap.items()})
    stack = [(source, root)]
    while stack:
        old, new = stack.pop()
        new.text, new.tail = old.text, old.tail
        stack += [(child, etree.SubElement(new, child.tag, _attributes(child))) for child in old]
    return root


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def main() -> None:
    """Print what rendering costs, and what lxml alone needs."""
    feed = Feed(CHANNEL, tuple(map(item, range(EPISODES))), (), NEWEST)
    rss.render(replace(feed, items=feed.items[:10]))
    begun = time.process_time()
    written = rss.render(feed)
    rendering = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tree = etree.fromstring(written)
    begun = time.process_time()
    etree.tostring(rebuilt(tree), xml_declaration=True, encoding="UTF-8", pretty_print=True)
    floor = time.process_time() - begun
    print(f"{EPISODES:,} episodes, {len(written) / 1e6:.1f} MB, {memory:.0f} MB of memory")
    print(f"feedpub   {rendering:6.2f} s")
    print(f"lxml      {floor:6.2f} s")
    print(f"ratio     {rendering / floor:6.2f}")


if __name__ == "__main__":
    main()
